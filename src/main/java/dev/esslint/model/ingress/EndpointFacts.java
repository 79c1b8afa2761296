package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.base.Templates;
import dev.esslint.net.HostName;
import dev.esslint.text.Lookalikes;
import dev.esslint.text.Regex;
import dev.esslint.values.ValuePath;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Ingresses of a deployment, and what is wrong between them. */
public final class EndpointFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        serverName.local: whether only a local network resolves the server name
        serverName.mistaken: how a name of a user or a room ends that has the host of Synapse in place of the server name
        names[]: a way not to be a host name
          texts[]: a text that is none in this way
            text: the text
            fault: why it is none
            names: all texts, as code
            patch: values with what is left of the texts without what is wrong, if that is host names that are free
        ported[]: a host with a port
          host: the host
          hosts: all hosts with one, as code
          patch: values without the ports
        clashes[]: a host that several components have all of
          host: the host
          components: the components
          first: the first of the components
          patch: values with hosts of their own for the others
        redirect.loops: whether the base domain redirects to itself
        redirect.target: the target of the base domain with `https://` in front; with the host of Element Web, if it is a path
        redirect.whole: the same, if nothing is missing in it
        paths[]: an additional path of Synapse that gives a backend a second time
          service: the backend
        leaks[]: a host that is inserted into a document where it is not evaluated
          component: whose it is
        """);
  }

  /** Faults with which Synapse itself takes a server name. */
  private static final Set<String> FINE_FOR_SYNAPSE =
      Set.of("address", "port", "upper-case");

  /** A host that nobody knows. */
  private static final String HOST = "<host>";

  /** What of an address is not its host. */
  private static final Regex BESIDE = new Regex("^[A-Za-z][A-Za-z0-9+.-]*+://|[/?#].*$|\\.$");

  private final Chosen chosen;
  private final Facts facts;
  private final List<Endpoint> endpoints;

  private EndpointFacts(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
    this.endpoints = endpoints;
  }

  public static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    EndpointFacts state = new EndpointFacts(chosen, endpoints, facts);
    state.serverName();
    state.hostNames();
    state.leaks();
    state.clashes();
    state.redirect();
    state.additionalPaths();
  }

  private void serverName() {
    Optional<HostName> name = chosen.host("serverName");
    if (name.isPresent()) {
      facts.put("serverName.local", name.get().isLocal(), ValuePath.of("serverName"));
      ValuePath host = ValuePath.of("synapse", "ingress", "host");
      chosen
          .host(host.toString())
          .filter(synapse -> chosen.on("synapse.enabled") && !synapse.name().equals(name.get().name()))
          .ifPresent(synapse -> facts.put("serverName.mistaken", ":" + synapse.name(), host));
    }
  }

  private void hostNames() {
    boolean wellKnown = chosen.on("wellKnownDelegation.enabled");
    Set<String> paths = new LinkedHashSet<>();
    if (wellKnown || chosen.on("synapse.enabled")) {
      paths.add("serverName");
    }
    endpoints.forEach(endpoint -> paths.add(endpoint.hostPath()));
    Map<String, String> ported = new LinkedHashMap<>();
    Map<String, Map<String, String>> faulty = new LinkedHashMap<>();
    for (String path : paths) {
      Optional<String> text = chosen.text(path).flatMap(t -> chosen.templates().expanded(t));
      Optional<String> fault =
          text.flatMap(HostName::fault)
              .filter(f -> wellKnown || !path.equals("serverName") || !FINE_FOR_SYNAPSE.contains(f))
              .filter(f -> !inserted(path));
      String port = text.map(EndpointFacts::port).orElse("");
      if (fault.isPresent() && !path.equals("serverName") && !port.isEmpty()) {
        ported.put(path, text.orElseThrow());
      } else if (fault.isPresent()) {
        faulty.computeIfAbsent(fault.get(), kind -> new LinkedHashMap<>()).put(path, text.orElseThrow());
      }
    }
    faulty.forEach(this::faults);
    ports(ported);
  }

  private void faults(String fault, Map<String, String> texts) {
    Facts names = facts.item("names");
    Patch patch = new Patch(chosen);
    boolean mended = true;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String name = BESIDE.matcher(Lookalikes.bare(entry.getValue())).replaceAll("");
      mended &= (HostName.fault(name).isEmpty() || !port(name).isEmpty()) && !isOfAnother(name, entry.getKey());
      patch.with(entry.getKey(), name);
    }
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      ValuePath path = ValuePath.parse(entry.getKey());
      Facts item = names.item("texts");
      item.put("text", entry.getValue(), path);
      item.put("fault", fault, path);
      if (mended) {
        item.put("patch", patch.yaml(), path);
      }
    }
    names.gather("texts", "", "text", "names");
  }

  /** Whether another Ingress has a host, so that one that becomes it, as by losing its path, would hide that one. */
  private boolean isOfAnother(String host, String path) {
    return endpoints.stream()
        .filter(endpoint -> !endpoint.hostPath().equals(path))
        .anyMatch(endpoint -> chosen.host(endpoint.hostPath()).filter(h -> h.name().equals(host)).isPresent());
  }

  /** The port of a host name that is fine but for it; empty if there is none, or if it is the one of HTTPS. */
  private static String port(String text) {
    int colon = text.indexOf(':');
    String port = colon < 0 ? "" : text.substring(colon + 1);
    boolean digits = !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !port.equals("443") && HostName.fault(text.substring(0, colon)).isEmpty()
        ? port
        : "";
  }

  private void ports(Map<String, String> ported) {
    Patch patch = new Patch(chosen);
    ported.forEach((path, text) -> patch.with(path, text.substring(0, text.indexOf(':'))));
    ported.forEach(
        (path, text) -> {
          Facts item = facts.item("ported");
          item.put("host", text, ValuePath.parse(path));
          item.put("patch", patch.yaml(), ValuePath.parse(path));
        });
    facts.gather("ported", "", "host", "hosts");
  }

  /** Whether a text only inserts another value, which is told where that stands. */
  private boolean inserted(String path) {
    return chosen.text(path).filter(text -> text.contains("{{")).isPresent();
  }

  private void leaks() {
    for (Endpoint endpoint : endpoints) {
      if (Set.of("matrixRTC", "elementWeb").contains(endpoint.component())
          && inserted(endpoint.hostPath())) {
        ValuePath path = ValuePath.parse(endpoint.hostPath());
        facts.item("leaks").put("component", endpoint.component(), path);
      }
    }
  }

  /** The hosts that several components take all of, each once. */
  private void clashes() {
    Map<String, List<Endpoint>> takers = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      endpoint
          .host()
          .filter(host -> endpoint.takesAll())
          .ifPresent(
              host -> takers.computeIfAbsent(host.name(), h -> new ArrayList<>()).add(endpoint));
    }
    takers.forEach(
        (host, sharing) -> {
          if (sharing.size() > 1) {
            ValuePath first = ValuePath.parse(sharing.getFirst().hostPath());
            ValuePath second = ValuePath.parse(sharing.get(1).hostPath());
            List<Endpoint> moving =
                sharing.stream().filter(e -> !e.hostPath().equals("serverName")).toList();
            moving = moving.size() < sharing.size() ? moving : moving.subList(1, moving.size());
            Facts item = facts.item("clashes");
            item.put("host", host, second);
            item.put("components", sharing.stream().map(e -> "`" + e.component() + "`").toList(), second);
            item.put("first", sharing.getFirst().component(), first);
            item.put(
                "patch",
                Patch.ofHosts(chosen, moving.stream().map(Endpoint::component).toList()).yaml(),
                second);
          }
        });
  }

  private void redirect() {
    String url = "wellKnownDelegation.baseDomainRedirect.url";
    if (Endpoint.redirects(chosen)) {
      Optional<String> target = chosen.known(url).flatMap(EndpointFacts::hostOf);
      Optional<String> own = chosen.host("serverName").map(HostName::name);
      if (target.isPresent() && own.isPresent()) {
        facts.put("redirect.loops", target.equals(own), ValuePath.parse(url));
      }
      chosen.known(url).ifPresent(text -> target("https://" + host(text) + text, ValuePath.parse(url)));
    }
  }

  private void target(String target, ValuePath path) {
    facts.put("redirect.target", target, path);
    if (!target.contains(HOST)) {
      facts.put("redirect.whole", target, path);
    }
  }

  /** What is missing in front of a target that is only a path: a host. */
  private String host(String target) {
    return target.startsWith("/")
        ? chosen.on("elementWeb.enabled")
            ? chosen.host("elementWeb.ingress.host").map(HostName::name).orElse(HOST)
            : HOST
        : "";
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost()).map(h -> h.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
        facts
            .item("paths")
            .put("service", name.get() + ":" + port.get(), ValuePath.parse(item + ".service.name"));
      }
    }
  }
}
