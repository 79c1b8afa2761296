package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
          effect: `protocol`, `sign-in`, `passthrough`, `certificate`, `redirect`, `rewrite`, `snippet`, `error-pages` or `timeout`
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
              if (!read || Placeholder.in(value).isPresent()) {
                return;
              }
              if (PROTOCOLS.contains(key) && !PLAIN.contains(value)) {
                tell("protocol", endpoint, path);
              } else if (REWRITES.contains(key)) {
                tell("rewrite", endpoint, path);
              } else if (PASSTHROUGHS.contains(key) && value.equals("true")) {
                tell("passthrough", endpoint, path);
              } else if (key.equals(ERROR_PAGES) && CLIENT_ERROR.isIn(value) && isForPrograms(endpoint)) {
                tell("error-pages", endpoint, path);
              } else if (TIMEOUTS.contains(key) && isTooShort(key, value) && endpoint.component().equals("synapse")) {
                tell("timeout", endpoint, path);
              } else if (SNIPPETS.contains(key)) {
                tell("snippet", endpoint, path);
              } else if (REDIRECTS.contains(key) && isForPrograms(endpoint) && !value.contains("$request_uri")) {
                tell("redirect", endpoint, path);
              } else if (CLIENT_CERTIFICATES.contains(key) && isForPrograms(endpoint) && isCertificateNeeded(endpoint, key)) {
                tell("certificate", endpoint, path);
              } else if (SIGN_INS.contains(key)
                  && !value.equals("none")
                  && isForPrograms(endpoint)
                  && !endpoint.annotations().containsKey("nginx.ingress.kubernetes.io/satisfy")) {
                tell("sign-in", endpoint, path);
              }
            });
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
