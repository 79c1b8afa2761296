package dev.esslint.model.workload;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
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
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * What the user sets of the pods of running workloads, apart from images and resources.
 *
 * <p>{@code labels[]}: a label with {@code key}, {@code value} and its {@code fault}: {@code dropped}, {@code doubled} or
 * {@code refused}; {@code annotations[]}: a {@code key} that Helm or Argo CD acts upon; {@code variables[]}: an
 * environment variable with {@code name} and {@code fault}: {@code taken}, {@code repeated}, {@code unread},
 * {@code layer} or {@code order}, and for the last one the variable that comes {@code later}.
 *
 * <p>{@code volumes[]}: a volume with {@code name} and {@code fault}: {@code clash} or {@code unmounted}, and a {@code patch} that mounts it; {@code mounts[]}:
 * a mount of the container or of an extra init container with {@code name} and {@code fault}: {@code no-volume}, {@code context} or {@code repeated};
 * {@code accounts[]}: a service account with {@code fault}: {@code missing} or {@code repeated} and {@code name};
 * {@code tolerations[]} with {@code fault}; {@code privileges[]}: a {@code setting} that weakens a security context;
 * {@code probes[]}: a {@code probe} that needs more than one success; {@code stopped[]}: a {@code workload} without
 * replicas; {@code spreads[]}: a constraint on spreading without {@code whenUnsatisfiable}, of a {@code workload};
 * {@code roles[]}: a {@code workload} whose roles are not made; {@code unread[]}: a {@code setting} of an exporter that
 * the chart does not read.
 */
public final class PodFacts {
  public static Set<String> names() {
    return Facts.names(
        Facts.list("labels", "key", "value", "fault", "keys"),
        Facts.list("annotations", "key"),
        Facts.list("variables", "name", "fault", "later"),
        Facts.list("volumes", "name", "fault", "patch"),
        Facts.list("mounts", "name", "fault"),
        Facts.list("accounts", "name", "fault", "names", "patch"),
        Facts.list("tolerations", "fault"),
        Facts.list("privileges", "setting"),
        Facts.list("probes", "probe"),
        Facts.list("stopped", "workload", "workloads"),
        Facts.list("spreads", "workload"),
        Facts.list("roles", "workload"),
        Facts.list("unread", "setting", "settings"));
  }

