package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A WebSocket (RFC 6455) on a connection, from the side of the client. Not for several threads at once. */
public final class WebSocket implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MOST = 1 << 20;
  private static final int MOST_FRAMES = 1024;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** What comes of asking for the upgrade: {@link Opened}, another answer over HTTP, or a {@link Failure}. */
  public sealed interface Upgrade permits Opened, HttpResponse, Failure {}

  /** The peer switched to WebSocket. */
  public record Opened(WebSocket socket) implements Upgrade {}

  /** What comes of waiting for a message. */
  public sealed interface Received permits Text, Binary, Closed, Failure {}

  /** A message of text. */
  public record Text(String text) implements Received {}

  /** A message of bytes. */
  @SuppressWarnings("ArrayRecordComponent") // messages are read and not compared
  public record Binary(byte[] bytes) implements Received {}

  /** The peer ended it; the reason is untrusted text. */
  public record Closed(int code, String reason) implements Received {}

  private final Connection connection;

  /** Whether a part of a message was read, so that what comes next is in the middle of it. */
  private boolean begun;

  private WebSocket(Connection connection) {
    this.connection = connection;
  }

  /** Asks for the upgrade with {@code GET} of a request. */
  public static Upgrade open(Connection connection, HttpRequest request, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    HttpRequest upgrade =
        request
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", key);
    try (Alarm _ = connection.alarm(own)) {
      HttpOutcome head = Http.head(connection, upgrade.bytes(), own);
      if (!(head instanceof HttpResponse response)) {
        return (Failure) head;
      }
      if (response.status() != 101) {
        return Http.body(connection.in(), response, own);
      }
      return response.header("Sec-WebSocket-Accept").orElse("").equals(accepted(key))
          ? new Opened(new WebSocket(connection))
          : Failure.of(Failure.Kind.MALFORMED, "101 without the right Sec-WebSocket-Accept", own);
    }
  }

  private static String accepted(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + ACCEPTED).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a message of bytes; whether it could be sent. */
  public boolean send(byte[] bytes, Deadline deadline) {
    return write(BINARY, bytes, deadline);
  }

  /** Sends a message of text; whether it could be sent. */
  public boolean send(String text, Deadline deadline) {
    return write(TEXT, text.getBytes(StandardCharsets.UTF_8), deadline);
  }

  private boolean write(int kind, byte[] bytes, Deadline deadline) {
    try (Alarm _ = connection.alarm(deadline)) {
      write(kind, bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void write(int kind, byte[] bytes) throws IOException {
    byte[] mask = new byte[4];
    RANDOM.nextBytes(mask);
    ByteBuffer frame = ByteBuffer.allocate(14 + bytes.length).put((byte) (0x80 | kind));
    if (bytes.length < 126) {
      frame.put((byte) (0x80 | bytes.length));
    } else if (bytes.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(bytes.length);
    }
    frame.put(mask);
    for (int i = 0; i < bytes.length; i++) {
      frame.put((byte) (bytes[i] ^ mask[i % 4]));
    }
    connection.out().write(frame.array(), 0, frame.position());
    connection.out().flush();
  }

  /** Waits for the next message; pings are answered meanwhile. If none began in time, one can wait again. */
  public Received receive(Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    try (Alarm _ = connection.alarm(own.withGrace())) {
      return next(own);
    } catch (Malformed e) {
      close();
      return Failure.of(Failure.Kind.MALFORMED, Failure.words(e), own);
    } catch (IOException e) {
      if (begun || !(e instanceof SocketTimeoutException)) {
        close();
      }
      return Failure.of(e, own);
    }
  }

  private Received next(Deadline deadline) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int kind = CONTINUATION;
    begun = false;
    for (int i = 0; i < MOST_FRAMES; i++) {
      connection.timeout(deadline);
      Frame frame = next(MOST - message.size());
      switch (frame.kind) {
        case TEXT, BINARY, CONTINUATION -> {
          if ((frame.kind == CONTINUATION) == (kind == CONTINUATION)) {
            throw new Malformed("a frame that continues nothing, or begins within another message");
          }
          kind = frame.kind == CONTINUATION ? kind : frame.kind;
          message.writeBytes(frame.bytes);
          begun = !frame.last;
          if (frame.last) {
            return kind == TEXT ? new Text(message.toString(StandardCharsets.UTF_8)) : new Binary(message.toByteArray());
          }
        }
        case PING -> {
          write(PONG, frame.bytes);
          begun = kind != CONTINUATION;
        }
        case PONG -> begun = kind != CONTINUATION;
        case CLOSE -> {
          return closed(frame.bytes);
        }
        default -> throw new Malformed("a frame of an unknown kind");
      }
    }
    throw new Malformed("too many frames");
  }

  private static Closed closed(byte[] bytes) {
    return bytes.length < 2
        ? new Closed(1005, "")
        : new Closed(ByteBuffer.wrap(bytes).getShort() & 0xffff, new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // frames are read and not compared
  private record Frame(int kind, boolean last, byte[] bytes) {}

  private Frame next(int most) throws IOException {
    int first = one();
    begun = true;
    int second = one();
    int kind = first & 0x0f;
    boolean last = (first & 0x80) != 0;
    long length = second & 0x7f;
    if ((first & 0x70) != 0 || (second & 0x80) != 0) {
      throw new Malformed("a frame with bits that nobody agreed on");
    }
    if (kind >= CLOSE && (length > 125 || !last)) {
      throw new Malformed("a control frame that is too large");
    }
    if (length == 126) {
      length = ByteBuffer.wrap(bytes(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = ByteBuffer.wrap(bytes(8)).getLong();
    }
    if (length < 0 || length > most) {
      throw new Malformed("a message that is too large");
    }
    return new Frame(kind, last, bytes((int) length));
  }

  private int one() throws IOException {
    int one = connection.in().read();
    if (one < 0) {
      throw new EOFException("the connection ended without a goodbye");
    }
    return one;
  }

  private byte[] bytes(int count) throws IOException {
    InputStream in = connection.in();
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the connection ended within a frame");
    }
    return bytes;
  }

  /** What came is no WebSocket. */
  private static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** Says goodbye and closes, without waiting for an answer. */
  public void end(Deadline deadline) {
    write(CLOSE, ByteBuffer.allocate(2).putShort((short) 1000).array(), deadline);
    close();
  }

  @Override
  public void close() {
    connection.close();
  }
}
