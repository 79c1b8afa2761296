package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.net.Quantity;
import dev.esslint.text.Regex;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API server refuses in the parts of pods that the chart passes on as they are, and that no schema knows: its own checks of
 * security contexts, affinities, variables and resources.
 */
public final class RefusedFacts {
  private static final Set<String> WITH_VALUES = Set.of("In", "NotIn");
  private static final Set<String> WITHOUT_VALUES = Set.of("Exists", "DoesNotExist");
  private static final Set<String> WITH_NUMBER = Set.of("Gt", "Lt");
  private static final double HIGHEST_ID = 2147483647;
  private static final Regex NUMBER = new Regex("-?[0-9]{1,18}");

  private final Facts facts;

  private RefusedFacts(Facts facts) {
    this.facts = facts;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        refused[]: a part of a pod that the API server refuses
          fault: why
        """);
  }

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   * @param top the values that are for all of them
   */
  public static void state(List<Block> running, Block top, Facts facts) {
    RefusedFacts state = new RefusedFacts(facts);
    state.affinity(top);
    for (Block pod : running) {
      state.affinity(pod);
      state.pod(pod.block("podSecurityContext"));
      state.container(pod.block("containersSecurityContext"));
      variables(pod.items("extraEnv"), pod.at("extraEnv"), state::refused);
      if (pod.isWritten("resources") && pod.value("resources") instanceof MapValue resources) {
        resources(resources, pod.at("resources"), false, state::refused);
      }
      new ExtraForms(state::refused, pod).state();
    }
  }

  private void refused(String fault, ValuePath place) {
    facts.item("refused").put("fault", fault, place);
  }

  private void pod(Block context) {
    for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
      if (context.number(id).filter(number -> number < 0 || number > HIGHEST_ID).isPresent()) {
        refused("id", context.at(id));
      }
    }
    String policy = context.known("fsGroupChangePolicy").orElse("");
    if (!policy.isEmpty() && !Set.of("Always", "OnRootMismatch").contains(policy)) {
      refused("change-policy", context.at("fsGroupChangePolicy"));
    }
    Block profile = context.block("seccompProfile");
    String type = profile.known("type").orElse("");
    boolean local = profile.text("localhostProfile").isPresent();
    if (type.equals("Localhost") && !local) {
      refused("no-profile", profile.at("type"));
    } else if (local && Set.of("RuntimeDefault", "Unconfined").contains(type)) {
      refused("needless-profile", profile.at("localhostProfile"));
    }
  }

  private void container(Block context) {
    if (context.on("privileged") && context.has("allowPrivilegeEscalation") && !context.on("allowPrivilegeEscalation")) {
      refused("privileged", context.at("privileged"));
    }
  }

  /** The variables of a container. */
  static void variables(List<Value> variables, ValuePath path, Refusal refusal) {
    for (int i = 0; i < variables.size(); i++) {
      String name = variables.get(i).text("name");
      if (name.contains("=") && Placeholder.in(name).isEmpty()) {
        refusal.told("variable", path.index(i).key("name"));
      }
    }
  }

  /**
   * The requests and limits of a container.
   *
   * @param formed whether what is no quantity is told, too: of the chart's own containers, the schema says so
   */
  static void resources(MapValue resources, ValuePath path, boolean formed, Refusal refusal) {
    for (String part : List.of("requests", "limits")) {
      if (resources.entries().get(part) instanceof MapValue quantities) {
        for (Map.Entry<String, Value> entry : quantities.entries().entrySet()) {
          String text = entry.getValue().text().orElse("");
          boolean known = !text.isEmpty() && Placeholder.in(text).isEmpty();
          ValuePath place = path.key(part).key(entry.getKey());
          if (formed && part.equals("requests") && isAbove(text, resources, entry.getKey())) {
            refusal.told("above-limit", place);
          }
          if (known && formed && Quantity.parse(text).isEmpty()) {
            refusal.told("quantity", place);
          } else if (known && Quantity.parse(text).filter(quantity -> quantity.compareTo(Quantity.of(0)) < 0).isPresent()) {
            refusal.told("negative", place);
          } else if (known && isWhole(entry.getKey()) && Quantity.parse(text).filter(Quantity::isWhole).isEmpty()) {
            refusal.told("fraction", place);
          }
        }
      }
    }
  }

  /** Whether a resource is a device or such, of which there are only whole ones. */
  private static boolean isWhole(String resource) {
    return resource.contains("/") && !resource.contains("kubernetes.io/") && Placeholder.in(resource).isEmpty();
  }

  private static boolean isAbove(String request, MapValue resources, String name) {
    Value limits = resources.entries().get("limits");
    Optional<Quantity> limit = limits == null ? Optional.empty() : Quantity.parse(limits.text(name));
    return limit.isPresent() && Quantity.parse(request).filter(asked -> asked.compareTo(limit.get()) > 0).isPresent();
  }

  /** Says that something is refused. */
  @FunctionalInterface
  interface Refusal {
    void told(String fault, ValuePath place);
  }

  private void affinity(Block block) {
    if (block.isWritten("affinity") && block.value("affinity") instanceof MapValue affinity) {
      expressions(affinity, block.at("affinity"));
    }
  }

  /** All expressions that select by labels or fields, wherever they are. */
  private void expressions(@Nullable Value value, ValuePath path) {
    switch (value) {
      case MapValue map ->
          map.entries()
              .forEach(
                  (key, below) -> {
                    ValuePath place = path.key(key);
                    if (below instanceof ListValue list && Set.of("matchExpressions", "matchFields").contains(key)) {
                      for (int i = 0; i < list.items().size(); i++) {
                        expression(list.items().get(i), place.index(i));
                      }
                    } else {
                      expressions(below, place);
                    }
                  });
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          expressions(list.items().get(i), path.index(i));
        }
      }
      case null, default -> {}
    }
  }

  private void expression(Value expression, ValuePath path) {
    String operator = expression.text("operator");
    List<Value> values =
        expression instanceof MapValue map && map.entries().get("values") instanceof ListValue list ? list.items() : List.of();
    boolean single = values.size() == 1 && isNumber(values.getFirst().text().orElse(""));
    if (WITH_VALUES.contains(operator) && values.isEmpty()) {
      refused("no-values", path);
    } else if (WITHOUT_VALUES.contains(operator) && !values.isEmpty()) {
      refused("needless-values", path.key("values"));
    } else if (WITH_NUMBER.contains(operator) && !single) {
      refused("no-number", path);
    }
  }

  private static boolean isNumber(String text) {
    return NUMBER.fits(text) || Placeholder.in(text).isPresent();
  }
}
