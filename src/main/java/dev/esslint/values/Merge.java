package dev.esslint.values;

import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Scalar;
import dev.esslint.source.Span;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges layers as Helm does. Among the layers of the user, mappings are merged deeply and everything else is
 * replaced, a {@code null} like any other value (Helm's {@code MergeMaps}). The result goes over the defaults in the
 * same way, but there a {@code null} of the user takes the key away; where the chart has no such key the
 * {@code null} stays (Helm's {@code CoalesceValues}).
 */
final class Merge {
  private Merge() {}

  /** The layers of the user, the last one strongest, as one tree. All roots are mappings or null. */
  static MapValue written(List<? extends Layer> layers) {
    MapValue merged = null;
    for (Layer layer : layers) {
      Value next = Value.of(layer, layer.root(), UnaryOperator.identity());
      if (next instanceof MapValue map) {
        merged = merged == null ? map : over(map, merged);
      }
    }
    return merged != null ? merged : empty(layers.getLast());
  }

  /** What the user wrote over the defaults. */
  static MapValue resolved(MapValue written, Layer.Defaults defaults) {
    return defaults.root() instanceof MapNode
        ? overDefaults(
            written,
            (MapValue) Value.of(defaults, defaults.root(), UnaryOperator.identity()),
            true)
        : written;
  }

  private static MapValue empty(Layer layer) {
    return new MapValue(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new Origin(layer, Span.NONE, layer.root().span(), null));
  }

  private static MapValue over(MapValue upper, MapValue lower) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>(lower.entries());
    upper.entries().forEach((key, value) -> entries.put(key, over(value, entries.get(key))));
    return new MapValue(entries, new LinkedHashMap<>(), overriding(upper, lower));
  }

  private static Value over(Value upper, @Nullable Value lower) {
    if (lower == null) {
      return upper;
    }
    return upper instanceof MapValue a && lower instanceof MapValue b
        ? over(a, b)
        : withOverridden(upper, lower);
  }

  /** Below the top Helm leaves a null where the default is null itself. */
  private static MapValue overDefaults(MapValue written, MapValue defaults, boolean top) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    SequencedMap<String, Origin> deleted = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : written.entries().entrySet()) {
      String key = entry.getKey();
      Value own = entry.getValue();
      Value preset = defaults.entries().get(key);
      if (preset == null) {
        entries.put(key, own);
      } else if (isNull(own) && (top || !isNull(preset))) {
        deleted.put(key, overriding(own, preset));
      } else if (own instanceof MapValue a && preset instanceof MapValue b) {
        entries.put(key, overDefaults(a, b, false));
      } else {
        entries.put(key, withOverridden(own, preset));
      }
    }
    for (Map.Entry<String, Value> preset : defaults.entries().entrySet()) {
      if (!written.entries().containsKey(preset.getKey())) {
        entries.put(preset.getKey(), preset.getValue());
      }
    }
    return new MapValue(entries, deleted, overriding(written, defaults));
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue(Scalar.Null ignored, Origin origin);
  }

  private static Value withOverridden(Value upper, Value lower) {
    Origin origin = overriding(upper, lower);
    return switch (upper) {
      case MapValue(var entries, var deleted, var old) -> new MapValue(entries, deleted, origin);
      case ListValue(var items, var old) -> new ListValue(items, origin);
      case ScalarValue(var scalar, var old) -> new ScalarValue(scalar, origin);
    };
  }

  private static Origin overriding(Value upper, Value lower) {
    Origin own = upper.origin();
    Origin below = own.overridden();
    return new Origin(
        own.layer(), own.key(), own.value(), below == null ? lower.origin() : append(below, lower));
  }

  private static Origin append(Origin chain, Value lower) {
    Origin below = chain.overridden();
    return new Origin(
        chain.layer(),
        chain.key(),
        chain.value(),
        below == null ? lower.origin() : append(below, lower));
  }
}
