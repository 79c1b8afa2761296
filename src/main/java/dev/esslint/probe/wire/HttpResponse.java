package dev.esslint.probe.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer over HTTP.
 *
 * @param version such as {@code HTTP/1.1}
 * @param reason the words beside the status; untrusted text, as headers and body are
 * @param body as much of it as came and is kept
 * @param end how the body ended; anything but {@link End#WHOLE} means that it is not all
 * @param elapsed the time from the request to the end
 */
@SuppressWarnings("ArrayRecordComponent") // answers are read and not compared
public record HttpResponse(String version, int status, String reason, List<Header> headers, byte[] body, End end, Duration elapsed)
    implements HttpOutcome, WebSocket.Upgrade {

  /** How a body ended. */
  public enum End {
    /** As it should. */
    WHOLE,
    /** It is larger than is read here. */
    TOO_LARGE,
    /** The rest did not come in time. */
    TIMED_OUT,
    /** The connection ended first. */
    BROKEN_OFF,
    /** It is not framed as HTTP has it. */
    MALFORMED
  }

  /** Copies the headers. */
  public HttpResponse {
    headers = List.copyOf(headers);
  }

  /** The first value of a header field. */
  public Optional<String> header(String name) {
    return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).findFirst();
  }

  /** All values of a header field, in order. */
  public List<String> headers(String name) {
    return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).toList();
  }

  /** The media type without its parameters, in lower case; empty if there is none. */
  public String mediaType() {
    return header("Content-Type").map(t -> t.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)).orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
