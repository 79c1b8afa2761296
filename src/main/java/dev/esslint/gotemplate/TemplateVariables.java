package dev.esslint.gotemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables that a text may use at a place. */
final class TemplateVariables {
  private final List<String> names = new ArrayList<>(List.of("$"));
  private final Map<String, Integer> counts = new HashMap<>(Map.of("$", 1));

  void declare(String name) {
    names.add(name);
    counts.merge(name, 1, Integer::sum);
  }

  boolean has(String name) {
    return counts.getOrDefault(name, 0) > 0;
  }

  int size() {
    return names.size();
  }

  void cut(int size) {
    while (names.size() > size) {
      counts.merge(names.removeLast(), -1, Integer::sum);
    }
  }
}
