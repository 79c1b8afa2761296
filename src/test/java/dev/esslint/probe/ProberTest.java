package dev.esslint.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.probe.Verdict.Undecidable;
import dev.esslint.probe.wire.Peer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that keeps all promises, and what comes of breaking one: exactly the right verdict and first cause. */
@Execution(ExecutionMode.CONCURRENT)
final class ProberTest {
  private static final String W = "GET " + Bench.SERVER + "/.well-known/matrix/";
  private static final String S = "GET " + Bench.SYNAPSE;
  private static final String R = "GET " + Bench.RTC;
  private static final String CORS = "Access-Control-Allow-Origin: *\r\n";

  /** A server that chooses TLS 1.1. */
  private static final byte[] OLD_SERVER_HELLO =
      HexFormat.of().parseHex("160302002a" + "02000026" + "0302" + "00".repeat(32) + "00" + "002f" + "00");

  /** What breaks something. */
  interface Change {
    void to(Bench bench) throws Exception;

    default Change and(Change other) {
      return bench -> {
        to(bench);
        other.to(bench);
      };
    }
  }

  private static Arguments broken(String what, Change change, String... expected) {
    return Arguments.of(what, change, List.of(expected));
  }

  private static Change alias(String address) {
    return bench ->
        bench.values =
            bench.values.replace("matrixRTC:\n", "matrixRTC:\n  hostAliases: [{ip: " + address + ", hostnames: [hs.example.test, matrix.example.test]}]\n");
  }

  private static Change letsEncrypt(Change change) {
    return bench -> {
      bench.values = bench.values.replace("our-issuer", "letsencrypt-prod");
      change.to(bench);
    };
  }

  private static Stream<Arguments> names() {
    return Stream.of(
        broken("a name that DNS does not have", b -> b.unname(Bench.RTC), "N1 broken name-unknown"),
        broken("a name without an address", b -> b.name(Bench.RTC), "N1 broken name-without-address"),
        broken("name servers that fail", b -> b.refuse(Bench.SERVER, 2), "N1 broken name-server-fails"),
        broken("a private address in public DNS", b -> b.name(Bench.WEB, "192.168.1.7"), "N1 suspicious address-is-local"),
        broken("an address of this host", b -> b.name(Bench.WEB, "127.0.0.1"), "N1 suspicious address-is-local"),
        broken("an address of a carrier's NAT", b -> b.name(Bench.WEB, "100.64.3.1"), "N1 suspicious address-is-local"),
        broken(
            "a dead IPv6 address",
            b -> {
              b.name(Bench.SYNAPSE, Bench.ADDRESS, Bench.V6);
              b.closed(Bench.V6, 443);
            },
            "T1 broken ipv6-dead"),
        broken(
            "one of two addresses that is dead",
            b -> {
              b.name(Bench.RTC, Bench.OTHER_ADDRESS, Bench.ADDRESS);
              b.closed(Bench.OTHER_ADDRESS, 443);
            },
            "T1 broken address-dead"),
        broken(
            "an IPv6 address that leads elsewhere",
            b -> {
              b.name(Bench.WEB, Bench.ADDRESS, Bench.V6);
              b.tls(Bench.V6, 443, "wildcard", (in, out) -> {
                Peer.request(in);
                out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              });
            },
            "E2 broken not-routed"),
        broken("a wildcard, which is no fault", b -> b.wildcard(Bench.ADDRESS)),
        broken("a host alias with the address that DNS has, too", alias(Bench.ADDRESS), "N4 suspicious alias-useless"),
        broken("a host alias that leads pods elsewhere", alias("10.43.0.10")),
        broken("an IPv6 host alias with the address that DNS has, too", alias("'2001:DB8::7'").and(b -> {
          b.name(Bench.SERVER, Bench.ADDRESS, Bench.V6);
          b.serve(Bench.V6, "wildcard", 3);
        }), "N4 suspicious alias-useless"),
        broken("an IPv6 host alias that leads pods elsewhere", alias("'fd00::7'")),
        broken("an address of a link", b -> b.name(Bench.WEB, "169.254.1.7"), "N1 suspicious address-is-local"),
        broken("an authority that CAA records of the domain forbid", letsEncrypt(b -> b.authority("example.test", "other.test")), "T2 suspicious authority-forbidden"),
        broken("a name that no authority may issue for", letsEncrypt(b -> b.authority(Bench.RTC, ";")), "T2 suspicious authority-forbidden"),
        broken("an authority that the nearest CAA record allows", letsEncrypt(b -> {
          b.authority("example.test", "LetsEncrypt.org; accounturi=x");
          b.authority("test", "other.test");
        })),
        broken("CAA records, and an issuer that says nothing of its authority", b -> b.authority("example.test", "other.test")),
        broken("port 80 that is closed", b -> b.closed(Bench.ADDRESS, 80), "T3 suspicious http-port-closed"),
        broken("port 80 that is closed, without cert-manager", b -> {
          b.values = b.values.replace("certManager: {clusterIssuer: our-issuer}\n", "ingress: {tlsSecret: wildcard-tls}\n");
          b.closed(Bench.ADDRESS, 80);
        }),
        broken(
            "a name that does not lead to the ingress controller",
            b -> {
              b.ingress = Bench.ADDRESS;
              b.name(Bench.ADMIN, Bench.OTHER_ADDRESS);
              b.serve(Bench.OTHER_ADDRESS, "traefik", 1);
            },
            "N2 broken address-is-not-the-ingress"));
  }

