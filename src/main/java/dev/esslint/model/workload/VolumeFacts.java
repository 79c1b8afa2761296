package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** The volumes that the user adds to the pods of running workloads. */
public final class VolumeFacts {
  private static final String EXPORTER = "Exporter";

  /** What Kubernetes takes as the name of a volume. */
  private static final Regex NAME = new Regex("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");

  /** The volumes of the chart, apart from those whose names are counted. */
  private static final Map<String, Set<String>> VOLUMES =
      Map.of(
          "synapse", Set.of("plain-config", "rendered-config", "media", "tmp"),
          "haproxy", Set.of("haproxy-config", "synapse-haproxy", "well-known-haproxy"),
          "elementWeb", Set.of("config", "nginx-config", "nginx-tmp"),
          "elementAdmin", Set.of("nginx-tmp"),
          "postgres", Set.of("temp", "var-run", "secret-generated", "config", "database"),
          "redis", Set.of("config"),
          "matrixRTC.sfu", Set.of("plain-config", "rendered-config", "secret-turn-tls"),
          "hookshot", Set.of("plain-config", "rendered-config", "storage", "temp"),
          "matrixAuthenticationService", Set.of("plain-config", "rendered-config"));

  /**
   * Where the containers of the chart that also mount those of the user have its volumes, in every release with volumes of the user, apart
   * from paths that are counted. The init containers that render the configuration are among them.
   */
  private static final Map<String, Set<String>> PATHS =
      Map.of(
          "synapse", Set.of("/conf/homeserver.yaml", "/conf/log_config.yaml", "/media", "/tmp", "/conf", "/config-templates"),
          "haproxy", Set.of("/usr/local/etc/haproxy", "/synapse", "/well-known"),
          "elementWeb",
              Set.of(
                  "/app/config.json",
                  "/etc/nginx/conf.d/default.conf",
                  "/etc/nginx/conf.d/http_customisations.conf",
                  "/etc/nginx/security_headers.conf",
                  "/tmp"),
          "elementAdmin", Set.of("/tmp"),
          "postgres",
              Set.of(
                  "/tmp",
                  "/var/lib/postgres/data",
                  "/var/run/postgresql",
                  "/docker-entrypoint-initdb.d/init-ess-dbs.sh",
                  "/var/run/configure-ess-dbs.sh"),
          "redis", Set.of("/config/redis.conf"),
          "matrixRTC.sfu", Set.of("/conf/sfu-config.yaml", "/conf/keys.yaml", "/conf", "/config-templates"),
          "hookshot", Set.of("/conf/hookshot-config.yaml", "/conf", "/config-templates"),
          "matrixAuthenticationService", Set.of("/conf/mas-config.yaml", "/conf", "/config-templates"));

  private final Chosen chosen;
  private final Facts facts;

