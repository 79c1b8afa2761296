package dev.esslint.probe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An SFU as LiveKit is one, as far as it can be told from its sources: it takes a token, welcomes, offers, and answers checks only after it
 * got an SDP answer, since it reads no packet before.
 */
public final class SfuPeer implements AutoCloseable {
  public static final String PASSWORD = "the password of this offer";
  private final Peer media;
  private final CompletableFuture<String> answered = new CompletableFuture<>();
  private final CompletableFuture<Integer> left = new CompletableFuture<>();
  private final String offered;

  private SfuPeer(Peer media, String offered) {
    this.media = media;
    this.offered = offered;
  }

  /** One that offers its own port. */
  public static SfuPeer open() throws IOException {
    CompletableFuture<SfuPeer> self = new CompletableFuture<>();
    Peer media = Peer.udp((q, from) -> self.join().check(q, from));
    SfuPeer peer = new SfuPeer(media, "candidate:1 1 udp 2130706431 127.0.0.1 " + media.address().getPort() + " typ host");
    self.complete(peer);
    return peer;
  }

  /** One that offers another address than the one where it listens. */
  public static SfuPeer offering(String candidate) throws IOException {
    return new SfuPeer(Peer.udp((_, _) -> List.of()), candidate);
  }

  /** The name of the other side, once it has answered. */
  private Optional<String> theirs() {
    return answered.isDone() ? Optional.of(answered.join().replaceFirst("(?s).*a=ice-ufrag:([^\r]+)\r.*", "$1")) : Optional.empty();
  }

  private List<byte[]> check(byte[] request, InetSocketAddress from) {
    StunMessage message = StunMessage.read(request).orElseThrow();
    String user = new String(message.value(StunMessage.USERNAME).orElse(new byte[0]), StandardCharsets.UTF_8);
    byte[] key = PASSWORD.getBytes(StandardCharsets.UTF_8);
    if (theirs().isEmpty() || !user.equals("sfu1:" + theirs().get()) || !message.hasIntegrity(key)) {
      return List.of();
    }
    StunMessage.Draft draft = new StunMessage.Draft(0x0101, Arrays.copyOfRange(request, 8, 20));
    return List.of(draft.with(StunMessage.XOR_MAPPED_ADDRESS, from).integrity(key).fingerprint().done().bytes());
  }

  /** Speaks with one participant, after the request was read. */
  public void serve(String request, InputStream in, OutputStream out) throws Exception {
    if (!request.startsWith("GET /rtc?") || !request.contains("access_token=")) {
      out.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    WebSocketPeer.upgrade(request, out);
    Protobuf.Writer server = new Protobuf.Writer().with(1, "turn:127.0.0.1:3478?transport=udp").with(2, "user").with(3, "geheim");
    Protobuf.Writer join =
        new Protobuf.Writer()
            .with(1, new Protobuf.Writer().with(1, "RM_1").with(2, "a room"))
            .with(5, server)
            .with(6, 1)
            .with(12, new Protobuf.Writer().with(2, "1.13.5"));
    WebSocketPeer.send(out, new Protobuf.Writer().with(1, join).bytes());
    WebSocketPeer.send(out, new Protobuf.Writer().with(23, new Protobuf.Writer()).bytes());
    WebSocketPeer.send(out, new Protobuf.Writer().with(3, new Protobuf.Writer().with(1, "offer").with(2, offer())).bytes());
    String init = "{\"candidate\":\"" + offered + "\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0,\"usernameFragment\":null}";
    WebSocketPeer.send(out, new Protobuf.Writer().with(4, new Protobuf.Writer().with(1, init).with(2, 1)).bytes());
    while (!left.isDone()) {
      Protobuf said = Protobuf.read(WebSocketPeer.read(in)).orElseThrow();
      said.message(2).ifPresent(answer -> answered.complete(answer.text(2)));
      said.message(8).ifPresent(leave -> left.complete((int) leave.value(2)));
    }
  }

  private static String offer() {
    return """
        v=0
        o=- 1 2 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        c=IN IP4 0.0.0.0
        a=setup:actpass
        a=mid:0
        a=sendrecv
        a=sctp-port:5000
        a=ice-ufrag:sfu1
        a=ice-pwd:%s
        """
        .formatted(PASSWORD)
        .replace("\n", "\r\n");
  }

  /** The SDP that the participant answered with. */
  public String answer() {
    return answered.join();
  }

  /** LiveKit's number of the reason that the participant left with. */
  public int left() {
    return left.join();
  }

  @Override
  public void close() throws IOException {
    media.close();
  }
}
