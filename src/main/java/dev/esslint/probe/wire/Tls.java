package dev.esslint.probe.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS with one address and one name. What is wrong with a certificate is told and does not end the connection. */
public final class Tls {

  /** What every client of Matrix and a WebSocket speaks. */
  public static final List<String> HTTP = List.of("http/1.1");

  /** What comes of a handshake: a {@link Session} or a {@link Failure}. */
  public sealed interface Outcome permits Session, Failure {}

  /**
   * A connection with TLS on it.
   *
   * @param connection what the protocols go over
   * @param version such as {@code TLSv1.3}
   * @param cipher the cipher suite
   * @param protocol what the server chose by ALPN, if it chose
   * @param certificate what the server proved itself with
   * @param elapsed the time of connecting and the handshake
   */
  public record Session(
      Connection connection, String version, String cipher, Optional<String> protocol, ServerCertificate certificate, Duration elapsed)
      implements Outcome, AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  private Tls() {}

  /**
   * Connects to an address and asks there for a name.
   *
   * @param name the DNS name that is sent (SNI); if it is an address, none is sent
   * @param protocols what is offered by ALPN, nothing if empty
   */
  public static Outcome handshake(
      InetSocketAddress address, String name, List<String> protocols, Authorities authorities, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    Recorded plain = new Recorded();
    try (Alarm _ = Alarm.at(own, plain)) {
      Connection.connect(plain, address, own);
      return handshake(plain, address, name, protocols, authorities, own);
    } catch (SSLException e) {
      Connection.closeQuietly(plain);
      return failure(e, plain, own);
    } catch (IOException e) {
      Connection.closeQuietly(plain);
      return Failure.of(e, own);
    }
  }

  private static Session handshake(
      Recorded plain, InetSocketAddress address, String name, List<String> protocols, Authorities authorities, Deadline deadline)
      throws IOException {
    SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, name, address.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(serverNames(name));
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(deadline.millis());
    socket.startHandshake();
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : socket.getSession().getPeerCertificates()) {
      chain.add((X509Certificate) certificate);
    }
    String chosen = socket.getApplicationProtocol();
    return new Session(
        Connection.over(socket, plain, address),
        socket.getSession().getProtocol(),
        socket.getSession().getCipherSuite(),
        chosen == null || chosen.isEmpty() ? Optional.empty() : Optional.of(chosen),
        ServerCertificate.of(chain, authorities),
        deadline.elapsed());
  }

  private static List<SNIServerName> serverNames(String name) {
    try {
      return isAddress(name) ? List.of() : List.of(new SNIHostName(DnsMessage.plain(name)));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
  }

  private static Failure failure(SSLException e, Recorded plain, Deadline deadline) {
    String words = Failure.words(e);
    if (deadline.over()) {
      return Failure.of(Failure.Kind.TIMED_OUT, words, deadline);
    }
    byte[] first = plain.first();
    if (first.length == 0) {
      return Failure.of(Failure.Kind.CLOSED, words, deadline);
    }
    boolean tls = first[0] >= 20 && first[0] <= 23 && (first.length < 2 || first[1] == 3);
    if (!tls) {
      return Failure.of(Failure.Kind.NOT_TLS, new String(first, StandardCharsets.ISO_8859_1), deadline);
    }
    if (choosesOld(first) || words.contains("protocol_version")) {
      return Failure.of(Failure.Kind.OLD_TLS, words, deadline);
    }
    return e.getCause() instanceof IOException cause && words.toLowerCase(Locale.ROOT).contains("reset")
        ? Failure.of(cause, deadline)
        : Failure.of(Failure.Kind.HANDSHAKE, words, deadline);
  }

  /** Whether the peer begins with a ServerHello of a version before 1.2; later ones call themselves 1.2 there. */
  private static boolean choosesOld(byte[] first) {
    return first.length > 10 && first[0] == 22 && first[5] == 2 && first[9] == 3 && first[10] < 3;
  }

  private static SSLContext context() {
    try {
      // A new one each time: no session of another address is resumed.
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets every chain pass; it is judged afterwards. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Keeps the first bytes that came, which tell what speaks there if it is no TLS. */
  private static final class Recorded extends Socket {
    private static final int MOST = 64;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private @Nullable InputStream in;

    /** Reads ahead, as the handshake gives up after the first 5 bytes. */
    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new BufferedInputStream(recorded(super.getInputStream()));
      }
      return in;
    }

    private InputStream recorded(InputStream bare) {
      return new FilterInputStream(bare) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = super.read(bytes, offset, length);
          keep(bytes, offset, count);
          return count;
        }
      };
    }

    private void keep(byte[] bytes, int offset, int count) {
      synchronized (first) {
        if (count > 0 && first.size() < MOST) {
          first.write(bytes, offset, Math.min(count, MOST - first.size()));
        }
      }
    }

    byte[] first() {
      synchronized (first) {
        return first.toByteArray();
      }
    }
  }
}
