package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Patch;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * What the user sets of the pods of running workloads, apart from images, resources, volumes, labels and where they may run.
 */
public final class PodFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        variables[]: an environment variable that is not right
          name: its name
          fault: `taken`, `repeated`, `unread`, `layer`, `order` or `misspelt`
          meant: what it is called, if its name is a slip
          later: the variable that comes later, which it refers to
        accounts[]: a service account that is not right
          name: what has it, or its name
          fault: `missing`, `repeated` or, for the account that every namespace has, `existing`
          names: all with that fault, as code
          patch: values with accounts
        privileges[]: what weakens a security context
          setting: its path
        roots[]: what makes root the user of a pod that must not run as root
          setting: its path
        probes[]: a probe that needs more than one success
          probe: its name
        stopped[]: a workload without replicas
          workload: the workload
          workloads: all such, as code
        roles[]: a workload whose roles are not made
          workload: the workload
        unread[]: a setting of an exporter that the chart does not read
          setting: its path
          settings: all such, as code
        """);
  }

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


  /** Environment variables whose names people get wrong; looked at only where the user sets some. */
  private static final class Read {
    /** By what the names of all that the program reads begin with. */
    static final Map<String, Map<String, List<String>>> NAMES =
        Map.of(
            "matrixRTC",
                Map.of(
                    "LIVEKIT_",
                    List.of(
                        "LIVEKIT_URL",
                        "LIVEKIT_KEY",
                        "LIVEKIT_SECRET",
                        "LIVEKIT_KEY_FILE",
                        "LIVEKIT_KEY_FROM_FILE",
                        "LIVEKIT_SECRET_FROM_FILE",
                        "LIVEKIT_JWT_BIND",
                        "LIVEKIT_JWT_PORT",
                        "LIVEKIT_LOCAL_HOMESERVERS",
                        "LIVEKIT_FULL_ACCESS_HOMESERVERS",
                        "LIVEKIT_INSECURE_SKIP_VERIFY_TLS",
                        "LIVEKIT_CS_API_URL_OVERRIDES",
                        "LIVEKIT_REDIS_URL")),
            "matrixAuthenticationService", Map.of("RUST_", List.of("RUST_LOG", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_MIN_STACK")));
  }

  /** What can be stopped with no replicas and leaves its routes behind. */
  private static final List<String> STOPPABLE = ChartComponent.paths(Trait.STOPPABLE);

  private final Chosen chosen;
  private final Facts facts;

  private PodFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   */
  public static void state(Chosen chosen, List<Block> running, Facts facts) {
    PodFacts state = new PodFacts(chosen, facts);
    for (Block pod : running) {
      state.variables(pod);
      state.privileges(pod);
      state.probes(pod);
      if (pod.path().endsWith("Exporter")) {
        state.unread(pod, "extraVolumes");
        state.unread(pod.block("image"), "pullSecrets");
      }
      Block rbac = pod.block("rbac");
      if (rbac.has("create") && !rbac.on("create")) {
        facts.item("roles").put("workload", pod.path(), rbac.at("create"));
      }
      if (STOPPABLE.contains(pod.path()) && pod.number("replicas").filter(n -> n == 0).isPresent()) {
        facts.item("stopped").put("workload", pod.path(), pod.at("replicas"));
      }
    }
    state.accounts(running);
    facts.gather("accounts", "fault", "name", "names");
    facts.gather("stopped", "", "workload", "workloads");
    facts.gather("unread", "", "setting", "settings");
  }

  private void variables(Block pod) {
    List<Value> variables = pod.items("extraEnv");
    if (variables.isEmpty()) {
      return;
    }
    String workload = pod.path();
    ValuePath list = pod.at("extraEnv");
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, ValuePath> places = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      String name = variables.get(i).text("name");
      ValuePath path = list.index(i).key("name");
      ValuePath earlier = places.put(name, path);
      if (earlier != null) {
        variable("repeated", name, earlier);
      }
      values.put(name, variables.get(i).text("value"));
      if (TAKEN.getOrDefault(workload, Set.of()).contains(name)) {
        variable("taken", name, path);
      } else if (UNREAD.getOrDefault(workload, Set.of()).contains(name)) {
        variable("unread", name, path);
      } else if (workload.equals("matrixAuthenticationService") && name.startsWith("MAS_")) {
        variable("layer", name, path);
      } else {
        meant(workload, name).ifPresent(meant -> variable("misspelt", name, path).put("meant", meant, path));
      }
    }
    places.forEach((name, path) -> order(name, path, values.getOrDefault(name, ""), places));
  }

  /** The one that differs in a letter from a variable that the program does not read. */
  private static Optional<String> meant(String workload, String name) {
    Map<String, List<String>> read = Read.NAMES.getOrDefault(workload, Map.of());
    return read.keySet().stream()
        .filter(name::startsWith)
        .map(read::get)
        .filter(names -> !names.contains(name))
        .flatMap(List::stream)
        // where that is missing, what follows is told
        .filter(known -> !known.equals("LIVEKIT_URL") && Spelling.distance(known, name) == 1)
        .findFirst();
  }

  /** A variable can refer to those before it, and the chart sorts them by name. */
  private void order(String name, ValuePath path, String value, Map<String, ValuePath> places) {
    Matcher reference = REFERENCE.matcher(value.replace("$$", ""));
    while (reference.find()) {
      String later = reference.group(1);
      ValuePath other = places.get(later);
      if (other != null && later.compareTo(name) > 0) {
        Facts item = variable("order", name, path);
        item.put("later", later, other);
        return;
      }
    }
  }

  private Facts variable(String fault, String name, ValuePath path) {
    Facts item = facts.item("variables");
    item.put("name", name, path);
    item.put("fault", fault, path);
    return item;
  }

  private void privileges(Block pod) {
    Block container = pod.block("containersSecurityContext");
    Block whole = pod.block("podSecurityContext");
    for (String setting : List.of("privileged", "allowPrivilegeEscalation")) {
      boolean refused = setting.equals("privileged") && container.has("allowPrivilegeEscalation") && !container.on("allowPrivilegeEscalation");
      if (container.on(setting) && !refused) {
        privilege(container, setting);
      }
    }
    if (container.has("readOnlyRootFilesystem") && !container.on("readOnlyRootFilesystem")) {
      privilege(container, "readOnlyRootFilesystem");
    }
    if (whole.has("runAsNonRoot") && !whole.on("runAsNonRoot")) {
      privilege(whole, "runAsNonRoot");
    }
    Block capabilities = container.block("capabilities");
    if (!capabilities.items("add").isEmpty()) {
      privilege(capabilities, "add");
    }
    if (whole.number("runAsUser").filter(n -> n == 0).isPresent()) {
      if (whole.on("runAsNonRoot")) {
        ValuePath setting = whole.at("runAsUser");
        facts.item("roots").put("setting", setting.toString(), setting);
      } else {
        privilege(whole, "runAsUser");
      }
    }
  }

  private void privilege(Block context, String key) {
    ValuePath setting = context.at(key);
    facts.item("privileges").put("setting", setting.toString(), setting);
  }

  private void unread(Block block, String key) {
    if (!block.items(key).isEmpty()) {
      ValuePath list = block.at(key);
      facts.item("unread").put("setting", list.toString(), list);
    }
  }

  private void probes(Block pod) {
    for (String probe : List.of("livenessProbe", "startupProbe")) {
      Block block = pod.block(probe);
      if (block.number("successThreshold").filter(n -> n != 1).isPresent()) {
        facts.item("probes").put("probe", probe, block.at("successThreshold"));
      }
    }
  }

  private void accounts(List<Block> running) {
    Map<String, String> created = new LinkedHashMap<>();
    Patch missing = missingAccounts(running);
    for (Block pod : running) {
      if (!pod.has("serviceAccount")) {
        continue;
      }
      Block account = pod.block("serviceAccount");
      Optional<String> name = account.text("name");
      if (isNeitherMadeNorNamed(account)) {
        Facts item = facts.item("accounts");
        item.put("name", pod.path(), account.at("create"));
        item.put("fault", "missing", account.at("create"));
        item.put("patch", missing.yaml(), account.at("create"));
      } else if (account.on("create") && name.filter(text -> Placeholder.in(text).isEmpty() && !text.contains("<") && !ObjectNames.isName(text)).isPresent()) {
        Facts item = facts.item("misnamed");
        item.put("kind", "ServiceAccount", account.at("name"));
        item.put("name", name.get(), account.at("name"));
      } else if (account.on("create") && name.filter("default"::equals).isPresent()) {
        Facts item = facts.item("accounts");
        item.put("name", pod.path(), account.at("name"));
        item.put("fault", "existing", account.at("name"));
      } else if (account.on("create") && name.isPresent() && Placeholder.in(name.get()).isEmpty()) {
        String first = created.putIfAbsent(name.get(), pod.path());
        if (first != null) {
          Facts item = facts.item("accounts");
          item.put("name", name.get(), account.at("name"));
          item.put("fault", "repeated", account.at("name"));
        }
      }
    }
  }

  private static boolean isNeitherMadeNorNamed(Block account) {
    return account.value("create") instanceof ScalarValue create
        && create.scalar().equals(Scalar.FALSE)
        && account.text("name").isEmpty();
  }

  /** Names for all accounts that are neither made nor named. */
  private Patch missingAccounts(List<Block> running) {
    Patch patch = new Patch(chosen);
    for (Block pod : running) {
      Block account = pod.block("serviceAccount");
      if (isNeitherMadeNorNamed(account)) {
        patch.with(account.at("name").toString(), "<name of an account that exists>");
      }
    }
    return patch;
  }
}
