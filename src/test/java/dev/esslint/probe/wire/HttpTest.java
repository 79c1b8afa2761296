package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
final class HttpTest {
  private static final HttpRequest GET = HttpRequest.get("matrix.example.test", "/");

  private static HttpOutcome outcome(Peer.Handler handler, HttpRequest request, Deadline deadline) throws IOException {
    try (Peer peer = Peer.tcp(handler);
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      return Http.exchange(connection, request, deadline);
    }
  }

  private static HttpResponse response(String bytes) throws IOException {
    return assertInstanceOf(HttpResponse.class, outcome(Peer.answers(bytes), GET, Peer.soon()));
  }

  @Test
  void a_request_is_sent_as_it_was_made() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    HttpRequest post = HttpRequest.post("rtc.example.test", "/sfu/get?x=1", "{\"a\":\"\u00e4\"}").with("Origin", "https://app.example.test");
    HttpOutcome outcome =
        outcome(
            (in, out) -> {
              String head = Peer.request(in);
              asked.complete(head + new String(in.readNBytes(10), StandardCharsets.UTF_8));
              out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            },
            post,
            Peer.soon());
    assertEquals(204, assertInstanceOf(HttpResponse.class, outcome).status());
    assertEquals(
        "POST /sfu/get?x=1 HTTP/1.1\r\nHost: rtc.example.test\r\nUser-Agent: esslint\r\nAccept: */*\r\nConnection: close\r\n"
            + "Content-Length: 10\r\nContent-Type: application/json\r\nOrigin: https://app.example.test\r\n\r\n{\"a\":\"\u00e4\"}",
        asked.join());
  }

  @Test
  void a_body_ends_by_length_by_chunks_or_with_the_connection() throws Exception {
    HttpResponse length = response("HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}more");
    assertEquals("{}", length.text());
    assertEquals("application/json", length.mediaType());
    assertEquals("OK", length.reason());
    HttpResponse chunks =
        response("HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, protocol\r\n0\r\nTrailer: x\r\n\r\n");
    assertEquals("hello, protocol", chunks.text());
    HttpResponse close = response("HTTP/1.0 404 Not here\r\nx-a: 1\r\nX-A:  2 \r\n\r\nall of it");
    assertEquals("all of it", close.text());
    assertEquals(List.of("1", "2"), close.headers("X-a"));
    assertEquals(Optional.of("1"), close.header("x-A"));
    for (HttpResponse one : List.of(length, chunks, close)) {
      assertEquals(HttpResponse.End.WHOLE, one.end());
    }
  }

  @Test
  void what_comes_before_the_answer_is_passed_over() throws Exception {
    HttpResponse response = response("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 405 \r\n\r\n");
    assertEquals(405, response.status());
    assertEquals(List.of(), response.headers());
  }

  @Test
  void the_answer_to_head_has_no_body() throws Exception {
    HttpRequest head = HttpRequest.of("HEAD", "a.example.test", "/");
    HttpOutcome outcome = outcome(
        (in, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          Peer.hang(in);
        },
        head,
        Peer.soon());
    assertEquals(HttpResponse.End.WHOLE, assertInstanceOf(HttpResponse.class, outcome).end());
  }

  @Test
  void a_body_that_is_cut_off_says_so() throws Exception {
    HttpResponse response = response("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    assertEquals("only this", response.text());
    assertEquals(HttpResponse.End.BROKEN_OFF, response.end());
    assertEquals(HttpResponse.End.BROKEN_OFF, response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab").end());
    assertEquals(HttpResponse.End.MALFORMED, response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nab").end());
    assertEquals(HttpResponse.End.MALFORMED, response("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n").end());
  }

  @Test
  void a_body_without_end_is_read_up_to_a_bound() throws Exception {
    for (String head : List.of("", "Transfer-Encoding: chunked\r\n", "Content-Length: 999999999999999999\r\n")) {
      byte[] piece = (head.startsWith("T") ? "1000\r\n" + "x".repeat(4096) + "\r\n" : "x".repeat(4096)).getBytes(StandardCharsets.UTF_8);
      HttpOutcome outcome =
          outcome(
              (in, out) -> {
                Peer.request(in);
                out.write(("HTTP/1.1 200 OK\r\n" + head + "\r\n").getBytes(StandardCharsets.UTF_8));
                while (true) {
                  out.write(piece);
                }
              },
              GET,
              Peer.soon());
      HttpResponse response = assertInstanceOf(HttpResponse.class, outcome);
      assertEquals(HttpResponse.End.TOO_LARGE, response.end());
      assertEquals(1 << 20, response.body().length);
    }
  }

  @Test
  void headers_without_end_are_no_answer() throws Exception {
    HttpOutcome outcome =
        outcome(
            (in, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write("X-Filler: yes\r\n".getBytes(StandardCharsets.UTF_8));
              }
            },
            GET,
            Peer.soon());
    assertEquals(Failure.Kind.MALFORMED, assertInstanceOf(Failure.class, outcome).kind());
  }

  @Test
  void a_peer_that_drips_or_hangs_ends_in_time() throws Exception {
    HttpOutcome dripping =
        outcome(
            (_, out) -> {
              for (byte one : "HTTP/1.1 200 OK\r\nX-Very-Long: ".getBytes(StandardCharsets.UTF_8)) {
                out.write(one);
              }
              while (true) {
                out.write('x');
                Thread.sleep(Duration.ofMillis(20));
              }
            },
            GET,
            Peer.later());
    Failure failure = assertInstanceOf(Failure.class, dripping);
    assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
    assertTrue(failure.detail().startsWith("HTTP/1.1 200 OK"), failure.detail());
    HttpOutcome hanging =
        outcome(
            (in, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab".getBytes(StandardCharsets.UTF_8));
              Peer.hang(in);
            },
            GET,
            Peer.later());
    HttpResponse response = assertInstanceOf(HttpResponse.class, hanging);
    assertEquals(HttpResponse.End.TIMED_OUT, response.end());
    assertEquals("ab", response.text());
  }

  @Test
  void a_peer_that_reads_nothing_ends_in_time() throws Exception {
    HttpRequest large = HttpRequest.post("a.example.test", "/", "x".repeat(30 << 20));
    CompletableFuture<Void> over = new CompletableFuture<>();
    HttpOutcome outcome = outcome((_, _) -> over.join(), large, Peer.briefly());
    over.complete(null);
    assertEquals(Failure.Kind.TIMED_OUT, assertInstanceOf(Failure.class, outcome).kind());
  }

  @Test
  void what_is_no_http_is_shown() throws Exception {
    HttpOutcome outcome = outcome(Peer.answers("SSH-2.0-OpenSSH_9.2\r\n"), GET, Peer.soon());
    Failure failure = assertInstanceOf(Failure.class, outcome);
    assertEquals(Failure.Kind.MALFORMED, failure.kind());
    assertEquals("SSH-2.0-OpenSSH_9.2", failure.detail());
    assertEquals(Failure.Kind.CLOSED, assertInstanceOf(Failure.class, outcome(Peer.answers(""), GET, Peer.soon())).kind());
  }

  @Test
  void text_that_would_become_a_line_of_its_own_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> HttpRequest.get("a\r\nX: y", "/"));
    assertThrows(IllegalArgumentException.class, () -> HttpRequest.get("a", "/ HTTP/1.1"));
    assertThrows(IllegalArgumentException.class, () -> GET.with("Origin", "a\r\nX: y"));
  }

  @Test
  void the_text_of_a_request_shows_no_token() {
    HttpRequest request = HttpRequest.get("a.example.test", "/rtc?access_token=geheim").with("Authorization", "Bearer geheim");
    assertFalse(request.toString().contains("geheim"), request.toString());
  }

  @Test
  void http_goes_over_tls() throws Exception {
    try (Peer peer = Peer.tls(TestAuthority.keys("good", 2), List.of("http/1.1"), Peer.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"));
        Tls.Session session =
            assertInstanceOf(
                Tls.Session.class, Tls.handshake(peer.address(), TestAuthority.HOST, Tls.HTTP, TestAuthority.asPublic(), Peer.soon()))) {
      HttpOutcome outcome = Http.exchange(session.connection(), GET, Peer.soon());
      assertEquals("OK", assertInstanceOf(HttpResponse.class, outcome).text());
    }
  }
}
