package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP/1.1 on a connection that is open; one exchange, no redirect is followed. */
public final class Http {
  private static final int MOST_BODY = 1 << 20;
  private static final int MOST_HEAD = 64 << 10;
  private static final int MOST_INTERIM = 8;

  private Http() {}

  /** Asks and reads the answer. The connection is of no use afterwards. */
  public static HttpOutcome exchange(Connection connection, HttpRequest request, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    try (Alarm _ = connection.alarm(own)) {
      HttpOutcome head = head(connection, request.bytes(), own);
      if (!(head instanceof HttpResponse response)) {
        return head;
      }
      return request.method().equals("HEAD") ? response : body(connection.in(), response, own);
    }
  }

  /** Sends a request and reads status and headers, with no body yet. */
  static HttpOutcome head(Connection connection, byte[] request, Deadline deadline) {
    Lines lines = new Lines(connection.in());
    try {
      connection.timeout(deadline);
      send(connection, request);
      for (int i = 0; i < MOST_INTERIM; i++) {
        Optional<HttpResponse> head = head(lines, deadline);
        if (head.isEmpty()) {
          return Failure.of(Failure.Kind.MALFORMED, lines.seen(), deadline);
        }
        // Anything below 200 but the switch to another protocol comes before the answer.
        if (head.get().status() >= 200 || head.get().status() == 101) {
          return head.get();
        }
      }
      return Failure.of(Failure.Kind.MALFORMED, "only interim answers", deadline);
    } catch (TooLong e) {
      return Failure.of(Failure.Kind.MALFORMED, lines.seen(), deadline);
    } catch (IOException e) {
      Failure failure = Failure.of(e, deadline);
      return lines.seen().isEmpty() ? failure : new Failure(failure.kind(), lines.seen(), failure.elapsed());
    }
  }

  /** A server may answer and close before it has read all, which breaks the sending and is still an answer. */
  private static void send(Connection connection, byte[] request) throws IOException {
    try {
      connection.out().write(request);
      connection.out().flush();
    } catch (IOException e) {
      if (connection.in().available() == 0) {
        throw e;
      }
    }
  }

  private static Optional<HttpResponse> head(Lines lines, Deadline deadline) throws IOException {
    String status = lines.next();
    if (!status.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        return Optional.empty();
      }
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
    int code = Integer.parseInt(status.substring(9, 12));
    String reason = status.length() > 13 ? status.substring(13) : "";
    return Optional.of(
        new HttpResponse(status.substring(0, 8), code, reason, headers, new byte[0], HttpResponse.End.WHOLE, deadline.elapsed()));
  }

  /** The same answer with its body. */
  static HttpResponse body(InputStream in, HttpResponse head, Deadline deadline) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    HttpResponse.End end;
    try {
      end = read(in, head, body);
    } catch (TooLong e) {
      end = HttpResponse.End.MALFORMED;
    } catch (IOException e) {
      end = Failure.of(e, deadline).kind() == Failure.Kind.TIMED_OUT ? HttpResponse.End.TIMED_OUT : HttpResponse.End.BROKEN_OFF;
    }
    return new HttpResponse(head.version(), head.status(), head.reason(), head.headers(), body.toByteArray(), end, deadline.elapsed());
  }

  private static HttpResponse.End read(InputStream in, HttpResponse head, ByteArrayOutputStream body) throws IOException {
    if (head.status() == 204 || head.status() == 304 || head.status() < 200) {
      return HttpResponse.End.WHOLE;
    }
    List<String> codings = head.headers("Transfer-Encoding");
    if (!codings.isEmpty()) {
      String last = codings.getLast().toLowerCase(Locale.ROOT);
      return last.endsWith("chunked") ? chunks(in, body) : untilTheEnd(in, body);
    }
    Optional<String> length = head.header("Content-Length");
    if (length.isEmpty()) {
      return untilTheEnd(in, body);
    }
    if (!length.get().matches("[0-9]{1,18}")) {
      return HttpResponse.End.MALFORMED;
    }
    return piece(in, Long.parseLong(length.get()), body);
  }

  private static HttpResponse.End untilTheEnd(InputStream in, ByteArrayOutputStream body) throws IOException {
    body.writeBytes(in.readNBytes(MOST_BODY));
    return body.size() == MOST_BODY && in.read() >= 0 ? HttpResponse.End.TOO_LARGE : HttpResponse.End.WHOLE;
  }

  private static HttpResponse.End piece(InputStream in, long length, ByteArrayOutputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long left = Math.min(length, MOST_BODY - body.size());
    boolean all = left == length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        return HttpResponse.End.BROKEN_OFF;
      }
      body.write(buffer, 0, count);
      left -= count;
    }
    return all ? HttpResponse.End.WHOLE : HttpResponse.End.TOO_LARGE;
  }

  private static HttpResponse.End chunks(InputStream in, ByteArrayOutputStream body) throws IOException {
    while (true) {
      // The sizes of each chunk have their own bound, so that many small ones are none of the head's business.
      String size = new Lines(in).next().replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,15}")) {
        return HttpResponse.End.MALFORMED;
      }
      long length = Long.parseLong(size, 16);
      if (length == 0) {
        Lines trailer = new Lines(in);
        String line = trailer.next();
        while (!line.isEmpty()) {
          line = trailer.next();
        }
        return HttpResponse.End.WHOLE;
      }
      HttpResponse.End end = piece(in, length, body);
      if (end != HttpResponse.End.WHOLE) {
        return end;
      }
      if (!new Lines(in).next().isEmpty()) {
        return HttpResponse.End.MALFORMED;
      }
    }
  }

  /** More lines, or longer ones, than anybody sends who means it. */
  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Lines up to a bound, and the beginning of what was read, which is evidence if it is no HTTP. */
  private static final class Lines {
    private static final int MOST_SEEN = 80;
    private final InputStream in;
    private final StringBuilder seen = new StringBuilder();
    private int read;

    Lines(InputStream in) {
      this.in = in;
    }

    String next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int one = in.read(); one != '\n'; one = in.read()) {
        if (one < 0) {
          throw new EOFException("the connection ended within the answer");
        }
        if (++read > MOST_HEAD) {
          throw new TooLong();
        }
        if (seen.length() < MOST_SEEN) {
          seen.append((char) one);
        }
        line.write(one);
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    String seen() {
      return seen.toString().strip();
    }
  }
}
