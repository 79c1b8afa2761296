package dev.esslint.probe;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Basis;
import dev.esslint.model.Model;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.workload.HostAlias;
import dev.esslint.probe.Ask.Addresses;
import dev.esslint.probe.Ask.Handshake;
import dev.esslint.probe.Ask.OldHandshake;
import dev.esslint.probe.Ask.Request;
import dev.esslint.probe.Ask.Services;
import dev.esslint.probe.Ask.Upgrade;
import dev.esslint.probe.Plan.Standpoint;
import dev.esslint.probe.wire.Header;
import dev.esslint.tree.Node.MapNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Works out what to ask, by component and release (tables W, S, A, R, E and D of the catalogue of checks). */
final class Planner {
  /** The last labels of names that nobody has. */
  private static final Set<String> EXAMPLES =
      Set.of("example", "example.com", "example.org", "example.net", "invalid", "test");

  private static final Pattern NAME = Pattern.compile("^(?![.-])[A-Za-z0-9.-]++(?<![.-])$");
  private static final List<String> LETS_ENCRYPT = List.of("letsencrypt", "lets-encrypt");
  private static final Set<Promise> DOCUMENTS = EnumSet.of(Promise.W1, Promise.W5, Promise.W6);
  private static final int HTTP = 80;
  private static final String SYNAPSE = "synapse";
  private static final String MAS = "matrixAuthenticationService";
  private static final String RTC = "matrixRTC";

  /** From here on Synapse has an endpoint for where calls are. */
  private static final Release TRANSPORTS = new Release(25, 11, 0);

  private static final Release ESS_VERSION = new Release(25, 9, 0);
  private static final Release GET_TOKEN = new Release(26, 3, 0);
  private static final Release DELAYED_LEAVE = new Release(26, 8, 1);
  private static final Release SIGNALLING_1 = new Release(26, 3, 0);
  private static final Release PREFLIGHT = new Release(25, 6, 0);

  private static final String METADATA = "/_matrix/client/v1/auth_metadata";
  private static final String OLD_METADATA = "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata";

  private final Model model;
  private final Release release;
  private final Standpoint stated;
  private final List<Check> checks = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();
  private final Set<String> planned = new LinkedHashSet<>();
  private final Set<String> domains = new LinkedHashSet<>();

  Planner(Model model, Release release, Standpoint stated) {
    this.model = model;
    this.release = release;
    this.stated = stated;
  }

  Plan plan() {
    wellKnown();
    route(SYNAPSE).ifPresent(this::synapse);
    route(MAS).ifPresent(this::mas);
    route(RTC).ifPresent(this::rtc);
    route("elementWeb").ifPresent(this::web);
    route("elementAdmin").ifPresent(this::admin);
    route("hookshot").ifPresent(route -> host(route.component(), route.state(), route.host()));
    new MediaPlanner(model, stated, checks, omitted).plan();
    return new Plan(checks, omitted);
  }

  private Optional<Route> route(String component) {
    return model.routes().stream().filter(route -> route.component().equals(component)).findFirst();
  }

  /** Whether a host can be asked; its name is then checked first. */
  private boolean host(String what, State state, Stated host) {
    String reason = reason(state, host, stated);
    if (!reason.isEmpty()) {
      omitted.add(new Omitted(what, reason));
      return false;
    }
    String name = host.text();
    if (planned.add(name)) {
      add(Promise.N1, new Addresses(name), "", host.basis());
      add(Promise.N2, new Addresses(name), stated.ingressAddress(), host.basis());
      around(name, host.basis());
      add(Promise.T1, new Handshake(name), model.ownAuthority() == State.ON ? TlsJudge.OWN_AUTHORITY : "", host.basis());
      add(Promise.T4, new OldHandshake(name), "", host.basis());
      certificate(name);
    }
    return true;
  }

  /** What else DNS may say: a wildcard, and another address than pods are given. */
  private void around(String name, Basis basis) {
    Ask.Beside beside = new Ask.Beside(name);
    if (beside.domain().contains(".") && domains.add(beside.domain())) {
      add(Promise.N3, beside, "", basis);
    }
    for (HostAlias alias : model.aliases()) {
      if (alias.state() == State.ON && alias.hosts().contains(name)) {
        Reach.literal(alias.ip().text()).ifPresent(ip -> add(Promise.N4, new Addresses(name), ip.getHostAddress(), alias.ip().basis()));
      }
    }
  }

