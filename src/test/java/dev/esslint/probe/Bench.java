package dev.esslint.probe;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.probe.wire.Dns;
import dev.esslint.probe.wire.Peer;
import dev.esslint.probe.wire.TestAuthority;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A deployment that runs on loopback and keeps every promise, with real DNS, TLS, HTTP and STUN, until a test breaks one. Its
 * addresses look public; connections to them are led to servers of the test.
 */
final class Bench implements AutoCloseable {
  static final String SERVER = "hs.example.test";
  static final String SYNAPSE = "matrix.example.test";
  static final String MAS = "account.example.test";
  static final String RTC = "mrtc.example.test";
  static final String WEB = "chat.example.test";
  static final String ADMIN = "admin.example.test";
  static final String TURN = "turn.example.test";
  static final String ADDRESS = "203.0.113.7";
  static final String OTHER_ADDRESS = "203.0.113.8";
  static final String V6 = "2001:db8:0:0:0:0:0:7";
  static final String MEDIA = "203.0.113.9";

  static final String VALUES =
      """
      serverName: hs.example.test
      certManager: {clusterIssuer: our-issuer}
      synapse: {ingress: {host: matrix.example.test}}
      matrixAuthenticationService: {ingress: {host: account.example.test}}
      matrixRTC:
        ingress: {host: mrtc.example.test}
        sfu:
          useStunToDiscoverPublicIP: false
          manualIP: 203.0.113.9
      elementWeb: {ingress: {host: chat.example.test}}
      elementAdmin: {ingress: {host: admin.example.test}}
      """;

  private static final String ANY = "*";
  private static final String CORS = "Access-Control-Allow-Origin: *\r\n";

  private final List<Peer> open = new ArrayList<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, String> services = new HashMap<>();
  private final Map<String, String> authorities = new HashMap<>();
  private final Map<String, Integer> refused = new HashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, InetSocketAddress> routes = new HashMap<>();
  final Set<String> asked = ConcurrentHashMap.newKeySet();
  private Dns dns;
  private final Peer http;
  String release = Charts.builtIn().newest().toString();
  String values = VALUES;
  String ingress = "";
  List<String> nodes = List.of();
  Vantage from = Vantage.CLIENT;
  boolean allowLocal;
  boolean authorityIsPublic = true;
  boolean authorityIsGiven;
  Duration time = Duration.ofSeconds(20);
  Duration patience = Duration.ofSeconds(10);

  Bench() throws Exception {
    for (String host : List.of(SERVER, SYNAPSE, MAS, RTC, WEB, ADMIN)) {
      names.put(host, List.of(ADDRESS));
    }
    Peer name = Peer.udp((question, from) -> List.of(named(question)));
    open.add(name);
    http = Peer.tcp((_, _) -> {});
    open.add(http);
    dns = new Dns(List.of(name.address()));
    serve(ADDRESS, "wildcard", 3);
    keepAll();
    tcp(MEDIA, 30001, (in, out) -> in.readNBytes(2));
    udp(MEDIA, 30002, (_, _) -> List.of());
  }

