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

/**
 * What the newest known release of the chart has by default; asked only where it decides what is worth a word.
 *
 * @param charts the releases that are known
 * @param newest the newest of them
 */
public record ChartDefaults(Charts charts, Chart newest) {

  /** The defaults of the newest of some releases. */
  public static ChartDefaults of(Charts charts) {
    return new ChartDefaults(charts, charts.loadNewest());
  }

  /** Whether there is a default at a path. */
  public boolean has(List<String> path) {
    Node node = Trees.at(newest.defaults(), path);
    return node != null && !node.isNull();
  }

  /** Whether the chart takes a number or a boolean at a path, and no text. */
  public boolean refusesText(ValuePath path) {
    List<String> types = Types.of(newest, path);
    return !types.isEmpty() && !types.contains("string");
  }

  /** The keys at the top. */
  public Set<String> keys() {
    return newest.schema() instanceof MapNode schema
            && schema.get("properties") instanceof MapNode properties
        ? properties.entries().keySet()
        : Set.of();
  }

  /** Whether the chart has a key at its top, or had it in some release. */
  public boolean hasOrHad(String key) {
    return keys().contains(key) || !charts.runs(ValuePath.ROOT.key(key)).isEmpty();
  }

  /** Whether a key with dots in it is no key of the chart, but its parts lead to a value. */
  public boolean isDottedPath(String key) {
    int dot = key.indexOf('.');
    return dot > 0 && !keys().contains(key) && has(Arrays.asList(key.split("\\.", -1)).subList(0, 1))
        && startsKnown(Arrays.asList(key.split("\\.", -1)));
  }

  /** All but the last key lead to a mapping that the chart has. */
  private boolean startsKnown(List<String> path) {
    return Trees.at(newest.defaults(), path.subList(0, path.size() - 1)) instanceof MapNode;
  }
}
