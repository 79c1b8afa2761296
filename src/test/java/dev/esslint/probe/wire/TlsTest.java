package dev.esslint.probe.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.Test;

final class TlsTest {
  private static Tls.Session session(KeyManager[] keys, Authorities authorities) throws Exception {
    try (Peer peer = Peer.tls(keys, List.of("h2", "http/1.1"), (in, _) -> Peer.hang(in))) {
      return assertInstanceOf(Tls.Session.class, Tls.handshake(peer.address(), TestAuthority.HOST, Tls.HTTP, authorities, Peer.soon()));
    }
  }

  @Test
  void a_good_chain_is_vouched_for_by_a_public_authority() throws Exception {
    try (Tls.Session session = session(TestAuthority.keys("good", 2), TestAuthority.asPublic())) {
      ServerCertificate certificate = session.certificate();
      assertEquals(ServerCertificate.Trust.PUBLIC, certificate.trust());
      assertEquals(ServerCertificate.Gap.NONE, certificate.gap());
      assertEquals("TLSv1.3", session.version());
      assertEquals(Optional.of("http/1.1"), session.protocol());
      assertEquals(2, certificate.chain().size());
      assertTrue(certificate.isFor("MATRIX.example.test."));
      assertFalse(certificate.isFor("other.example.test"));
      assertEquals(List.of(TestAuthority.HOST), certificate.names());
      assertTrue(certificate.left(Instant.now()).isPositive());
    }
  }

  @Test
  void a_private_authority_counts_only_if_it_is_added() throws Exception {
    Authorities with = TestAuthority.none().with(TestAuthority.pem("root").getBytes(StandardCharsets.UTF_8));
    try (Tls.Session session = session(TestAuthority.keys("good", 2), with)) {
      assertEquals(ServerCertificate.Trust.ADDED, session.certificate().trust());
    }
    try (Tls.Session session = session(TestAuthority.keys("good", 3), TestAuthority.none())) {
      assertEquals(ServerCertificate.Trust.NOBODY, session.certificate().trust());
      assertEquals(ServerCertificate.Gap.UNKNOWN_ROOT, session.certificate().gap());
    }
  }

  @Test
  void a_certificate_that_is_added_by_itself_is_vouched_for() throws Exception {
    Authorities with = TestAuthority.none().with(TestAuthority.pem("self-signed").getBytes(StandardCharsets.UTF_8));
    try (Tls.Session session = session(TestAuthority.keys("self-signed", 1), with)) {
      assertEquals(ServerCertificate.Trust.ADDED, session.certificate().trust());
    }
  }

  @Test
  void a_file_without_a_certificate_is_no_authority() {
    byte[] file = "nothing".getBytes(StandardCharsets.UTF_8);
    assertThrows(CertificateException.class, () -> TestAuthority.none().with(file));
    assertThrows(CertificateException.class, () -> TestAuthority.none().with(new byte[0]));
  }

  @Test
  void a_missing_intermediate_is_told_from_an_unknown_root() throws Exception {
    try (Tls.Session session = session(TestAuthority.keys("good", 1), TestAuthority.asPublic())) {
      assertEquals(ServerCertificate.Trust.NOBODY, session.certificate().trust());
      assertEquals(ServerCertificate.Gap.ISSUER_NOT_SENT, session.certificate().gap());
      assertFalse(session.certificate().saysWhereItsIssuerIs());
    }
    try (Tls.Session session = session(TestAuthority.keys("fetchable", 1), TestAuthority.asPublic())) {
      assertEquals(ServerCertificate.Gap.ISSUER_NOT_SENT, session.certificate().gap());
      assertTrue(session.certificate().saysWhereItsIssuerIs());
    }
  }

  @Test
  void an_expired_certificate_is_still_of_a_public_authority() throws Exception {
    try (Tls.Session session = session(TestAuthority.keys("expired", 2), TestAuthority.asPublic())) {
      assertEquals(ServerCertificate.Trust.PUBLIC, session.certificate().trust());
      assertTrue(session.certificate().left(Instant.now()).isNegative());
      assertEquals(Optional.empty(), session.certificate().outdatedIntermediate(Instant.now()));
    }
  }

