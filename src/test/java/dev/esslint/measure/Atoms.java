package dev.esslint.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a condition can be about: {@code on PATH}, a switch that is on; {@code given PATH}, something that a template takes
 * for true; {@code is PATH=TEXT}. Of the parts that are all alike, {@code *} is the one that has texts, and {@code any} is
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
    return atoms.atoms;
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
                if (below instanceof Map<?, ?> part && part.get("enabled") == Boolean.TRUE) {
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