  /** What has to be so for cert-manager to renew a certificate; which authority it asks is known by the name of the issuer only. */
  private void certificate(String name) {
    for (Certificate certificate : model.certificates()) {
      boolean requested = certificate.source() == TlsSource.CERT_MANAGER || certificate.source() == TlsSource.ANNOTATION;
      boolean covers = certificate.covers().stream().anyMatch(host -> host.text().equals(name));
      if (certificate.state() == State.ON && requested && covers && !(certificate.name() instanceof Unknown)) {
        if (isLetsEncrypt(certificate.name().text())) {
          add(Promise.T2, new Ask.Authorities(name), "letsencrypt.org", certificate.name().basis());
        }
        add(Promise.T3, new Ask.Connect(name, HTTP), "", certificate.name().basis());
        return;
      }
    }
  }

  private static boolean isLetsEncrypt(String issuer) {
    String name = issuer.toLowerCase(Locale.ROOT);
    return LETS_ENCRYPT.stream().anyMatch(name::contains);
  }

  /** Why a host is not asked; empty if it is. */
  static String reason(State state, Stated host, Standpoint stated) {
    if (state == State.UNKNOWN) {
      return "the values do not tell whether it is enabled";
    }
    return switch (host) {
      case Unknown(String why, _) -> "its host is unknown: " + why;
      case Missing _ -> "it has no host";
      case Known(String name, _) when !isName(name) -> "its host is not a valid name";
      case Known(String name, _) when isExample(name) && !stated.exampleNames() ->
          name + " is a name for examples; use `--resolve` to ask anyway";
      case Known _ -> "";
    };
  }

