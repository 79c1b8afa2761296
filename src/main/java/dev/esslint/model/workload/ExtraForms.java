package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.net.Quantity;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API server refuses in the volumes, mounts and init containers that the user adds to a pod. */
final class ExtraForms {
  private static final Regex NAME = new Regex("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");
  private static final Regex DIGITS = new Regex("[0-9]{1,3}");
  private static final int HIGHEST_MODE = 0777;

  private static final Set<String> HOST_TYPES =
      Set.of("", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice");

  private static final Set<String> PROBES = Set.of("livenessProbe", "readinessProbe", "startupProbe", "lifecycle");

  /** The containers of the chart, which all of its releases have that take init containers. */
  private static final Map<String, Set<String>> CONTAINERS =
      Map.of(
          "synapse", Set.of("render-config", "db-wait", "synapse"),
          "matrixAuthenticationService", Set.of("render-config", "db-wait", "database-migrate", "matrix-authentication-service"),
          "matrixRTC", Set.of("matrix-rtc-authorisation-service"),
          "matrixRTC.sfu", Set.of("render-config-keys-yaml", "render-config-sfu", "sfu"),
          "hookshot", Set.of("render-config", "hookshot"),
          "postgres", Set.of("postgres", "postgres-ess-updater", "postgres-exporter"),
          "redis", Set.of("redis"),
          "haproxy", Set.of("haproxy"),
          "elementWeb", Set.of("element-web"),
          "elementAdmin", Set.of("element-admin"));

  private final RefusedFacts.Refusal refusal;
  private final Block pod;

  ExtraForms(RefusedFacts.Refusal refusal, Block pod) {
    this.refusal = refusal;
    this.pod = pod;
  }

  void state() {
    if (!pod.path().endsWith("Exporter")) {
      volumes(pod.items("extraVolumes"), pod.at("extraVolumes"));
      containers(pod.items("extraInitContainers"), pod.at("extraInitContainers"));
    }
    mounts(pod.items("extraVolumeMounts"), pod.at("extraVolumeMounts"));
  }

  private void volumes(List<Value> volumes, ValuePath path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String name = volumes.get(i).text("name");
      // volumes of one name may be for different pods of Synapse
      if (isKnown(name) && volumes.get(i).text("mountContext").isEmpty() && !names.add(name)) {
        refusal.told("repeated-volume", path.index(i).key("name"));
      }
      if (volumes.get(i) instanceof MapValue volume) {
        for (Map.Entry<String, Value> source : volume.entries().entrySet()) {
          source(source.getKey(), source.getValue(), path.index(i).key(source.getKey()));
        }
      }
    }
  }

  private void source(String kind, Value source, ValuePath path) {
    switch (kind) {
      case "hostPath" -> {
        if (isKnown(source.text("type")) && !HOST_TYPES.contains(source.text("type"))) {
          refusal.told("host-type", path.key("type"));
        }
        parents(source.text("path"), path.key("path"));
      }
      case "emptyDir" -> {
        String medium = source.text("medium");
        if (isKnown(medium) && !medium.equals("Memory") && !medium.startsWith("HugePages")) {
          refusal.told("medium", path.key("medium"));
        }
        if (isKnown(source.text("sizeLimit")) && Quantity.parse(source.text("sizeLimit")).isEmpty()) {
          refusal.told("quantity", path.key("sizeLimit"));
        }
      }
      case "nfs" -> {
        if (!source.text("server").isEmpty() && source.text("path").isEmpty()) {
          refusal.told("no-path", path);
        }
      }
      case "configMap", "secret", "projected", "downwardAPI" -> files(source, path);
      default -> {}
    }
  }

  /** The files of a volume, and their modes. */
  private void files(Value source, ValuePath path) {
    mode(source, "defaultMode", path);
    List<Value> items = items(source, "items");
    for (int i = 0; i < items.size(); i++) {
      ValuePath place = path.key("items").index(i);
      Value item = items.get(i);
      mode(item, "mode", place);
      if (item instanceof MapValue && item.text("path").isEmpty()) {
        refusal.told("no-file", place);
      } else if (item.text("path").startsWith("/")) {
        refusal.told("absolute", place.key("path"));
      } else {
        parents(item.text("path"), place.key("path"));
      }
    }
  }

  private void mode(Value around, String key, ValuePath path) {
    String text = around.text(key);
    if (isKnown(text) && !isMode(around, key, text)) {
      refusal.told("mode", path.key(key));
    }
  }

  /** Whether a mode is a number, not a text, that the permissions of a file can have. */
  private static boolean isMode(Value around, String key, String text) {
    return around instanceof MapValue map
        && map.entries().get(key) instanceof ScalarValue(Scalar.Num number, var origin)
        && DIGITS.fits(text)
        && Integer.parseInt(text) <= HIGHEST_MODE;
  }

  private void mounts(List<Value> mounts, ValuePath path) {
    for (int i = 0; i < mounts.size(); i++) {
      if (mounts.get(i).text("mountPath").contains(":") && isKnown(mounts.get(i).text("mountPath"))) {
        refusal.told("colon", path.index(i).key("mountPath"));
      }
      String part = mounts.get(i).text("subPath");
      if (part.startsWith("/")) {
        refusal.told("absolute", path.index(i).key("subPath"));
      } else {
        parents(part, path.index(i).key("subPath"));
      }
    }
  }

  private void parents(String path, ValuePath place) {
    if (List.of(path.split("/")).contains("..")) {
      refusal.told("parents", place);
    }
  }

  private void containers(List<Value> containers, ValuePath path) {
    Set<String> names = new HashSet<>(CONTAINERS.getOrDefault(pod.path(), Set.of()));
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i) instanceof MapValue container) {
        container(container, path.index(i), names);
      }
    }
  }

  private void container(MapValue container, ValuePath path, Set<String> names) {
    String name = container.text("name");
    if (isKnown(name) && !NAME.fits(name)) {
      refusal.told("container-name", path.key("name"));
    } else if (isKnown(name) && !names.add(name)) {
      refusal.told("repeated-container", path.key("name"));
    }
    String policy = container.text("imagePullPolicy");
    if (isKnown(policy) && !Set.of("Always", "IfNotPresent", "Never").contains(policy)) {
      refusal.told("pull-policy", path.key("imagePullPolicy"));
    }
    if (container.text("restartPolicy").isEmpty()) {
      PROBES.stream()
          .filter(probe -> container.entries().get(probe) instanceof MapValue)
          .forEach(probe -> refusal.told("probe", path.key(probe)));
    }
    if (container.entries().get("resources") instanceof MapValue resources) {
      RefusedFacts.resources(resources, path.key("resources"), true, refusal);
    }
    RefusedFacts.variables(items(container, "env"), path.key("env"), refusal);
    mounts(items(container, "volumeMounts"), path.key("volumeMounts"));
  }

  private static List<Value> items(@Nullable Value around, String key) {
    return around instanceof MapValue map && map.entries().get(key) instanceof ListValue list ? list.items() : List.of();
  }

  private static boolean isKnown(String text) {
    return !text.isEmpty() && Placeholder.in(text).isEmpty();
  }
}
