package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.net.Address;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Annotations with which a controller does something to requests that the programs behind it do not bear. */
public final class RequestFacts {
  /** Those with which a controller speaks TLS, or another protocol than HTTP, to the pods. */
  private static final Set<String> PROTOCOLS =
      Set.of(
          "nginx.ingress.kubernetes.io/backend-protocol",
          "haproxy-ingress.github.io/backend-protocol",
          "alb.ingress.kubernetes.io/backend-protocol",
          "appgw.ingress.kubernetes.io/backend-protocol",
          "haproxy.org/server-ssl");

  /** What is plain HTTP among the values of these. */
  private static final Set<String> PLAIN = Set.of("http", "h1", "auto_http", "false");

  /** Those with which a controller asks for a sign-in of its own. */
  private static final Set<String> SIGN_INS =
      Set.of(
          "nginx.ingress.kubernetes.io/auth-type",
          "nginx.ingress.kubernetes.io/auth-url",
          "nginx.org/basic-auth-secret",
          "haproxy.org/auth-type",
          "haproxy-ingress.github.io/auth-secret",
          "haproxy-ingress.github.io/auth-url",
          "haproxy-ingress.github.io/oauth",
          "alb.ingress.kubernetes.io/auth-type");

  /** What is asked by programs, not only by browsers. */
  private static final Set<String> FOR_PROGRAMS =
      Set.of("wellKnownDelegation", "synapse", "matrixAuthenticationService", "matrixRTC");

  /** Those that change the path of every request. */
  private static final Set<String> REWRITES =
      Set.of(
          "nginx.ingress.kubernetes.io/rewrite-target",
          "haproxy-ingress.github.io/rewrite-target",
          "appgw.ingress.kubernetes.io/backend-path-prefix");

  /** Those with which a controller leaves TLS to the pods. */
  private static final Set<String> PASSTHROUGHS =
      Set.of("nginx.ingress.kubernetes.io/ssl-passthrough", "haproxy-ingress.github.io/ssl-passthrough", "haproxy.org/ssl-passthrough");

  /** Those that answer every request with another address. */
  private static final Set<String> REDIRECTS =
      Set.of(
          "nginx.ingress.kubernetes.io/permanent-redirect",
          "nginx.ingress.kubernetes.io/temporal-redirect",
          "haproxy-ingress.github.io/redirect-to",
          "haproxy.org/request-redirect");

  /** Those with which a controller asks for a certificate of the client. */
  private static final Set<String> CLIENT_CERTIFICATES =
      Set.of("nginx.ingress.kubernetes.io/auth-tls-secret", "haproxy-ingress.github.io/auth-tls-secret");

  /** Those with directives in the controller's own language, which an administrator has to permit. */
  private static final Set<String> SNIPPETS =
      Set.of(
          "nginx.ingress.kubernetes.io/server-snippet",
          "nginx.ingress.kubernetes.io/configuration-snippet",
          "nginx.ingress.kubernetes.io/auth-snippet",
          "nginx.ingress.kubernetes.io/stream-snippet",
          "nginx.ingress.kubernetes.io/modsecurity-snippet",
          "nginx.org/server-snippets",
          "nginx.org/location-snippets");

  /** That of ingress-nginx with how long it waits for an answer, in seconds and without a unit. */
  private static final String READ_TIMEOUT = "nginx.ingress.kubernetes.io/proxy-read-timeout";

  /** Those with how long a controller waits for an answer; a number is in seconds. */
  private static final Set<String> TIMEOUTS =
      Set.of(
          READ_TIMEOUT,
          "nginx.org/proxy-read-timeout",
          "haproxy.org/timeout-server",
          "haproxy-ingress.github.io/timeout-server");

  /** So long do clients wait for news in one request, and some more for the way. */
  private static final int LONG_POLL = 30;

  private static final Regex TIME = new Regex("[0-9]{1,7}(?:ms|s)?");

  /** The one with which ingress-nginx shows pages of its own in place of answers with some codes. */
  private static final String ERROR_PAGES = "nginx.ingress.kubernetes.io/custom-http-errors";

  /** What is wrong with a request, which the programs say in their own way; clients act on it. */
  private static final Regex CLIENT_ERROR = new Regex("(?<![0-9])4[0-9]{2}(?![0-9])");

  /** Those with the networks from which alone a controller lets requests in. */
  private static final Set<String> SOURCES =
      Set.of(
          "nginx.ingress.kubernetes.io/whitelist-source-range",
          "nginx.ingress.kubernetes.io/allowlist-source-range",
          "haproxy-ingress.github.io/whitelist-source-range",
          "haproxy-ingress.github.io/allowlist-source-range",
          "haproxy.org/whitelist",
          "haproxy.org/allow-list",
          "alb.ingress.kubernetes.io/inbound-cidrs");

