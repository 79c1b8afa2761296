package dev.esslint.model.cluster;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Parts;
import dev.esslint.model.cluster.ClusterObjects.Kind;
import dev.esslint.model.ingress.Endpoint;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects of a cluster that running components are told to use and that the chart does not make. */
final class References {

  /**
   * A reference to an object.
   *
   * @param key the key in it that is asked for; empty for none
   * @param path where it is named
   * @param keyPath where its key is named
   */
  record Reference(Kind kind, String name, String key, ValuePath path, ValuePath keyPath) {}

  private final Chosen chosen;
  private final Parts parts;
  private final Predicate<String> isClaimed;
  private final Set<Reference> found = new LinkedHashSet<>();

  /** Whether what the user did not write matters: the default class of a volume does. */
  private final boolean whole;

  private References(Chosen chosen, Predicate<String> isClaimed, boolean whole) {
    this.chosen = chosen;
    this.isClaimed = isClaimed;
    this.whole = whole;
    this.parts = new Parts(chosen);
  }

  /**
   * All of them, each once.
   *
   * @param isClaimed whether there is a claim for the volume of a block of settings already
   */
  static List<Reference> of(Chosen chosen, Release release, List<Endpoint> endpoints, Predicate<String> isClaimed) {
    return new References(chosen, isClaimed, true).of(release, endpoints);
  }

  /** Those that the user wrote, each once, and the class of all volumes. */
  static List<Reference> written(Chosen chosen, Release release, List<Endpoint> endpoints) {
    References references = new References(chosen, block -> false, false);
    references.setting(Kind.STORAGE_CLASS, ValuePath.of("storage", "storageClassName"));
    return references.of(release, endpoints);
  }

  private List<Reference> of(Release release, List<Endpoint> endpoints) {
    pulls(ValuePath.of("image", "pullSecrets"));
    pulls(ValuePath.of("matrixTools", "image", "pullSecrets"));
    pulls(ValuePath.of("imagePullSecrets"));
    setting(Kind.PRIORITY_CLASS, ValuePath.of("priorityClassName"));
    setting(Kind.RUNTIME_CLASS, ValuePath.of("runtimeClassName"));
    Set<String> blocks = new LinkedHashSet<>();
    for (String workload : parts.running(release)) {
      blocks.add(workload.split("\\.", 2)[0]);
    }
    for (String block : blocks) {
      ValuePath path = ValuePath.of(block);
      chosen.values().at(path).ifPresent(value -> walk(path, value));
    }
    endpoints.stream().filter(Endpoint::isServed).forEach(this::endpoint);
    turn(release);
    return List.copyOf(found);
  }

  private void endpoint(Endpoint endpoint) {
    endpoint.setting("className").ifPresent(path -> setting(Kind.INGRESS_CLASS, ValuePath.parse(path)));
    TlsSource source = endpoint.tlsSource();
    boolean asked = endpoint.annotations().keySet().stream().anyMatch(key -> key.startsWith("cert-manager.io/"));
    if ((source == TlsSource.SECRET || source == TlsSource.GLOBAL_SECRET) && !asked) {
      endpoint.setting("tlsSecret").map(ValuePath::parse).ifPresent(this::certificate);
    }
    if (endpoint.tls()) {
      for (ValuePath annotation : endpoint.issuerAnnotations()) {
        boolean cluster = annotation.toString().contains("cluster-issuer");
        setting(cluster ? Kind.CLUSTER_ISSUER : Kind.ISSUER, annotation);
      }
      if (source == TlsSource.CERT_MANAGER && endpoint.issuerAnnotations().isEmpty()) {
        issuers();
      }
    }
  }

  private void issuers() {
    setting(Kind.CLUSTER_ISSUER, ValuePath.of("certManager", "clusterIssuer"));
    setting(Kind.ISSUER, ValuePath.of("certManager", "issuer"));
  }

  private void turn(Release release) {
    String turn = "matrixRTC.sfu.exposedServices.turnTLS.";
    if (parts.sfu() && chosen.on(turn + "enabled") && parts.endsTurn(release)) {
      if (chosen.text(turn + "tlsSecret").isPresent()) {
        certificate(ValuePath.parse(turn + "tlsSecret"));
      } else {
        issuers();
      }
    }
  }

  private void certificate(ValuePath path) {
    text(path)
        .ifPresent(
            name -> {
              for (String key : List.of("tls.crt", "tls.key")) {
                found.add(new Reference(Kind.SECRET, name, key, path, path));
              }
            });
  }

