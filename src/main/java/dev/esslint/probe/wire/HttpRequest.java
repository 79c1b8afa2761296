package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is asked for over HTTP. Throws {@link IllegalArgumentException} for text that would become a line of its own.
 *
 * @param method such as {@code GET}
 * @param host the {@code Host}, with the port if it is another one than that of the scheme
 * @param target path and query
 * @param headers further fields; esslint's own are added
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // requests are sent and not compared
public record HttpRequest(String method, String host, String target, List<Header> headers, byte[] body) {

  /** Refuses what is no text of one line. */
  public HttpRequest {
    headers = List.copyOf(headers);
    word(method);
    word(host);
    word(target);
    for (Header header : headers) {
      word(header.name());
      if (header.value().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException("a control character in the header " + header.name());
      }
    }
  }

  private static void word(String text) {
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("no word of HTTP");
    }
  }

  /** A request without a body. */
  public static HttpRequest of(String method, String host, String target) {
    return new HttpRequest(method, host, target, List.of(), new byte[0]);
  }

  /** {@code GET} of a target. */
  public static HttpRequest get(String host, String target) {
    return of("GET", host, target);
  }

  /** {@code POST} of a JSON text. */
  public static HttpRequest post(String host, String target, String json) {
    List<Header> headers = List.of(new Header("Content-Type", "application/json"));
    return new HttpRequest("POST", host, target, headers, json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one more field. */
  public HttpRequest with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpRequest(method, host, target, more, body);
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    add(head, "User-Agent", "esslint");
    add(head, "Accept", "*/*");
    add(head, "Connection", "close");
    if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
      add(head, "Content-Length", Integer.toString(body.length));
    }
    for (Header header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** Without query, headers and body, which may hold a token. */
  @Override
  public String toString() {
    return method + " " + host + target.replaceFirst("\\?.*", "");
  }

  private void add(StringBuilder head, String name, String value) {
    if (headers.stream().noneMatch(h -> h.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))) {
      head.append(name).append(": ").append(value).append("\r\n");
    }
  }
}
