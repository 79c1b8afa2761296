package dev.esslint.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which defaults of a chart its templates cannot do without, so that Helm stops at a null over one of them. */
final class Nulls {
  private static final int GROUP = 8;
  private static final int DIVISIONS = 3;

  private final Map<?, ?> defaults;
  private final MeasuredChart chart;
  private final Map<String, @Nullable Object> base;
  private int calls;

  /**
   * @param base values under which all parts of the chart are in use
   */
  Nulls(Map<?, ?> defaults, MeasuredChart chart, Map<String, @Nullable Object> base) {
    this.defaults = defaults;
    this.chart = chart;
    this.base = base;
  }

  int calls() {
    return calls;
  }

  /** The paths of the defaults at which Helm stops. */
  Set<String> found(Set<String> expected) throws IOException {
    if (stops(List.of())) {
      throw new IOException("the values under which nulls are tried are refused themselves");
    }
    List<String> leaves = new ArrayList<>();
    List<String> mappings = new ArrayList<>();
    collect("", defaults, leaves, mappings);
    Set<String> found = new TreeSet<>();
    List<String> likely = new ArrayList<>(mappings);
    List<String> unlikely = new ArrayList<>();
    for (String path : leaves) {
      (expected.contains(path) ? likely : unlikely).add(path);
    }
    for (String path : likely) {
      if (stops(List.of(path))) {
        found.add(path);
      }
    }
    // a null may switch off what needs another value of its group, but hardly in each of several divisions
    Random random = new Random(leaves.size());
    for (int division = 0; division < DIVISIONS; division++) {
      unlikely.removeAll(found);
      Collections.shuffle(unlikely, random);
      for (int from = 0; from < unlikely.size(); from += GROUP) {
        search(unlikely.subList(from, Math.min(from + GROUP, unlikely.size())), found);
      }
    }
    return found;
  }

  private void search(List<String> paths, Set<String> found) throws IOException {
    if (paths.isEmpty() || !stops(paths)) {
      return;
    }
    if (paths.size() == 1) {
      found.addAll(paths);
      return;
    }
    int half = paths.size() / 2;
    search(paths.subList(0, half), found);
    search(paths.subList(half, paths.size()), found);
  }

  private boolean stops(List<String> paths) throws IOException {
    calls++;
    Map<String, @Nullable Object> values = copy(base);
    for (String path : paths) {
      Trees.put(values, List.of(path.split("\\.", -1)), null);
    }
    Optional<String> refusal = chart.refusal(values);
    return refusal.isPresent();
  }

  static Map<String, @Nullable Object> copy(Map<?, ?> tree) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (key, value) ->
            copy.put(key.toString(), value instanceof Map<?, ?> map ? copy(map) : value));
    return copy;
  }

  /** Switches are left out: without one its part is off. */
  private static void collect(
      String prefix, Map<?, ?> map, List<String> leaves, List<String> mappings) {
    map.forEach(
        (key, value) -> {
          String path = prefix + key;
          if (value instanceof Map<?, ?> below && !below.isEmpty()) {
            if (!prefix.endsWith(Sampler.CROWD.substring(1) + ".")) {
              mappings.add(path);
              collect(path + ".", below, leaves, mappings);
            }
          } else if (!path.endsWith("nabled")) {
            leaves.add(path);
          }
        });
  }

  /** Collects the defaults that can be taken away, of the workers, which are all alike, those of one; without a switch its part is off. */
  static void collectAll(String prefix, Map<?, ?> map, Collection<String> paths) {
    map.forEach(
        (key, value) -> {
          String path = prefix + key;
          boolean worker = prefix.startsWith("synapse.workers.") && !prefix.startsWith("synapse.workers.client-reader.");
          if (!worker && !path.endsWith("nabled")) {
            paths.add(path);
          }
          if (value instanceof Map<?, ?> below && !worker) {
            collectAll(path + ".", below, paths);
          }
        });
  }
}
