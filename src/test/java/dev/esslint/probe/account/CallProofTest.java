package dev.esslint.probe.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.model.base.Basis;
import dev.esslint.probe.Asking;
import dev.esslint.probe.Cause;
import dev.esslint.probe.Dialing;
import dev.esslint.probe.Result;
import dev.esslint.probe.Vantage;
import dev.esslint.probe.Verdict;
import dev.esslint.probe.wire.Authorities;
import dev.esslint.probe.wire.Peer;
import dev.esslint.probe.wire.SfuPeer;
import dev.esslint.probe.wire.TestAuthority;
import dev.esslint.values.ValuePath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole way of a call, with a Synapse, an authoriser and an SFU that this test makes. */
@Execution(ExecutionMode.CONCURRENT)
final class CallProofTest {
  private static final String SYNAPSE = "matrix.example.test";
  private static final String RTC = "mrtc.example.test";
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("203.0.113.7");

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, String> answers = new HashMap<>();
  private SfuPeer sfu;
  private Peer web;
  private Authorities authorities = TestAuthority.asPublic();

  @BeforeEach
  void open() throws Exception {
    sfu = SfuPeer.open();
    answers.put("openid", answer("200 OK", "{\"access_token\":\"open\\\"id\",\"token_type\":\"Bearer\",\"matrix_server_name\":\"example.test\",\"expires_in\":3600}"));
    answers.put("sfu", answer("200 OK", "{\"url\":\"wss://" + RTC + "\",\"jwt\":\"a.b.c\"}"));
    transports("{\"rtc_transports\":[{\"type\":\"livekit\",\"livekit_service_url\":\"https://" + RTC + "\"}]}");
    web = Peer.tls(TestAuthority.keys("wildcard", 2), List.of("http/1.1"), (in, out) -> {
          String request = Peer.request(in);
          if (request.startsWith("GET /rtc?")) {
            String refusal = answers.get("rtc");
            if (refusal == null) {
              sfu.serve(request, in, out);
            } else {
              out.write(refusal.getBytes(StandardCharsets.UTF_8));
            }
            return;
          }
          if (request.startsWith("GET /_matrix/client/unstable/org.matrix.msc4143/rtc/transports ") && request.contains("\r\nAuthorization: Bearer geheim\r\n")) {
            out.write(Objects.requireNonNull(answers.get("transports")).getBytes(StandardCharsets.UTF_8));
            return;
          }
          int length = Integer.parseInt(request.replaceFirst("(?s).*Content-Length: ([0-9]+)\r.*", "$1"));
          asked.add(request + new String(in.readNBytes(length), StandardCharsets.UTF_8));
          out.write(Objects.requireNonNull(answers.get(request.contains("/openid/") ? "openid" : "sfu")).getBytes(StandardCharsets.UTF_8));
        });
  }

