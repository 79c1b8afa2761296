package dev.esslint.deployment;

import dev.esslint.source.Regex;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The Ingresses of a deployment, and what is wrong between them.
 *
 * <p>{@code names[]}: texts that are no host names, with {@code text} and {@code fault}; {@code endpoints[]} with
 * {@code component}, {@code host} and {@code tlsSource}; {@code clashes[]}: an endpoint that takes all of a host that
 * another one takes, with {@code host}, {@code other}; {@code redirect.loops}: whether the base domain redirects to
 * itself.
 *
 * <p>Settings of Ingresses: {@code classes[]}: a class by annotation, {@code annotation}, beside {@code className}, if
 * any, and whether they {@code differ}; {@code nginx[]}: what tells that ingress-nginx serves an endpoint for which
 * {@code controllerType} does not say so; {@code foreign[]}: a {@code className} of another controller with
 * {@code controllerType: ingress-nginx}; {@code unreadTypes[]}: a {@code controllerType} that nothing reads;
 * {@code uploads.annotation}, {@code uploads.tooSmall}: the largest body that ingress-nginx lets through to Synapse.
 *
 * <p>Services behind Ingresses: {@code exposed[]}, {@code local[]} and {@code idlePolicies[]}, each with the
 * {@code value} that publishes a plain port, keeps traffic on one node or does nothing.
 *
 * <p>{@code paths[]}: additional paths of Synapse that give a backend a second time, with {@code service}.
 */
final class EndpointFacts {
  static Set<String> names() {
    return Facts.names(
        Facts.list("names", "text", "fault"),
        Facts.list("endpoints", "component", "host", "tlsSource"),
        Facts.list("clashes", "host", "other", "component"),
        Set.of("redirect.loops", "uploads.annotation", "uploads.tooSmall"),
        Facts.list("classes", "annotation", "className", "differ"),
        Facts.list("nginx", "sign"),
        Facts.list("foreign", "className"),
        Facts.list("unreadTypes", "value"),
        Facts.list("exposed", "value"),
        Facts.list("local", "value"),
        Facts.list("idlePolicies", "value"),
        Facts.list("paths", "service"),
        Facts.list("leaks", "component"));
  }

  private static final Regex NGINX_CLASS = new Regex("(?i)\\bnginx\\b|ingress-?nginx");
  private static final Regex OTHER_CLASS =
      new Regex(
          "(?i)traefik|haproxy|cilium|kong|contour|istio|envoy|caddy|(?<![a-z])(?:alb|gce)(?![a-z])");
  private static final Regex SIZE = new Regex("(\\d{1,15})([kKmMgG]?)");

  /** The components whose Ingress depends on the type of the controller. */
  private static final Set<String> TYPED = Set.of("synapse", "matrixRTC", "wellKnownDelegation");

  /** Faults with which Synapse itself takes a server name. */
  private static final Set<String> FINE_FOR_SYNAPSE =
      Set.of("is an IP address", "has a port", "has upper-case letters");

  private final Chosen chosen;
  private final Facts facts;
  private final List<Endpoint> endpoints;

  private EndpointFacts(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
    this.endpoints = endpoints;
  }

