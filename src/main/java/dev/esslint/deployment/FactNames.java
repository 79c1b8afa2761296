package dev.esslint.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of facts that are lists of mappings. */
final class FactNames {
  private FactNames() {}

  /**
   * All names of some lists.
   *
   * @param prefix what stands before the name of each list
   * @param lists the keys of the items, by the name of the list
   */
  static Set<String> lists(String prefix, Map<String, List<String>> lists) {
    Set<String> names = new HashSet<>();
    lists.forEach(
        (list, keys) -> {
          names.add(prefix + list);
          names.add(prefix + list + "[]");
          keys.forEach(key -> names.add(prefix + list + "[]." + key));
        });
    return Set.copyOf(names);
  }
}