  private void keepAll() {
    ok("GET " + SERVER + "/.well-known/matrix/client", CORS, client("https://" + SYNAPSE, "https://" + RTC));
    ok("GET " + SERVER + "/.well-known/matrix/server", CORS, "{\"m.server\": \"" + SYNAPSE + ":443\"}");
    for (String document : List.of("client", "server", "support")) {
      json("POST " + SERVER + "/.well-known/matrix/" + document, 405, "", "");
    }
    answer("GET " + SERVER + "/", 301, "Location: https://" + WEB + "\r\n", "");
    ok("GET " + SYNAPSE + "/_matrix/client/versions", CORS, "{\"versions\": [\"v1.11\"], \"unstable_features\": {}}");
    ok("GET " + SYNAPSE + "/_matrix/key/v2/server", "", keys(SERVER, 4_000_000_000_000L));
    ok("GET " + SYNAPSE + "/_matrix/federation/v1/version", "", "{\"server\": {\"name\": \"Synapse\", \"version\": \"1.150.0\"}}");
    json("GET " + SYNAPSE + "/_matrix/federation/v1/openid/userinfo?access_token=esslint", 401, "", error("M_UNKNOWN_TOKEN"));
    json("GET " + SYNAPSE + "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports", 401, CORS, error("M_MISSING_TOKEN"));
    ok("GET " + SYNAPSE + "/_synapse/ess/version", CORS, "{\"version\": \"" + release + "\", \"edition\": \"community\"}");
    answer("OPTIONS " + SYNAPSE + "/_matrix/client/versions", 204, CORS, "");
    ok("GET " + SYNAPSE + "/_matrix/client/v1/auth_metadata", CORS, issuer("https://" + MAS + "/"));
    ok("GET " + MAS + "/.well-known/openid-configuration", CORS, discovery("https://" + MAS + "/", "https://" + MAS + "/"));
    for (String path : List.of("/sfu/get", "/get_token", "/delegate_delayed_leave")) {
      json("GET " + RTC + path, 405, CORS, "");
    }
    answer("OPTIONS " + RTC + "/sfu/get", 200, CORS + "Access-Control-Allow-Methods: POST\r\nAccess-Control-Allow-Headers: Accept, Content-Type\r\n", "");
    json("POST " + RTC + "/sfu/get", 400, CORS, error("M_BAD_JSON"));
    answer("GET " + RTC + "/", 200, CORS, "OK");
    answer("GET " + RTC + "/rtc/validate", 401, CORS, "no permissions to access the room");
    answer("GET " + RTC + "/rtc/v1/validate", 401, CORS, "no permissions to access the room");
    answer("UPGRADE " + RTC + "/rtc", 401, CORS, "no permissions to access the room");
    answer("GET " + WEB + "/version", 200, "Content-Type: text/plain\r\n", "1.12.0");
    ok("GET " + WEB + "/health", "", "{\"status\": \"ok\"}");
    ok("GET " + WEB + "/config.json", "Cache-Control: no-cache\r\n", "{\"default_server_config\": {\"m.homeserver\": {\"base_url\": \"https://" + SYNAPSE + "\", \"server_name\": \"" + SERVER + "\"}}, \"mobile_guide_app_variant\": \"element\"}");
    answer("GET " + ADMIN + "/", 200, "Content-Type: text/html\r\n", "<!doctype html>");
  }

  static String client(String homeserver, String focus) {
    return "{\"m.homeserver\": {\"base_url\": \"" + homeserver + "\"}"
        + (focus.isEmpty() ? "" : ", \"org.matrix.msc4143.rtc_foci\": [{\"type\": \"livekit\", \"livekit_service_url\": \"" + focus + "\"}]")
        + "}";
  }

  static String keys(String server, long until) {
    return "{\"server_name\": \"" + server + "\", \"valid_until_ts\": " + until + ", \"verify_keys\": {\"ed25519:a\": {\"key\": \"x\"}}}";
  }

  static String issuer(String issuer) {
    return "{\"issuer\": \"" + issuer + "\"}";
  }

  static String discovery(String issuer, String base) {
    return "{\"issuer\": \"" + issuer + "\", \"authorization_endpoint\": \"" + base + "authorize\", \"jwks_uri\": \"" + base
        + "oauth2/keys.json\", \"account_management_uri\": \"" + base + "account/\"}";
  }

  static String error(String code) {
    return "{\"errcode\": \"" + code + "\", \"error\": \"no\"}";
  }

  /** An answer with a JSON document and the header of well-known documents. */
  void document(String name, String body) {
    ok("GET " + SERVER + "/.well-known/matrix/" + name, CORS, body);
  }

  void ok(String request, String headers, String body) {
    json(request, 200, headers, body);
  }