  @Test
  void a_certificate_for_clients_vouches_for_no_server() throws Exception {
    try (Tls.Session session = session(TestAuthority.keys("client", 2), TestAuthority.asPublic())) {
      assertEquals(ServerCertificate.Trust.NOBODY, session.certificate().trust());
    }
  }

  @Test
  void a_self_signed_certificate_and_that_of_a_controller_are_told() throws Exception {
    try (Tls.Session session = session(TestAuthority.keys("self-signed", 1), TestAuthority.asPublic())) {
      assertEquals(ServerCertificate.Gap.SELF_SIGNED, session.certificate().gap());
      assertEquals(Optional.empty(), session.certificate().defaultOf());
    }
    try (Tls.Session session = session(TestAuthority.keys("traefik", 1), TestAuthority.asPublic())) {
      assertEquals(Optional.of(ServerCertificate.Controller.TRAEFIK), session.certificate().defaultOf());
    }
  }

  @Test
  void a_wildcard_stands_for_one_label_and_a_common_name_for_nothing() {
    ServerCertificate certificate =
        new ServerCertificate(List.of(TestAuthority.certificate("wildcard")), ServerCertificate.Trust.NOBODY, ServerCertificate.Gap.NONE);
    assertTrue(certificate.isFor("matrix.example.test"));
    assertFalse(certificate.isFor("a.matrix.example.test"));
    assertFalse(certificate.isFor("example.test"));
    assertFalse(certificate.isFor(".example.test"));
    ServerCertificate root =
        new ServerCertificate(List.of(TestAuthority.certificate("root")), ServerCertificate.Trust.NOBODY, ServerCertificate.Gap.NONE);
    assertFalse(root.isFor("Test Root"));
  }

  @Test
  void what_speaks_http_on_the_port_is_shown() throws Exception {
    try (Peer peer = Peer.tcp((in, out) -> {
          in.read();
          out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          Peer.hang(in);
        })) {
      Failure failure = failure(peer, Peer.soon());
      assertEquals(Failure.Kind.NOT_TLS, failure.kind());
      assertTrue(failure.detail().startsWith("HTTP/1.1 400 Bad Request"), failure.detail());
    }
  }

  @Test
  void a_peer_that_hangs_up_or_hangs_or_drips_ends_in_time() throws Exception {
    try (Peer peer = Peer.tcp((in, _) -> in.read(new byte[5000]))) {
      assertEquals(Failure.Kind.CLOSED, failure(peer, Peer.soon()).kind());
    }
    try (Peer peer = Peer.tcp((in, _) -> Peer.hang(in))) {
      assertEquals(Failure.Kind.TIMED_OUT, failure(peer, Peer.briefly()).kind());
    }
    // The length of a record is promised, and its bytes come one by one, each in time by itself.
    try (Peer peer = Peer.tcp((in, out) -> {
          out.write(new byte[] {22, 3, 3, 64, 0, 2, 0, 63, 0});
          while (true) {
            out.write(0);
            out.flush();
            Thread.sleep(Duration.ofMillis(20));
          }
        })) {
      Failure failure = failure(peer, Peer.briefly());
      assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
      assertTrue(failure.elapsed().toSeconds() < 10, () -> failure.toString());
    }
  }

  private static Peer alerting(int reason) throws Exception {
    return Peer.tcp((in, out) -> {
      in.read(new byte[5000]);
      out.write(new byte[] {21, 3, 3, 0, 2, 2, (byte) reason});
      out.flush();
      Peer.hang(in);
    });
  }

  @Test
  void an_alert_is_a_failed_handshake() throws Exception {
    try (Peer peer = alerting(40)) {
      Failure failure = failure(peer, Peer.soon());
      assertEquals(Failure.Kind.HANDSHAKE, failure.kind());
      assertTrue(failure.detail().contains("handshake_failure"), failure.detail());
    }
  }

