package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where the pods of running workloads may run. */
public final class SchedulingFacts {
  private static final String SPREADS = "topologySpreadConstraints";
  private static final String STRICT = "DoNotSchedule";

  private final Chosen chosen;
  private final Facts facts;

  private SchedulingFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  /** What the kubelet may call the system of a node, and the images of the chart are not for. */
  private static final Set<String> OTHER_SYSTEMS = Set.of("windows", "darwin", "freebsd");

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        tolerations[]: a toleration that is not right
          fault: `no-key`, `needless-value`, `unknown-operator`, `needless-seconds` or `key-form`
        spreads[]: a constraint on spreading that is not right
          fault: `hard`, if it does not say what happens where it cannot be kept, `null-labels`, at which the chart stops, or what the \
              API server refuses: `skew`, `domains`, `needless-domains`, `repeated`
        selectors[]: a node selector that no node can fit
          key: its key
          value: its value
        platforms[]: a selection of nodes by an architecture or operating system that Kubernetes calls otherwise
          key: the label
          value: its value
          meant: what Kubernetes calls it
        systems[]: a selection of nodes by an operating system that the images are not for
          key: the label
          value: its value
        """);
  }

  public static void state(Chosen chosen, List<Block> running, Facts facts) {
    SchedulingFacts state = new SchedulingFacts(chosen, facts);
    state.tolerations(chosen.top());
    state.spreads(chosen.top());
    state.platforms(chosen.top());
    if (running.stream().anyMatch(SchedulingFacts::hasCommonSpreads)) {
      state.nullLabels(chosen.top());
    }
    for (Block pod : running) {
      state.nullLabels(pod);
      state.tolerations(pod);
      state.spreads(pod);
      state.selectors(pod);
      state.platforms(pod);
    }
  }

  private void tolerations(Block block) {
    List<Value> tolerations = block.items("tolerations");
    for (int i = 0; i < tolerations.size(); i++) {
      Value toleration = tolerations.get(i);
      String operator = toleration.text("operator");
      String fault =
          toleration.text("key").isEmpty() && !operator.equals("Exists")
              ? "no-key"
              : operator.equals("Exists") && !toleration.text("value").isEmpty()
                  ? "needless-value"
                  : !operator.isEmpty() && !Set.of("Exists", "Equal").contains(operator)
                      ? "unknown-operator"
                      : !toleration.text("tolerationSeconds").isEmpty()
                              && !toleration.text("effect").equals("NoExecute")
                          ? "needless-seconds"
                          : !toleration.text("key").isEmpty() && !LabelForm.isKey(toleration.text("key"))
                              ? "key-form"
                              : "";
      if (toleration instanceof MapValue && !fault.isEmpty() && Placeholder.in(operator + toleration.text("key")).isEmpty()) {
        Facts item = facts.item("tolerations");
        item.put("fault", fault, block.at("tolerations").index(i));
      }
    }
  }

  private void spreads(Block block) {
    List<Value> constraints = block.items(SPREADS);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < constraints.size(); i++) {
      Value constraint = constraints.get(i);
      ValuePath path = block.at(SPREADS).index(i);
      String at = path.toString();
      String key = constraint.text("topologyKey");
      String otherwise = constraint.text("whenUnsatisfiable");
      if (!key.isEmpty() && otherwise.isEmpty()) {
        facts.item("spreads").put("fault", "hard", path);
      }
      // the chart says that it is strict where the user does not
      boolean strict = otherwise.isEmpty() || otherwise.equals(STRICT);
      boolean repeated =
          Placeholder.in(key).isEmpty() && !seen.add(key + " " + (strict ? STRICT : otherwise));
      Optional<String> fault =
          isBelowOne(at + ".maxSkew")
              ? Optional.of("skew")
              : isBelowOne(at + ".minDomains")
                  ? Optional.of("domains")
                  : !strict && chosen.has(at + ".minDomains")
                      ? Optional.of("needless-domains")
                      : repeated ? Optional.of("repeated") : Optional.empty();
      fault.ifPresent(what -> facts.item("spreads").put("fault", what, path));
    }
  }

  /** Whether pods have no constraints of their own, so that those of all are theirs; an exporter runs in the pods of something else. */
  private static boolean hasCommonSpreads(Block pod) {
    return pod.items(SPREADS).isEmpty() && !pod.path().endsWith("Exporter");
  }

  /** A null in place of the labels to which the chart adds its own. */
  private void nullLabels(Block block) {
    List<Value> constraints = block.items(SPREADS);
    for (int i = 0; i < constraints.size(); i++) {
      if (constraints.get(i) instanceof MapValue constraint
          && constraint.entries().get("labelSelector") instanceof MapValue selector
          && selector.entries().get("matchLabels") instanceof ScalarValue(Scalar.Null nothing, var origin)) {
        facts.item("spreads").put("fault", "null-labels", block.at(SPREADS).index(i).key("labelSelector").key("matchLabels"));
      }
    }
  }

  private boolean isBelowOne(String path) {
    return chosen.number(path).filter(number -> number < 1).isPresent();
  }

  private void selectors(Block block) {
    block
        .entries("nodeSelector")
        .forEach(
            (key, value) -> {
              String text = value.text().orElse("");
              boolean keyed = Placeholder.in(key).isPresent() || LabelForm.isKey(key);
              if (!keyed || !LabelForm.isValue(text)) {
                ValuePath path = block.at("nodeSelector").key(key);
                Facts item = facts.item("selectors");
                item.put("key", key, path);
                item.put("value", text, path);
              }
            });
  }

  private void platforms(Block block) {
    block.entries("nodeSelector").forEach((key, value) -> platform(key, value, block.at("nodeSelector").key(key)));
    Block required = block.block("affinity").block("nodeAffinity").block("requiredDuringSchedulingIgnoredDuringExecution");
    List<Value> terms = required.items("nodeSelectorTerms");
    for (int i = 0; i < terms.size(); i++) {
      ValuePath path = required.at("nodeSelectorTerms").index(i).key("matchExpressions");
      List<Value> expressions = items(terms.get(i), "matchExpressions");
      for (int k = 0; k < expressions.size(); k++) {
        List<Value> values = items(expressions.get(k), "values");
        if (expressions.get(k).text("operator").equals("In") && values.size() == 1) {
          platform(expressions.get(k).text("key"), values.getFirst(), path.index(k).key("values").index(0));
        }
      }
    }
  }

  private static List<Value> items(Value value, String key) {
    return value instanceof MapValue map && map.entries().get(key) instanceof ListValue list ? list.items() : List.of();
  }

  private void platform(String key, Value value, ValuePath path) {
    String name = key.substring(key.indexOf('/') + 1);
    boolean known = key.equals("kubernetes.io/" + name) || key.equals("beta.kubernetes.io/" + name);
    String text = value.text().orElse("");
    String meant = !known ? "" : name.equals("arch") ? architecture(text) : name.equals("os") ? system(text) : "";
    if (!meant.isEmpty() && !meant.equals(text)) {
      Facts item = facts.item("platforms");
      item.put("key", key, path);
      item.put("value", text, path);
      item.put("meant", meant, path);
    }
    if (known && name.equals("os") && OTHER_SYSTEMS.contains(text.toLowerCase(Locale.ROOT))) {
      Facts item = facts.item("systems");
      item.put("key", key, path);
      item.put("value", text, path);
    }
  }

  /** What Go, and so the kubelet, calls an architecture; empty if none is meant for certain. */
  private static String architecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "x86_64", "x86-64", "x64", "amd64", "amd-64", "amd_64", "intel64" -> "amd64";
      case "aarch64", "armv8", "arm64", "arm-64", "arm_64" -> "arm64";
      case "armhf", "armv7", "armv7l" -> "arm";
      default -> "";
    };
  }

  private static String system(String name) {
    return name.equalsIgnoreCase("linux") ? "linux" : "";
  }
}
