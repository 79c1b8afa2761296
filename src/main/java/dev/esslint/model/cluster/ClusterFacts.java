package dev.esslint.model.cluster;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Parts;
import dev.esslint.model.cluster.ClusterObjects.Kind;
import dev.esslint.model.cluster.References.Reference;
import dev.esslint.model.data.ClaimFacts;
import dev.esslint.model.ingress.Endpoint;
import dev.esslint.model.rtc.ExposedService;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.net.HostName;
import dev.esslint.text.Spelling;
import dev.esslint.values.Installation;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the cluster is said not to have, or to have given to somebody else. */
public final class ClusterFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        absent[]: an object that the values name and the cluster does not have
          kind: its kind
          name: its name
          where: the namespace that it is missing in
          near: what was likely meant, or where it is
        absentKeys[]: a key that an object does not have
          kind: the kind of the object
          name: the name of the object
          key: the key
          keys: the keys that it has
        classless: the hosts whose Ingresses have no class where none is the default
        unprovisioned[]: a volume without a class where none is the default
          storage: its mapping in the values
        takenNodePorts[]: a node port that another Service has
          port: the port
          service: the service of the SFU
          other: the other Service
        unwatched[]: what asks for metrics to be collected by a Prometheus operator that is not there
          part: its path in the values
        unplaced[]: what may run on no node
          part: its path in the values
          labels: the labels that no node has
          near: the labels that were likely meant
        """);
  }

  /** The chart's label on all of its objects, for what they are part of. */
  private static final String CHART = "matrix-stack";

  /** Distributions in which nodes come and go. */
  private static final Set<String> GROWING = Set.of("aks", "eks", "gke");

  /** Those whose own ingress-nginx also serves Ingresses without a class. */
  private static final Set<String> WITHOUT_CLASS = Set.of("rke2", "kind", "minikube");

  private static final String MONITORING = "monitoring.coreos.com/v1";

  /** What the names of the Services of the SFU have in them. */
  private static final String MEDIA = "-matrix-rtc-sfu-";

  /** Controllers that pass over an Ingress without a class. */
  private static final Set<String> WANTING_A_CLASS = Set.of("ingress-nginx", "nginx", "haproxy", "alb");

  private final Chosen chosen;
  private final Release release;
  private final ClusterObjects cluster;
  private final Installation installation;
  private final Facts facts;
  private final Set<String> told = new LinkedHashSet<>();

  private ClusterFacts(Chosen chosen, Release release, ClusterObjects cluster, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.cluster = cluster;
    this.installation = chosen.values().installation();
    this.facts = facts;
  }

  /**
   * States them.
   *
   * @param cluster what is stated about the cluster
   */
  public static void state(
      Chosen chosen, Release release, List<Endpoint> endpoints, Value cluster, Facts facts) {
    ClusterFacts state = new ClusterFacts(chosen, release, new ClusterObjects(cluster), facts);
    References.of(chosen, release, endpoints, state::isThere).forEach(state::reference);
    state.classes(endpoints);
    state.storage();
    state.nodePorts();
    state.monitors();
    state.selectors();
  }

  private void reference(Reference reference) {
    Kind kind = reference.kind();
    Optional<List<Value>> objects = cluster.of(kind, installation.namespace());
    if (objects.isEmpty() || isOwn(reference)) {
      return;
    }
    Optional<Value> object = ClusterObjects.named(objects.get(), reference.name());
    if (object.isEmpty()) {
      absent(reference, objects.get());
    } else if (!reference.key().isEmpty()) {
      Optional<List<String>> keys = ClusterObjects.keys(object.get());
      if (keys.isPresent() && !keys.get().contains(reference.key())) {
        Facts item = facts.item("absentKeys");
        item.put("kind", kind.label(), reference.keyPath());
        item.put("name", reference.name(), reference.keyPath());
        item.put("key", reference.key(), reference.keyPath());
        item.put(
            "keys",
            keys.get().isEmpty()
                ? "none"
                : String.join(", ", keys.get().stream().map(key -> "`" + key + "`").toList()),
            reference.keyPath());
      }
    }
  }

  private void absent(Reference reference, List<Value> objects) {
    Kind kind = reference.kind();
    if (!told.add(kind + " " + reference.path())) {
      return; // another key of the same object
    }
    Facts item = facts.item("absent");
    boolean inOne = kind.isNamespaced() && !installation.namespace().isEmpty();
    item.put("kind", kind.label(), reference.path());
    item.put("name", reference.name(), reference.path());
    item.put("where", inOne ? "namespace `" + installation.namespace() + "`" : "the cluster", reference.path());
    item.put(
        "near",
        cluster
            .elsewhere(kind, reference.name())
            .map(namespace -> ". There is one in namespace `" + namespace + "`.")
            .or(() -> ofOtherKind(reference))
            .or(() -> ClusterObjects.nearest(objects, reference.name()).map(near -> "; did you mean `" + near + "`?"))
            .orElse("."),
        reference.path());
  }

  /** Whether an issuer of the other kind has the name. */
  private Optional<String> ofOtherKind(Reference reference) {
    Kind other =
        switch (reference.kind()) {
          case ISSUER -> Kind.CLUSTER_ISSUER;
          case CLUSTER_ISSUER -> Kind.ISSUER;
          default -> null;
        };
    return other == null
        ? Optional.empty()
        : cluster
            .of(other, installation.namespace())
            .flatMap(objects -> ClusterObjects.named(objects, reference.name()))
            .map(object -> ". There is " + (other == Kind.ISSUER ? "an" : "a") + " " + other.label() + " of this name.");
  }

  /** Whether the release makes the object itself: all names of its objects begin with its own. */
  private boolean isOwn(Reference reference) {
    String name = reference.name();
    return switch (reference.kind()) {
      case SECRET, CONFIG_MAP ->
          installation.name().isEmpty()
              ? name.endsWith("-generated")
              : name.startsWith(installation.name() + "-");
      case SERVICE_ACCOUNT ->
          name.equals("default") || (!installation.name().isEmpty() && name.startsWith(installation.name() + "-"));
      case CLAIM, RUNTIME_CLASS, ISSUER, CLUSTER_ISSUER, INGRESS_CLASS, STORAGE_CLASS -> false;
      case PRIORITY_CLASS -> name.startsWith("system-");
    };
  }

  private void classes(List<Endpoint> endpoints) {
    Optional<List<Value>> classes = cluster.of(Kind.INGRESS_CLASS, "");
    if (classes.isEmpty()
        || classes.get().isEmpty()
        || WITHOUT_CLASS.contains(cluster.said("distribution"))
        || ClusterObjects.hasDefault(classes.get())
        || !classes.get().stream()
            .allMatch(one -> WANTING_A_CLASS.contains(one.text("controller")))) {
      return;
    }
    List<Endpoint> without =
        endpoints.stream()
            .filter(Endpoint::isServed)
            .filter(e -> e.setting("className").isEmpty() && e.classAnnotation().isEmpty())
            .toList();
    if (!without.isEmpty()) {
      facts.put(
          "classless",
          without.stream().map(e -> e.host().map(HostName::name).orElse(e.hostPath())).distinct().toList(),
          ValuePath.parse(without.getFirst().hostPath()));
    }
  }

  private void storage() {
    Optional<List<Value>> classes = cluster.of(Kind.STORAGE_CLASS, "");
    if (classes.isEmpty() || ClusterObjects.hasDefault(classes.get())) {
      return;
    }
    for (String storage : ClaimFacts.made(chosen)) {
      boolean named =
          isThere(storage)
              || chosen.given(storage + ".storageClassName")
              || chosen.given("storage.storageClassName");
      if (!named) {
        facts.item("unprovisioned").put("storage", storage, ValuePath.parse(storage));
      }
    }
  }

  /** Whether an earlier revision has made the claim for a volume, which an upgrade keeps. */
  private boolean isThere(String storage) {
    String claim = new ObjectNames(installation, release).claim(storage);
    String suffix = claim.substring(installation.shownName().length());
    return cluster.of(Kind.CLAIM, installation.namespace()).orElse(List.of()).stream()
        .map(one -> one.text("name"))
        .anyMatch(name -> installation.name().isEmpty() ? name.endsWith(suffix) : name.equals(claim));
  }

  /** The chart makes no ServiceMonitors where their API is missing; who has not asked for them does not miss them. */
  private void monitors() {
    List<Value> apis = cluster.items("apiVersions");
    if (apis.isEmpty() || apis.stream().anyMatch(api -> api.text().filter(MONITORING::equals).isPresent())) {
      return;
    }
    for (String part : new Parts(chosen).running(release)) {
      String enabled = part + ".serviceMonitors.enabled";
      if (chosen.isWritten(enabled) && chosen.on(enabled)) {
        facts.item("unwatched").put("part", part, ValuePath.parse(enabled));
      }
    }
  }

  /** Where a cloud adds nodes when they are needed, those that are there say nothing. */
  private void selectors() {
    List<Map<String, String>> nodes =
        cluster.items("nodes").stream().flatMap(node -> ClusterObjects.labels(node).stream()).toList();
    boolean grows = !cluster.said("provider").isEmpty() || GROWING.contains(cluster.said("distribution"));
    if (grows || nodes.isEmpty() || nodes.size() < cluster.items("nodes").size()) {
      return;
    }
    Set<String> labels = new LinkedHashSet<>();
    nodes.forEach(node -> node.forEach((key, value) -> labels.add(label(key, value))));
    for (String part : new Parts(chosen).running(release)) {
      String path = part + ".nodeSelector";
      Map<String, String> wanted = new LinkedHashMap<>();
      chosen.entries(path).forEach((key, value) -> value.text().ifPresent(text -> wanted.put(key, text)));
      boolean known = wanted.size() == chosen.entries(path).size() && wanted.values().stream().allMatch(text -> Placeholder.in(text).isEmpty());
      if (known && nodes.stream().noneMatch(node -> node.entrySet().containsAll(wanted.entrySet()))) {
        unplaced(part, wanted, labels);
      }
    }
  }

  private void unplaced(String part, Map<String, String> wanted, Set<String> labels) {
    ValuePath path = ValuePath.parse(part + ".nodeSelector");
    Facts item = facts.item("unplaced");
    List<String> missing = new ArrayList<>();
    wanted.forEach((key, value) -> missing.add(label(key, value)));
    missing.removeAll(labels);
    item.put("part", part, path);
    item.put("labels", wanted.entrySet().stream().map(one -> label(one.getKey(), one.getValue())).toList(), path);
    item.put(
        "near",
        missing.isEmpty()
            ? "."
            : Spelling.nearest(missing.getFirst(), labels).map(near -> "; did you mean `" + near + "`?").orElse("."),
        path);
  }

  private static String label(String key, String value) {
    return key + "=" + value;
  }

  private void nodePorts() {
    List<Value> taken = cluster.items("nodePorts");
    if (taken.isEmpty()) {
      return;
    }
    for (ExposedService service : ExposedService.of(chosen, release)) {
      Ports wanted = service.nodePorts().orElse(null);
      if (wanted != null) {
        taken.stream()
            .filter(one -> takes(one, service.protocol(), wanted) && !isOfRelease(one))
            .findFirst()
            .ifPresent(one -> taken(one, service, wanted));
      }
    }
  }

  private static boolean takes(Value one, String protocol, Ports wanted) {
    double port = port(one);
    String other = one.text("protocol");
    return port >= wanted.first()
        && port <= wanted.last()
        && (other.isEmpty() || other.equals(protocol));
  }

  private static double port(Value one) {
    String text = one.text("port");
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  /** Whether a service is one that an upgrade of this release changes. */
  private boolean isOfRelease(Value one) {
    String namespace = one.text("namespace");
    boolean labelled = one.text("partOf").equals(CHART) || (one.text("partOf").isEmpty() && one.text("service").contains(MEDIA));
    return labelled
        && one.text("service").startsWith(
            installation.name().isEmpty() ? "" : installation.name() + "-")
        && (installation.namespace().isEmpty()
            || namespace.isEmpty()
            || namespace.equals(installation.namespace()));
  }

  private void taken(Value one, ExposedService service, Ports wanted) {
    boolean last = wanted.first() != wanted.last() && port(one) == wanted.last();
    ValuePath path = service.nodePortPath(last);
    String namespace = one.text("namespace");
    Facts item = facts.item("takenNodePorts");
    item.put("port", port(one), path);
    item.put("service", service.name(), path);
    item.put("other", (namespace.isEmpty() ? "" : namespace + "/") + one.text("service"), path);
  }
}
