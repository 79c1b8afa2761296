package dev.esslint.workspace;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.schema.Types;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the newest known release of the chart has by default; asked only where it decides what is worth a word. */
public final class ChartDefaults {
  private ChartDefaults() {}

  private static final class Newest {
    static final Chart CHART = Charts.load(Charts.newest());
    static final Node ROOT = CHART.defaults();
  }

  /** Whether there is a default at a path. */
  public static boolean has(List<String> path) {
    Node node = Trees.at(Newest.ROOT, path);
    return node != null && !node.isNull();
  }

  /** Whether the chart takes a number or a boolean at a path, and no text. */
  public static boolean refusesText(ValuePath path) {
    List<String> types = Types.of(Newest.CHART, path);
    return !types.isEmpty() && !types.contains("string");
  }

  /** The keys at the top. */
  public static Set<String> keys() {
    return Newest.CHART.schema() instanceof MapNode schema
            && schema.get("properties") instanceof MapNode properties
        ? properties.entries().keySet()
        : Set.of();
  }

  /** Whether a key with dots in it is no key of the chart, but its parts lead to a value. */
  public static boolean isDottedPath(String key) {
    int dot = key.indexOf('.');
    return dot > 0 && !keys().contains(key) && has(Arrays.asList(key.split("\\.", -1)).subList(0, 1))
        && startsKnown(Arrays.asList(key.split("\\.", -1)));
  }

  /** All but the last key lead to a mapping that the chart has. */
  private static boolean startsKnown(List<String> path) {
    return Trees.at(Newest.ROOT, path.subList(0, path.size() - 1)) instanceof MapNode;
  }
}
