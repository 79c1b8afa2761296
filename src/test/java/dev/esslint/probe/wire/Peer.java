package dev.esslint.probe.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server on loopback that a test makes; it ends with the test. */
public final class Peer implements AutoCloseable {

  /** What a server does with one connection, which is closed afterwards. */
  public interface Handler {
    void serve(InputStream in, OutputStream out) throws Exception;
  }

  /** What a server answers to one datagram; nothing if empty. */
  public interface Answer {
    List<byte[]> to(byte[] datagram, InetSocketAddress from) throws Exception;
  }

  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final InetSocketAddress address;

  private Peer(Closeable socket, InetSocketAddress address) {
    this.open.add(socket);
    this.address = address;
  }

  /** What is laid over a connection. */
  private interface Layer {
    Socket over(Socket plain) throws IOException;
  }

  /** Serves TCP on a free port of loopback. */
  public static Peer tcp(Handler handler) throws IOException {
    return tcp(0, handler);
  }

  /** Serves TCP on a port of loopback. */
  public static Peer tcp(int port, Handler handler) throws IOException {
    return serve(port, plain -> plain, handler);
  }

  /** Serves TLS with a key. */
  public static Peer tls(KeyManager[] keys, List<String> protocols, Handler handler) throws IOException, GeneralSecurityException {
    return tls(keys, protocols, List.of(), handler);
  }

  /** Serves only these versions of TLS; all that are in use if there are none. */
  public static Peer tls(KeyManager[] keys, List<String> protocols, List<String> versions, Handler handler) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, null, null);
    Layer tls =
        plain -> {
          SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "", 0, true);
          socket.setUseClientMode(false);
          SSLParameters parameters = socket.getSSLParameters();
          parameters.setApplicationProtocols(protocols.toArray(String[]::new));
          if (!versions.isEmpty()) {
            parameters.setProtocols(versions.toArray(String[]::new));
          }
          socket.setSSLParameters(parameters);
          return socket;
        };
    return serve(0, tls, handler);
  }

  private static Peer serve(int port, Layer layer, Handler handler) throws IOException {
    ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Peer peer = new Peer(server, (InetSocketAddress) server.getLocalSocketAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  // The plain one: the other would wait for a goodbye.
                  peer.open.add(socket);
                  Thread.ofVirtual().start(() -> one(socket, layer, handler));
                } catch (IOException e) {
                  return;
                }
              }
            });
    return peer;
  }

  private static void one(Socket plain, Layer layer, Handler handler) {
    try (plain;
        Socket socket = layer.over(plain)) {
      handler.serve(socket.getInputStream(), socket.getOutputStream());
    } catch (Exception e) {
      // The client has what it wanted and is gone.
      return;
    }
  }

  /** Serves UDP on a free port of loopback. */
  public static Peer udp(Answer answer) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Peer peer = new Peer(socket, (InetSocketAddress) socket.getLocalSocketAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (!socket.isClosed()) {
                  DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                  socket.receive(packet);
                  byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                  for (byte[] one : answer.to(bytes, (InetSocketAddress) packet.getSocketAddress())) {
                    socket.send(new DatagramPacket(one, one.length, packet.getSocketAddress()));
                  }
                }
              } catch (Exception e) {
                // Closed by the test.
                return;
              }
            });
    return peer;
  }

  /** A port of loopback that nothing listens on. */
  public static InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  /** Answers every request over HTTP with these bytes. */
  public static Handler answers(String response) {
    return (in, out) -> {
      request(in);
      out.write(response.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  /** Reads the head of a request. */
  public static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      head.append((char) one);
    }
    return head.toString();
  }

  /** Keeps the connection until the other side ends it. */
  public static void hang(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Time for what is to succeed; far more than it takes. */
  public static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  /** Time for what comes in part and is to be late as a whole. */
  public static Deadline later() {
    return Deadline.in(Duration.ofSeconds(2));
  }

  /** Time for what is not to come at all. */
  public static Deadline briefly() {
    return Deadline.in(Duration.ofMillis(300));
  }

  @Override
  public void close() throws IOException {
    for (Closeable one : open) {
      one.close();
    }
  }
}
