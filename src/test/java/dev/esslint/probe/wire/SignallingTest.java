package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignallingTest {
  @Test
  void a_participant_joins_answers_proves_the_path_and_leaves() throws Exception {
    try (SfuPeer sfu = SfuPeer.open();
        Peer peer = Peer.tcp((in, out) -> sfu.serve(Peer.request(in), in, out));
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      Signalling signalling =
          assertInstanceOf(Signalling.Joined.class, Signalling.join(connection, "rtc.example.test", "", "a.b.c", Peer.soon())).signalling();
      Signalling.Welcome welcome = assertInstanceOf(Signalling.Welcome.class, signalling.receive(Peer.soon()));
      assertEquals("1.13.5", welcome.version());
      assertEquals("a room", welcome.room());
      assertTrue(welcome.offers());
      assertEquals(List.of("turn:127.0.0.1:3478?transport=udp"), welcome.iceServers().getFirst().urls());
      assertFalse(welcome.toString().contains("geheim"));
      assertEquals(new Signalling.Other(23), signalling.receive(Peer.soon()));
      SessionDescription offer = assertInstanceOf(Signalling.Offer.class, signalling.receive(Peer.soon())).description();
      Signalling.Candidate candidate = assertInstanceOf(Signalling.Candidate.class, signalling.receive(Peer.soon()));
      assertTrue(candidate.sends());
      Ice.Credentials ours = Ice.Credentials.fresh();
      InetSocketAddress there = new InetSocketAddress(candidate.candidate().address(), candidate.candidate().port());
      try (StunClient client = StunClient.udp(there)) {
        assertInstanceOf(Ice.NoAnswer.class, check(client, offer, ours, Peer.briefly()));
        assertTrue(signalling.answer(offer.answer(ours), Peer.soon()));
        sfu.answer();
        assertInstanceOf(Ice.Proven.class, check(client, offer, ours, Peer.soon()));
      }
      signalling.leave(Peer.soon());
      assertEquals(1, sfu.left());
    }
  }

  private static Ice.Outcome check(StunClient client, SessionDescription offer, Ice.Credentials ours, Deadline deadline) {
    return Ice.check(client, offer.credentials().orElseThrow(), ours, Ice.Role.CONTROLLED, deadline);
  }

  @Test
  void an_answer_mirrors_the_offer() {
    SessionDescription offer =
        new SessionDescription(
            """
            v=0
            o=- 1 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 0 1
            a=candidate:7 1 tcp 5 192.0.2.1 7881 typ host tcptype passive
            m=audio 50000 UDP/TLS/RTP/SAVPF 111
            a=mid:0
            a=rtpmap:111 opus/48000/2
            a=rtcp-mux
            a=sendonly
            a=ice-ufrag:u
            a=ice-pwd:p
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            a=mid:1
            a=sctp-port:5000
            """
                .replace("\n", "\r\n"));
    assertTrue(offer.lite());
    assertEquals(Optional.of(new Ice.Credentials("u", "p")), offer.credentials());
    assertEquals(List.of(new IceCandidate(true, "192.0.2.1", 7881, "host", "passive")), offer.candidates());
    List<String> answer = offer.answer(new Ice.Credentials("mine", "word")).sdp().lines().toList();
    assertTrue(
        answer.containsAll(
            List.of(
                "a=group:BUNDLE 0 1",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "a=rtpmap:111 opus/48000/2",
                "a=recvonly",
                "a=setup:active",
                "a=ice-ufrag:mine",
                "a=ice-pwd:word",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "a=sctp-port:5000")),
        answer.toString());
    assertFalse(answer.contains("a=ice-pwd:p") || answer.contains("a=ice-lite") || answer.contains("a=sendonly"), answer.toString());
    assertEquals(2, answer.stream().filter(l -> l.matches("a=fingerprint:sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}")).count());
  }

  @Test
  void candidates_are_read_or_refused() {
    assertEquals(
        Optional.of(new IceCandidate(false, "2001:db8::1", 50000, "srflx", "")),
        IceCandidate.read("a=candidate:1 1 UDP 1 2001:db8::1 50000 typ srflx raddr 10.0.0.1 rport 50000"));
    for (String none : List.of("", "candidate:", "candidate:1 1 udp 1 a b typ host", "candidate:1 1 udp 1 a 99999 typ host", "candidate:1 1 ssl 1 a 1 typ x")) {
      assertEquals(Optional.empty(), IceCandidate.read(none), none);
    }
    assertFalse(new IceCandidate(true, "192.0.2.1", 9, "host", "active").listens());
  }

  @Test
  void a_refusal_is_given_as_it_is() throws Exception {
    try (Peer peer = Peer.tcp(Peer.answers("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"));
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      Signalling.Joining joining = Signalling.join(connection, "rtc.example.test", "", "a", Peer.soon());
      assertEquals(401, assertInstanceOf(Signalling.NotJoined.class, joining).response().status());
    }
  }

  @Test
  void any_bytes_are_read_or_refused() {
    Random random = new Random(7);
    byte[] good = new Protobuf.Writer().with(1, new Protobuf.Writer().with(2, "x").with(9, 1L << 60)).with(300, -1).bytes();
    Protobuf message = Protobuf.read(good).orElseThrow();
    assertEquals("x", message.message(1).orElseThrow().text(2));
    assertEquals(1L << 60, message.message(1).orElseThrow().value(9));
    assertEquals(-1, message.value(300));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      Protobuf.read(bytes).ifPresent(p -> assertTrue(p.fields().size() <= 20));
    }
  }
}
