package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the user adds to pods in the form of Kubernetes, which the chart passes on as it is: volumes and init containers. */
public final class ExtraFacts {
  private static final String NAME = "name";

  /** What a volume can be of, and the key that must say which one. */
  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          Map.entry("configMap", NAME),
          Map.entry("secret", "secretName"),
          Map.entry("persistentVolumeClaim", "claimName"),
          Map.entry("hostPath", "path"),
          Map.entry("csi", "driver"),
          Map.entry("nfs", "server"),
          Map.entry("emptyDir", ""),
          Map.entry("projected", ""),
          Map.entry("downwardAPI", ""),
          Map.entry("ephemeral", ""),
          Map.entry("image", ""));

  /** What people call the volume's sources otherwise. */
  private static final Map<String, String> NICKNAMES = Map.of("pvc", "persistentVolumeClaim", "claim", "persistentVolumeClaim");

  /** Sources that nobody meets any more but Kubernetes still has. */
  private static final Set<String> RARE =
      Set.of(
          "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "fc", "flexVolume", "flocker",
          "gcePersistentDisk", "gitRepo", "glusterfs", "iscsi", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd",
          "scaleIO", "storageos", "vsphereVolume");

  private static final Set<String> LISTS = Set.of("command", "args", "env", "envFrom", "volumeMounts", "ports");

  private final Facts facts;

  private ExtraFacts(Facts facts) {
    this.facts = facts;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        sources[]: the source of an extra volume that is not right
          volume: the name of the volume
          fault: `unknown`, `missing` or `several`
          key: what is written
          rename: the key that is meant
        initContainers[]: an extra init container that is not right
          name: its name
          fault: `root` where its pod must not run as root, or `no-list`
          field: what is not right
          nonRoot: where root can be allowed
        """);
  }

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   */
  public static void state(List<Block> running, Facts facts) {
    ExtraFacts state = new ExtraFacts(facts);
    for (Block pod : running) {
      List<Value> volumes = pod.items("extraVolumes");
      for (int i = 0; i < volumes.size(); i++) {
        if (volumes.get(i) instanceof MapValue volume) {
          state.sources(volume, pod.at("extraVolumes").index(i));
        }
      }
      List<Value> containers = pod.items("extraInitContainers");
      boolean rootless = pod.block("podSecurityContext").on("runAsNonRoot");
      for (int i = 0; i < containers.size(); i++) {
        if (containers.get(i) instanceof MapValue container) {
          state.container(container, rootless, pod.at("extraInitContainers").index(i));
        }
      }
    }
  }

  private void sources(MapValue volume, ValuePath path) {
    SequencedMap<String, Value> sources = new LinkedHashMap<>(volume.entries());
    sources.remove(NAME);
    sources.remove("mountContext");
    if (sources.size() > 1 && SOURCES.keySet().containsAll(sources.keySet())) {
      String second = List.copyOf(sources.keySet()).get(1);
      source(volume, "several", second, path.key(second));
      return;
    }
    for (Map.Entry<String, Value> entry : sources.entrySet()) {
      String key = entry.getKey();
      Value value = entry.getValue();
      Optional<String> meant = meant(key);
      String needed = SOURCES.getOrDefault(key, "");
      if (meant.isPresent() || !(SOURCES.containsKey(key) || RARE.contains(key))) {
        Facts item = source(volume, "unknown", key, path.key(key));
        meant.ifPresent(name -> item.put("rename", name, path.key(name)));
      } else if (SOURCES.containsKey(key) && isScalar(value)) {
        source(volume, "missing", key, path.key(key)); // a text in the place of a mapping
      } else if (!needed.isEmpty() && value instanceof MapValue source && source.text(needed).isEmpty()) {
        misses(volume, key, source, needed, path.key(key));
      }
    }
  }

  /** A source that does not say which one, or says it in the words of another. */
  private void misses(MapValue volume, String key, MapValue source, String needed, ValuePath path) {
    Optional<String> other =
        source.entries().keySet().stream()
            .filter(k -> Spelling.fold(k).endsWith(NAME))
            .filter(k -> source.entries().get(k) instanceof ScalarValue)
            .findFirst();
    Facts item = source(volume, "missing", other.map(k -> key + "." + k).orElse(key), other.map(path::key).orElse(path));
    if (other.isPresent()) {
      item.put("rename", needed, path.key(needed));
    }
  }

  /** The source that is meant by a key that is none. */
  private static Optional<String> meant(String key) {
    return SOURCES.containsKey(key) || RARE.contains(key)
        ? Optional.empty()
        : Optional.ofNullable(NICKNAMES.get(Spelling.fold(key)))
            .or(() -> SOURCES.keySet().stream().filter(name -> Spelling.fold(name).equals(Spelling.fold(key))).findFirst());
  }

  private Facts source(MapValue volume, String fault, String key, ValuePath place) {
    Facts item = facts.item("sources");
    item.put("volume", volume.text(NAME), place);
    item.put("fault", fault, place);
    item.put("key", key, place);
    return item;
  }

  private void container(MapValue container, boolean rootless, ValuePath path) {
    for (Map.Entry<String, Value> field : container.entries().entrySet()) {
      boolean absent = field.getValue() instanceof ScalarValue scalar && scalar.text().isEmpty();
      if (LISTS.contains(field.getKey()) && !absent && !(field.getValue() instanceof ListValue)) {
        fault(container, "no-list", field.getKey(), path.key(field.getKey()));
      }
    }
    if (rootless
        && container.entries().get("securityContext") instanceof MapValue context
        && context.text("runAsUser").equals("0")
        && !isFalse(context.entries().get("runAsNonRoot"))) {
      ValuePath place = path.key("securityContext");
      fault(container, "root", "runAsUser", place.key("runAsUser")).put("nonRoot", false, place.key("runAsNonRoot"));
    }
  }

  /** Whether something is a text, a number or a boolean; nothing at all may be a mapping without keys. */
  private static boolean isScalar(Value value) {
    return value instanceof ScalarValue scalar && !scalar.scalar().equals(Scalar.NULL);
  }

  private static boolean isFalse(@Nullable Value value) {
    return value instanceof ScalarValue(Scalar.Bool(boolean on), Origin origin) && !on;
  }

  private Facts fault(MapValue container, String fault, String field, ValuePath place) {
    Facts item = facts.item("initContainers");
    item.put("name", container.text(NAME), place);
    item.put("fault", fault, place);
    item.put("field", field, place);
    return item;
  }
}
