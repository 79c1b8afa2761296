package dev.esslint.deployment;

import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the certificates of the Ingresses come from (catalogue 18.6).
 *
 * <p>{@code tls.uncertified}: the public hosts that only the controller's default certificate serves;
 * {@code tls.issuerIdle}: why no Ingress uses {@code certManager}: {@code secrets} or {@code disabled};
 * {@code tls.localNames}: the local names for which an issuer is to give certificates; {@code tls.names}: what the
 * certificate in the global secret has to name, if one wildcard cannot; {@code tls.conflicts[]}: issuer annotations
 * of both kinds on one Ingress, with {@code annotation} and {@code other}; {@code tls.secretless[]}: an issuer
 * {@code annotation} on an Ingress without a secret; {@code tls.shared[]}: a {@code name} of a secret that an issuer
 * annotation asks for on several {@code hosts}; {@code tls.split[]}: a {@code host} with two secrets; {@code tls.off[]}:
 * a {@code setting} that switches TLS off and for which {@code hosts}; {@code tls.vain[]}: a {@code setting} that
 * cannot switch it on; {@code tls.unused[]}: a {@code name} of a secret where TLS is off.
 */
final class TlsFacts {
  static Set<String> names() {
    return Facts.names(
        Set.of("tls.uncertified", "tls.issuerIdle", "tls.localNames", "tls.names"),
        Facts.list("tls.conflicts", "annotation", "other"),
        Facts.list("tls.secretless", "annotation"),
        Facts.list("tls.shared", "name", "hosts"),
        Facts.list("tls.split", "host", "name", "other"),
        Facts.list("tls.off", "setting", "hosts"),
        Facts.list("tls.vain", "setting"),
        Facts.list("tls.unused", "name"));
  }

  private final Chosen chosen;
  private final Facts facts;
  private final List<Endpoint> endpoints;

  private TlsFacts(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
    this.endpoints = endpoints;
  }

