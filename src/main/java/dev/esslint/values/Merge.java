package dev.esslint.values;

import dev.esslint.text.Span;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Conflict.Kind;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges layers as Helm does. Among the values files, mappings are merged deeply and everything else is replaced, a
 * {@code null} like any other value (Helm's {@code MergeMaps}); then the assignments of the arguments are made. The
 * result goes over the defaults in the same way as files, but there a {@code null} of the user takes the key away; where
 * the chart has no such key the {@code null} stays (Helm's {@code CoalesceValues}).
 */
final class Merge {
  private final List<Conflict> conflicts = new ArrayList<>();

  /** Where layers did not agree so far. */
  List<Conflict> conflicts() {
    return List.copyOf(conflicts);
  }

  void tell(Conflict conflict) {
    conflicts.add(conflict);
  }

  /** The layers of the user, the last one strongest, as one tree. All roots are mappings or null. */
  MapValue written(List<? extends Layer> layers) {
    MapValue merged = null;
    Set<Object> own = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Layer layer : layers) {
      if (layer instanceof Layer.File file) {
        merged = withFile(file, merged);
      } else if (layer instanceof Layer.Argument argument) {
        merged = new Assignments(argument, this, own).applyTo(merged == null ? empty(layer) : merged);
      }
    }
    return merged != null ? merged : empty(layers.getLast());
  }

  private @Nullable MapValue withFile(Layer.File file, @Nullable MapValue merged) {
    Value next = Value.of(file, file.document().root(), UnaryOperator.identity());
    if (next instanceof MapValue map) {
      return merged == null ? map : over(map, merged, ValuePath.ROOT);
    }
    return merged;
  }

  /** What the user wrote over the defaults. */
  MapValue resolved(MapValue written, Layer.Defaults defaults) {
    return defaults.root() instanceof MapNode
        ? overDefaults(written, (MapValue) defaults.values(), ValuePath.ROOT)
        : written;
  }

  private static MapValue empty(Layer layer) {
    return new MapValue(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new Origin(layer, Span.NONE, new Span(0, 0), null));
  }

  MapValue over(MapValue upper, MapValue lower, ValuePath path) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>(lower.entries());
    upper
        .entries()
        .forEach(
            (key, value) -> {
              Value old = entries.get(key);
              entries.put(key, old == null ? value : over(value, old, path.key(key)));
            });
    return new MapValue(entries, new LinkedHashMap<>(), upper.origin().over(lower.origin()));
  }

  private Value over(Value upper, Value lower, ValuePath path) {
    return upper instanceof MapValue a && lower instanceof MapValue b
        ? over(a, b, path)
        : replaced(upper, lower, path);
  }

  /** A value that takes the place of another one. */
  Value replaced(Value upper, Value lower, ValuePath path) {
    boolean overMapping = lower instanceof MapValue map && !map.entries().isEmpty();
    if (overMapping && !(upper instanceof MapValue) && !isNull(upper)) {
      tell(new Conflict(Kind.OVER_MAPPING, path, upper.origin(), lower.origin()));
    } else if (upper instanceof MapValue && !(lower instanceof MapValue) && !isNull(lower)) {
      tell(new Conflict(Kind.OVER_OTHER, path, upper.origin(), lower.origin()));
    }
    return at(upper, upper.origin().over(lower.origin()));
  }

  /** Below the top Helm leaves a null where the default is null itself. */
  private MapValue overDefaults(MapValue written, MapValue defaults, ValuePath path) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    SequencedMap<String, Origin> deleted = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : written.entries().entrySet()) {
      String key = entry.getKey();
      Value own = entry.getValue();
      Value preset = defaults.entries().get(key);
      if (preset == null) {
        entries.put(key, own);
      } else if (isNull(own) && (path.isRoot() || !isNull(preset))) {
        deleted.put(key, own.origin().over(preset.origin()));
      } else if (own instanceof MapValue a && preset instanceof MapValue b) {
        entries.put(key, overDefaults(a, b, path.key(key)));
      } else {
        entries.put(key, replaced(own, preset, path.key(key)));
      }
    }
    for (Map.Entry<String, Value> preset : defaults.entries().entrySet()) {
      if (!written.entries().containsKey(preset.getKey())) {
        entries.put(preset.getKey(), preset.getValue());
      }
    }
    return new MapValue(entries, deleted, written.origin().over(defaults.origin()));
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue(Scalar.Null ignored, Origin origin);
  }

  /** The value with another origin. */
  static Value at(Value value, Origin origin) {
    return switch (value) {
      case MapValue(var entries, var deleted, var old) -> new MapValue(entries, deleted, origin);
      case ListValue(var items, var old) -> new ListValue(items, origin);
      case ScalarValue(var scalar, var old) -> new ScalarValue(scalar, origin);
    };
  }
}