  /** Those with the networks from which a controller lets no requests in. */
  private static final Set<String> DENIALS =
      Set.of(
          "nginx.ingress.kubernetes.io/denylist-source-range",
          "haproxy-ingress.github.io/denylist-source-range",
          "haproxy.org/blacklist",
          "haproxy.org/deny-list");

  /** All addresses of a family; of IPv6 alone, clients take the other one. */
  private static final String EVERY_IPV4 = "0.0.0.0/0";

  /** The kinds of addresses from which no requests come over the internet. */
  private static final Set<Address.Kind> NOT_ON_THE_INTERNET =
      Set.of(Address.Kind.PRIVATE, Address.Kind.CGNAT, Address.Kind.LOOPBACK, Address.Kind.LINK_LOCAL);

  private static final String CONNECTIONS = "nginx.ingress.kubernetes.io/limit-connections";

  /** With what ingress-nginx limits the requests of one address, and the largest number that apps soon exceed. */
  private static final Map<String, Integer> LIMITS =
      Map.of(
          CONNECTIONS, 10,
          "nginx.ingress.kubernetes.io/limit-rps", 5,
          "nginx.ingress.kubernetes.io/limit-rpm", 60);

  /** The one with which ingress-nginx takes an Ingress only beside another one with its host. */
  private static final String CANARY = "nginx.ingress.kubernetes.io/canary";

  /** The one with where Traefik takes requests, and the name that its chart gives to port 80. */
  private static final String ENTRY_POINTS = "traefik.ingress.kubernetes.io/router.entrypoints";

  private static final String PLAIN_ENTRY_POINT = "web";

  /** Those that redirect plain requests to HTTPS, even where the controller does not speak it. */
  private static final Set<String> HTTPS_ONLY =
      Set.of("nginx.ingress.kubernetes.io/force-ssl-redirect", "haproxy.org/ssl-redirect");

  /** The one with the rules of OWASP, which know of no other methods than those of web sites; and where they are enforced. */
  private static final String FIREWALL = "nginx.ingress.kubernetes.io/enable-owasp-core-rules";

  private static final String FIREWALL_SNIPPET = "nginx.ingress.kubernetes.io/modsecurity-snippet";

  /** Those with how ingress-nginx asks the pods, which by itself passes on that a client wants a WebSocket. */
  private static final String CONNECTION = "nginx.ingress.kubernetes.io/connection-proxy-header";

  private static final String HTTP_VERSION = "nginx.ingress.kubernetes.io/proxy-http-version";

  private static final Regex ENFORCED = new Regex("(?im)^[ \\t]{0,40}SecRuleEngine[ \\t]{1,20}\"?On\\b");

  private static final Regex NUMBER = new Regex("[1-9][0-9]{0,5}");

  private final Chosen chosen;
  private final Map<ValuePath, List<String>> hosts = new LinkedHashMap<>();
  private final Map<ValuePath, String> effects = new LinkedHashMap<>();

