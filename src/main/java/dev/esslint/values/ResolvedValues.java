package dev.esslint.values;

import dev.esslint.text.Span;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.List;
import java.util.Optional;

/**
 * The values that a deployment runs with.
 *
 * @param layers what the user gave, the last one strongest; at least one
 * @param written the layers of the user merged, without the chart
 * @param root {@code written} over the defaults of the chart
 * @param conflicts where the layers do not agree on what a value is
 * @param installation what Helm calls the deployment
 */
public record ResolvedValues(
    List<Layer> layers,
    MapValue written,
    MapValue root,
    List<Conflict> conflicts,
    Installation installation) {

  /**
   * Merges layers as Helm does, where nothing is stated about what it calls the deployment.
   *
   * @param layers at least one: files whose root is a mapping or null, then arguments in the order of their kinds
   */
  public static ResolvedValues of(List<Layer> layers, Layer.Defaults defaults) {
    return of(layers, defaults, Installation.UNSTATED);
  }

  /**
   * Merges layers as Helm does.
   *
   * @param layers at least one: files whose root is a mapping or null, then arguments in the order of their kinds
   */
  public static ResolvedValues of(
      List<Layer> layers, Layer.Defaults defaults, Installation installation) {
    Merge merge = new Merge();
    MapValue written = merge.written(layers);
    MapValue root = merge.resolved(written, defaults);
    return new ResolvedValues(List.copyOf(layers), written, root, merge.conflicts(), installation);
  }

  /** The same layers if the user had written something else in them. */
  public ResolvedValues rewritten(MapValue other, Layer.Defaults defaults) {
    return with(other, new Merge().resolved(other, defaults));
  }

  /** The same with another tree. */
  public ResolvedValues with(MapValue otherRoot) {
    return with(written, otherRoot);
  }

  private ResolvedValues with(MapValue otherWritten, MapValue otherRoot) {
    return new ResolvedValues(layers, otherWritten, otherRoot, conflicts, installation);
  }

  /** The value at a path; empty where there is none. */
  public Optional<Value> at(ValuePath path) {
    return below(root, path);
  }

  /** The value at a path as {@link ValuePath#parse} reads it; of one that has keys only, without making the path. */
  public Optional<Value> at(String path) {
    return below(root, path);
  }

  private static Optional<Value> below(Value top, String path) {
    if (path.indexOf('[') >= 0) {
      return below(top, ValuePath.parse(path));
    }
    Value value = top;
    for (int start = 0; start < path.length(); ) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      Value next = value instanceof MapValue map ? map.entries().get(path.substring(start, end)) : null;
      if (next == null) {
        return Optional.empty();
      }
      value = next;
      start = end + 1;
    }
    return Optional.of(value);
  }

  /** What the user wrote at a path, whether or not it overrides a default. */
  public Optional<Value> writtenAt(ValuePath path) {
    return below(written, path);
  }

  /** What the user wrote at a path as {@link ValuePath#parse} reads it. */
  public Optional<Value> writtenAt(String path) {
    return below(written, path);
  }

  /** The value at a path below a value; the value itself for {@link ValuePath#ROOT}. */
  public static Optional<Value> below(Value top, ValuePath path) {
    Value value = top;
    List<Step> steps = path.steps();
    for (int i = 0; i < steps.size(); i++) {
      Value next =
          switch (steps.get(i)) {
            case Key(String name) -> value instanceof MapValue map ? map.entries().get(name) : null;
            case Index(int index) ->
                value instanceof ListValue list && index < list.items().size()
                    ? list.items().get(index)
                    : null;
          };
      if (next == null) {
        return Optional.empty();
      }
      value = next;
    }
    return Optional.of(value);
  }

  /**
   * Whether a value overrides another one if both are written in one mapping: the other one is of a layer below, or comes from a
   * mapping that YAML merges into this one.
   *
   * @param around the mapping, with the other one in it
   */
  public boolean overrides(Value over, Value under, Value around) {
    Layer layer = under.origin().layer();
    return layer.equals(over.origin().layer())
        ? layer.equals(around.origin().layer()) && !around.origin().value().contains(under.origin().key().start())
        : layers.indexOf(layer) < layers.indexOf(over.origin().layer());
  }

  /** The place of the null that takes the default at a path away; empty where there is none. */
  public Optional<Origin> deletedAt(ValuePath path) {
    return !path.isRoot()
            && path.last() instanceof Key(String name)
            && at(path.parent()).orElse(null) instanceof MapValue map
        ? Optional.ofNullable(map.deleted().get(name))
        : Optional.empty();
  }

  /**
   * The origin of what the user wrote at a path, or else at the nearest path above it. At the top, where nothing is
   * written, this is the start of the last file, or of the last argument if there is no file.
   */
  public Origin nearestWritten(ValuePath path) {
    Origin nearest = new Origin(lastFile(), Span.NONE, new Span(0, 0), null);
    Value value = written;
    for (Step step : path.steps()) {
      Optional<Value> next = below(value, new ValuePath(List.of(step)));
      if (next.isEmpty()) {
        return nearest;
      }
      value = next.get();
      nearest = value.origin();
    }
    return path.isRoot() ? nearest : value.origin();
  }

  private Layer lastFile() {
    return layers.reversed().stream()
        .filter(Layer.File.class::isInstance)
        .findFirst()
        .orElseGet(layers::getLast);
  }
}