  /** What stands below a block of a component that runs; a block that is switched off does not count. */
  private void walk(ValuePath path, Value value) {
    if (!whole && !value.origin().isWritten()) {
      return;
    }
    switch (value) {
      case MapValue map -> {
        if (map.entries().get("enabled") instanceof ScalarValue flag && flag.scalar().equals(Scalar.FALSE)) {
          return;
        }
        pair(Kind.SECRET, path, map, "secret", "secretKey");
        pair(Kind.SECRET, path, map, "configSecret", "configSecretKey");
        pair(Kind.CONFIG_MAP, path, map, "configMap", "configMapKey");
        map.entries().forEach((key, below) -> below(path.key(key), key, below));
      }
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          walk(path.index(i), list.items().get(i));
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  private void below(ValuePath path, String key, Value value) {
    switch (key) {
      case "pullSecrets" -> pulls(path);
      case "extraVolumes" -> volumes(path);
      case "existingClaim" -> setting(Kind.CLAIM, path);
      case "priorityClassName" -> setting(Kind.PRIORITY_CLASS, path);
      case "runtimeClassName" -> setting(Kind.RUNTIME_CLASS, path);
      case "serviceAccount" -> account(path);
      case "storage" -> {
        storage(path);
        walk(path, value);
      }
      default -> {
        if (!(value instanceof ScalarValue) && isUsed(path)) {
          walk(path, value);
        }
      }
    }
  }

  /** Whether a component looks at a block at all. */
  private boolean isUsed(ValuePath path) {
    return switch (path.toString()) {
      case "postgres.essPasswords.synapse" -> parts.internal("synapse", "postgres");
      case "postgres.essPasswords.matrixAuthenticationService" ->
          parts.internal("matrixAuthenticationService", "postgres");
      case "synapse.redis" -> !parts.workers().isEmpty();
      default -> true;
    };
  }

  private void account(ValuePath path) {
    if (!chosen.on(path.key("create").toString())) {
      setting(Kind.SERVICE_ACCOUNT, path.key("name"));
    }
  }

  private void storage(ValuePath path) {
    if (chosen.text(path.key("existingClaim").toString()).isPresent() || isClaimed.test(path.toString())) {
      return; // a claim that is there keeps its class
    }
    ValuePath own = path.key("storageClassName");
    setting(Kind.STORAGE_CLASS, chosen.text(own.toString()).isPresent() ? own : ValuePath.of("storage", "storageClassName"));
  }

  private void pulls(ValuePath path) {
    for (int i = 0; i < chosen.items(path.toString()).size(); i++) {
      setting(Kind.SECRET, path.index(i).key("name"));
    }
  }

  private void volumes(ValuePath path) {
    List<Value> volumes = chosen.items(path.toString());
    for (int i = 0; i < volumes.size(); i++) {
      source(path.index(i), "secretName");
      List<Value> sources = chosen.items(path.index(i).key("projected").key("sources").toString());
      for (int j = 0; j < sources.size(); j++) {
        source(path.index(i).key("projected").key("sources").index(j), "name");
      }
      setting(Kind.CLAIM, path.index(i).key("persistentVolumeClaim").key("claimName"));
    }
  }

  private void source(ValuePath path, String secretName) {
    if (!chosen.on(path.key("secret").key("optional").toString())) {
      setting(Kind.SECRET, path.key("secret").key(secretName));
    }
    if (!chosen.on(path.key("configMap").key("optional").toString())) {
      setting(Kind.CONFIG_MAP, path.key("configMap").key("name"));
    }
  }

  private void pair(Kind kind, ValuePath path, MapValue map, String object, String key) {
    String name = known(map.entries().get(object));
    if (!name.isEmpty()) {
      found.add(new Reference(kind, name, known(map.entries().get(key)), path.key(object), path.key(key)));
    }
  }

  private void setting(Kind kind, ValuePath path) {
    text(path).ifPresent(name -> found.add(new Reference(kind, name, "", path, path)));
  }

  /** A text that is known here. */
  private Optional<String> text(ValuePath path) {
    return Optional.of(known(ResolvedValues.below(chosen.values().root(), path).orElse(null))).filter(text -> !text.isEmpty());
  }

  /** A text that is known here; empty if there is none. */
  private static String known(@Nullable Value value) {
    String text = value == null ? "" : value.text().orElse("");
    return Placeholder.in(text).isEmpty() ? text : "";
  }
}