  static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    TlsFacts state = new TlsFacts(chosen, endpoints, facts);
    if (!state.endpoints.isEmpty()) {
      state.sources();
      state.annotations();
      state.secrets();
      state.switches();
    }
  }

  private void sources() {
    List<String> uncertified = new ArrayList<>();
    ValuePath first = ValuePath.ROOT;
    for (Endpoint endpoint : endpoints) {
      Optional<HostName> host = endpoint.host();
      if (endpoint.tlsSource().equals("none") && host.isPresent() && !host.get().isLocal()) {
        first = uncertified.isEmpty() ? ValuePath.parse(endpoint.hostPath()) : first;
        if (!uncertified.contains(host.get().name())) {
          uncertified.add(host.get().name());
        }
      }
    }
    if (!uncertified.isEmpty()) {
      facts.put("tls.uncertified", uncertified, first);
    }
    if (chosen
        .text("certManager.issuer")
        .or(() -> chosen.text("certManager.clusterIssuer"))
        .isEmpty()) {
      return;
    }
    List<Endpoint> served =
        endpoints.stream().filter(e -> e.tlsSource().equals("cert-manager")).toList();
    String turn = "matrixRTC.sfu.exposedServices.turnTLS.enabled";
    if (served.isEmpty() && !(chosen.on("matrixRTC.enabled") && chosen.on(turn))) {
      facts.put(
          "tls.issuerIdle",
          endpoints.stream().anyMatch(Endpoint::tls) ? "secrets" : "disabled",
          ValuePath.of("certManager"));
    }
    List<String> local =
        served.stream()
            .flatMap(e -> e.host().stream())
            .filter(HostName::isLocal)
            .map(HostName::name)
            .distinct()
            .toList();
    facts.put("tls.localNames", local, ValuePath.of("certManager"));
  }

  private void annotations() {
    Set<ValuePath> told = new LinkedHashSet<>();
    Map<String, List<Endpoint>> bySecret = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (!endpoint.tls()) {
        continue;
      }
      List<ValuePath> issuers = new ArrayList<>(endpoint.issuerAnnotations());
      if (issuers.isEmpty()) {
        continue;
      }
      Optional<ValuePath> other = other(endpoint, issuers);
      if (other.isPresent()) {
        if (told.add(issuers.getLast())) {
          String item = facts.next("tls.conflicts");
          facts.put(item + ".annotation", issuers.getLast().toString(), issuers.getLast());
          facts.put(item + ".other", other.get().toString(), other.get());
        }
      } else if (endpoint.tlsSource().equals("annotation")) {
        if (told.add(issuers.getFirst())) {
          facts.put(
              facts.next("tls.secretless") + ".annotation",
              issuers.getFirst().toString(),
              issuers.getFirst());
        }
      } else {
        endpoint
            .tlsSecret()
            .ifPresent(
                secret -> bySecret.computeIfAbsent(secret, s -> new ArrayList<>()).add(endpoint));
      }
    }
    bySecret.forEach(
        (secret, sharing) -> {
          List<String> hosts = hosts(sharing);
          if (hosts.size() > 1) {
            ValuePath path = ValuePath.parse(sharing.getFirst().setting("tlsSecret").orElseThrow());
            String item = facts.next("tls.shared");
            facts.put(item + ".name", secret, path);
            facts.put(item + ".hosts", hosts, path);
          }
        });
  }

  /** An issuer of the other kind than the last annotation: another annotation, or what certManager makes one of. */
  private Optional<ValuePath> other(Endpoint endpoint, List<ValuePath> issuers) {
    if (issuers.size() > 1) {
      return Optional.of(issuers.getFirst());
    }
    String kind =
        issuers.getFirst().toString().contains("cluster-issuer") ? "issuer" : "clusterIssuer";
    return endpoint.tlsSecret().isEmpty() && chosen.text("certManager." + kind).isPresent()
        ? Optional.of(ValuePath.of("certManager", kind))
        : Optional.empty();
  }

  private void secrets() {
    List<String> global =
        hosts(endpoints.stream().filter(e -> e.tlsSource().equals("global-secret")).toList());
    if (!global.isEmpty() && !oneWildcardCovers(global)) {
      facts.put("tls.names", global, ValuePath.of("ingress", "tlsSecret"));
    }
    Map<String, Endpoint> byHost = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      Optional<String> secret = endpoint.tlsSecret().filter(s -> endpoint.tls());
      Optional<HostName> host = endpoint.host();
      if (secret.isEmpty() || host.isEmpty()) {
        continue;
      }
      Endpoint first = byHost.putIfAbsent(host.get().name(), endpoint);
      if (first != null && !first.tlsSecret().equals(secret)) {
        ValuePath path = ValuePath.parse(endpoint.setting("tlsSecret").orElseThrow());
        String item = facts.next("tls.split");
        facts.put(item + ".host", host.get().name(), path);
        facts.put(item + ".name", secret.get(), path);
        facts.put(
            item + ".other",
            first.tlsSecret().orElse(""),
            ValuePath.parse(first.setting("tlsSecret").orElseThrow()));
      }
    }
  }

  /** Whether a certificate for some name and all names directly below it is good for all hosts. */
  private static boolean oneWildcardCovers(List<String> hosts) {
    Set<String> bases = new LinkedHashSet<>(hosts);
    hosts.forEach(host -> bases.add(parent(host)));
    return bases.stream()
        .anyMatch(base -> hosts.stream().allMatch(h -> h.equals(base) || parent(h).equals(base)));
  }

  private static String parent(String host) {
    return host.substring(host.indexOf('.') + 1);
  }

  /** A setting that contradicts the switch is told in place of the switch. */
  private void switches() {
    boolean on = chosen.on("ingress.tlsEnabled");
    boolean told = false;
    for (Endpoint endpoint : endpoints) {
      String path = endpoint.at("tlsEnabled");
      if (!on && chosen.on(path) && chosen.isWritten(path)) {
        facts.put(facts.next("tls.vain") + ".setting", path, ValuePath.parse(path));
        told = true;
      } else if (!endpoint.tls() && chosen.text(endpoint.at("tlsSecret")).isPresent()) {
        unused(endpoint.at("tlsSecret"));
        told = true;
      } else if (on && !endpoint.tls()) {
        off(path, List.of(endpoint));
      }
    }
    if (!on && chosen.text("ingress.tlsSecret").isPresent()) {
      unused("ingress.tlsSecret");
    } else if (!on && !told) {
      off("ingress.tlsEnabled", endpoints);
    }
  }

  private void unused(String secret) {
    facts.put(
        facts.next("tls.unused") + ".name",
        chosen.text(secret).orElse(""),
        ValuePath.parse(secret));
  }

  private void off(String setting, List<Endpoint> affected) {
    List<String> hosts = hosts(affected);
    if (!hosts.isEmpty()) {
      String item = facts.next("tls.off");
      facts.put(item + ".setting", setting, ValuePath.parse(setting));
      facts.put(item + ".hosts", hosts, ValuePath.parse(setting));
    }
  }

  private static List<String> hosts(List<Endpoint> endpoints) {
    return endpoints.stream()
        .flatMap(e -> e.host().stream())
        .map(HostName::name)
        .distinct()
        .toList();
  }
}