  private static Stream<Arguments> connections() {
    return Stream.of(
        broken(
            "another ingress controller without certificates",
            b -> {
              b.name(Bench.ADMIN, Bench.OTHER_ADDRESS);
              b.serve(Bench.OTHER_ADDRESS, "traefik", 1);
            },
            "N2 suspicious address-differs",
            "T1 broken certificate-of-controller"),
        broken("nothing listens", b -> b.closed(Bench.ADDRESS, 443), "T1 broken port-closed"),
        broken(
            "no TLS at the port",
            b -> b.tcp(Bench.ADDRESS, 443, (in, out) -> {
              in.read();
              out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }),
            "T1 broken not-tls"),
        broken("only TLS 1.1", b -> b.tcp(Bench.ADDRESS, 443, (in, out) -> {
          in.read(new byte[5000]);
          out.write(OLD_SERVER_HELLO);
          out.flush();
          Peer.hang(in);
        }), "T1 broken tls-outdated"),
        broken("only TLS 1.2, which is still in use", b -> b.serveOnly(Bench.ADDRESS, "TLSv1.2")),
        broken("TLS 1.1 beside newer ones", b -> b.olderTls(Bench.ADDRESS, 2), "T4 suspicious tls-old-offered"),
        broken("TLS 1.0 beside newer ones", b -> b.olderTls(Bench.ADDRESS, 1), "T4 suspicious tls-old-offered"),
        broken("a connection that breaks off", b -> b.tcp(Bench.ADDRESS, 443, (in, _) -> in.read()), "T1 broken connection-broken"),
        broken("an expired certificate", b -> b.certificate(Bench.SYNAPSE, "expired", 3), "T1 broken certificate-expired"),
        broken("a certificate for other names", b -> b.certificate(Bench.WEB, "good", 3), "T1 broken certificate-for-other-name"),
        broken("a missing intermediate", b -> b.certificate(Bench.SYNAPSE, "fetchable", 1), "T1 broken intermediate-missing"),
        broken("an issuer that nobody knows", b -> b.certificate(Bench.WEB, "wildcard", 1), "T1 broken authority-unknown"),
        broken("a self-signed certificate", b -> b.certificate(Bench.SYNAPSE, "self-signed", 1), "T1 broken certificate-self-signed"),
        broken("the default certificate of a controller", b -> b.certificate(Bench.WEB, "traefik", 1), "T1 broken certificate-of-controller"),
        broken(
            "a host without an Ingress",
            b -> {
              b.certificate(Bench.WEB, "traefik", 1);
              b.answerAll(Bench.WEB, 404, "Content-Type: text/plain\r\n", "404 page not found\n");
            },
            "T1 broken not-routed"),
        broken("a private authority", b -> b.authorityIsPublic = false, "T1 broken authority-unknown"),
        broken(
            "a private authority that is given",
            b -> {
              b.authorityIsPublic = false;
              b.authorityIsGiven = true;
            },
            "T1 suspicious authority-private",
            "T1 suspicious authority-private"),
        broken(
            "a private authority that the values give the authoriser, too",
            b -> {
              b.authorityIsPublic = false;
              b.authorityIsGiven = true;
              b.values = b.values.replace("matrixRTC:\n", "matrixRTC:\n  extraEnv: [{name: SSL_CERT_FILE, value: /ca.pem}]\n");
            }));
  }

