package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
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
 * What the user sets of the pods of running workloads, apart from images, resources, volumes, labels and where they may run.
 *
 * <p>{@code variables[]}: an environment variable with {@code name} and {@code fault}: {@code taken}, {@code repeated}, {@code unread},
 * {@code layer} or {@code order}, and for the last one the variable that comes {@code later}; {@code accounts[]}: a service account
 * with {@code fault}: {@code missing} or {@code repeated} and {@code name}; {@code privileges[]}: a {@code setting} that weakens a
 * security context; {@code probes[]}: a {@code probe} that needs more than one success; {@code stopped[]}: a {@code workload} without
 * replicas; {@code roles[]}: a {@code workload} whose roles are not made; {@code unread[]}: a {@code setting} of an exporter that the
 * chart does not read.
 */
public final class PodFacts {
  public static Set<String> names() {
    return Facts.names(
        Facts.list("variables", "name", "fault", "later"),
        Facts.list("accounts", "name", "fault", "names", "patch"),
        Facts.list("privileges", "setting"),
        Facts.list("probes", "probe"),
        Facts.list("stopped", "workload", "workloads"),
        Facts.list("roles", "workload"),
        Facts.list("unread", "setting", "settings"));
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


  /** What can be stopped with no replicas and leaves its routes behind. */
  private static final List<String> STOPPABLE = ChartComponent.paths(Trait.STOPPABLE);

  private final Chosen chosen;
  private final Facts facts;

  private PodFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  public static void state(Chosen chosen, List<String> running, Facts facts) {
    PodFacts state = new PodFacts(chosen, facts);
    for (String workload : running) {
      state.variables(workload);
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
    facts.gather("accounts", "fault", "name", "names");
    facts.gather("stopped", "", "workload", "workloads");
    facts.gather("unread", "", "setting", "settings");
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
}
