package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the certificates of the Ingresses come from (catalogue 18.6), each with the annotations that it will carry. Ingresses
 * that no controller serves do not count.
 */
public final class TlsFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        tls.uncertified[]: a public host that only the controller's default certificate serves
          host: the host
          hosts: all such hosts
        tls.issuerless: the hosts whose Secret nobody is asked to fill
        tls.issuerIdle: why no Ingress uses `certManager`: `secrets` or `disabled`
        tls.localNames[]: a public issuer for names that only a local network resolves
          setting: the path that names it
          issuer: the issuer
          hosts: the names
        tls.staging[]: an issuer for trials for public names
          setting: the path that names it
          issuer: the issuer
          hosts: the names
        tls.names: what the certificate in the global secret has to name, if one wildcard cannot
        tls.conflicts[]: issuer annotations of both kinds on one Ingress
          annotation: the one
          other: the other one
          hosts: the hosts
        tls.overruled[]: a common issuer annotation that takes the place of `certManager`
          annotation: the annotation
          issuer: its issuer
          setting: the setting of `certManager`
          own: the issuer there
          patch: values that name the issuer there
        tls.asking[]: an issuer annotation on Ingresses without a Secret
          annotation: the annotation
          hosts: their hosts
          patch: values with Secrets
        tls.shared[]: a Secret that an issuer annotation asks for on several hosts
          name: the Secret
          hosts: the hosts
          settings: the settings that name it
          patch: values with one for each
        tls.split[]: a host with two Secrets
          host: the host
          name: the one Secret
          other: the other one
        tls.off[]: what switches TLS off
          setting: its path
          settings: the paths of all, as code
          hosts: all hosts that are without
        tls.vain[]: what cannot switch TLS on
          setting: its path
        tls.unused[]: a Secret where TLS is off
          name: the Secret
        """);
  }

  private static final List<String> KINDS = List.of("issuer", "clusterIssuer");

  /** Names that people give to issuers of public authorities. */
  private static final Regex PUBLIC_ISSUER = new Regex("(?i)lets-?encrypt|zerossl");

  /** The environment in which Let's Encrypt lets one try things out. */
  private static final Regex STAGING_ISSUER =
      new Regex("(?i)lets-?encrypt[-_.]?stag(?:e|ing)|stag(?:e|ing)[-_.]?lets-?encrypt|acme-staging");

  private final Chosen chosen;
  private final Facts facts;
  private final List<Endpoint> endpoints;

  private TlsFacts(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
    this.endpoints = endpoints;
  }

  public static void state(Chosen chosen, List<Endpoint> endpoints, Facts facts) {
    List<Endpoint> served = endpoints.stream().filter(Endpoint::isServed).toList();
    TlsFacts state = new TlsFacts(chosen, served, facts);
    if (!state.endpoints.isEmpty()) {
      state.uncertified();
      state.issuers();
      state.doubtfulIssuers();
      state.conflicts();
      state.overruled();
      state.secretless();
      state.shared();
      state.secrets();
      state.switches();
    }
  }

  /** What stands in an unknown key {@code tls}, or is no mapping, is told there; nothing is said of what follows from it. */
  private void uncertified() {
    if (chosen.text("certManager").isPresent() || !chosen.items("certManager").isEmpty()) {
      return;
    }
    List<Endpoint> without =
        endpoints.stream()
            .filter(e -> e.tlsSource() == TlsSource.NONE)
            .filter(e -> !chosen.has(e.at("tls")) && !chosen.has("ingress.tls"))
            .filter(e -> e.host().filter(host -> !host.isLocal()).isPresent())
            .toList();
    for (Endpoint endpoint : without) {
      Facts item = facts.item("tls.uncertified");
      ValuePath path = ValuePath.parse(endpoint.hostPath());
      item.put("host", endpoint.host().orElseThrow().name(), path);
      item.put("hosts", hosts(without), path);
    }
  }

  private void issuers() {
    List<Endpoint> served =
        endpoints.stream().filter(e -> e.tlsSource() == TlsSource.CERT_MANAGER).toList();
    boolean named =
        KINDS.stream()
            .anyMatch(
                kind ->
                    chosen.text("certManager." + kind).isPresent() || isOfOtherType("certManager." + kind));
    String turn = "matrixRTC.sfu.exposedServices.turnTLS.enabled";
    if (!named) {
      List<String> issuerless =
          hosts(served.stream().filter(e -> e.issuerAnnotations().isEmpty()).toList());
      facts.put("tls.issuerless", issuerless, ValuePath.of("certManager"));
    } else if (served.isEmpty() && !(chosen.on("matrixRTC.enabled") && chosen.on(turn))) {
      facts.put(
          "tls.issuerIdle",
          endpoints.stream().anyMatch(Endpoint::tls) ? "secrets" : "disabled",
          ValuePath.of("certManager"));
    }
  }

  /** Whether something else than a text is written: the schema speaks of it. */
  private boolean isOfOtherType(String path) {
    return chosen.isWritten(path)
        && !(chosen.values().writtenAt(ValuePath.parse(path)).orElseThrow() instanceof ScalarValue(Scalar.Str text, var origin));
  }

  /** Issuers that cannot give what clients take: public ones for local names, and those that only try things out. */
  private void doubtfulIssuers() {
    issuers("tls.localNames", PUBLIC_ISSUER::isIn, endpoint -> endpoint.host().filter(HostName::isLocal).isPresent());
    issuers("tls.staging", TlsFacts::isStaging, endpoint -> endpoint.host().filter(host -> !host.isLocal()).isPresent());
  }

  private static boolean isStaging(String issuer) {
    return issuer.toLowerCase(Locale.ROOT).contains("stag") && STAGING_ISSUER.isIn(issuer);
  }

  private void issuers(String list, Predicate<String> name, Predicate<Endpoint> wanted) {
    Map<ValuePath, List<Endpoint>> asked = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (wanted.test(endpoint)) {
        issuer(endpoint)
            .filter(path -> name.test(chosen.textAt(path)))
            .ifPresent(path -> asked.computeIfAbsent(path, p -> new ArrayList<>()).add(endpoint));
      }
    }
    asked.forEach(
        (path, served) -> {
          Facts item = facts.item(list);
          item.put("setting", path.toString(), path);
          item.put("issuer", chosen.textAt(path), path);
          item.put("hosts", hosts(served), path);
        });
  }

  /** Where the issuer is named that gives an Ingress its certificate: annotations go before {@code certManager}. */
  private Optional<ValuePath> issuer(Endpoint endpoint) {
    TlsSource source = endpoint.tlsSource();
    if (source == TlsSource.OFF || source == TlsSource.ANNOTATION) {
      return Optional.empty();
    }
    Set<ValuePath> annotations = endpoint.issuerAnnotations();
    if (!annotations.isEmpty() || source != TlsSource.CERT_MANAGER) {
      return annotations.stream().findFirst();
    }
    return KINDS.stream()
        .map(kind -> ValuePath.of("certManager", kind))
        .filter(path -> chosen.text(path.toString()).isPresent())
        .findFirst();
  }

  private void conflicts() {
    Map<ValuePath, ValuePath> others = new LinkedHashMap<>();
    List<Endpoint> refused = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      Optional<ValuePath> other = endpoint.tls() ? other(endpoint) : Optional.empty();
      if (other.isPresent()) {
        others.putIfAbsent(List.copyOf(endpoint.issuerAnnotations()).getLast(), other.get());
        refused.add(endpoint);
      }
    }
    others.forEach(
        (annotation, other) -> {
          Facts item = facts.item("tls.conflicts");
          item.put("annotation", annotation.toString(), annotation);
          item.put("other", other.toString(), other);
          item.put("hosts", hosts(refused), annotation);
        });
  }

  /** An issuer of the other kind than the last annotation: another annotation, or what certManager makes one of. */
  private Optional<ValuePath> other(Endpoint endpoint) {
    List<ValuePath> issuers = List.copyOf(endpoint.issuerAnnotations());
    if (issuers.isEmpty()) {
      return Optional.empty();
    }
    if (issuers.size() > 1) {
      return Optional.of(issuers.getFirst());
    }
    String kind = kind(issuers.getFirst()).equals("issuer") ? "clusterIssuer" : "issuer";
    return endpoint.tlsSecret().isEmpty() && chosen.text("certManager." + kind).isPresent()
        ? Optional.of(ValuePath.of("certManager", kind))
        : Optional.empty();
  }

  /** What {@code certManager} calls the kind of issuer that an annotation names. */
  private static String kind(ValuePath annotation) {
    return annotation.toString().contains("cluster-issuer") ? "clusterIssuer" : "issuer";
  }

  /** One annotation for all; one at a component is there to differ. */
  private void overruled() {
    Set<ValuePath> told = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.tlsSource() != TlsSource.CERT_MANAGER || other(endpoint).isPresent()) {
        continue;
      }
      for (ValuePath annotation : endpoint.issuerAnnotations()) {
        ValuePath setting = ValuePath.of("certManager", kind(annotation));
        Optional<String> own = chosen.known(setting.toString());
        String issuer = chosen.textAt(annotation);
        if (annotation.startsWith(ValuePath.of("ingress"))
            && own.isPresent()
            && Placeholder.in(issuer).isEmpty()
            && !own.get().equals(issuer)
            && told.add(annotation)) {
          Facts item = facts.item("tls.overruled");
          item.put("annotation", annotation.toString(), annotation);
          item.put("issuer", issuer, annotation);
          item.put("setting", setting.toString(), setting);
          item.put("own", own.get(), setting);
          item.put("patch", new Patch(chosen).with(setting.toString(), issuer).yaml(), setting);
        }
      }
    }
  }

  private void secretless() {
    Map<ValuePath, List<Endpoint>> asking = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.tlsSource() == TlsSource.ANNOTATION && other(endpoint).isEmpty()) {
        ValuePath annotation = endpoint.issuerAnnotations().iterator().next();
        asking.computeIfAbsent(annotation, a -> new ArrayList<>()).add(endpoint);
      }
    }
    List<String> names = names(asking.values().stream().flatMap(List::stream).toList());
    boolean one = asking.keySet().stream().map(this::request).distinct().count() == 1;
    Patch patch = new Patch(chosen);
    asking.forEach(
        (annotation, without) -> {
          if (one && annotation.startsWith(ValuePath.of("ingress"))) {
            patch.with("certManager." + kind(annotation), chosen.textAt(annotation));
          } else {
            without.forEach(
                e ->
                    patch.with(
                        e.at("tlsSecret"),
                        e.host().map(HostName::name).orElse("<host>") + "-tls"));
          }
        });
    asking.forEach(
        (annotation, without) -> {
          Facts item = facts.item("tls.asking");
          item.put("annotation", annotation.toString(), annotation);
          item.put("hosts", names, annotation);
          item.put("patch", patch.yaml(), annotation);
        });
  }

  /** The issuer that an annotation asks, with its kind. */
  private String request(ValuePath annotation) {
    return kind(annotation) + " " + chosen.textAt(annotation);
  }

  private void shared() {
    Map<String, List<Endpoint>> bySecret = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.tls() && !endpoint.issuerAnnotations().isEmpty() && other(endpoint).isEmpty()) {
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
            List<String> settings =
                sharing.stream().map(e -> e.setting("tlsSecret").orElseThrow()).distinct().toList();
            ValuePath annotation = sharing.getFirst().issuerAnnotations().iterator().next();
            ValuePath path = ValuePath.parse(settings.getFirst());
            Facts item = facts.item("tls.shared");
            item.put("name", secret, path);
            item.put("hosts", hosts, path);
            item.put("settings", settings.stream().map(s -> "`" + s + "`").toList(), path);
            item.put(
                "patch",
                new Patch(chosen)
                    .with("certManager." + kind(annotation), chosen.textAt(annotation))
                    .yaml(),
                path);
          }
        });
  }

  private void secrets() {
    // What is no host name is told as such, and gets no certificate.
    List<String> global =
        hosts(
            endpoints.stream()
                .filter(e -> e.tlsSource() == TlsSource.GLOBAL_SECRET)
                .filter(e -> e.host().flatMap(host -> HostName.fault(host.name())).isEmpty())
                .toList());
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
        Facts item = facts.item("tls.split");
        item.put("host", host.get().name(), path);
        item.put("name", secret.get(), path);
        item.put("other", first.tlsSecret().orElse(""), ValuePath.parse(first.setting("tlsSecret").orElseThrow()));
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
    List<String> settings = new ArrayList<>();
    List<Endpoint> off = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      String path = endpoint.at("tlsEnabled");
      if (!on && chosen.on(path) && chosen.isWritten(path)) {
        facts.item("tls.vain").put("setting", path, ValuePath.parse(path));
        told = true;
      } else if (!endpoint.tls() && chosen.text(endpoint.at("tlsSecret")).isPresent()) {
        unused(endpoint.at("tlsSecret"));
        told = true;
      } else if (on && !endpoint.tls() && !endpoint.isHttpsByAnnotation()) {
        settings.add(path);
        off.add(endpoint);
      }
    }
    if (!on && chosen.text("ingress.tlsSecret").isPresent()) {
      unused("ingress.tlsSecret");
    } else if (!on && !told) {
      settings.add("ingress.tlsEnabled");
      endpoints.stream().map(endpoint -> endpoint.at("tlsEnabled")).filter(chosen::isWritten).forEach(settings::add);
      endpoints.stream().filter(endpoint -> !endpoint.isHttpsByAnnotation()).forEach(off::add);
    }
    for (String setting : hosts(off).isEmpty() ? List.<String>of() : settings) {
      Facts item = facts.item("tls.off");
      item.put("setting", setting, ValuePath.parse(setting));
      item.put("hosts", hosts(off), ValuePath.parse(setting));
      List<String> all = settings.stream().distinct().map(one -> "`" + one + "`").toList();
      item.put("settings", all, ValuePath.parse(setting));
    }
  }

  private void unused(String secret) {
    facts.item("tls.unused").put("name", chosen.text(secret).orElse(""), ValuePath.parse(secret));
  }

  private static List<String> hosts(List<Endpoint> endpoints) {
    return endpoints.stream()
        .flatMap(e -> e.host().stream())
        .map(HostName::name)
        .distinct()
        .toList();
  }

  /** What Ingresses are told by: their hosts, or the component where the host is not known or is none. */
  private static List<String> names(List<Endpoint> endpoints) {
    return endpoints.stream()
        .map(e -> e.host().map(HostName::name).orElse("`" + e.component() + "`"))
        .distinct()
        .toList();
  }
}