  private static Stream<Arguments> documents() {
    return Stream.of(
        broken("a document of another server", b -> b.answer(W + "client", 404, "Server: nginx\r\nContent-Type: text/html\r\n", "<html>"), "W1 broken other-server"),
        broken(
            "a path that HAProxy does not have",
            b -> b.answer(W + "client", 404, "", "<html><body><h1>404 Not Found</h1>\nThe resource could not be found.\n</body></html>"),
            "W1 broken chart-without-path"),
        broken("a redirect to Element Web", b -> b.answer(W + "client", 301, "Location: https://chat.example.test\r\n", ""), "W1 broken taken-by-redirect"),
        broken("a redirect to the document elsewhere", b -> b.answer(W + "client", 302, "Location: https://www.example.test/.well-known/matrix/client\r\n", ""), "W1 suspicious redirected-to-document"),
        broken("no CORS header", b -> b.withoutHeader(W + "client", "Access-Control-Allow-Origin"), "W1 broken no-cors"),
        broken("two CORS headers", b -> b.ok(W + "client", CORS + CORS, Bench.client("https://" + Bench.SYNAPSE, "https://" + Bench.RTC)), "W1 broken cors-twice"),
        broken(
            "an extra bracket", b -> b.document("client", Bench.client("https://" + Bench.SYNAPSE, "https://" + Bench.RTC) + "]"), "W1 broken not-json"),
        broken("a byte order mark", b -> b.document("client", "\ufeff" + Bench.client("https://" + Bench.SYNAPSE, "https://" + Bench.RTC)), "W1 broken not-json"),
        broken("another homeserver", b -> b.document("client", Bench.client("https://old.example.test", "https://" + Bench.RTC)), "W2 broken homeserver-differs"),
        broken("no homeserver", b -> b.document("client", "{\"m.homeserver\": {}, \"org.matrix.msc4143.rtc_foci\": [{\"type\": \"livekit\", \"livekit_service_url\": \"https://mrtc.example.test\"}]}"), "W2 broken homeserver-missing"),
        broken("no place for calls", b -> b.document("client", Bench.client("https://" + Bench.SYNAPSE, "")), "W3 broken focus-missing"),
        broken(
            "no place for calls that is a LiveKit",
            b -> b.document("client", Bench.client("https://" + Bench.SYNAPSE, "https://" + Bench.RTC).replace("\"type\": \"livekit\", ", "")),
            "W3 broken focus-missing"),
        broken("another place for calls", b -> b.document("client", Bench.client("https://" + Bench.SYNAPSE, "https://call.example.test")), "W3 broken focus-differs"),
        broken("a slash too many", b -> b.document("client", Bench.client("https://" + Bench.SYNAPSE, "https://" + Bench.RTC + "/")), "W3 suspicious focus-differs"),
        broken("another type", b -> b.answer(W + "server", 200, CORS + "Content-Type: text/plain\r\n", "{\"m.server\": \"x.test:443\"}"), "W5 broken server-differs"),
        broken("a server without a port", b -> b.document("server", "{\"m.server\": \"" + Bench.SYNAPSE + "\"}"), "W5 broken server-without-port"),
        broken("another server", b -> b.document("server", "{\"m.server\": \"other.test:443\"}"), "W5 broken server-differs"),
        broken("an empty server document", b -> b.document("server", "{}"), "W5 broken server-missing"),
        broken("a document with no end", b -> b.raw(W + "client", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"" + "a".repeat(1 << 21)), "W1 broken answer-incomplete"),
        broken("a document that takes a POST", b -> b.ok("POST " + Bench.SERVER + "/.well-known/matrix/client", CORS, "{}"), "W7 suspicious not-by-chart"),
        broken("only one document that another server serves", b -> b.answer("POST " + Bench.SERVER + "/.well-known/matrix/server", 404, "", ""), "W7 suspicious not-by-chart"),
        broken("a website of its own at the server name", b -> b.answer("GET " + Bench.SERVER + "/", 200, "Content-Type: text/html\r\n", "<h1>us</h1>")),
        broken("a server in front that has no document at all", b -> {
          b.answer(W + "client", 404, "Server: nginx\r\nContent-Type: text/html\r\n", "<html>");
          b.answer("POST " + Bench.SERVER + "/.well-known/matrix/client", 404, "Server: nginx\r\n", "<html>");
        }, "W1 broken other-server"),
        broken("a firewall in front that refuses POST", b -> b.answer("POST " + Bench.SERVER + "/.well-known/matrix/client", 403, "", "")),
        broken("a login in front", b -> b.answerAll(Bench.SERVER, 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", ""), "W1 broken login-in-front"),
        broken(
            "a document beside the values",
            b -> b.document("client", "{\"m.homeserver\": {\"base_url\": \"https://matrix.example.test\"}, \"org.matrix.msc4143.rtc_foci\": [{\"type\": \"livekit\", \"livekit_service_url\": \"https://mrtc.example.test\"}], \"io.element.e2ee\": {}}"),
            new String[0]));
  }

  private static Stream<Arguments> synapse() {
    return Stream.of(
        broken("Synapse that is down", b -> b.answerAll(Bench.SYNAPSE, 429, "Content-Type: text/html\r\n", "<html>"), "S1 broken synapse-down"),
        broken("pods that are down", b -> b.answerAll(Bench.SYNAPSE, 503, "Server: nginx\r\n", "<html>"), "S1 broken backend-down"),
        broken("keys of another deployment", b -> b.ok(S + "/_matrix/key/v2/server", "", Bench.keys("other.test", 4_000_000_000_000L)), "S2 broken other-deployment"),
        broken("no keys", b -> b.ok(S + "/_matrix/key/v2/server", "", Bench.keys(Bench.SERVER, 4_000_000_000_000L).replaceAll("\"ed25519.*", "}}")), "S2 broken keys-missing"),
        broken("another homeserver than Synapse", b -> b.ok(S + "/_matrix/federation/v1/version", "", "{\"server\": {\"name\": \"Other\", \"version\": \"1\"}}"), "S3 suspicious not-synapse"),
        broken("keys of yesterday", b -> b.ok(S + "/_matrix/key/v2/server", "", Bench.keys(Bench.SERVER, 1_000_000_000_000L)), "S2 broken keys-outdated"),
        broken(
            "federation that is closed",
            b -> {
              b.answer(S + "/_matrix/key/v2/server", 404, "", "404 page not found");
              b.answer(S + "/_matrix/federation/v1/version", 404, "", "404 page not found");
              b.answer(S + "/_matrix/federation/v1/openid/userinfo?access_token=esslint", 404, "", "404 page not found");
            },
            "S2 broken federation-closed"),
        broken(
            "only what the authoriser needs is closed",
            b -> b.json(S + "/_matrix/federation/v1/openid/userinfo?access_token=esslint", 404, "", Bench.error("M_UNRECOGNIZED")),
            "S4 broken federation-closed"),
        broken("no transports", b -> b.json(S + "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports", 404, CORS, Bench.error("M_UNRECOGNIZED")), "S5 broken transports-off"),
        broken("another release", b -> b.ok(S + "/_synapse/ess/version", CORS, "{\"version\": \"25.9.0\"}"), "S6 suspicious other-release"),
        broken(
            "an old release",
            b -> {
              b.ok(S + "/_synapse/ess/version", CORS, "{\"version\": \"25.9.0\"}");
              for (String path : List.of("/get_token", "/delegate_delayed_leave", "/rtc/v1/validate")) {
                b.answer(R + path, 404, "Content-Type: text/plain\r\n", "404 page not found\n");
              }
            },
            "S6 broken other-release"),
        broken("a preflight that is lost", b -> b.withoutHeader("OPTIONS " + Bench.SYNAPSE, "Access-Control-Allow-Origin"), "S7 broken no-cors"),
        broken("no MAS", b -> b.json(S + "/_matrix/client/v1/auth_metadata", 404, CORS, Bench.error("M_UNRECOGNIZED")), "A1 broken no-mas"),
        broken("an issuer of another host", b -> b.ok("GET " + Bench.MAS + "/.well-known/openid-configuration", CORS, Bench.issuer("https://auth.test/")), "A2 broken issuer-differs"),
        broken(
            "endpoints of another host",
            b -> b.ok("GET " + Bench.MAS + "/.well-known/openid-configuration", CORS, Bench.discovery("https://" + Bench.MAS + "/", "https://login.test/")),
            "A2 suspicious endpoints-differ"));
  }

  private static Stream<Arguments> calls() {
    return Stream.of(
        broken(
            "paths in the wrong order",
            b -> {
              for (String path : List.of("GET " + Bench.RTC + "/sfu/get", "POST " + Bench.RTC + "/sfu/get", "OPTIONS " + Bench.RTC + "/sfu/get", R + "/get_token", R + "/delegate_delayed_leave")) {
                b.answer(path, 404, "Content-Type: text/plain\r\n", "404 page not found\n");
              }
            },
            "R1 broken path-goes-to-sfu"),
        broken("a proxy with old paths only", b -> b.answer(R + "/delegate_delayed_leave", 404, "Content-Type: text/plain\r\n", "404 page not found\n"), "R3 broken authoriser-older"),
        broken(
            "an authoriser that is down",
            b -> {
              for (String path : List.of("GET " + Bench.RTC + "/sfu/get", "POST " + Bench.RTC + "/sfu/get", "OPTIONS " + Bench.RTC + "/sfu/get", R + "/get_token", R + "/delegate_delayed_leave")) {
                b.answer(path, 502, "", "<html>");
              }
            },
            "R1 broken backend-down"),
        broken("OPTIONS that is eaten", b -> b.answer("OPTIONS " + Bench.RTC + "/sfu/get", 405, "", ""), "R4 broken preflight-lost"),
        broken("OPTIONS that somebody else answers", b -> b.answer("OPTIONS " + Bench.RTC + "/sfu/get", 204, CORS, ""), "R4 broken preflight-incomplete"),
        broken("POST that is eaten", b -> b.answer("POST " + Bench.RTC + "/sfu/get", 413, "", ""), "R5 broken body-lost"),
        broken("an authoriser that waits for the homeserver", b -> {
          b.patience = Duration.ofSeconds(2);
          b.raw("TOKEN " + Bench.RTC + "/sfu/get", "HANG");
        }, "R6 suspicious authoriser-slow"),
        broken("an authoriser that refuses a token soon", b -> b.json("TOKEN " + Bench.RTC + "/sfu/get", 500, CORS, Bench.error("M_LOOKUP_FAILED"))),
        broken("an SFU that is not ready", b -> b.answer(R + "/", 406, "", "Not Ready"), "R7 broken sfu-not-ready"),
        broken("another program in its place", b -> b.answer(R + "/rtc/validate", 404, "", "nothing here"), "R8 broken not-livekit"),
        broken("an upgrade that is stripped", b -> b.answer("UPGRADE " + Bench.RTC + "/rtc", 404, "", "404 page not found"), "R10 broken upgrade-stripped"),
        broken("an upgrade that is refused", b -> b.answer("UPGRADE " + Bench.RTC + "/rtc", 426, "", ""), "R10 broken upgrade-stripped"),
        broken("media over TCP that is closed", b -> b.closed(Bench.MEDIA, 30001), "M2 broken media-port-closed"),
        broken(
            "a web server at the media port",
            b -> b.tcp(Bench.MEDIA, 30001, (_, out) -> {
              out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              out.flush();
            }),
            "M2 broken media-other-service"),
        broken("media over UDP that is closed", b -> b.closed(Bench.MEDIA, 30002), "M3 broken media-port-closed"),
        broken("Element Web of another homeserver", b -> b.ok("GET " + Bench.WEB + "/config.json", "", "{\"default_server_config\": {\"m.homeserver\": {\"base_url\": \"https://matrix.org\"}}}"), "E1 suspicious web-other-homeserver"),
        broken("Element Web of another server name", b -> b.ok("GET " + Bench.WEB + "/config.json", "", "{\"default_server_config\": {\"m.homeserver\": {\"base_url\": \"https://matrix.example.test\", \"server_name\": \"old.test\"}}}"), "E1 suspicious web-configuration-differs"),
        broken("Element Web with settings that are not rolled out", b -> b.values = b.values.replace("elementWeb: {", "elementWeb: {additional: {brand.json: '{\"brand\": \"Ours\", \"a\": false}'}, "), "E1 suspicious web-configuration-differs"),
        broken("Element Web that is kept in caches", b -> b.raw(
            "GET " + Bench.WEB + "/config.json", b.answered("GET " + Bench.WEB + "/config.json").replace("no-cache", "public, max-age=3600")), "E1 suspicious answer-cached"),
        broken("another website that gives a page for every path", b -> b.answer("GET " + Bench.WEB + "/health", 200, "Content-Type: text/html\r\n", "<html>"), "E3 broken other-server"),
        broken("Element Admin that is no page", b -> b.ok("GET " + Bench.ADMIN + "/", "", "{}"), "D1 broken other-server"),
        broken("Element Admin that is not there", b -> b.answer("GET " + Bench.ADMIN + "/", 404, "", "404 page not found"), "D1 broken not-routed"));
  }

  private static Change turn(Change change) {
    return bench -> {
      bench.turn();
      bench.udp(Bench.MEDIA, 31004, (request, _) -> List.of(Bench.unauthorized(request, "livekit")));
      bench.tls(Bench.MEDIA, 443, "wildcard", (in, out) -> out.write(Bench.unauthorized(Bench.request(in), "livekit")));
      change.to(bench);
    };
  }

  private static Change stun(Change change) {
    return bench -> {
      bench.values =
          bench.values.replace(
              "useStunToDiscoverPublicIP: false\n    manualIP: 203.0.113.9", "useStunToDiscoverPublicIP: true\n    additional: {stun: {config: 'rtc: {stun_servers: [\"203.0.113.9:3478\"]}'}}");
      change.to(bench);
    };
  }

  private static Stream<Arguments> media() {
    return Stream.of(
        broken("TURN that answers", turn(_ -> {})),
        broken("TURN of another server", turn(b -> b.udp(Bench.MEDIA, 31004, (request, _) -> List.of(Bench.unauthorized(request, "example.org")))), "M4 broken turn-of-others"),
        broken("TURN that is closed", turn(b -> b.closed(Bench.MEDIA, 31004)), "M4 broken turn-silent"),
        broken("TURN that is filtered", turn(b -> b.udp(Bench.MEDIA, 31004, (_, _) -> List.of())), "M4 broken turn-silent"),
        broken("TURN over TLS that the ingress controller ends", turn(b -> {
          b.name(Bench.TURN, Bench.ADDRESS);
        }), "M5 broken turn-behind-ingress"),
        broken("an expired certificate of TURN", turn(b -> b.tls(Bench.MEDIA, 443, "expired", (in, out) -> out.write(Bench.unauthorized(Bench.request(in), "livekit")))), "M5 broken certificate-expired"),
        broken("TURN over TLS that nobody serves", turn(b -> b.closed(Bench.MEDIA, 443)), "M5 broken port-closed"),
        broken("TURN without a name in DNS", turn(b -> b.unname(Bench.TURN)), "M5 broken name-unknown"),
        broken("STUN that answers", stun(b -> b.udp(Bench.MEDIA, 3478, (request, _) -> List.of(Bench.binding(request))))),
        broken("STUN that is blocked, seen from a client", stun(b -> b.udp(Bench.MEDIA, 3478, (_, _) -> List.of())), "M1 suspicious stun-blocked"),
        broken("STUN that is blocked, seen from a node", stun(b -> {
          b.from = Vantage.NODE;
          b.udp(Bench.MEDIA, 3478, (_, _) -> List.of());
        }), "M1 broken stun-blocked"),
        broken("media ports at a guessed address", stun(b -> {
          b.udp(Bench.MEDIA, 3478, (request, _) -> List.of(Bench.binding(request)));
          b.closed(Bench.ADDRESS, 30001);
          b.closed(Bench.ADDRESS, 30002);
        })));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"names", "connections", "documents", "synapse", "calls", "media"})
  void what_is_broken_has_its_verdict_and_first_cause(String what, Change change, List<String> expected) throws Exception {
    try (Bench bench = new Bench()) {
      change.to(bench);
      assertEquals(expected, wrong(bench.probe()), what);
    }
  }

  private static List<String> wrong(List<Result> results) {
    List<String> wrong = new ArrayList<>();
    for (Result result : results) {
      if (!ProbeReport.causes(result.verdict()).isEmpty()) {
        wrong.add(result.id() + " " + ProbeReport.word(result.verdict()) + " " + ProbeReport.causes(result.verdict()).getFirst().id());
      }
    }
    return wrong;
  }

  @Test
  void all_is_kept_within_three_seconds() throws Exception {
    try (Bench bench = new Bench()) {
      bench.probe(); // a first time, so that the JVM has loaded what it needs
      long start = System.nanoTime();
      List<Result> results = bench.probe();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      List<String> others =
          results.stream().filter(result -> !(result.verdict() instanceof Verdict.Kept)).map(result -> result.id() + " " + result.verdict()).toList();
      // UDP answers to nobody who is not in a call
      assertEquals(1, others.size(), others.toString());
      assertTrue(others.getFirst().startsWith("M3 Undecidable"), others.toString());
      assertTrue(millis < 3000, millis + " ms");
    }
  }

  @Test
  void requests_say_who_asks_and_are_few() throws Exception {
    try (Bench bench = new Bench()) {
      bench.probe();
      assertTrue(bench.asked.size() < 40, bench.asked.toString());
      assertTrue(bench.asked.stream().allMatch(request -> request.endsWith(" esslint/1.2.3")), bench.asked.toString());
    }
  }

  @Test
  void other_servers_use_srv_records_where_there_is_no_document() throws Exception {
    try (Bench bench = new Bench()) {
      assertEquals(new Verdict.Kept("by the server document at matrix.example.test:443"), verdict(bench.probe(), "F1"));
      bench.answer(W + "server", 404, "", "");
      assertEquals(new Undecidable("other servers ask hs.example.test:8448", "W5"), verdict(bench.probe(), "F1"));
      bench.service("_matrix._tcp.hs.example.test", "matrix.example.test");
      assertEquals(new Verdict.Kept("by the SRV record _matrix._tcp.hs.example.test at matrix.example.test:443"), verdict(bench.probe(), "F1"));
    }
  }

  private static Verdict verdict(List<Result> results, String id) {
    return results.stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow().verdict();
  }

  /** What comes of STUN that sees a machine as 192.0.2.1. */
  private static Verdict seen(Vantage from, List<String> nodes, String... addresses) throws Exception {
    try (Bench bench = new Bench()) {
      stun(_ -> {}).to(bench);
      bench.from = from;
      bench.nodes = nodes;
      bench.udp(Bench.MEDIA, 3478, (request, _) -> List.of(Bench.binding(request)));
      bench.name(Bench.RTC, addresses);
      return verdict(SeenAddress.compared(bench.probe()), "M1");
    }
  }

  @Test
  void the_address_that_stun_sees_is_compared_with_dns_and_with_the_nodes() throws Exception {
    String as = "this machine is seen as 192.0.2.1:1024";
    assertEquals(new Verdict.Kept(as), seen(Vantage.CLIENT, List.of("192.0.2.1"), Bench.ADDRESS));
    assertEquals(new Verdict.Kept(as + ", the address of mrtc.example.test"), seen(Vantage.NODE, List.of(), Bench.ADDRESS, "192.0.2.1"));
    assertEquals(
        new Verdict.Kept(as + ", the address of a node and of mrtc.example.test"), seen(Vantage.NODE, List.of("192.0.2.1"), "192.0.2.1"));
    assertEquals(
        new Verdict.Kept(as + ", the address of a node; mrtc.example.test leads to 203.0.113.7"),
        seen(Vantage.POD, List.of("10.0.0.5", "192.0.2.1"), Bench.ADDRESS));
    assertEquals(new Verdict.Kept(as + "; mrtc.example.test leads to 203.0.113.7"), seen(Vantage.NODE, List.of(), Bench.ADDRESS));
    assertEquals(
        new Verdict.Kept(as + "; mrtc.example.test leads to 203.0.113.7, the nodes have 10.0.0.5"),
        seen(Vantage.NODE, List.of("10.0.0.5"), Bench.ADDRESS),
        "a router forwards");
    assertEquals(
        Verdict.suspicious(Cause.SEEN_ELSEWHERE, as + "; mrtc.example.test leads to 203.0.113.7, the nodes have 198.51.100.4"),
        seen(Vantage.NODE, List.of("198.51.100.4", "2001:db8::4"), Bench.ADDRESS));
    assertEquals(
        new Verdict.Kept(as + "; mrtc.example.test leads to 203.0.113.7"),
        seen(Vantage.NODE, List.of("2001:db8::4"), Bench.ADDRESS),
        "an IPv6 address of a node says nothing about IPv4");
  }

  @Test
  void what_several_stun_servers_see_is_compared_once() throws Exception {
    try (Bench bench = new Bench()) {
      stun(_ -> {}).to(bench);
      bench.from = Vantage.NODE;
      bench.nodes = List.of("198.51.100.4");
      bench.values = bench.values.replace("\"203.0.113.9:3478\"", "\"203.0.113.9:3478\", \"203.0.113.9:3479\"");
      bench.udp(Bench.MEDIA, 3478, (request, _) -> List.of(Bench.binding(request)));
      bench.udp(Bench.MEDIA, 3479, (request, _) -> List.of(Bench.binding(request)));
      List<Verdict> verdicts = SeenAddress.compared(bench.probe()).stream().filter(result -> result.id().equals("M1")).map(Result::verdict).toList();
      assertEquals(2, verdicts.size());
      assertTrue(verdicts.getFirst() instanceof Verdict.Suspicious && verdicts.getLast() instanceof Verdict.Kept, verdicts.toString());
    }
  }

  @Test
  void a_name_for_calls_that_dns_does_not_have_leaves_the_address_that_stun_sees_as_it_is() throws Exception {
    String as = "this machine is seen as 192.0.2.1:1024";
    assertEquals(new Verdict.Kept(as), seen(Vantage.NODE, List.of()));
    assertEquals(new Verdict.Kept(as + "; the nodes have 198.51.100.4"), seen(Vantage.NODE, List.of("198.51.100.4")), "the cause would speak of the name");
  }

  @Test
  void a_nat_that_gives_each_server_another_port_is_told_from_a_node() throws Exception {
    try (Bench bench = new Bench()) {
      stun(_ -> {}).to(bench);
      bench.from = Vantage.NODE;
      bench.values = bench.values.replace("\"203.0.113.9:3478\"", "\"203.0.113.9:3478\", \"203.0.113.9:3479\"");
      bench.udp(Bench.MEDIA, 3478, (request, _) -> List.of(Bench.binding(request)));
      bench.udp(Bench.MEDIA, 3479, (request, _) -> List.of(Bench.binding(request)));
      assertEquals(new Verdict.Kept("all servers see the same port"), verdict(bench.probe(), "M6"));
      bench.udp(Bench.MEDIA, 3479, (request, _) -> List.of(Bench.stun(request, 0x0101, 0x0001, new byte[] {0, 1, 4, 1, (byte) 192, 0, 2, 1})));
      assertEquals(Verdict.suspicious(Cause.SYMMETRIC_NAT, "each server sees another port"), verdict(bench.probe(), "M6"));
    }
  }

  @Test
  void what_esslint_finds_in_the_values_explains_what_follows() throws Exception {
    try (Bench bench = new Bench()) {
      bench.document("client", Bench.client("https://" + Bench.SYNAPSE, ""));
      ProbeReport.Known known = new ProbeReport.Known("RTC001", "warning", "values.yaml:1:1", "Clients find no SFU.");
      ProbeReport report = new ProbeReport("1", List.of("values.yaml"), "26.8.1", "", Vantage.CLIENT, List.of(known), bench.probe(), List.of());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new TextProbe().write(report, out);
      String text = out.toString(StandardCharsets.UTF_8);
      assertTrue(text.contains("  Why:    RTC001 at values.yaml:1:1, see above\n"), text);
      assertTrue(!text.contains("  Fix:"), text);
      assertTrue(text.lines().allMatch(line -> line.length() <= 80 || line.contains("https://")), text);
    }
  }

  @Test
  void addresses_that_are_none_are_told_as_names_that_do_not_exist() throws Exception {
    try (Bench bench = new Bench()) {
      bench.values = bench.values.replace("203.0.113.9", "999.0.113.9");
      assertTrue(wrong(bench.probe()).stream().allMatch(line -> line.endsWith(" broken name-unknown")));
    }
  }

  @Test
  void hookshot_has_a_name_and_a_certificate() throws Exception {
    try (Bench bench = new Bench()) {
      bench.values += "hookshot: {enabled: true, ingress: {host: hook.example.test}}\n";
      bench.name("hook.example.test", Bench.ADDRESS);
      assertTrue(
          bench.probe().stream().anyMatch(result -> result.id().equals("T1") && result.check().ask().host().equals("hook.example.test") && result.verdict() instanceof Verdict.Kept));
    }
  }

  private static String text(ProbeWriter writer, List<Result> results) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(new ProbeReport("1", List.of("values.yaml"), "26.8.1", "", Vantage.CLIENT, List.of(), results, List.of()), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void what_is_different_in_a_document_is_shown_value_by_value() throws Exception {
    try (Bench bench = new Bench()) {
      bench.values += "wellKnownDelegation: {additional: {client: '{\"io.element\": {\"one\": 1, \"list\": [true]}}'}}\n";
      bench.document(
          "client",
          Bench.client("https://old.example.test", "https://" + Bench.RTC)
              .replaceFirst("}$", ", \"io.element\": {\"list\": [false, 2], \"api_key\": \"geheim\", \"url\": \"https://a:geheim@b/?x=\u001b[2J&token=geheim\"}}").replace("\u001b", "\\u001b"));
      List<Result> results = bench.probe();
      assertEquals(List.of("W1 broken document-differs", "W2 broken homeserver-differs"), wrong(results));
      String text = text(new TextProbe(), results);
      assertTrue(
          text.contains(
              """
                Diff:   - as the values give it, + as it is served
                        - ["m.homeserver"].base_url: "https://matrix.example.test"
                        + ["m.homeserver"].base_url: "https://old.example.test"
              """
                  .indent(0)),
          text);
      assertTrue(text.contains("- [\"io.element\"].one: 1\n"), text);
      assertTrue(text.contains("- [\"io.element\"].list[0]: true\n          + [\"io.element\"].list[0]: false\n          + [\"io.element\"].list[1]: 2\n"), text);
      assertTrue(text.contains("+ [\"io.element\"].api_key: \"***\"\n"), text);
      String junit = text(new JunitProbe(), results);
      assertTrue(junit.contains("&#10;+ [&quot;m.homeserver&quot;].base_url: &quot;https://old.example.test&quot;<"), junit);
      String sarif = text(new SarifProbe(name -> name), results);
      assertTrue(sarif.contains("\\nDiff: - as the values give it, + as it is served\\n- [\\\"m.homeserver\\\"].base_url: \\\"https://matrix.example.test\\\"\\n+ [\\\"m.homeserver\\\"].base_url:"), sarif);
      String json = text(new JsonProbe(), results);
      assertTrue(json.replaceAll("\\s+", "").contains("{\"key\":\"[\\\"m.homeserver\\\"].base_url\",\"expected\":\"\\\"https://matrix.example.test\\\"\",\"served\":\"\\\"https://old.example.test\\\"\"}"), json);
      for (String one : List.of(text, json, junit, sarif)) {
        assertTrue(!one.contains("geheim") && one.chars().noneMatch(c -> c == 0x1b), one);
      }
    }
  }

  @Test
  void a_wildcard_and_an_alias_and_the_time_of_the_authoriser_are_noted() throws Exception {
    try (Bench bench = new Bench()) {
      bench.wildcard(Bench.ADDRESS);
      alias("10.43.0.10").to(bench);
      List<Result> results = bench.probe();
      assertEquals(new Verdict.Kept("every name in example.test leads to 203.0.113.7, also a misspelt one"), verdict(results, "N3"));
      assertEquals(new Verdict.Kept("pods are led to 10.43.0.10, and DNS to 203.0.113.7"), verdict(results, "N4"));
      assertEquals(new Verdict.Kept("400 in time, which does not prove that it reached the homeserver"), verdict(results, "R6"));
      assertEquals(1, results.stream().filter(result -> result.id().equals("N3")).count());
    }
  }

  @Test
  void what_else_is_worth_knowing_is_no_fault() throws Exception {
    try (Bench bench = new Bench()) {
      List<Result> results = bench.probe();
      assertEquals(new Verdict.Kept("refused"), verdict(results, "T4"));
      assertEquals(new Verdict.Kept("media goes to 203.0.113.9, and the name leads to 203.0.113.7"), verdict(results, "N5"));
      bench.nodes = List.of("10.0.0.5", Bench.MEDIA);
      assertEquals(new Verdict.Kept("media goes to 203.0.113.9, an address of a node, and the name leads to 203.0.113.7"), verdict(bench.probe(), "N5"));
      assertEquals(new Verdict.Kept("301 to https://chat.example.test"), verdict(results, "W8"));
      assertEquals(new Verdict.Kept("Synapse 1.150.0"), verdict(results, "S3"));
      bench.answer("GET " + Bench.SERVER + "/", 200, "Server: nginx\r\n", "<h1>us</h1>");
      assertEquals(new Verdict.Kept("something else answers: 200 from nginx: <h1>us</h1>"), verdict(bench.probe(), "W8"));
    }
  }

  @Test
  void a_redirect_is_reported_and_not_followed() throws Exception {
    try (Bench bench = new Bench()) {
      bench.answer(W + "client", 302, "Location: https://" + Bench.ADMIN + "/elsewhere\r\n", "");
      bench.answer(W + "server", 302, "Location: https://127.0.0.1/elsewhere\r\n", "");
      List<Result> results = bench.probe();
      assertTrue(verdict(results, "W1") instanceof Verdict.Broken(List<Cause> _, String evidence) && evidence.startsWith("302 to https://admin.example.test/elsewhere"), results.toString());
      assertTrue(bench.asked.stream().noneMatch(request -> request.contains("/elsewhere")), bench.asked.toString());
    }
  }

  @Test
  void a_body_without_end_ends_at_a_bound() throws Exception {
    try (Bench bench = new Bench()) {
      bench.tls(Bench.ADDRESS, 443, "wildcard", (in, out) -> {
        Peer.request(in);
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write(new byte[1 << 14]);
        }
      });
      List<Result> results = bench.probe();
      assertTrue(wrong(results).contains("W1 broken answer-incomplete"), results.toString());
    }
  }

  @Test
  void what_servers_say_steers_no_terminal() throws Exception {
    try (Bench bench = new Bench()) {
      bench.answer(W + "client", 404, "Server: \u001b[2Jx\r\nLocation: \u202eb\r\n", "\u001b]0;a\u0007\n::error::b");
      ProbeReport report = new ProbeReport("1", List.of("values.yaml"), "26.8.1", "", Vantage.CLIENT, List.of(), bench.probe(), List.of());
      for (ProbeWriter writer : List.of(new TextProbe(), new JsonProbe(), new SarifProbe(name -> name), new JunitProbe())) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("hs.example.test") || text.contains("W1"), text);
        assertTrue(text.chars().noneMatch(c -> c == 0x1b || c == 7 || c == 0x202e), writer.getClass() + text);
      }
    }
  }

  @Test
  void without_a_network_nothing_is_decided() throws Exception {
    try (Bench bench = new Bench()) {
      bench.noDns();
      bench.values = bench.values.replace("manualIP: 203.0.113.9", "manualIP: 127.0.0.1");
      assertTrue(bench.probe().stream().allMatch(result -> result.verdict() instanceof Undecidable));
    }
  }

  @Test
  void a_server_that_hangs_costs_no_more_than_the_time() throws Exception {
    try (Bench bench = new Bench()) {
      bench.patience = Duration.ofSeconds(4);
      bench.raw(R + "/", "HANG");
      List<Result> results = bench.probe();
      assertEquals(List.of("R7 broken no-answer"), wrong(results), results.toString());
    }
  }
}
