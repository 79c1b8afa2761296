package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
final class StunTest {
  private static final InetSocketAddress SEEN = new InetSocketAddress("192.0.2.33", 4000);

  /** The answer to a request, with the transaction id of it. */
  private static StunMessage.Draft answer(byte[] request, int type) {
    return new StunMessage.Draft(type, Arrays.copyOfRange(request, 8, 20));
  }

  private static byte[] bound(byte[] request, InetSocketAddress seen) {
    StunMessage.Draft draft = answer(request, 0x0101).with(StunMessage.SOFTWARE, "Test Server");
    return draft.with(StunMessage.XOR_MAPPED_ADDRESS, seen).fingerprint().done().bytes();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(20);
    byte[] rest = in.readNBytes(ByteBuffer.wrap(head).getShort(2));
    return ByteBuffer.allocate(20 + rest.length).put(head).put(rest).array();
  }

  /** RFC 5769, section 2.1. */
  @Test
  void the_sample_request_has_its_integrity_and_fingerprint() {
    byte[] sample =
        hex(
            """
            00010058 2112a442 b7e7a701 bc34d686 fa87dfae
            80220010 5354554e 20746573 7420636c 69656e74
            00240004 6e0001ff 80290008 932ff9b1 51263b36
            00060009 6576746a 3a683676 59202020
            00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
            80280004 e57a3bcf
            """);
    StunMessage message = StunMessage.read(sample).orElseThrow();
    byte[] key = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.UTF_8);
    assertTrue(message.hasIntegrity(key));
    assertFalse(message.hasIntegrity("another".getBytes(StandardCharsets.UTF_8)));
    assertTrue(message.hasFingerprint());
    assertEquals(Optional.of("STUN test client"), message.software());
    sample[30] ^= 1;
    StunMessage changed = StunMessage.read(sample).orElseThrow();
    assertFalse(changed.hasIntegrity(key));
    assertFalse(changed.hasFingerprint());
  }

  /** RFC 5769, sections 2.2 and 2.3. */
  @Test
  void the_sample_answers_have_their_addresses() {
    byte[] key = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.UTF_8);
    StunMessage v4 =
        StunMessage.read(
                hex(
                    """
                    0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
                    8022000b 74657374 20766563 746f7220
                    00200008 0001a147 e112a643
                    00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
                    80280004 c07d4c96
                    """))
            .orElseThrow();
    assertEquals(Optional.of(new InetSocketAddress("192.0.2.1", 32853)), v4.mapped());
    assertTrue(v4.hasIntegrity(key));
    assertTrue(v4.hasFingerprint());
    StunMessage v6 =
        StunMessage.read(
                hex(
                    """
                    01010048 2112a442 b7e7a701 bc34d686 fa87dfae
                    8022000b 74657374 20766563 746f7220
                    00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
                    00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
                    80280004 c8fb0b4c
                    """))
            .orElseThrow();
    assertEquals(Optional.of(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853)), v6.mapped());
    assertTrue(v6.hasIntegrity(key));
    assertTrue(v6.hasFingerprint());
  }

  /** RFC 5769, section 2.4. */
  @Test
  void the_sample_with_credentials_has_its_integrity() {
    StunMessage message =
        StunMessage.read(
                hex(
                    """
                    00010060 2112a442 78ad3433 c6ad72c0 29da412e
                    00060012 e3839ee3 8388e383 aae38383 e382af e382b9 0000
                    0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
                    0014000b 6578616d 706c652e 6f726700
                    00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666
                    """))
            .orElseThrow();
    byte[] key = StunMessage.longTermKey("\u30de\u30c8\u30ea\u30c3\u30af\u30b9", "example.org", "TheMatrIX");
    assertTrue(message.hasIntegrity(key));
  }

  @Test
  void a_server_over_udp_tells_the_address() throws Exception {
    try (Peer peer = Peer.udp((q, from) -> List.of(bound(q, from)))) {
      Stun.Answer answer = assertInstanceOf(Stun.Answer.class, Stun.binding(peer.address(), Peer.soon()));
      assertEquals(answer.local(), answer.message().mapped().orElseThrow());
      assertEquals(Optional.of("Test Server"), answer.message().software());
      assertTrue(answer.message().hasFingerprint());
    }
  }

  @Test
  void a_request_that_is_lost_is_sent_again() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Peer peer = Peer.udp((q, from) -> count.incrementAndGet() < 2 ? List.of() : List.of(bound(q, from)))) {
      assertInstanceOf(Stun.Answer.class, Stun.binding(peer.address(), Peer.soon()));
      assertTrue(count.get() >= 2);
    }
  }

  @Test
  void silence_nobody_and_nonsense_are_told_apart() throws Exception {
    CountDownLatch sends = new CountDownLatch(4);
    try (Peer peer = Peer.udp((_, _) -> {
          sends.countDown();
          return List.of();
        })) {
      assertEquals(Failure.Kind.TIMED_OUT, failure(Stun.binding(peer.address(), Peer.briefly())).kind());
      assertTrue(sends.await(20, TimeUnit.SECONDS));
    }
    assertEquals(Failure.Kind.REFUSED, failure(Stun.binding(Peer.nobody(), Peer.soon())).kind());
    try (Peer peer = Peer.udp((_, _) -> List.of("hello".getBytes(StandardCharsets.UTF_8)))) {
      Failure failure = failure(Stun.binding(peer.address(), Peer.later()));
      assertEquals(Failure.Kind.MALFORMED, failure.kind());
      assertEquals("hello", failure.detail());
    }
    try (Peer peer = Peer.udp((q, from) -> {
          byte[] other = q.clone();
          other[19] ^= 1;
          return List.of(bound(other, from));
        })) {
      assertEquals(Failure.Kind.MALFORMED, failure(Stun.binding(peer.address(), Peer.later())).kind());
    }
    // The request itself, sent back, is no answer.
    try (Peer peer = Peer.udp((q, _) -> List.of(q))) {
      assertEquals(Failure.Kind.MALFORMED, failure(Stun.binding(peer.address(), Peer.later())).kind());
    }
  }

  private static Failure failure(Stun.Outcome outcome) {
    return assertInstanceOf(Failure.class, outcome);
  }

  private static Stun.Outcome overTcp(Peer.Handler handler, Deadline deadline) throws IOException {
    try (Peer peer = Peer.tcp(handler);
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      return Stun.binding(connection, deadline);
    }
  }

  @Test
  void a_server_over_tcp_and_tls_tells_the_address() throws Exception {
    Peer.Handler server =
        (in, out) -> {
          byte[] answer = bound(read(in), SEEN);
          out.write(answer, 0, 7);
          out.flush();
          out.write(answer, 7, answer.length - 7);
          out.flush();
          Peer.hang(in);
        };
    assertEquals(Optional.of(SEEN), assertInstanceOf(Stun.Answer.class, overTcp(server, Peer.soon())).message().mapped());
    try (Peer peer = Peer.tls(TestAuthority.keys("good", 2), List.of(), server);
        Tls.Session session =
            assertInstanceOf(
                Tls.Session.class, Tls.handshake(peer.address(), TestAuthority.HOST, List.of(), TestAuthority.asPublic(), Peer.soon()))) {
      assertInstanceOf(Stun.Answer.class, Stun.binding(session.connection(), Peer.soon()));
    }
  }

  @Test
  void a_web_server_half_an_answer_and_silence_over_tcp_are_told_apart() throws Exception {
    Failure web = failure(overTcp((in, out) -> {
      in.read();
      out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      Peer.hang(in);
    }, Peer.soon()));
    assertEquals(Failure.Kind.MALFORMED, web.kind());
    assertTrue(web.detail().startsWith("HTTP/1.1 400"), web.detail());
    assertEquals(Failure.Kind.MALFORMED, failure(overTcp((in, out) -> out.write(bound(read(in), SEEN), 0, 30), Peer.soon())).kind());
    assertEquals(Failure.Kind.CLOSED, failure(overTcp((in, _) -> read(in), Peer.soon())).kind());
    assertEquals(Failure.Kind.TIMED_OUT, failure(overTcp((in, _) -> Peer.hang(in), Peer.briefly())).kind());
  }

  @Test
  void two_servers_see_one_port_or_behind_a_symmetric_nat_two() throws Exception {
    try (Peer one = Peer.udp((q, from) -> List.of(bound(q, from)));
        Peer two = Peer.udp((q, from) -> List.of(bound(q, from)));
        Peer other = Peer.udp((q, _) -> List.of(bound(q, SEEN)));
        Peer silent = Peer.udp((_, _) -> List.of())) {
      NatMapping plain = NatMapping.ask(List.of(one.address(), two.address()), Peer.soon());
      assertEquals(Optional.of(false), plain.symmetric());
      assertEquals(Optional.of(true), NatMapping.ask(List.of(one.address(), other.address()), Peer.soon()).symmetric());
      NatMapping half = NatMapping.ask(List.of(one.address(), silent.address()), Peer.later());
      assertEquals(Optional.empty(), half.symmetric());
      assertEquals(1, half.seen().size());
    }
  }

  /** A TURN server: it wants credentials, and relays for those who have them. */
  private static byte[] turn(byte[] request, InetSocketAddress from) {
    StunMessage message = StunMessage.read(request).orElseThrow();
    byte[] key = StunMessage.longTermKey("user", "livekit", "secret");
    if (message.nonce().isEmpty()) {
      return answer(request, 0x0113)
          .with(StunMessage.ERROR_CODE, new byte[] {0, 0, 4, 1, 'N', 'o'})
          .with(StunMessage.REALM, "livekit")
          .with(StunMessage.NONCE, "abc")
          .with(StunMessage.SOFTWARE, "Test Server")
          .done()
          .bytes();
    }
    if (!message.hasIntegrity(key)) {
      StunMessage.Draft draft = answer(request, 0x0113).with(StunMessage.ERROR_CODE, new byte[] {0, 0, 4, 1});
      return draft.with(StunMessage.REALM, "livekit").with(StunMessage.NONCE, "abc").done().bytes();
    }
    return answer(request, 0x0100 | message.type())
        .with(StunMessage.XOR_RELAYED_ADDRESS, SEEN)
        .with(StunMessage.XOR_MAPPED_ADDRESS, from)
        .integrity(key)
        .fingerprint()
        .done()
        .bytes();
  }

  @Test
  void a_relay_names_its_realm_and_relays_for_those_with_credentials() throws Exception {
    try (Peer peer = Peer.udp((q, from) -> List.of(turn(q, from)))) {
      try (StunClient client = StunClient.udp(peer.address())) {
        Turn.Wanted wanted = assertInstanceOf(Turn.Wanted.class, Turn.allocate(client, Peer.soon()));
        assertEquals("livekit", wanted.realm());
        assertEquals(Optional.of("Test Server"), wanted.software());
      }
      try (StunClient client = StunClient.udp(peer.address())) {
        Turn.Outcome outcome = Turn.allocate(client, new Turn.Credentials("user", "secret"), Deadline.in(Duration.ofSeconds(2)));
        assertEquals(SEEN, assertInstanceOf(Turn.Allocated.class, outcome).relayed());
      }
      try (StunClient client = StunClient.udp(peer.address())) {
        Turn.Outcome outcome = Turn.allocate(client, new Turn.Credentials("user", "wrong"), Peer.soon());
        assertEquals(401, assertInstanceOf(Turn.Refused.class, outcome).refusal().code());
      }
    }
    assertFalse(new Turn.Credentials("user", "geheim").toString().contains("geheim"));
  }

  private static IceTcp.Outcome knock(Peer.Handler handler, Deadline deadline) throws IOException {
    try (Peer peer = Peer.tcp(handler);
        Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
      return IceTcp.knock(connection, deadline);
    }
  }

  @Test
  void a_port_for_ice_over_tcp_closes_without_a_word() throws Exception {
    assertInstanceOf(IceTcp.Ended.class, knock((in, _) -> in.readNBytes(22), Peer.soon()));
    assertInstanceOf(IceTcp.Ended.class, knock((_, _) -> {}, Peer.soon()));
    assertInstanceOf(IceTcp.Silent.class, knock((in, _) -> Peer.hang(in), Peer.briefly()));
    IceTcp.Outcome outcome = knock((in, out) -> {
      in.readNBytes(22);
      out.write("HTTP/1.1 400\r\n".getBytes(StandardCharsets.UTF_8));
    }, Peer.soon());
    assertTrue(outcome instanceof IceTcp.Spoke(String first, Duration _) && first.startsWith("HTTP/1.1 400"), outcome.toString());
  }

  private static final Ice.Credentials THEIRS = new Ice.Credentials("theirs", "the password of the call");

  /** An ICE agent: it knows the password, and whom it made the call with. */
  private static List<byte[]> agent(byte[] request, InetSocketAddress from, String password) {
    StunMessage message = StunMessage.read(request).orElseThrow();
    byte[] key = THEIRS.password().getBytes(StandardCharsets.UTF_8);
    String user = new String(message.value(StunMessage.USERNAME).orElseThrow(), StandardCharsets.UTF_8);
    boolean whole = message.value(StunMessage.PRIORITY).isPresent() && message.value(StunMessage.ICE_CONTROLLED).isPresent();
    if (!user.equals("theirs:ours") || !message.hasIntegrity(key) || !message.hasFingerprint() || !whole) {
      return List.of();
    }
    StunMessage.Draft draft = answer(request, 0x0101).with(StunMessage.XOR_MAPPED_ADDRESS, from);
    return List.of(draft.integrity(password.getBytes(StandardCharsets.UTF_8)).fingerprint().done().bytes());
  }

  @Test
  void the_peer_of_a_call_is_proven_by_its_password() throws Exception {
    Ice.Credentials ours = new Ice.Credentials("ours", "unused");
    try (Peer peer = Peer.udp((q, from) -> agent(q, from, THEIRS.password()));
        StunClient client = StunClient.udp(peer.address())) {
      Ice.Outcome outcome = Ice.check(client, THEIRS, ours, Ice.Role.CONTROLLED, Peer.soon());
      assertTrue(assertInstanceOf(Ice.Proven.class, outcome).mapped().orElseThrow().getAddress().isLoopbackAddress());
      Ice.Credentials other = new Ice.Credentials("other", "unused");
      assertInstanceOf(Ice.NoAnswer.class, Ice.check(client, THEIRS, other, Ice.Role.CONTROLLED, Peer.briefly()));
    }
    try (Peer peer = Peer.udp((q, from) -> agent(q, from, "a guess"));
        StunClient client = StunClient.udp(peer.address())) {
      assertInstanceOf(Ice.Unproven.class, Ice.check(client, THEIRS, ours, Ice.Role.CONTROLLED, Peer.soon()));
    }
  }

  @Test
  void the_peer_of_a_call_is_proven_over_tcp_in_frames_between_its_own_checks() throws Exception {
    Peer.Handler framed =
        (in, out) -> {
          byte[] request = in.readNBytes(ByteBuffer.wrap(in.readNBytes(2)).getShort());
          out.write(StunClient.frame(StunMessage.request(StunMessage.BINDING).done().bytes()));
          out.write(StunClient.frame(new byte[] {(byte) 0x80, 1}));
          out.write(StunClient.frame(agent(request, SEEN, THEIRS.password()).getFirst()));
          out.flush();
          Peer.hang(in);
        };
    try (Peer peer = Peer.tcp(framed);
        StunClient client = StunClient.framed(assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon())))) {
      Ice.Outcome outcome = Ice.check(client, THEIRS, new Ice.Credentials("ours", "x"), Ice.Role.CONTROLLED, Peer.soon());
      assertEquals(Optional.of(SEEN), assertInstanceOf(Ice.Proven.class, outcome).mapped());
    }
  }

  @Test
  void any_bytes_are_read_or_refused() {
    Random random = new Random(7);
    byte[] good = bound(StunMessage.request(StunMessage.BINDING).done().bytes(), SEEN);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      StunMessage.read(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)))
          .ifPresent(m -> assertFalse((m.toString() + m.relayed() + m.realm() + m.hasFingerprint() + m.hasIntegrity(new byte[0])).isEmpty()));
    }
  }
}
