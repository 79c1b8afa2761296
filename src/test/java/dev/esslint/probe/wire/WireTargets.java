package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.fuzz.Target;
import dev.esslint.probe.Body;
import dev.esslint.probe.inside.Answers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the probe hears from peers that it has no reason to trust. */
public final class WireTargets {
  private static final List<String> HTTP =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\nnothing",
          "HTTP/1.1 301 Moved\r\nLocation: https://a/\r\n\r\n");

  private static final List<String> HTTP_WORDS =
      List.of("HTTP/1.1 ", "200", "101", "204", " OK", "\r\n", "\n", "\r", ": ", "Content-Length: ", "Transfer-Encoding: ", "chunked", "gzip", "0", "1", "ffffffff",
          "7fffffffffffffff", "-1", ";a=b", "{}", "\0", "Upgrade: websocket", " ", "\t", "999999999999999999");

  private static final List<String> SDP =
      List.of(
          """
          v=0\r
          a=group:BUNDLE 0\r
          a=ice-lite\r
          m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r
          a=ice-ufrag:f\r
          a=ice-pwd:p\r
          a=mid:0\r
          a=candidate:1 1 udp 2130706431 192.0.2.1 7882 typ host\r
          a=candidate:2 1 tcp 1 2001:db8::1 7881 typ host tcptype passive\r
          """);

  private static final List<String> SDP_WORDS =
      List.of("a=", "m=", "candidate:", "1 ", "udp ", "tcp ", "65535", "99999", " typ ", "host", "tcptype passive", "a=ice-pwd:", "a=ice-ufrag:", "\r\n", " ", ":", "::1");

  private static final List<String> ANSWERS =
      List.of("esslint-inside\t1\nI1-0a1b2c3d\ttime=0.123\tstatus=200\tbody=7b7d\taddress=10.0.0.1\nesslint-inside\tend\n");

  private static final List<String> ANSWER_WORDS =
      List.of("esslint-inside", "\t", "\n", "I1-", "0a1b2c3d", "time=", "0.1", "99999.9", "status=", "body=", "7b7d", "=", "end", "zz");

  private WireTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofBytes("dns", dnsSeeds(), List.of("\0", "\u0001", "\u0007example\u0003org\0"), WireTargets::dns),
        Target.ofBytes("stun", stunSeeds(), List.of("\0", "\u0001", "\u0008"), WireTargets::stun),
        Target.ofBytes("protobuf", List.of(welcome()), List.of("\0", "\u0008", "\u0012"), WireTargets::protobuf),
        Target.ofBytes("signalling", List.of(frame(welcome()), frame(offer())), List.of("\0", "\u0002", "~", "\u007f"), WireTargets::signalling),
        Target.ofText("http", HTTP, HTTP_WORDS, WireTargets::http),
        Target.ofText("sdp", SDP, SDP_WORDS, WireTargets::sdp),
        Target.ofText("hosts", List.of("127.0.0.1 localhost a # c\n::1 b\n", "nameserver 192.0.2.1\nnameserver ::1\nsearch x\n"),
            List.of("127.0.0.1", " ", "\t", "\n", "#", "nameserver ", "::1", "a", "fe80::1%eth0", "1.2.3.4.5"), WireTargets::hosts),
        Target.ofText("answers-inside", ANSWERS, ANSWER_WORDS, WireTargets::answers),
        Target.ofText("json-body", List.of("{\"m.homeserver\": {\"base_url\": \"https://a\"}}", "[]", "{} x"),
            List.of("{", "}", "\"", ":", ",", "[", "]", "\\", "null", "1e999"), WireTargets::body),
        Target.ofBytes("certificate", certificates(), List.of("\0", "0", "0\u0082", "\u0006"), WireTargets::certificate).slow(0.2),
        Target.ofText("ca-file", List.of(TestAuthority.pem("root"), TestAuthority.pem("good") + TestAuthority.pem("root")),
            List.of("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "\n", "=", "MII", "A"), WireTargets::authorities).slow(0.2),
        Target.ofBytes("tls", List.of(tlsHello()), List.of("\0", "\u0016\u0003\u0003", "\u0015\u0003\u0001\0\u0002\u0002F", "HTTP/1.1 400 Bad Request\r\n\r\n"), new Shaking()::shake)
            .slow(0.02));
  }

  private static List<byte[]> dnsSeeds() {
    byte[] head = {0, 7, (byte) 0x81, (byte) 0x80, 0, 1, 0, 2, 0, 0, 0, 0, 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 3, 'o', 'r', 'g', 0, 0, 1, 0, 1};
    byte[] alias = {(byte) 0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, 'a', (byte) 0xc0, 12};
    byte[] address = {1, 'a', (byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 1};
    byte[] authority = {(byte) 0xc0, 12, 1, 1, 0, 1, 0, 0, 0, 60, 0, 9, 0, 5, 'i', 's', 's', 'u', 'e', 'a', '.'};
    return List.of(ByteBuffer.allocate(head.length + alias.length + address.length).put(head).put(alias).put(address).array(),
        ByteBuffer.allocate(head.length + authority.length).put(head).put(authority).array());
  }

  private static List<byte[]> stunSeeds() {
    InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7882);
    byte[] transaction = new byte[12];
    return List.of(
        new StunMessage.Draft(0x0101, transaction).with(StunMessage.XOR_MAPPED_ADDRESS, from).integrity(new byte[16]).fingerprint().done().bytes(),
        new StunMessage.Draft(0x0111, transaction).with(0x0009, new byte[] {0, 0, 4, 1, 'n', 'o'}).with(0x0014, "realm").with(0x0015, "nonce").done().bytes());
  }

  private static byte[] welcome() {
    Protobuf.Writer server = new Protobuf.Writer().with(1, "turn:127.0.0.1:3478?transport=udp").with(2, "user").with(3, "pass");
    Protobuf.Writer join =
        new Protobuf.Writer()
            .with(1, new Protobuf.Writer().with(1, "RM_1").with(2, "a room"))
            .with(5, server)
            .with(6, 1)
            .with(12, new Protobuf.Writer().with(2, "1.13.5"));
    return new Protobuf.Writer().with(1, join).bytes();
  }

  private static byte[] offer() {
    return new Protobuf.Writer().with(3, new Protobuf.Writer().with(1, "offer").with(2, SDP.getFirst())).bytes();
  }

  private static byte[] frame(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(4).put((byte) 0x82).put((byte) 126).putShort((short) message.length).array());
    out.writeBytes(message);
    return out.toByteArray();
  }

  private static List<byte[]> certificates() {
    try {
      return List.of(TestAuthority.certificate("good").getEncoded(), TestAuthority.certificate("self-signed").getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String dns(byte[] input) {
    Optional<DnsMessage> message = DnsMessage.read(input, input.length);
    message.ifPresent(m -> assertTrue(m.question().length() < 1_200, m.question()));
    message
        .filter(m -> m.question().matches("[a-z0-9]+(\\.[a-z0-9]+)*"))
        .ifPresent(m -> assertTrue(m.answers(m.id(), m.question(), m.type()), m.question()));
    return message.map(m -> m.codeName() + m.records().stream().map(r -> r.getClass().getSimpleName()).toList()).orElse("none");
  }

  private static String stun(byte[] input) {
    Optional<StunMessage> message = StunMessage.read(input);
    message.ifPresent(m -> assertArrayEquals(input, m.bytes()));
    return message
        .map(m -> m.type() + " " + m.mapped().isPresent() + m.relayed().isPresent() + m.software().isPresent() + m.realm().isPresent() + m.refusal().isPresent()
            + m.hasFingerprint() + m.hasIntegrity(new byte[16]) + m.nonce().isPresent())
        .orElse("none");
  }

  private static String protobuf(byte[] input) {
    return Protobuf.read(input).map(p -> p.fields().stream().map(f -> f.number() + "." + p.message(f.number()).isPresent()).limit(6).toList().toString()).orElse("none");
  }

  private static String signalling(byte[] input) throws Exception {
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    try (Connection connection = MemorySocket.connection(input, true)) {
      Signalling.Joining joined = Signalling.join(connection, "a.example", "", "token", deadline);
      if (!(joined instanceof Signalling.Joined(Signalling signalling))) {
        return joined.getClass().getSimpleName();
      }
      StringBuilder kinds = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        Signalling.Received received = signalling.receive(deadline);
        if (received instanceof Signalling.Offer(SessionDescription description)) {
          description.answer(new Ice.Credentials("f", "p"));
        }
        kinds.append(received.getClass().getSimpleName()).append(' ');
        if (received instanceof Signalling.Ended || received instanceof Failure) {
          break;
        }
      }
      return kinds.toString();
    }
  }

  private static String http(String input) throws Exception {
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    try (Connection connection = MemorySocket.connection(input.getBytes(StandardCharsets.ISO_8859_1), false)) {
      HttpOutcome outcome = Http.exchange(connection, HttpRequest.get("a.example", "/"), deadline);
      if (outcome instanceof HttpResponse response) {
        assertTrue(response.body().length <= input.length());
        Body.object(response.text());
        return response.status() + " " + response.end() + response.mediaType();
      }
      return ((Failure) outcome).kind().toString();
    }
  }

  private static String sdp(String input) {
    SessionDescription description = new SessionDescription(input);
    description.answer(new Ice.Credentials("f", "p"));
    description.candidates().forEach(candidate -> assertTrue(candidate.port() >= 0 && candidate.port() <= 65_535));
    return description.credentials().isPresent() + " " + description.lite() + description.candidates().size();
  }

  private static String hosts(String input) {
    return LocalNames.inHosts(input, "a").size() + " " + Dns.servers(input).size();
  }

  private static String answers(String input) {
    Answers answers = Answers.read(input);
    return Answers.isOne(input) + " " + answers.whole() + answers.said().values().stream().map(said -> said.fields().keySet()).toList();
  }

  private static String body(String input) {
    return Body.object(input).map(map -> "" + Body.string(map, "m.homeserver", "base_url").isPresent() + map.entries().size()).orElse("none");
  }

  private static String certificate(byte[] input) throws Exception {
    try {
      var one = (java.security.cert.X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(input));
      ServerCertificate certificate = ServerCertificate.of(List.of(one), TestAuthority.asPublic());
      certificate.names();
      certificate.addresses();
      return certificate.trust() + " " + certificate.gap() + certificate.isFor(TestAuthority.HOST) + certificate.defaultOf() + certificate.saysWhereItsIssuerIs();
    } catch (CertificateException e) {
      return Target.kind(String.valueOf(e.getMessage()));
    }
  }

  private static String authorities(String input) {
    try {
      return TestAuthority.none().with(input.getBytes(StandardCharsets.UTF_8)).getClass().toString();
    } catch (CertificateException e) {
      return Target.kind(String.valueOf(e.getMessage()));
    }
  }

  /** The beginning of the answer of a server with TLS 1.2. */
  private static byte[] tlsHello() {
    byte[] hello = new byte[5 + 4 + 38];
    ByteBuffer.wrap(hello).put(new byte[] {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3}).position(5 + 4 + 2 + 32).put(new byte[] {0, (byte) 0xc0, 0x2f, 0});
    return hello;
  }

  /** A server on loopback that says what it is told, whatever it is asked. */
  private static final class Shaking {
    private volatile byte[] says = new byte[0];
    private @Nullable Peer peer;

    String shake(byte[] input) throws Exception {
      Peer server = peer;
      if (server == null) {
        server =
            Peer.tcp(
                (in, out) -> {
                  in.readNBytes(64);
                  out.write(says);
                });
        peer = server;
      }
      says = input;
      Tls.Outcome outcome = Tls.handshake(server.address(), TestAuthority.HOST, Tls.HTTP, TestAuthority.none(), Deadline.in(Duration.ofSeconds(5)));
      return ((Failure) outcome).kind().toString();
    }
  }
}