  @AfterEach
  void close() throws Exception {
    web.close();
    sfu.close();
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private List<Result> proof(boolean allowLocal, String expected) {
    Asking asking =
        new Asking(
            "1.0",
            Vantage.CLIENT,
            Map.of(SYNAPSE + ":443", List.of(PUBLIC), RTC + ":443", List.of(PUBLIC)),
            Optional.empty(),
            List.of(),
            authorities,
            allowLocal,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            InstantSource.system(),
            address -> address.getAddress().equals(PUBLIC) ? new InetSocketAddress(web.address().getAddress(), web.address().getPort()) : address);
    Basis basis = new Basis(ValuePath.of("matrixRTC", "ingress", "host"), Optional.empty(), false);
    return CallProof.of(new Account("@alice:example.test", "geheim", SYNAPSE, RTC, true, expected, basis), new Dialing(asking));
  }

  private static Verdict verdict(List<Result> results, String id) {
    return results.stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow().verdict();
  }

  private static Cause cause(List<Result> results, String id) {
    return assertInstanceOf(Verdict.Broken.class, verdict(results, id)).causes().getFirst();
  }

  @Test
  void a_call_that_works_is_proven_and_left() {
    List<Result> results = proof(true, "");
    assertEquals(List.of("P1", "P2", "P3", "P4", "P5", "P6", "P7"), results.stream().map(Result::id).toList());
    for (String id : List.of("P1", "P2", "P3", "P5", "P7")) {
      assertInstanceOf(Verdict.Kept.class, verdict(results, id), results.toString());
    }
    assertEquals(new Verdict.Kept("joined, LiveKit 1.13.5"), verdict(results, "P3"));
    assertTrue(verdict(results, "P5") instanceof Verdict.Kept(String evidence) && evidence.endsWith(" answers"), results.toString());
    assertEquals(Verdict.undecidable("the SFU offers no address for it"), verdict(results, "P6"));
    assertEquals(Cause.PRIVATE_OFFER, cause(results, "P4"));
    assertEquals(1, sfu.left());
    String openId = asked.poll();
    assertTrue(openId.startsWith("POST /_matrix/client/v3/user/%40alice%3Aexample.test/openid/request_token HTTP/1.1\r\n"), openId);
    assertTrue(openId.contains("\r\nAuthorization: Bearer geheim\r\n"), openId);
    String token = asked.poll();
    assertTrue(token.contains("\"openid_token\":{\"access_token\":\"open\\\"id\",\"token_type\":\"Bearer\",\"matrix_server_name\":\"example.test\",\"expires_in\":3600}"), token);
    assertFalse(token.contains("geheim"), token);
  }

  private void transports(String body) {
    answers.put("transports", answer("200 OK", body));
  }

  @Test
  void where_calls_are_is_asked_as_this_user() {
    transports("{\"rtc_transports\":[{\"type\":\"other\"},{\"type\":\"livekit\",\"livekit_service_url\":\"https://old.example.test\"}]}");
    assertEquals(Verdict.broken(Cause.TRANSPORT_DIFFERS, "https://old.example.test"), verdict(proof(true, ""), "P7"));
    transports("{}");
    assertEquals(Cause.TRANSPORTS_OFF, cause(proof(true, ""), "P7"));
  }

  @Test
  void no_text_of_the_results_has_a_token() {
    String text = proof(true, "").toString();
    assertFalse(text.contains("geheim") || text.contains("a.b.c") || text.contains("id\""), text);
  }

  @Test
  void another_address_than_that_of_the_values_is_told() {
    List<Result> results = proof(true, "203.0.113.9");
    assertEquals(Cause.OTHER_OFFER, cause(results, "P4"));
    assertInstanceOf(Verdict.Kept.class, verdict(results, "P5"));
  }

  @Test
  void addresses_that_are_not_public_are_not_asked_unless_allowed() {
    List<Result> results = proof(false, "");
    assertEquals("P4", assertInstanceOf(Verdict.Undecidable.class, verdict(results, "P5")).because());
  }

  @Test
  void a_port_that_does_not_answer_is_no_proof() throws Exception {
    sfu.close();
    sfu = SfuPeer.offering("candidate:1 1 udp 1 127.0.0.1 " + Peer.nobody().getPort() + " typ host");
    List<Result> results = proof(true, "");
    assertEquals(Cause.MEDIA_UNPROVEN, cause(results, "P5"));
    assertTrue(verdict(results, "P5") instanceof Verdict.Broken(List<Cause> _, String evidence) && evidence.endsWith(" is closed"), results.toString());
  }

  @Test
  void a_server_that_cannot_prove_who_it_is_gets_no_token() {
    authorities = TestAuthority.none();
    List<Result> results = proof(true, "");
    assertEquals(Verdict.undecidable("the certificate of " + SYNAPSE + " is not valid, so no token is sent there"), verdict(results, "P1"));
    assertTrue(asked.isEmpty(), asked.toString());
  }

  @Test
  void a_wrong_token_ends_it_at_the_first_step() {
    answers.put("openid", answer("401 Unauthorized", "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"geheim\"}"));
    List<Result> results = proof(true, "");
    assertEquals(Verdict.broken(Cause.TOKEN_REFUSED, "401 M_UNKNOWN_TOKEN"), verdict(results, "P1"));
    assertEquals(new Verdict.Undecidable("a step before it failed", "P1"), verdict(results, "P6"));
    assertEquals(6, results.size());
  }

  @Test
  void an_authoriser_that_refuses_is_told_apart() {
    answers.put("sfu", answer("401 Unauthorized", "{\"errcode\":\"M_UNAUTHORIZED\"}"));
    assertEquals(Cause.AUTHORISER_CANNOT_ASK, cause(proof(true, ""), "P2"));
    answers.put("sfu", answer("403 Forbidden", "{\"errcode\":\"M_FORBIDDEN\"}"));
    assertEquals(Cause.CALLS_RESTRICTED, cause(proof(true, ""), "P2"));
    for (String url : List.of("ws://" + RTC, "no url", "wss://")) {
      answers.put("sfu", answer("200 OK", "{\"url\":\"" + url + "\",\"jwt\":\"a.b.c\"}"));
      assertEquals(Cause.OTHER_STATUS, cause(proof(true, ""), "P2"), url);
    }
  }

  @Test
  void a_token_is_not_carried_to_another_host() {
    answers.put("sfu", answer("200 OK", "{\"url\":\"wss://elsewhere.example.test\",\"jwt\":\"a.b.c\"}"));
    List<Result> results = proof(true, "");
    assertEquals(Verdict.suspicious(Cause.OTHER_SFU, "the SFU is elsewhere.example.test"), verdict(results, "P2"));
    assertInstanceOf(Verdict.Undecidable.class, verdict(results, "P3"));
  }

  @Test
  void an_sfu_that_refuses_and_a_proxy_that_strips_are_told_apart() {
    answers.put("rtc", answer("401 Unauthorized", "{}"));
    assertEquals(Cause.KEYS_DIFFER, cause(proof(true, ""), "P3"));
    answers.put("rtc", answer("404 Not Found", "{}"));
    assertEquals(Cause.UPGRADE_STRIPPED, cause(proof(true, ""), "P3"));
    answers.put("rtc", "");
    assertEquals(Cause.CONNECTION_BROKEN, cause(proof(true, ""), "P3"));
  }

  @Test
  void users_and_tokens_are_told_from_other_text() {
    assertTrue(Account.isUser("@alice:example.org") && Account.isUser("@a/b=c:[::1]:8448"));
    for (String text : List.of("alice", "@alice", "@al ice:x", "@a:x\r\ny", "")) {
      assertFalse(Account.isUser(text), text);
    }
    assertTrue(Account.isToken("syt_abc") && !Account.isToken("a b") && !Account.isToken("") && !Account.isToken("a\r\nb"));
  }
}