  private static final Regex OWN_LABEL =
      new Regex("app\\.kubernetes\\.io/(?:managed-by|part-of|component|name|instance|version)");
  private static final Regex DOUBLED_LABEL =
      new Regex(
          "helm\\.sh/chart|k8s\\.element\\.io/(?:.+-hash|synapse-instance|target-name|target-instance)");
  private static final Regex NAME = new Regex("[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Regex PREFIX =
      new Regex(
          "(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
  private static final Regex ACTED_UPON =
      new Regex("helm\\.sh/(?:hook(?:-.*)?|resource-policy)|argocd\\.argoproj\\.io/hook.*");
  private static final Regex REFERENCE = new Regex("\\$\\(([A-Za-z_][\\w.-]*)\\)");

  /** Environment variables that the chart sets after the user's. */
  private static final Map<String, Set<String>> TAKEN =
      Map.of(
          "matrixAuthenticationService", Set.of("MAS_CONFIG"),
          "synapse", Set.of("LD_PRELOAD"),
          "postgres",
              Set.of(
                  "POSTGRES_PASSWORD_FILE",
                  "PGDATA",
                  "POSTGRES_INITDB_ARGS",
                  "LC_COLLATE",
                  "LC_CTYPE"),
          "postgres.postgresExporter", Set.of("DATA_SOURCE_URI", "DATA_SOURCE_USER"),
          "initSecrets", Set.of("NAMESPACE"),
          "deploymentMarkers", Set.of("NAMESPACE"),
          "matrixAuthenticationService.syn2mas", Set.of("NAMESPACE"),
          "elementWeb", Set.of("NGINX_ENVSUBST_TEMPLATE_DIR"),
          "elementAdmin", Set.of("SERVER_NAME"));

  /** Environment variables that nothing reads, because the chart does not start the program in the way that does. */
  private static final Map<String, Set<String>> UNREAD =
      Map.of(
          "synapse", Set.of("SYNAPSE_CONFIG_PATH", "SYNAPSE_WORKER"),
          "elementWeb", Set.of("ELEMENT_WEB_PORT"));

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

  /** What can be stopped with no replicas and leaves its routes behind. */
  private static final Set<String> STOPPABLE =
      Set.of(
          "elementWeb",
          "elementAdmin",
          "matrixAuthenticationService",
          "matrixRTC",
          "matrixRTC.sfu",
          "haproxy",
          "postgres",
          "redis");

  private final Chosen chosen;
  private final Facts facts;

  private PodFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  public static void state(Chosen chosen, List<String> running, Facts facts) {
    PodFacts state = new PodFacts(chosen, facts);
    state.labels("labels");
    state.tolerations("tolerations");
    state.spreads("", "topologySpreadConstraints");
    for (String workload : running) {
      state.labels(workload + ".labels");
      state.annotations(workload + ".annotations");
      state.variables(workload);
      if (!workload.endsWith("Exporter")) {
        state.volumes(workload);
      }
      state.tolerations(workload + ".tolerations");
      state.spreads(workload, workload + ".topologySpreadConstraints");
      state.privileges(workload);
      state.probes(workload);
      if (workload.endsWith("Exporter")) {
        state.unread(workload + ".extraVolumes");
        state.unread(workload + ".image.pullSecrets");
      }
      String rbac = workload + ".rbac.create";
      if (chosen.has(rbac) && !chosen.on(rbac)) {
        facts.put(facts.next("roles") + ".workload", workload, ValuePath.parse(rbac));
      }
      if (STOPPABLE.contains(workload)
          && chosen.number(workload + ".replicas").filter(n -> n == 0).isPresent()) {
        facts.put(
            facts.next("stopped") + ".workload", workload, ValuePath.parse(workload + ".replicas"));
      }
    }
    state.accounts(running);
    facts.gather("labels", "fault", "key", "keys");
    facts.gather("accounts", "fault", "name", "names");
    facts.gather("stopped", "", "workload", "workloads");
    facts.gather("unread", "", "setting", "settings");
  }

  private void labels(String block) {
    chosen
        .entries(block)
        .forEach(
            (key, value) -> {
              String text = value.text().orElse("");
              Optional<String> fault = labelFault(key, text);
              if (fault.isPresent() && !isNull(value)) {
                ValuePath path = ValuePath.parse(block).key(key);
                String item = facts.next("labels");
                facts.put(item + ".key", key, path);
                facts.put(item + ".value", text, path);
                facts.put(item + ".fault", fault.get(), path);
              }
            });
  }

  private static Optional<String> labelFault(String key, String value) {
    if (OWN_LABEL.fits(key)) {
      return Optional.of("dropped");
    }
    if (DOUBLED_LABEL.fits(key)) {
      return Optional.of("doubled");
    }
    if (Placeholder.in(key).isPresent()) {
      return Optional.empty();
    }
    int slash = key.indexOf('/');
    boolean prefixed = slash < 0 || PREFIX.fits(key.substring(0, slash));
    boolean named = NAME.fits(key.substring(slash + 1));
    boolean valued = value.isEmpty() || Placeholder.in(value).isPresent() || NAME.fits(value);
    return prefixed && named && valued ? Optional.empty() : Optional.of("refused");
  }

  private void annotations(String block) {
    chosen
        .entries(block)
        .forEach(
            (key, value) -> {
              if (ACTED_UPON.fits(key) && !isNull(value)) {
                facts.put(facts.next("annotations") + ".key", key, ValuePath.parse(block).key(key));
              }
            });
  }

  private void variables(String workload) {
    List<Value> variables = chosen.items(workload + ".extraEnv");
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      String name = variables.get(i).text("name");
      ValuePath path = ValuePath.parse(workload + ".extraEnv[" + i + "].name");
      Integer earlier = places.put(name, i);
      if (earlier != null) {
        variable("repeated", name, ValuePath.parse(workload + ".extraEnv[" + earlier + "].name"));
      }
      values.put(name, variables.get(i).text("value"));
      if (TAKEN.getOrDefault(workload, Set.of()).contains(name)) {
        variable("taken", name, path);
      } else if (UNREAD.getOrDefault(workload, Set.of()).contains(name)) {
        variable("unread", name, path);
      } else if (workload.equals("matrixAuthenticationService") && name.startsWith("MAS_")) {
        variable("layer", name, path);
      }
    }
    values.forEach(
        (name, value) -> {
          Matcher reference = REFERENCE.matcher(value.replace("$$", ""));
          while (reference.find()) {
            String later = reference.group(1);
            if (values.containsKey(later) && later.compareTo(name) > 0) {
              String item =
                  variable(
                      "order",
                      name,
                      ValuePath.parse(workload + ".extraEnv[" + places.get(name) + "].name"));
              facts.put(
                  item + ".later",
                  later,
                  ValuePath.parse(workload + ".extraEnv[" + places.get(later) + "].name"));
              return;
            }
          }
        });
  }

  private String variable(String fault, String name, ValuePath path) {
    String item = facts.next("variables");
    facts.put(item + ".name", name, path);
    facts.put(item + ".fault", fault, path);
    return item;
  }

  private void volumes(String workload) {
    String volumeList = workload + ".extraVolumes";
    String mountList = workload + ".extraVolumeMounts";
    List<Value> volumes = chosen.items(volumeList);
    List<Value> mounts = chosen.items(mountList);
    Map<String, String> contexts = new LinkedHashMap<>();
    Set<String> mounted = new LinkedHashSet<>();
    mounts.forEach(mount -> mounted.add(mount.text("name")));
    boolean known = true;
    for (int i = 0; i < volumes.size(); i++) {
      String name = volumes.get(i).text("name");
      known &= !name.isEmpty() && Placeholder.in(name).isEmpty();
      contexts.merge(name, context(volumes.get(i)), (a, b) -> a.equals(b) ? a : "both");
      boolean clash = VOLUMES.getOrDefault(workload, Set.of()).contains(name);
      boolean unmounted =
          !mounted.contains(name)
              && Placeholder.in(name).isEmpty()
              && !usedElsewhere(workload, name);
      if (clash || unmounted) {
        String item = facts.next("volumes");
        ValuePath path = ValuePath.parse(volumeList + "[" + i + "].name");
        facts.put(item + ".name", name, path);
        facts.put(item + ".fault", clash ? "clash" : "unmounted", path);
        SequencedMap<String, String> mount = new LinkedHashMap<>();
        mount.put("name", name);
        mount.put("mountPath", "<path in the container>");
        facts.put(item + ".patch", new Patch(chosen).withItem(mountList, mount).yaml(), path);
      }
    }
    mounts(workload, mountList, contexts, known);
    for (int i = 0; i < chosen.items(workload + ".extraInitContainers").size(); i++) {
      mounts(workload, workload + ".extraInitContainers[" + i + "].volumeMounts", contexts, known);
    }
  }

  /**
   * The mounts of one container.
   *
   * @param contexts in which pods of Synapse a volume is, by its name
   * @param known whether the names of all volumes are known
   */
  private void mounts(
      String workload, String mountList, Map<String, String> contexts, boolean known) {
    List<Value> mounts = chosen.items(mountList);
    Set<String> paths = new LinkedHashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      Value mount = mounts.get(i);
      String name = mount.text("name");
      String context = contexts.getOrDefault(name, "");
      ValuePath place = ValuePath.parse(mountList + "[" + i + "]");
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
    String item = facts.next("mounts");
    facts.put(item + ".name", name, path);
    facts.put(item + ".fault", fault, path);
  }

  /** Where a volume or a mount of Synapse is used; elsewhere this does not matter. */
  private static String context(Value item) {
    String context = item.text("mountContext");
    return context.isEmpty() ? "both" : context;
  }

  /** Whether an init container or an exporter in the same pod mounts a volume. */
  private boolean usedElsewhere(String workload, String volume) {
    List<Value> mounts = new ArrayList<>();
    for (int i = 0; i < chosen.items(workload + ".extraInitContainers").size(); i++) {
      mounts.addAll(chosen.items(workload + ".extraInitContainers[" + i + "].volumeMounts"));
    }
    mounts.addAll(chosen.items("postgres.postgresExporter.extraVolumeMounts"));
    mounts.addAll(chosen.items("redis.redisExporter.extraVolumeMounts"));
    return mounts.stream().anyMatch(mount -> mount.text("name").equals(volume));
  }

  private boolean isChartVolume(String name) {
    return name.isEmpty()
        || Placeholder.in(name).isPresent()
        || name.matches("(?:secret-|as-\\d).*")
        || VOLUMES.values().stream().anyMatch(names -> names.contains(name))
        || usedVolume(name, "postgres")
        || usedVolume(name, "redis");
  }

  /** Exporters mount what the pod around them has. */
  private boolean usedVolume(String name, String workload) {
    return chosen.items(workload + ".extraVolumes").stream()
        .anyMatch(volume -> volume.text("name").equals(name));
  }

  private void tolerations(String list) {
    List<Value> tolerations = chosen.items(list);
    for (int i = 0; i < tolerations.size(); i++) {
      Value toleration = tolerations.get(i);
      String operator = toleration.text("operator");
      String fault =
          toleration.text("key").isEmpty() && !operator.equals("Exists")
              ? "has no key, which only the operator `Exists` allows"
              : operator.equals("Exists") && !toleration.text("value").isEmpty()
                  ? "has a value together with the operator `Exists`"
                  : !operator.isEmpty() && !Set.of("Exists", "Equal").contains(operator)
                      ? "has an operator other than `Exists` and `Equal`"
                      : !toleration.text("tolerationSeconds").isEmpty()
                              && !toleration.text("effect").equals("NoExecute")
                          ? "has `tolerationSeconds` without the effect `NoExecute`"
                          : "";
      if (!fault.isEmpty() && Placeholder.in(operator + toleration.text("key")).isEmpty()) {
        String item = facts.next("tolerations");
        facts.put(item + ".fault", fault, ValuePath.parse(list + "[" + i + "]"));
      }
    }
  }

  private void spreads(String workload, String list) {
    List<Value> constraints = chosen.items(list);
    for (int i = 0; i < constraints.size(); i++) {
      Value constraint = constraints.get(i);
      if (!constraint.text("topologyKey").isEmpty()
          && constraint.text("whenUnsatisfiable").isEmpty()) {
        String item = facts.next("spreads");
        facts.put(item + ".workload", workload, ValuePath.parse(list + "[" + i + "]"));
      }
    }
  }

  private void privileges(String workload) {
    String container = workload + ".containersSecurityContext.";
    String pod = workload + ".podSecurityContext.";
    for (String setting :
        List.of(container + "privileged", container + "allowPrivilegeEscalation")) {
      if (chosen.on(setting)) {
        privilege(setting);
      }
    }
    for (String setting : List.of(container + "readOnlyRootFilesystem", pod + "runAsNonRoot")) {
      if (chosen.has(setting) && !chosen.on(setting)) {
        privilege(setting);
      }
    }
    if (!chosen.items(container + "capabilities.add").isEmpty()) {
      privilege(container + "capabilities.add");
    }
    if (chosen.number(pod + "runAsUser").filter(n -> n == 0).isPresent()) {
      privilege(pod + "runAsUser");
    }
  }

  private void privilege(String setting) {
    facts.put(facts.next("privileges") + ".setting", setting, ValuePath.parse(setting));
  }

  private void unread(String list) {
    if (!chosen.items(list).isEmpty()) {
      facts.put(facts.next("unread") + ".setting", list, ValuePath.parse(list));
    }
  }

  private void probes(String workload) {
    for (String probe : List.of("livenessProbe", "startupProbe")) {
      String path = workload + "." + probe + ".successThreshold";
      if (chosen.number(path).filter(n -> n != 1).isPresent()) {
        facts.put(facts.next("probes") + ".probe", probe, ValuePath.parse(path));
      }
    }
  }

  private void accounts(List<String> running) {
    Map<String, String> created = new LinkedHashMap<>();
    Patch missing = missingAccounts(running);
    for (String workload : running) {
      String account = workload + ".serviceAccount.";
      if (!chosen.has(workload + ".serviceAccount")) {
        continue;
      }
      Optional<String> name = chosen.text(account + "name");
      if (!chosen.on(account + "create")) {
        if (name.isEmpty() && chosen.has(account + "create")) {
          String item = facts.next("accounts");
          facts.put(item + ".name", workload, ValuePath.parse(account + "create"));
          facts.put(item + ".fault", "missing", ValuePath.parse(account + "create"));
          facts.put(item + ".patch", missing.yaml(), ValuePath.parse(account + "create"));
        }
      } else if (name.isPresent() && Placeholder.in(name.get()).isEmpty()) {
        String first = created.putIfAbsent(name.get(), workload);
        if (first != null) {
          String item = facts.next("accounts");
          facts.put(item + ".name", name.get(), ValuePath.parse(account + "name"));
          facts.put(item + ".fault", "repeated", ValuePath.parse(account + "name"));
        }
      }
    }
  }

  /** Names for all accounts that are neither made nor named. */
  private Patch missingAccounts(List<String> running) {
    Patch patch = new Patch(chosen);
    for (String workload : running) {
      String account = workload + ".serviceAccount.";
      if (chosen.has(account + "create")
          && !chosen.on(account + "create")
          && chosen.text(account + "name").isEmpty()) {
        patch.with(account + "name", "<name of an account that exists>");
      }
    }
    return patch;
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue scalar && scalar.scalar().equals(Scalar.NULL);
  }
}