  private static boolean isExample(String host) {
    return EXAMPLES.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end));
  }

  static boolean isName(String host) {
    return host.length() <= 253 && NAME.matcher(host).matches();
  }

  private void add(Promise promise, Ask ask, String expected, Basis basis) {
    checks.add(new Check(promise, ask, expected, basis));
  }

  private void get(Promise promise, String host, String target, String expected, Basis basis) {
    add(promise, Request.get(host, target), expected, basis);
  }

  private void wellKnown() {
    Optional<DnsName> own = model.names().stream().filter(name -> name.pointsTo().equals("your own web server")).findFirst();
    Optional<Route> route = route("wellKnownDelegation");
    State state = route.map(Route::state).or(() -> own.map(DnsName::state)).orElse(State.OFF);
    Optional<Stated> host = route.map(Route::host).or(() -> own.map(DnsName::host));
    if (host.isEmpty() || !host("well-known documents", state, host.get())) {
      return;
    }
    for (WellKnown document : model.documents()) {
      document(document, host.get().text(), host.get().basis());
    }
    if (route.filter(chart -> chart.state() == State.ON).isPresent()) {
      served(host.get().text(), host.get().basis());
    }
    if (isOn(SYNAPSE)) {
      add(Promise.F1, new Services(host.get().text()), "", host.get().basis());
    }
  }

  /** Whether the chart itself answers, as far as that shows without doing harm. */
  private void served(String host, Basis basis) {
    List<Ask> documents =
        checks.stream()
            .filter(check -> DOCUMENTS.contains(check.promise()))
            .map(Check::ask)
            .toList();
    for (Ask document : documents) {
      add(Promise.W7, new Request("POST", host, ((Request) document).target(), List.of(), ""), "", basis);
    }
    switch (model.redirect()) {
      case Known(String target, Basis at) -> get(Promise.W8, host, "/", target, at);
      case Missing _ -> {
        // browsers see what is served there
      }
      case Unknown(String why, _) -> omitted.add(new Omitted(Promise.W8.title(), why));
    }
  }

  private void document(WellKnown document, String host, Basis basis) {
    String target = "/.well-known/matrix/" + document.name();
    String text = document.text().text();
    Optional<MapNode> parsed = Body.object(text);
    Promise whole =
        switch (document.name()) {
          case "client" -> Promise.W1;
          case "server" -> Promise.W5;
          default -> Promise.W6;
        };
    if (document.text() instanceof Unknown(String why, _)) {
      omitted.add(new Omitted("content of " + target, why));
    }
    boolean asked = whole != Promise.W6 || parsed.filter(map -> !map.entries().isEmpty()).isPresent() || document.text() instanceof Unknown;
    if (document.byChart() == State.ON ? asked : asked && parsed.filter(map -> !map.entries().isEmpty()).isPresent()) {
      get(whole, host, target, text, basis);
    }
    if (whole == Promise.W1 && parsed.isPresent()) {
      member(Promise.W2, host, target, SYNAPSE, Body.string(parsed.get(), "m.homeserver", "base_url"), basis);
      member(Promise.W3, host, target, RTC, Body.string(parsed.get(), FOCI, "0", "livekit_service_url"), basis);
      member(Promise.W4, host, target, MAS, Body.string(parsed.get(), AUTHENTICATION, "issuer"), basis);
    }
  }

  static final String FOCI = "org.matrix.msc4143.rtc_foci";
  static final String AUTHENTICATION = "org.matrix.msc2965.authentication";

  /** A key of the client document, whose basis is the host that it holds. */
  private void member(Promise promise, String host, String target, String component, Optional<String> expected, Basis basis) {
    expected.ifPresent(text -> get(promise, host, target, text, route(component).map(route -> route.host().basis()).orElse(basis)));
  }

  /** Whether paths of the user's take requests away from Synapse. */
  private boolean isTaken(Route route, String target) {
    return route.backends().stream().map(Backend::path).anyMatch(path -> !isOwn(path) && path.length() > 1 && target.startsWith(path));
  }

  private static boolean isOwn(String path) {
    return path.equals("/_matrix") || path.equals("/_synapse");
  }

  private void synapse(Route route) {
    if (!host("Synapse", route.state(), route.host())) {
      return;
    }
    String host = route.host().text();
    Basis basis = route.host().basis();
    synapse(route, Promise.S1, Request.get(host, "/_matrix/client/versions"), "", basis);
    Optional<String> server = serverName();
    synapse(route, Promise.S2, Request.get(host, "/_matrix/key/v2/server"), server.orElse(""), basis);
    synapse(route, Promise.S3, Request.get(host, "/_matrix/federation/v1/version"), "", basis);
    synapse(route, Promise.S4, Request.get(host, "/_matrix/federation/v1/openid/userinfo?access_token=esslint"), "", basis);
    if (isOn(RTC) && release.compareTo(TRANSPORTS) >= 0) {
      synapse(route, Promise.S5, Request.get(host, "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports"), "", basis);
    }
    if (release.compareTo(ESS_VERSION) >= 0) {
      synapse(route, Promise.S6, Request.get(host, "/_synapse/ess/version"), release.toString(), basis);
    }
    if (release.compareTo(PREFLIGHT) >= 0) {
      synapse(route, Promise.S7, preflight(host, "/_matrix/client/versions", "GET"), "", basis);
    }
    authentication(route, host);
  }

  private void synapse(Route route, Promise promise, Request request, String expected, Basis basis) {
    if (isTaken(route, request.target())) {
      omitted.add(new Omitted(promise.title(), "`synapse.ingress.additionalPaths` takes its path"));
    } else {
      add(promise, request, expected, basis);
    }
  }

  private void authentication(Route synapse, String host) {
    List<Backend> logins = synapse.backends().stream().filter(backend -> backend.component().equals(MAS)).toList();
    if (!logins.isEmpty() && !logins.getFirst().remark().isEmpty()) {
      omitted.add(new Omitted(Promise.A1.title(), "the values do not tell whether MAS handles the logins"));
      return;
    }
    Optional<Route> mas = route(MAS).filter(route -> route.host() instanceof Known);
    String expected = logins.isEmpty() ? "" : mas.map(route -> "https://" + route.host().text() + "/").orElse("");
    if (logins.isEmpty() || !expected.isEmpty()) {
      Basis basis = mas.filter(route -> !logins.isEmpty()).map(route -> route.host().basis()).orElse(synapse.host().basis());
      synapse(synapse, Promise.A1, Request.get(host, release.compareTo(ESS_VERSION) >= 0 ? METADATA : OLD_METADATA), expected, basis);
    }
  }

  private Optional<String> serverName() {
    return route("wellKnownDelegation")
        .map(Route::host)
        .or(() -> model.names().stream().filter(name -> name.pointsTo().equals("your own web server")).map(DnsName::host).findFirst())
        .map(host -> host.text())
        .filter(name -> !name.isEmpty());
  }

  private static Request preflight(String host, String target, String method) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Origin", "https://" + host));
    headers.add(new Header("Access-Control-Request-Method", method));
    if (method.equals("POST")) {
      headers.add(new Header("Access-Control-Request-Headers", "content-type"));
    }
    return new Request("OPTIONS", host, target, headers, "");
  }

  private boolean isOn(String component) {
    return model.parts().stream().anyMatch(part -> part.path().equals(component) && part.state() == State.ON);
  }

  private void mas(Route route) {
    if (host("Matrix Authentication Service", route.state(), route.host())) {
      String host = route.host().text();
      get(Promise.A2, host, "/.well-known/openid-configuration", "https://" + host + "/", route.host().basis());
    }
  }

  private void rtc(Route route) {
    if (!host("Matrix RTC", route.state(), route.host())) {
      return;
    }
    String host = route.host().text();
    Basis basis = route.host().basis();
    model
        .address()
        .filter(sfu -> sfu.mode() == AddressMode.MANUAL_IP)
        .flatMap(sfu -> Reach.literal(sfu.address().text()))
        .ifPresent(ip -> add(Promise.N5, new Addresses(host), SeenAddress.expected(Optional.of(ip.getHostAddress()), stated.nodeAddresses()), model.address().orElseThrow().address().basis()));
    get(Promise.R1, host, "/sfu/get", "", basis);
    if (release.compareTo(GET_TOKEN) >= 0) {
      get(Promise.R2, host, "/get_token", "", basis);
    }
    if (release.compareTo(DELAYED_LEAVE) >= 0) {
      get(Promise.R3, host, "/delegate_delayed_leave", "", basis);
    }
    add(Promise.R4, preflight(host, "/sfu/get", "POST"), "", basis);
    add(Promise.R5, authorise(host, "{}"), "", basis);
    serverName()
        .filter(Planner::isName)
        .ifPresent(
            server ->
                add(
                    Promise.R6,
                    authorise(
                        host,
                        "{\"room\":\"!esslint-probe:" + server + "\",\"device_id\":\"ESSLINT\",\"openid_token\":{\"access_token\":\"esslint\","
                            + "\"token_type\":\"Bearer\",\"matrix_server_name\":\"" + server + "\",\"expires_in\":1}}"),
                    "",
                    basis));
    if (!isOn("matrixRTC.sfu")) {
      omitted.add(new Omitted("SFU", "this deployment has none"));
      return;
    }
    get(Promise.R7, host, "/", "", basis);
    get(Promise.R8, host, "/rtc/validate", "", basis);
    if (release.compareTo(SIGNALLING_1) >= 0) {
      get(Promise.R9, host, "/rtc/v1/validate", "", basis);
    }
    add(Promise.R10, new Upgrade(host, "/rtc"), "", basis);
  }

  private static Request authorise(String host, String body) {
    return new Request("POST", host, "/sfu/get", List.of(new Header("Content-Type", "application/json")), body);
  }

  private void web(Route route) {
    if (host("Element Web", route.state(), route.host())) {
      String host = route.host().text();
      get(Promise.E2, host, "/version", "", route.host().basis());
      get(Promise.E3, host, "/health", "", route.host().basis());
      Stated config = model.webConfig();
      if (config instanceof Unknown(String why, _)) {
        omitted.add(new Omitted("content of /config.json", why));
      }
      get(Promise.E1, host, "/config.json", config.text(), route.host().basis());
    }
  }

  private void admin(Route route) {
    if (host("Element Admin", route.state(), route.host())) {
      get(Promise.D1, route.host().text(), "/", "", route.host().basis());
    }
  }
}