  static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    EndpointFacts state = new EndpointFacts(chosen, endpoints, facts);
    state.hostNames();
    state.hosts();
    state.classes();
    state.controllers();
    state.uploads();
    state.services();
    state.additionalPaths();
  }

  private void hostNames() {
    boolean wellKnown = chosen.on("wellKnownDelegation.enabled");
    Set<String> paths = new LinkedHashSet<>();
    if (wellKnown || chosen.on("synapse.enabled")) {
      paths.add("serverName");
    }
    endpoints.forEach(endpoint -> paths.add(endpoint.hostPath()));
    for (String path : paths) {
      Optional<String> text = chosen.text(path).flatMap(t -> HostName.expanded(chosen.values(), t));
      Optional<String> fault =
          text.flatMap(HostName::fault)
              .filter(f -> wellKnown || !path.equals("serverName") || !FINE_FOR_SYNAPSE.contains(f))
              .filter(f -> !inserted(path));
      if (fault.isPresent()) {
        String item = facts.next("names");
        facts.put(item + ".text", text.orElseThrow(), ValuePath.parse(path));
        facts.put(item + ".fault", fault.get(), ValuePath.parse(path));
      }
    }
  }

  /** Whether a text only inserts another value, which is told where that stands. */
  private boolean inserted(String path) {
    return chosen.text(path).filter(text -> text.contains("{{")).isPresent();
  }

  private void hosts() {
    for (Endpoint endpoint : endpoints) {
      if (Set.of("matrixRTC", "elementWeb").contains(endpoint.component())
          && inserted(endpoint.hostPath())) {
        ValuePath path = ValuePath.parse(endpoint.hostPath());
        facts.put(facts.next("leaks") + ".component", endpoint.component(), path);
      }
      String host = endpoint.host().map(HostName::name).orElse("");
      if (host.isEmpty()) {
        continue;
      }
      ValuePath path = ValuePath.parse(endpoint.hostPath());
      if (endpoint.takesAll()) {
        earlier(endpoint, host)
            .ifPresent(
                other -> {
                  String item = facts.next("clashes");
                  facts.put(item + ".host", host, path);
                  facts.put(item + ".component", endpoint.component(), path);
                  facts.put(item + ".other", other.component(), ValuePath.parse(other.hostPath()));
                });
      }
      String item = facts.next("endpoints");
      facts.put(item + ".component", endpoint.component(), path);
      facts.put(item + ".host", host, path);
      facts.put(item + ".tlsSource", endpoint.tlsSource(), path);
    }
    String url = "wellKnownDelegation.baseDomainRedirect.url";
    if (Endpoint.redirects(chosen)) {
      Optional<String> target = chosen.known(url).flatMap(EndpointFacts::hostOf);
      Optional<String> own = chosen.host("serverName").map(HostName::name);
      if (target.isPresent() && own.isPresent()) {
        facts.put("redirect.loops", target.equals(own), ValuePath.parse(url));
      }
    }
  }

  private Optional<Endpoint> earlier(Endpoint endpoint, String host) {
    return endpoints.subList(0, endpoints.indexOf(endpoint)).stream()
        .filter(
            other ->
                other.takesAll() && other.host().filter(h -> h.name().equals(host)).isPresent())
        .findFirst();
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost()).map(h -> h.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void classes() {
    Set<ValuePath> told = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      ValuePath annotation = endpoint.annotations().get("kubernetes.io/ingress.class");
      Optional<String> className = endpoint.setting("className");
      if (annotation != null && told.add(annotation)) {
        String value = chosen.values().at(annotation).flatMap(Chosen::text).orElse("");
        String item = facts.next("classes");
        facts.put(item + ".annotation", value, annotation);
        if (className.isPresent()) {
          String name = chosen.text(className.get()).orElse("");
          facts.put(item + ".className", name, ValuePath.parse(className.get()));
          facts.put(item + ".differ", !name.equals(value), annotation);
        }
      }
    }
  }

  private void controllers() {
    Set<ValuePath> told = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      Optional<String> type = endpoint.setting("controllerType");
      Optional<String> className = endpoint.setting("className");
      if (TYPED.contains(endpoint.component()) && type.isEmpty()) {
        Optional<ValuePath> sign =
            className
                .filter(path -> chosen.known(path).filter(c -> NGINX_CLASS.isIn(c)).isPresent())
                .map(ValuePath::parse)
                .or(() -> annotation(endpoint, "nginx.ingress.kubernetes.io/"));
        if (sign.isPresent()
            && annotation(endpoint, "nginx.org/").isEmpty()
            && told.add(sign.get())) {
          facts.put(facts.next("nginx") + ".sign", sign.get().toString(), sign.get());
        }
      }
      if (type.isPresent()
          && className.flatMap(chosen::known).filter(c -> isOther(c)).isPresent()
          && told.add(ValuePath.parse(type.get()))) {
        facts.put(
            facts.next("foreign") + ".className",
            chosen.text(className.orElseThrow()).orElse(""),
            ValuePath.parse(type.get()));
      }
      if (!TYPED.contains(endpoint.component())
          && chosen.text(endpoint.at("controllerType")).isPresent()) {
        ValuePath path = ValuePath.parse(endpoint.at("controllerType"));
        facts.put(facts.next("unreadTypes") + ".value", path.toString(), path);
      }
    }
  }

  private static boolean isOther(String className) {
    return OTHER_CLASS.isIn(className) && !NGINX_CLASS.isIn(className);
  }

  private static Optional<ValuePath> annotation(Endpoint endpoint, String prefix) {
    return endpoint.annotations().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void uploads() {
    for (Endpoint endpoint : endpoints) {
      ValuePath annotation =
          endpoint.annotations().get("nginx.ingress.kubernetes.io/proxy-body-size");
      if (!endpoint.component().equals("synapse") || annotation == null) {
        continue;
      }
      Optional<Long> body =
          chosen.values().at(annotation).flatMap(Chosen::text).flatMap(EndpointFacts::bytes);
      Optional<Long> upload =
          chosen.known("synapse.media.maxUploadSize").flatMap(EndpointFacts::bytes);
      if (body.isPresent() && upload.isPresent()) {
        facts.put(
            "uploads.annotation",
            chosen.values().at(annotation).flatMap(Chosen::text).orElse(""),
            annotation);
        facts.put("uploads.tooSmall", body.get() > 0 && body.get() < upload.get(), annotation);
      }
    }
  }

  /** A size as nginx and Synapse read it. */
  static Optional<Long> bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    int power = "kmg".indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
    return Optional.of(
        size.group(2).isEmpty()
            ? Long.parseLong(size.group(1))
            : Long.parseLong(size.group(1)) << (10 * power));
  }

  private void services() {
    Set<String> types = new LinkedHashSet<>();
    endpoints.forEach(e -> types.add(type(e)));
    List<String> blocks = new ArrayList<>();
    if (!endpoints.isEmpty()) {
      blocks.add("ingress.service.");
    }
    endpoints.forEach(e -> blocks.add(e.at("service.")));
    for (String block : blocks) {
      boolean global = block.equals("ingress.service.");
      if (chosen.text(block + "type").filter(t -> !t.equals("ClusterIP")).isPresent()) {
        put("exposed", block + "type");
      }
      if (!chosen.items(block + "externalIPs").isEmpty()) {
        put("exposed", block + "externalIPs");
      }
      if (chosen.text(block + "internalTrafficPolicy").filter("Local"::equals).isPresent()) {
        put("local", block + "internalTrafficPolicy");
      }
      boolean idle =
          global
              ? types.equals(Set.of("ClusterIP"))
              : chosen
                  .text(block + "type")
                  .or(() -> chosen.text("ingress.service.type"))
                  .filter("ClusterIP"::equals)
                  .isPresent();
      if (idle
          && chosen.text(block + "externalTrafficPolicy").filter("Local"::equals).isPresent()) {
        put("idlePolicies", block + "externalTrafficPolicy");
      }
    }
  }

  private String type(Endpoint endpoint) {
    return chosen
        .text(endpoint.at("service.type"))
        .or(() -> chosen.text("ingress.service.type"))
        .orElse("ClusterIP");
  }

  private void put(String list, String path) {
    Value value = chosen.values().at(ValuePath.parse(path)).orElseThrow();
    facts.put(
        facts.next(list) + ".value",
        Chosen.text(value).orElse("externalIPs"),
        ValuePath.parse(path));
  }

  private void additionalPaths() {
    if (!chosen.on("synapse.enabled")) {
      return;
    }
    Set<String> backends = new LinkedHashSet<>();
    String list = "synapse.ingress.additionalPaths";
    for (int i = 0; i < chosen.items(list).size(); i++) {
      String item = list + "[" + i + "]";
      Optional<String> name = chosen.known(item + ".service.name");
      Optional<String> port = chosen.known(item + ".service.port.name");
      if (chosen
              .text(item + ".availability")
              .filter("internally_and_externally"::equals)
              .isPresent()
          && name.isPresent()
          && port.isPresent()
          && !backends.add(name.get() + ":" + port.get())) {
        facts.put(
            facts.next("paths") + ".service",
            name.get() + ":" + port.get(),
            ValuePath.parse(item + ".service.name"));
      }
    }
  }
}