  private VolumeFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        volumes[]: a volume that is not right
          name: its name
          fault: `form`, `clash` or `unmounted`
          patch: values that mount it
        mounts[]: a mount that is not right
          name: its name
          fault: `no-volume`, `context` or `repeated`
        """);
  }

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   */
  public static void state(Chosen chosen, List<Block> running, Facts facts) {
    VolumeFacts state = new VolumeFacts(chosen, facts);
    for (Block pod : running) {
      if (pod.path().endsWith(EXPORTER)) {
        state.mountsOfExporter(pod);
      } else {
        state.volumes(pod);
      }
    }
  }

  private void volumes(Block pod) {
    List<Value> volumes = pod.items("extraVolumes");
    List<Value> mounts = pod.items("extraVolumeMounts");
    List<Value> initContainers = pod.items("extraInitContainers");
    if (volumes.isEmpty() && mounts.isEmpty() && initContainers.isEmpty()) {
      return;
    }
    String workload = pod.path();
    ValuePath mountList = pod.at("extraVolumeMounts");
    Map<String, String> contexts = new LinkedHashMap<>();
    Set<String> mounted = new LinkedHashSet<>();
    mounts.forEach(mount -> mounted.add(mount.text("name")));
    boolean known = true;
    Set<String> names = new LinkedHashSet<>();
    volumes.forEach(volume -> names.add(volume.text("name")));
    // what is wrong is then told at the mount, which may be the one for the volume
    boolean misnamed = !mounted.stream().allMatch(name -> names.contains(name) || (!name.isEmpty() && isChartVolume(name)));
    for (int i = 0; i < volumes.size(); i++) {
      String name = volumes.get(i).text("name");
      known &= !name.isEmpty() && Placeholder.in(name).isEmpty();
      contexts.merge(name, context(volumes.get(i)), (a, b) -> a.equals(b) ? a : "both");
      boolean misformed = Placeholder.in(name).isEmpty() && !NAME.fits(name);
      boolean clash = VOLUMES.getOrDefault(workload, Set.of()).contains(name);
      boolean unmounted =
          !mounted.contains(name)
              && !misnamed
              && Placeholder.in(name).isEmpty()
              && !usedElsewhere(initContainers, name);
      if (volumes.get(i) instanceof MapValue && (misformed || clash || unmounted)) {
        Facts item = facts.item("volumes");
        ValuePath path = pod.at("extraVolumes").index(i).key("name");
        item.put("name", name, path);
        item.put("fault", misformed ? "form" : clash ? "clash" : "unmounted", path);
        SequencedMap<String, String> mount = new LinkedHashMap<>();
        mount.put("name", name);
        mount.put("mountPath", "<path in the container>");
        item.put("patch", new Patch(chosen).withItem(mountList.toString(), mount).yaml(), path);
      }
    }
    Set<String> taken = new LinkedHashSet<>();
    for (String path : PATHS.getOrDefault(workload, Set.of())) {
      taken.add(path + " both");
      taken.add(path + " runtime");
    }
    mounts(workload, mountList, mounts, contexts, known, taken);
    for (int i = 0; i < initContainers.size(); i++) {
      ValuePath list = pod.at("extraInitContainers").index(i).key("volumeMounts");
      mounts(workload, list, mountsOf(initContainers.get(i)), contexts, known, new LinkedHashSet<>());
    }
  }

  /** An exporter mounts what the pod around it has. */
  private void mountsOfExporter(Block exporter) {
    List<Value> mounts = exporter.items("extraVolumeMounts");
    if (mounts.isEmpty()) {
      return;
    }
    Map<String, String> contexts = new LinkedHashMap<>();
    boolean known = true;
    for (Value volume : chosen.items(ValuePath.parse(exporter.path()).parent() + ".extraVolumes")) {
      String name = volume.text("name");
      known &= !name.isEmpty() && Placeholder.in(name).isEmpty();
      contexts.put(name, "both");
    }
    mounts(
        exporter.path(), exporter.at("extraVolumeMounts"), mounts, contexts, known, new LinkedHashSet<>());
  }

  /**
   * The mounts of one container.
   *
   * @param list where they are
   * @param contexts in which pods of Synapse a volume is, by its name
   * @param known whether the names of all volumes are known
   * @param paths where something is already, each with its context; those of the mounts are added
   */
  private void mounts(
      String workload,
      ValuePath list,
      List<Value> mounts,
      Map<String, String> contexts,
      boolean known,
      Set<String> paths) {
    for (int i = 0; i < mounts.size(); i++) {
      Value mount = mounts.get(i);
      String name = mount.text("name");
      String context = contexts.getOrDefault(name, "");
      ValuePath place = list.index(i);
      if (!contexts.containsKey(name) && known && !isChartVolume(name)) {
        mount("no-volume", name, place.key("name"));
      } else if (workload.equals("synapse")
          && contexts.containsKey(name)
          && pods(context(mount)).anyMatch(pod -> !context.equals("both") && !pod.equals(context))) {
        mount("context", name, place.key("name"));
      }
      String path = mount.text("mountPath");
      if (!path.isEmpty()
          && Placeholder.in(path).isEmpty()
          && !paths.add(path + " " + context(mount))) {
        mount("repeated", path, place.key("mountPath"));
      }
    }
  }

  /** The pods of Synapse that a mount is in: those that run, and that of the job that checks the configuration. */
  private Stream<String> pods(String context) {
    return Stream.of("runtime", "hook")
        .filter(pod -> context.equals("both") || context.equals(pod))
        .filter(pod -> !pod.equals("hook") || chosen.on("synapse.checkConfigHook.enabled"));
  }

  private void mount(String fault, String name, ValuePath path) {
    Facts item = facts.item("mounts");
    item.put("name", name, path);
    item.put("fault", fault, path);
  }

  /** Where a volume or a mount of Synapse is used; elsewhere this does not matter. */
  private static String context(Value item) {
    String context = item.text("mountContext");
    return context.isEmpty() ? "both" : context;
  }

  /** Whether an init container or an exporter in the same pod mounts a volume. */
  private boolean usedElsewhere(List<Value> initContainers, String volume) {
    List<Value> mounts = new ArrayList<>();
    initContainers.forEach(container -> mounts.addAll(mountsOf(container)));
    mounts.addAll(chosen.items("postgres.postgresExporter.extraVolumeMounts"));
    mounts.addAll(chosen.items("redis.redisExporter.extraVolumeMounts"));
    return mounts.stream().anyMatch(mount -> mount.text("name").equals(volume));
  }

  private static List<Value> mountsOf(Value container) {
    return container instanceof MapValue map && map.entries().get("volumeMounts") instanceof ListValue list
        ? list.items()
        : List.of();
  }

  private boolean isChartVolume(String name) {
    return name.isEmpty()
        || Placeholder.in(name).isPresent()
        || name.matches("(?:secret-|as-\\d).*")
        || VOLUMES.values().stream().anyMatch(names -> names.contains(name));
  }
}
