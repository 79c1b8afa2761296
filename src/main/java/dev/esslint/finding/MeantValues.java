package dev.esslint.finding;

import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** What the user wrote, changed to what was meant: each mapping is copied once, however many of its keys are wrong. */
final class MeantValues {
  /** What is taken for a value that cannot be told here, as an encrypted one is. */
  private static final Scalar UNTOLD = new Scalar.Str("ENC[]");

  private final Set<SequencedMap<String, Value>> own = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ResolvedValues values;
  private MapValue written;

  MeantValues(ResolvedValues values) {
    this.values = values;
    this.written = values.written();
  }

  MapValue written() {
    return written;
  }

  void apply(Meant meant) {
    switch (meant) {
      case Meant.Moved(ValuePath from, ValuePath to, Value value) -> {
        if (isOfKeys(from) && isOfKeys(to)) {
          remove(from);
          put(to, value);
        }
      }
      case Meant.Quoted(ValuePath path, Value value) -> {
        if (isOfKeys(path)) {
          remove(path);
          put(path, value);
        }
      }
      case Meant.Dropped(ValuePath path, Value value) -> {
        if (isOfKeys(path)) {
          put(path, value);
        }
      }
      case Meant.Nothing(ValuePath path) -> {
        if (isOfKeys(path)) {
          remove(path);
        }
      }
      case Meant.Given(ValuePath path) -> {
        if (isOfKeys(path) && !(ResolvedValues.below(written, path).orElse(null) instanceof ScalarValue)) {
          remove(path);
          put(path, new ScalarValue(UNTOLD, written.origin()));
        }
      }
    }
  }

  /** Whether it is a value below keys alone; all values, which only an own schema refuses, mean nothing else. */
  private static boolean isOfKeys(ValuePath path) {
    return !path.isRoot() && path.steps().stream().allMatch(Key.class::isInstance);
  }

  private void remove(ValuePath path) {
    written = without(written, path.steps());
  }

  private void put(ValuePath path, Value value) {
    written = with(written, path.steps(), value);
  }

  private MapValue without(MapValue map, List<Step> path) {
    String key = ((Key) path.getFirst()).name();
    MapValue mine = own(map);
    if (path.size() == 1) {
      mine.entries().remove(key);
    } else if (mine.entries().get(key) instanceof MapValue below) {
      mine.entries().put(key, without(below, path.subList(1, path.size())));
    }
    return mine;
  }

  /** A mapping with one more value; what is there already stays unless the value overrides it. */
  private MapValue with(MapValue map, List<Step> path, Value value) {
    String key = ((Key) path.getFirst()).name();
    MapValue mine = own(map);
    if (path.size() == 1) {
      mine.entries().merge(key, value, (there, more) -> merged(mine, there, more));
    } else {
      MapValue around =
          mine.entries().get(key) instanceof MapValue there ? there : empty(value.origin());
      mine.entries().put(key, with(around, path.subList(1, path.size()), value));
    }
    return mine;
  }

  private static MapValue empty(Origin origin) {
    return new MapValue(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new Origin(origin.layer(), origin.key(), Span.NONE, null));
  }

  private Value merged(MapValue around, Value there, Value more) {
    if (!(there instanceof MapValue map && more instanceof MapValue other)) {
      return values.overrides(more, there, around) ? more : there;
    }
    MapValue mine = own(map);
    other.entries().forEach((key, value) -> mine.entries().merge(key, value, (one, two) -> merged(mine, one, two)));
    return mine;
  }

  /** A mapping that may be changed. */
  private MapValue own(MapValue map) {
    if (own.contains(map.entries())) {
      return map;
    }
    SequencedMap<String, Value> entries = new LinkedHashMap<>(map.entries());
    own.add(entries);
    return new MapValue(entries, map.deleted(), map.origin());
  }
}
