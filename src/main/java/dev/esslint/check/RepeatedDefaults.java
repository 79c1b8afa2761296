package dev.esslint.check;

import dev.esslint.chart.Chart;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Locator;
import dev.esslint.finding.NamedPlace;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.finding.Repair;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the user wrote and the chart has by default all the same. */
public final class RepeatedDefaults {
  /** The name of this check in rules. */
  public static final BuiltInCheck CHECK = BuiltInCheck.VALUES_REPEATED_DEFAULT;

  private final ResolvedValues values;
  private final Bounded<Detection> detections = new Bounded<>();

  private RepeatedDefaults(ResolvedValues values) {
    this.values = values;
  }

  /**
   * A detection for each value that repeats a default; of a mapping that does so as a whole only one.
   *
   * @param chart whose defaults the values are over
   */
  public static Bounded<Detection> detections(ResolvedValues values, Chart chart) {
    RepeatedDefaults search = new RepeatedDefaults(values);
    search.below(ValuePath.ROOT, values.root(), chart.defaults()).forEach(search::report);
    return search.detections;
  }

  /** The paths of what repeats a default: that of the value itself if all of it does. */
  private List<ValuePath> repeated(ValuePath path, Value value, Node preset) {
    Origin lower = value.origin().overridden();
    boolean overDefault = lower != null && lower.layer() instanceof Layer.Defaults;
    if (value instanceof MapValue map && preset instanceof MapNode defaults) {
      List<ValuePath> below = below(path, map, defaults);
      Set<ValuePath> same = Set.copyOf(below);
      boolean whole =
          overDefault
              && map.deleted().isEmpty()
              && map.entries().entrySet().stream()
                  .filter(entry -> entry.getValue().origin().isWritten())
                  .allMatch(entry -> same.contains(path.key(entry.getKey())));
      return whole ? List.of(path) : below;
    }
    return overDefault && isSame(value, preset) ? List.of(path) : List.of();
  }

  private List<ValuePath> below(ValuePath path, MapValue map, Node defaults) {
    List<ValuePath> found = new ArrayList<>();
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      Node preset = defaults instanceof MapNode node ? node.get(entry.getKey()) : null;
      if (entry.getValue().origin().isWritten() && preset != null) {
        found.addAll(repeated(path.key(entry.getKey()), entry.getValue(), preset));
      }
    }
    return found;
  }

  private static boolean isSame(Value value, @Nullable Node preset) {
    return switch (value) {
      case ScalarValue scalar ->
          preset instanceof ScalarNode node && node.value().equals(scalar.scalar());
      case ListValue list ->
          preset instanceof ListNode node
              && node.items().size() == list.items().size()
              && areSame(list.items(), node.items());
      case MapValue map ->
          preset instanceof MapNode node
              && node.entries().size() == map.entries().size()
              && map.entries().entrySet().stream()
                  .allMatch(entry -> isSame(entry.getValue(), node.get(entry.getKey())));
    };
  }

  private static boolean areSame(List<Value> values, List<Node> presets) {
    for (int i = 0; i < values.size(); i++) {
      if (!isSame(values.get(i), presets.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void report(ValuePath path) {
    Value value = values.at(path).orElseThrow();
    Location place = new Locator(values).locate(new NamedPlace(path, Part.KEY, ""));
    detections.add(
        CHECK.label(),
        place.source(),
        () ->
            new Detection(
                CHECK,
                (value instanceof MapValue ? "Everything in `" : "`")
                    + path
                    + "` is the same as the chart's default.",
                place,
                List.of(),
                List.of(),
                "")
                .mendedBy(Repair.safe(new Fix.Remove(path))));
  }
}
