package dev.esslint.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a condition can be about: {@code on PATH}, a switch that is on; {@code given PATH}, something that a template takes
 * for true; {@code is PATH=TEXT}; {@code part NAME}, a server that the chart
 * brings itself. Of the parts that are all alike, {@code *} is the one that has texts, and {@code any} is
 * for one of them being on.
 */
final class Atoms {
  private final Set<String> atoms = new TreeSet<>();
  private final Set<String> choices;

  private Atoms(Set<String> choices) {
    this.choices = choices;
  }

  /**
   * The atoms that hold.
   *
   * @param values over the defaults
   * @param choices the paths of texts that are one of a few
   */
  static Set<String> of(Map<?, ?> values, Set<String> choices, String one) {
    Atoms atoms = new Atoms(choices);
    atoms.visit("", values, one);
    atoms.parts(values.containsKey("redis") ? "redis" : "synapse.redis");
    return atoms.atoms;
  }

  /** The servers that the chart brings for parts that have none of their own. */
  private void parts(String redis) {
    boolean synapse = atoms.contains("on synapse.enabled");
    boolean mas = atoms.contains("on matrixAuthenticationService.enabled");
    if (atoms.contains("on postgres.enabled")
        && ((synapse && !atoms.contains("given synapse.postgres"))
            || (mas && !atoms.contains("given matrixAuthenticationService.postgres")))) {
      atoms.add("part postgres");
    }
    boolean elsewhere = !redis.startsWith("synapse.") && atoms.contains("given synapse.redis");
    if ((synapse && atoms.contains("on synapse.workers.any.enabled") && !elsewhere)
        || (atoms.contains("on hookshot.enabled") && !atoms.contains("given hookshot.redis"))) {
      atoms.add("part " + redis);
    }
    if (synapse || atoms.contains("on wellKnownDelegation.enabled")) {
      atoms.add("part haproxy");
    }
  }

  private void visit(String path, @Nullable Object value, String one) {
    switch (value) {
      case Map<?, ?> map -> {
        if (!map.isEmpty() && !path.isEmpty()) {
          atoms.add("given " + path);
        }
        map.forEach(
            (key, below) -> {
              String name = key.toString();
              if (path.endsWith(Sampler.CROWD)) {
                if (below instanceof Map<?, ?> part && Boolean.TRUE.equals(part.get("enabled"))) {
                  atoms.add("on " + path + ".any.enabled");
                }
                if (name.equals(one)) {
                  visit(path + ".*", below, one);
                }
              } else {
                String step = Probe.isText(name) ? "*" : name;
                visit(path.isEmpty() ? step : path + "." + step, below, one);
              }
            });
      }
      case List<?> list -> {
        if (!list.isEmpty()) {
          atoms.add("given " + path);
          if (list.getFirst() instanceof Map<?, ?>) {
            visit(path + ".[]", list.getFirst(), one);
          }
        }
      }
      case Boolean flag -> {
        if (flag) {
          atoms.add("on " + path);
        }
      }
      case String text -> {
        if (!text.isEmpty()) {
          atoms.add("given " + path);
        }
        if (choices.contains(path)) {
          atoms.add("is " + path + "=" + text);
        }
      }
      case null, default -> {}
    }
  }
}