  void json(String request, int status, String headers, String body) {
    answer(request, status, "Content-Type: application/json\r\n" + headers, body);
  }

  /** What is answered to a request such as {@code GET host/path}; {@code UPGRADE} is one for a WebSocket, {@code TOKEN} one that has an OpenID token. */
  void answer(String request, int status, String headers, String body) {
    raw(
        request,
        "HTTP/1.1 " + status + " Some\r\n" + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
  }

  void raw(String request, String bytes) {
    answers.put(request, bytes);
  }

  /** What is answered to everything that a host is asked. */
  void answerAll(String host, int status, String headers, String body) {
    for (String request : List.copyOf(answers.keySet())) {
      if (request.contains(" " + host + "/")) {
        answer(request, status, headers, body);
      }
    }
  }

  /** No header field of this name in any answer of a host to a method. */
  void withoutHeader(String start, String header) {
    answers.replaceAll((request, answer) -> request.startsWith(start) ? answer.replaceAll(header + ": .*\r\n", "") : answer);
  }

  /** Where a name leads. */
  void name(String host, String... addresses) {
    names.put(host, List.of(addresses));
  }

  /** An SRV record that leads to a name at port 443. */
  void service(String name, String target) {
    services.put(name, target);
    names.put(name, List.of());
  }

  /** A CAA record that lets this authority issue certificates. */
  void authority(String name, String issuer) {
    authorities.put(name, issuer);
  }

  /** Each name that was not made leads to this address. */
  void wildcard(String address) {
    names.put(ANY, List.of(address));
  }

  void unname(String host) {
    names.remove(host);
  }

  /** The name servers refuse to answer for a name with this code. */
  void refuse(String host, int code) {
    refused.put(host, code);
  }

  void noDns() throws Exception {
    dns = new Dns(List.of(Peer.nobody()));
  }

  /** Serves everything at an address, with a certificate. */
  void serve(String address, String certificate, int chain) throws Exception {
    Peer peer = Peer.tls(TestAuthority.keys(certificate, chain), List.of("http/1.1"), this::serve);
    open.add(peer);
    routes.put(address + ":443", peer.address());
  }

  /** Another certificate for a name; each name then has an address of its own. */
  void certificate(String host, String certificate, int chain) throws Exception {
    int last = 10;
    for (String name : List.copyOf(names.keySet())) {
      String address = "203.0.113." + last++;
      name(name, address);
      if (name.equals(host)) {
        serve(address, certificate, chain);
      } else {
        routes.put(address + ":443", routes.get(ADDRESS + ":443"));
      }
    }
  }

  /** Serves everything at an address, with no newer TLS than this. */
  void serveOnly(String address, String version) throws Exception {
    Peer peer = Peer.tls(TestAuthority.keys("wildcard", 3), List.of("http/1.1"), List.of(version), this::serve);
    open.add(peer);
    routes.put(address + ":443", peer.address());
  }

  /** Serves everything at an address, and goes on with TLS 1.minor minus 1 where no newer one is offered. */
  void olderTls(String address, int minor) throws Exception {
    InetSocketAddress good = Objects.requireNonNull(routes.get(address + ":443"));
    tcp(address, 443, (in, out) -> {
      byte[] head = in.readNBytes(11);
      if (head[9] == 3 && head[10] == 2) {
        out.write(HexFormat.of().parseHex("16030" + minor + "002a" + "02000026" + "030" + minor + "00".repeat(32) + "00" + "002f" + "00"));
        out.flush();
        return;
      }
      try (Socket socket = new Socket(good.getAddress(), good.getPort())) {
        socket.getOutputStream().write(head);
        Thread back = Thread.ofVirtual().start(() -> copy(socket, out));
        in.transferTo(socket.getOutputStream());
        back.join();
      }
    });
  }

  private static void copy(Socket from, OutputStream to) {
    try {
      from.getInputStream().transferTo(to);
      to.close();
    } catch (IOException e) {
      // One of both has what it wanted.
      return;
    }
  }

  String answered(String request) {
    return Objects.requireNonNull(answers.get(request));
  }

  void tls(String address, int port, String certificate, Peer.Handler handler) throws Exception {
    Peer peer = Peer.tls(TestAuthority.keys(certificate, 3), List.of(), handler);
    open.add(peer);
    routes.put(address + ":" + port, peer.address());
  }

  void tcp(String address, int port, Peer.Handler handler) throws Exception {
    Peer peer = Peer.tcp(handler);
    open.add(peer);
    routes.put(address + ":" + port, peer.address());
  }

  void udp(String address, int port, Peer.Answer answer) throws Exception {
    Peer peer = Peer.udp(answer);
    open.add(peer);
    routes.put(address + ":" + port, peer.address());
  }

  /** Nothing listens there. */
  void closed(String address, int port) throws Exception {
    routes.put(address + ":" + port, Peer.nobody());
  }

  /** Values with TURN in both ways. */
  void turn() {
    name(TURN, MEDIA);
    values =
        values.replace(
            "    manualIP: 203.0.113.9\n",
            """
                manualIP: 203.0.113.9
                exposedServices:
                  turn: {enabled: true, port: 31004}
                  turnTLS: {enabled: true, domain: turn.example.test, tlsSecret: turn-tls}
            """);
  }

  /** An answer to a request over STUN, with these attributes, each type before its value. */
  static byte[] stun(byte[] request, int type, Object... attributes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < attributes.length; i += 2) {
      int kind = (Integer) attributes[i];
      byte[] value = (byte[]) attributes[i + 1];
      body.writeBytes(new byte[] {(byte) (kind >> 8), (byte) kind, 0, (byte) value.length});
      body.writeBytes(value);
      body.writeBytes(new byte[(4 - value.length % 4) % 4]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (type >> 8), (byte) type, (byte) (body.size() >> 8), (byte) body.size()});
    out.write(request, 4, 16);
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  /** What a TURN server says to a request without an account. */
  static byte[] unauthorized(byte[] request, String realm) {
    byte[] error = {0, 0, 4, 1};
    return stun(request, 0x0113, 0x0009, error, 0x0014, realm.getBytes(StandardCharsets.US_ASCII), 0x0015, "nonce".getBytes(StandardCharsets.US_ASCII));
  }

  /** What a STUN server says: the other side is 192.0.2.1:1024. */
  static byte[] binding(byte[] request) {
    return stun(request, 0x0101, 0x0001, new byte[] {0, 1, 4, 0, (byte) 192, 0, 2, 1});
  }

  /** Reads one request over STUN from a stream. */
  static byte[] request(InputStream in) throws IOException {
    byte[] head = in.readNBytes(20);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.writeBytes(in.readNBytes(((head[2] & 0xff) << 8) | (head[3] & 0xff)));
    return out.toByteArray();
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    String head = Peer.request(in);
    String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
    String host = header(head, "host").orElse("");
    int length = header(head, "content-length").map(Integer::parseInt).orElse(0);
    boolean token = new String(in.readNBytes(length), StandardCharsets.UTF_8).contains("openid_token");
    String method = header(head, "upgrade").isPresent() ? "UPGRADE" : first[0];
    String plain = method + " " + host + first[1];
    String request = token && answers.containsKey("TOKEN " + host + first[1]) ? "TOKEN " + host + first[1] : plain;
    asked.add(request + " " + header(head, "user-agent").orElse(""));
    String answer = answers.getOrDefault(request, "HTTP/1.1 404 Not Found\r\nContent-Length: 19\r\n\r\n404 page not found\n");
    if (answer.equals("HANG")) {
      Peer.hang(in);
      return;
    }
    out.write(answer.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Optional<String> header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private byte[] named(byte[] question) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (question[at] != 0) {
      name.append(name.isEmpty() ? "" : ".").append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
      at += question[at] + 1;
    }
    boolean v6 = question[at + 2] == 28;
    String asked = name.toString().toLowerCase(Locale.ROOT);
    String host = asked.startsWith("esslint-probe-") ? ANY : asked;
    if (question[at + 1] == 1) { // CAA
      return record(question, at, 257, authorities.containsKey(host) ? "\0\5issue" + authorities.get(host) : "");
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String address : names.getOrDefault(host, List.of())) {
      InetAddress one = InetAddress.ofLiteral(address);
      if ((one.getAddress().length == 16) == v6) {
        addresses.add(one);
      }
    }
    int code = refused.getOrDefault(host, names.containsKey(host) ? 0 : 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (question[at + 2] == 33 && services.containsKey(host)) {
      ByteArrayOutputStream target = new ByteArrayOutputStream();
      target.writeBytes(new byte[] {0, 0, 0, 0, 1, (byte) 0xbb});
      for (String label : services.get(host).split("\\.", -1)) {
        target.write(label.length());
        target.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      }
      target.write(0);
      out.write(question, 0, 2);
      out.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, 1, 0, 0, 0, 0});
      out.write(question, 12, at + 5 - 12);
      out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, (byte) target.size()});
      out.writeBytes(target.toByteArray());
      return out.toByteArray();
    }
    out.write(question, 0, 2);
    out.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | code), 0, 1, 0, (byte) (code == 0 ? addresses.size() : 0), 0, 0, 0, 0});
    out.write(question, 12, at + 5 - 12);
    if (code == 0) {
      for (InetAddress address : addresses) {
        byte[] bytes = address.getAddress();
        out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, (byte) (v6 ? 28 : 1), 0, 1, 0, 0, 0, 60, 0, (byte) bytes.length});
        out.writeBytes(bytes);
      }
    }
    return out.toByteArray();
  }

  /** An answer with one record of these bytes; with none if there are none. */
  private static byte[] record(byte[] question, int at, int type, String data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(question, 0, 2);
    out.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) (data.isEmpty() ? 0 : 1), 0, 0, 0, 0});
    out.write(question, 12, at + 5 - 12);
    if (!data.isEmpty()) {
      out.writeBytes(new byte[] {(byte) 0xc0, 12, (byte) (type >> 8), (byte) type, 0, 1, 0, 0, 0, 60, 0, (byte) data.length()});
      out.writeBytes(data.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  /** What its values promise. */
  Plan plan() throws Exception {
    Release parsed = Release.parse(release).orElseThrow();
    Chart chart = Charts.builtIn().load(parsed);
    ResolvedValues resolved =
        ResolvedValues.of(
            List.of(new Layer.File(YamlReader.read(new SourceText("values.yaml", values)))),
            new Layer.Defaults(chart.release(), chart.defaults()));
    return Plan.of(Model.of(resolved, parsed, null), parsed, new Plan.Standpoint(from, ingress, "", nodes, true));
  }

  /** Asks all of it. */
  List<Result> probe() throws Exception {
    var authorities = authorityIsPublic ? TestAuthority.asPublic() : TestAuthority.none();
    Asking asking =
        new Asking(
            "1.2.3",
            from,
            Map.of(),
            Optional.of(dns),
            List.of(),
            authorityIsGiven ? authorities.with(TestAuthority.pem("root").getBytes(StandardCharsets.US_ASCII)) : authorities,
            allowLocal,
            time,
            patience,
            Duration.ofMillis(300),
            InstantSource.system(),
            to -> routes.getOrDefault(to.getAddress().getHostAddress() + ":" + to.getPort(), to.getPort() == 80 ? http.address() : to));
    return new Prober(asking, _ -> {}).run(plan());
  }

  @Override
  public void close() throws IOException {
    for (Peer one : open) {
      one.close();
    }
  }
}
