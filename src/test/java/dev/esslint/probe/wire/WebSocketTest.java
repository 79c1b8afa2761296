package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class WebSocketTest {
  private static final HttpRequest RTC = HttpRequest.get("rtc.example.test", "/rtc");

  private static WebSocket.Received received(byte... frames) throws IOException {
    return received(Peer.soon(), frames);
  }

  private static WebSocket.Received received(Deadline deadline, byte... frames) throws IOException {
    try (Peer peer =
            Peer.tcp(
                (in, out) -> {
                  WebSocketPeer.accept(in, out);
                  out.write(frames);
                  out.flush();
                  Peer.hang(in);
                });
        WebSocket socket = open(peer)) {
      return socket.receive(deadline);
    }
  }

  private static WebSocket open(Peer peer) {
    Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()));
    return assertInstanceOf(WebSocket.Opened.class, WebSocket.open(connection, RTC, Peer.soon())).socket();
  }

  private static WebSocket.Upgrade upgrade(Peer.Handler handler) throws IOException {
    try (Peer peer = Peer.tcp(handler);
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      return WebSocket.open(connection, RTC, Peer.soon());
    }
  }

  @Test
  void any_other_answer_than_the_upgrade_is_given_with_its_body() throws Exception {
    HttpResponse response =
        assertInstanceOf(
            HttpResponse.class, upgrade(Peer.answers("HTTP/1.1 401 Unauthorized\r\nContent-Length: 13\r\n\r\nno permission")));
    assertEquals(401, response.status());
    assertEquals("no permission", response.text());
    WebSocket.Upgrade wrong = upgrade(Peer.answers("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\n\r\n"));
    assertEquals(Failure.Kind.MALFORMED, assertInstanceOf(Failure.class, wrong).kind());
  }

  @Test
  void the_request_asks_for_an_upgrade() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    upgrade((in, _) -> asked.complete(Peer.request(in)));
    String request = asked.join();
    assertTrue(request.startsWith("GET /rtc HTTP/1.1\r\nHost: rtc.example.test\r\n"), request);
    assertTrue(request.contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), request);
    assertEquals(1, request.split("Connection:", -1).length - 1, request);
  }

  @Test
  void messages_come_in_one_frame_or_several_with_pings_between() throws Exception {
    assertEquals("hi", assertInstanceOf(WebSocket.Text.class, received((byte) 0x81, (byte) 2, (byte) 'h', (byte) 'i')).text());
    WebSocket.Received parts =
        received(
            (byte) 0x02, (byte) 1, (byte) 1, // the first part
            (byte) 0x89, (byte) 1, (byte) 'p', // a ping
            (byte) 0x8a, (byte) 0, // a pong that nobody asked for
            (byte) 0x80, (byte) 2, (byte) 2, (byte) 3); // the last part
    assertArrayEquals(new byte[] {1, 2, 3}, assertInstanceOf(WebSocket.Binary.class, parts).bytes());
    WebSocket.Received closed = received((byte) 0x88, (byte) 4, (byte) 3, (byte) 0xe9, (byte) 'b', (byte) 'y');
    assertEquals(new WebSocket.Closed(1001, "by"), closed);
    assertEquals(new WebSocket.Closed(1005, ""), received((byte) 0x88, (byte) 0));
  }

  @Test
  void what_is_no_frame_is_refused() throws Exception {
    for (byte[] frame :
        new byte[][] {
          {(byte) 0xc1, 0}, // bits that nobody agreed on
          {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0}, // masked by a server
          {(byte) 0x83, 0}, // an unknown kind
          {(byte) 0x80, 0}, // continues nothing
          {0x01, 0, (byte) 0x81, 0}, // begins within another one
          {(byte) 0x89, 126, 0, 126}, // a ping that is too large
          {0x09, 0}, // a ping in parts
          {(byte) 0x82, 127, 0, 0, 0, 0, 0, 0x20, 0, 0}, // two megabytes
          {(byte) 0x82, 127, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0} // a negative length
        }) {
      assertEquals(Failure.Kind.MALFORMED, assertInstanceOf(Failure.class, received(frame)).kind(), Arrays.toString(frame));
    }
  }

  @Test
  void a_message_in_parts_without_end_is_refused() throws Exception {
    try (Peer peer =
            Peer.tcp(
                (in, out) -> {
                  WebSocketPeer.accept(in, out);
                  byte[] frame = new byte[4 + 4096];
                  System.arraycopy(new byte[] {2, 126, 16, 0}, 0, frame, 0, 4);
                  while (true) {
                    out.write(frame);
                    frame[0] = 0;
                  }
                });
        WebSocket socket = open(peer)) {
      Failure failure = assertInstanceOf(Failure.class, socket.receive(Peer.soon()));
      assertEquals(Failure.Kind.MALFORMED, failure.kind());
    }
  }

  @Test
  void one_can_wait_again_if_nothing_began_in_time() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    try (Peer peer =
            Peer.tcp(
                (in, out) -> {
                  WebSocketPeer.accept(in, out);
                  go.join();
                  out.write(new byte[] {(byte) 0x81, 1, 'x'});
                  out.flush();
                  Peer.hang(in);
                });
        WebSocket socket = open(peer)) {
      assertEquals(Failure.Kind.TIMED_OUT, assertInstanceOf(Failure.class, socket.receive(Peer.briefly())).kind());
      go.complete(null);
      assertEquals("x", assertInstanceOf(WebSocket.Text.class, socket.receive(Peer.soon())).text());
    }
  }

  @Test
  void half_a_frame_ends_in_time_or_with_the_connection() throws Exception {
    assertEquals(Failure.Kind.TIMED_OUT, assertInstanceOf(Failure.class, received(Peer.briefly(), (byte) 0x81, (byte) 9, (byte) 'x')).kind());
    try (Peer peer =
            Peer.tcp(
                (in, out) -> {
                  WebSocketPeer.accept(in, out);
                  out.write(new byte[] {(byte) 0x81, 9, 'x'});
                });
        WebSocket socket = open(peer)) {
      assertEquals(Failure.Kind.CLOSED, assertInstanceOf(Failure.class, socket.receive(Peer.soon())).kind());
    }
  }

  @Test
  void what_is_sent_arrives_masked_and_whole() throws Exception {
    CompletableFuture<byte[]> small = new CompletableFuture<>();
    CompletableFuture<byte[]> middle = new CompletableFuture<>();
    CompletableFuture<byte[]> large = new CompletableFuture<>();
    CompletableFuture<byte[]> goodbye = new CompletableFuture<>();
    try (Peer peer =
            Peer.tcp(
                (in, out) -> {
                  WebSocketPeer.accept(in, out);
                  small.complete(WebSocketPeer.read(in));
                  middle.complete(WebSocketPeer.read(in));
                  large.complete(WebSocketPeer.read(in));
                  goodbye.complete(WebSocketPeer.read(in));
                });
        WebSocket socket = open(peer)) {
      assertTrue(socket.send("hello", Peer.soon()));
      assertTrue(socket.send(new byte[300], Peer.soon()));
      assertTrue(socket.send(new byte[70_000], Peer.soon()));
      socket.end(Peer.soon());
      assertEquals("hello", new String(small.join(), StandardCharsets.UTF_8));
      assertArrayEquals(new byte[300], middle.join());
      assertArrayEquals(new byte[70_000], large.join());
      assertArrayEquals(new byte[] {3, (byte) 0xe8}, goodbye.join());
    }
  }
}
