package dev.esslint.schema;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Values to be pasted, as YAML from the top level. */
final class PastedYaml {
  /** What is longer is not to be read in a report. */
  private static final int MOST_LINES = 24;

  private final MapValue top;

  PastedYaml(Origin origin) {
    top = new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
  }

  /** What to do and the value as it has to be: from the top level, but for an item of a list, whose neighbours stay. */
  static String remedy(String what, ValuePath path, Scalar scalar, Value value) {
    ScalarValue meant = new ScalarValue(scalar, value.origin());
    if (path.steps().stream().allMatch(Key.class::isInstance)) {
      PastedYaml patch = new PastedYaml(value.origin());
      patch.put(path, meant);
      return what + ":\n\n" + patch.markdown();
    }
    return what + ": " + Phrases.code(Phrases.key(path) + " " + YamlText.of(meant).strip()) + ".";
  }

  /** Adds a value, in place of what there is at its path; a mapping is put together with one that is there. */
  void put(ValuePath path, Value value) {
    if (value instanceof MapValue map && at(path) instanceof MapValue) {
      map.entries().forEach((key, child) -> put(path.key(key), child));
      return;
    }
    SequencedMap<String, Value> entries = top.entries();
    for (int i = 0; i < path.steps().size(); i++) {
      String key = ((Key) path.steps().get(i)).name();
      if (i == path.steps().size() - 1) {
        entries.put(key, own(value));
      } else {
        if (!(entries.get(key) instanceof MapValue)) {
          entries.put(
              key, new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), value.origin()));
        }
        entries = ((MapValue) entries.get(key)).entries();
      }
    }
  }

  /** A mapping that more may be put into. */
  private static Value own(Value value) {
    if (!(value instanceof MapValue(var entries, var deleted, var origin))) {
      return value;
    }
    SequencedMap<String, Value> own = new LinkedHashMap<>();
    entries.forEach((key, child) -> own.put(key, own(child)));
    return new MapValue(own, deleted, origin);
  }

  private @Nullable Value at(ValuePath path) {
    return ResolvedValues.below(top, path).orElse(null);
  }

  boolean isShort() {
    return YamlText.of(top).lines().count() <= MOST_LINES;
  }

  /** A block of YAML in Markdown. */
  String markdown() {
    return "```yaml\n" + YamlText.of(top) + "```";
  }

  /** A scalar as the table of known mistakes has it. */
  static Value scalar(String text, Origin origin) {
    return new ScalarValue(
        switch (text) {
          case "true" -> Scalar.TRUE;
          case "false" -> Scalar.FALSE;
          default -> new Scalar.Str(text);
        },
        origin);
  }
}