  @Test
  void an_alert_about_the_version_and_a_choice_of_an_old_one_are_old_tls() throws Exception {
    try (Peer peer = alerting(70)) {
      assertEquals(Failure.Kind.OLD_TLS, failure(peer, Peer.soon()).kind());
    }
    for (int minor : List.of(1, 2)) {
      try (Peer peer = Peer.tcp((in, out) -> {
            in.read(new byte[5000]);
            out.write(oldServerHello(minor));
            out.flush();
            Peer.hang(in);
          })) {
        assertEquals(Failure.Kind.OLD_TLS, failure(peer, Peer.soon()).kind());
      }
    }
  }

  /** What a server says that chooses TLS 1.0 (minor 1) or 1.1 (minor 2). */
  static byte[] oldServerHello(int minor) {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 1];
    byte[] head = {22, 3, (byte) minor, 0, (byte) (hello.length - 5), 2, 0, 0, (byte) (hello.length - 9), 3, (byte) minor};
    System.arraycopy(head, 0, hello, 0, head.length);
    hello[hello.length - 2] = 0x2f;
    return hello;
  }

  @Test
  void an_offer_of_tls_1_1_is_taken_or_refused() throws Exception {
    for (int minor : List.of(1, 2)) {
      AtomicReference<byte[]> hello = new AtomicReference<>();
      try (Peer peer = Peer.tcp((in, out) -> {
            byte[] head = in.readNBytes(5);
            hello.set(in.readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff)));
            out.write(oldServerHello(minor));
          });
          Connection connection = assertInstanceOf(Connection.class, Connection.open(peer.address(), Peer.soon()))) {
        assertEquals(new OldTls.Chosen("TLS 1." + (minor - 1)), OldTls.offer(connection, TestAuthority.HOST, Peer.soon()));
        assertEquals("0100", HexFormat.of().formatHex(hello.get(), 0, 2));
        assertEquals("0302", HexFormat.of().formatHex(hello.get(), 4, 6));
        assertTrue(new String(hello.get(), StandardCharsets.ISO_8859_1).contains(TestAuthority.HOST));
      }
    }
    try (Peer real = Peer.tls(TestAuthority.keys("good", 2), List.of(), (in, _) -> Peer.hang(in));
        Connection connection = assertInstanceOf(Connection.class, Connection.open(real.address(), Peer.soon()))) {
      assertEquals(new OldTls.Refused(), OldTls.offer(connection, TestAuthority.HOST, Peer.soon()));
    }
    try (Peer silent = Peer.tcp((_, _) -> {});
        Connection connection = assertInstanceOf(Connection.class, Connection.open(silent.address(), Peer.soon()))) {
      assertEquals(new OldTls.Refused(), OldTls.offer(connection, TestAuthority.HOST, Peer.soon()));
    }
  }

  @Test
  void tls_1_2_is_still_in_use() throws Exception {
    try (Peer peer = Peer.tls(TestAuthority.keys("good", 2), List.of(), List.of("TLSv1.2"), (in, _) -> Peer.hang(in));
        Tls.Session session =
            assertInstanceOf(Tls.Session.class, Tls.handshake(peer.address(), TestAuthority.HOST, Tls.HTTP, TestAuthority.asPublic(), Peer.soon()))) {
      assertEquals("TLSv1.2", session.version());
    }
  }

  @Test
  void nobody_listens() throws Exception {
    Tls.Outcome outcome = Tls.handshake(Peer.nobody(), TestAuthority.HOST, Tls.HTTP, TestAuthority.none(), Peer.soon());
    assertEquals(Failure.Kind.REFUSED, assertInstanceOf(Failure.class, outcome).kind());
  }

  private static Failure failure(Peer peer, Deadline deadline) {
    return assertInstanceOf(Failure.class, Tls.handshake(peer.address(), TestAuthority.HOST, Tls.HTTP, TestAuthority.none(), deadline));
  }
}
