package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Whether a server still accepts TLS 1.1 or 1.0. The JDK speaks neither, so this writes a ClientHello by hand and reads which version is chosen. */
public final class OldTls {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;

  /** A record's head, the head of the ServerHello in it, and the version that it chooses. */
  private static final int ENOUGH = 11;

  /** The suites that both versions have, with the best key exchange first, and the mark of safe renegotiation. */
  private static final int[] SUITES = {0xc014, 0xc013, 0xc00a, 0xc009, 0x0039, 0x0033, 0x0035, 0x002f, 0x000a, 0x00ff};

  private static final int[] GROUPS = {29, 23, 24};

  /** What comes of it. */
  public sealed interface Outcome permits Chosen, Refused, Failure {}

  /** The server goes on with this version. */
  public record Chosen(String version) implements Outcome {}

  /** The server ends it, with an alert or without a word. */
  public record Refused() implements Outcome {}

  private OldTls() {}

  /** Offers TLS 1.1 over a plain connection, which is of no use afterwards. */
  public static Outcome offer(Connection connection, String name, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    try (Alarm _ = connection.alarm(own)) {
      connection.timeout(own);
      connection.out().write(hello(name));
      connection.out().flush();
      return outcome(read(connection.in()));
    } catch (IOException e) {
      Failure failure = Failure.of(e, own);
      return failure.kind() == Failure.Kind.RESET || failure.kind() == Failure.Kind.CLOSED ? new Refused() : failure;
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(ENOUGH);
  }

  private static Outcome outcome(byte[] first) {
    boolean hello = first.length == ENOUGH && first[0] == HANDSHAKE && first[5] == SERVER_HELLO && first[9] == 3;
    return hello && (first[10] == 1 || first[10] == 2) ? new Chosen("TLS 1." + (first[10] - 1)) : new Refused();
  }

  private static byte[] hello(String name) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {3, 2});
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    body.writeBytes(random);
    body.write(0); // no session
    body.writeBytes(sized(numbers(SUITES)));
    body.writeBytes(new byte[] {1, 0}); // no compression
    body.writeBytes(sized(extensions(name)));
    byte[] message = join(new byte[] {1, 0}, sized(body.toByteArray()));
    return join(new byte[] {HANDSHAKE, 3, 1}, sized(message));
  }

  private static byte[] extensions(String name) {
    byte[] host = name.getBytes(StandardCharsets.US_ASCII);
    return join(
        extension(0, sized(join(new byte[] {0}, sized(host)))), // server_name
        extension(10, sized(numbers(GROUPS))), // supported_groups
        extension(11, new byte[] {1, 0})); // ec_point_formats
  }

  private static byte[] extension(int type, byte[] content) {
    return join(new byte[] {0, (byte) type}, sized(content));
  }

  /** The length in two bytes, and the bytes. */
  private static byte[] sized(byte[] bytes) {
    return join(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
  }

  private static byte[] numbers(int... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int number : numbers) {
      out.write(number >> 8);
      out.write(number);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