  private RequestFacts(Chosen chosen) {
    this.chosen = chosen;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        requests[]: an annotation that does to requests what the programs do not bear
          effect: `protocol`, `rewrite`, `passthrough`, `snippet`, `canary`, `entry-point`, `https-only`, `error-pages`, `redirect`, `certificate`, `sign-in`, `nobody`, `sources`, `timeout`, `limit`, `firewall` or `no-upgrade`
          key: its key
          value: its value
          hosts: the hosts that have it
        """);
  }

  public static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    RequestFacts state = new RequestFacts(chosen);
    endpoints.stream().filter(Endpoint::isServed).forEach(state::look);
    state.effects.forEach(
        (path, effect) -> {
          Facts item = facts.item("requests");
          item.put("effect", effect, path);
          item.put("key", ((ValuePath.Key) path.last()).name(), path);
          item.put("value", state.chosen.textAt(path), path);
          item.put("hosts", state.hosts.getOrDefault(path, List.of()).stream().distinct().toList(), path);
        });
  }

  private void look(Endpoint endpoint) {
    endpoint
        .annotations()
        .forEach(
            (key, path) -> {
              String value = chosen.textAt(path).toLowerCase(Locale.ROOT);
              boolean read =
                  endpoint.controller().isEmpty() || endpoint.controller().filter(controller -> controller.owns(key)).isPresent();
              if (read && Placeholder.in(value).isEmpty()) {
                effect(endpoint, key, value)
                    .or(() -> isForPrograms(endpoint) ? effectOnPrograms(endpoint, key, value) : Optional.empty())
                    .or(
                        () ->
                            switch (endpoint.component()) {
                              case "synapse" -> effectOnSynapse(endpoint, key, value);
                              case "matrixRTC" -> effectOnCalls(key, value);
                              default -> Optional.empty();
                            })
                    .ifPresent(effect -> tell(effect, endpoint, path));
              }
            });
  }

  /** What an annotation does to all that an Ingress can lead to. */
  private static Optional<String> effect(Endpoint endpoint, String key, String value) {
    if (PROTOCOLS.contains(key) && !PLAIN.contains(value)) {
      return Optional.of("protocol");
    } else if (REWRITES.contains(key)) {
      return Optional.of("rewrite");
    } else if (PASSTHROUGHS.contains(key) && value.equals("true")) {
      return Optional.of("passthrough");
    } else if (SNIPPETS.contains(key)) {
      return Optional.of("snippet");
    } else if (key.equals(CANARY) && value.equals("true")) {
      return Optional.of("canary");
    } else if (key.equals(ENTRY_POINTS) && value.equals(PLAIN_ENTRY_POINT) && endpoint.tlsSource().isKept()) {
      return Optional.of("entry-point");
    } else if (HTTPS_ONLY.contains(key) && value.equals("true") && !endpoint.tls()) {
      return Optional.of("https-only");
    }
    return Optional.empty();
  }

  /** What it does to requests of programs. */
  private Optional<String> effectOnPrograms(Endpoint endpoint, String key, String value) {
    if (key.equals(ERROR_PAGES) && CLIENT_ERROR.isIn(value)) {
      return Optional.of("error-pages");
    } else if (REDIRECTS.contains(key) && !value.contains("$request_uri")) {
      return Optional.of("redirect");
    } else if (CLIENT_CERTIFICATES.contains(key) && isCertificateNeeded(endpoint, key)) {
      return Optional.of("certificate");
    } else if (DENIALS.contains(key) && Arrays.stream(value.split(",")).map(String::strip).anyMatch(EVERY_IPV4::equals)) {
      return Optional.of("nobody");
    } else if (endpoint.annotations().containsKey("nginx.ingress.kubernetes.io/satisfy")) {
      return Optional.empty();
    } else if (SIGN_INS.contains(key) && !value.equals("none")) {
      return Optional.of("sign-in");
    } else if (SOURCES.contains(key) && isPrivate(value)) {
      return Optional.of("sources");
    }
    return Optional.empty();
  }

  private Optional<String> effectOnSynapse(Endpoint endpoint, String key, String value) {
    if (TIMEOUTS.contains(key) && isTooShort(key, value)) {
      return Optional.of("timeout");
    } else if (isTooLow(endpoint, key, value)) {
      return Optional.of("limit");
    } else if (key.equals(FIREWALL) && value.equals("true") && isEnforced(endpoint)) {
      return Optional.of("firewall");
    }
    return Optional.empty();
  }

  private static Optional<String> effectOnCalls(String key, String value) {
    return key.equals(CONNECTION) || (key.equals(HTTP_VERSION) && value.equals("1.0"))
        ? Optional.of("no-upgrade")
        : Optional.empty();
  }

  /** Whether all networks of a list are such that nothing on the internet has an address in them. */
  private static boolean isPrivate(String networks) {
    return Arrays.stream(networks.split(","))
        .map(String::strip)
        .allMatch(
            network ->
                Address.parse(network.replaceFirst("/[1-9][0-9]*$", ""))
                    .filter(address -> NOT_ON_THE_INTERNET.stream().anyMatch(address::is))
                    .isPresent());
  }

  /** Whether apps soon exceed it. Some more requests are let through at once, five times as many if nothing else is said. */
  private static boolean isTooLow(Endpoint endpoint, String key, String value) {
    return NUMBER.fits(value) // 0 is no limit
        && Integer.parseInt(value) <= LIMITS.getOrDefault(key, 0)
        && (key.equals(CONNECTIONS) || !endpoint.annotations().containsKey("nginx.ingress.kubernetes.io/limit-burst-multiplier"));
  }

  /** Whether the rules refuse requests, and do not only write them down. */
  private boolean isEnforced(Endpoint endpoint) {
    ValuePath snippet = endpoint.annotations().get(FIREWALL_SNIPPET);
    String rules = snippet == null ? "" : chosen.textAt(snippet);
    return ENFORCED.isIn(rules) && !rules.contains("allowed_methods") && !rules.contains("911100");
  }

  private static boolean isTooShort(String key, String value) {
    String number = value.replaceAll("m?s$", "");
    boolean read = TIME.fits(value) && (number.equals(value) || !key.equals(READ_TIMEOUT));
    return read && Integer.parseInt(number) <= LONG_POLL * (value.endsWith("ms") ? 1000 : 1);
  }

  private static boolean isForPrograms(Endpoint endpoint) {
    return FOR_PROGRAMS.contains(endpoint.component());
  }

  /** Whether who has no certificate is refused. */
  private boolean isCertificateNeeded(Endpoint endpoint, String key) {
    ValuePath verify = endpoint.annotations().get(key.replace("auth-tls-secret", "auth-tls-verify-client"));
    return verify == null || chosen.textAt(verify).equals("on");
  }

  private void tell(String effect, Endpoint endpoint, ValuePath path) {
    effects.put(path, effect);
    hosts
        .computeIfAbsent(path, p -> new ArrayList<>())
        .add(endpoint.host().map(HostName::name).orElse(endpoint.hostPath()));
  }
}
