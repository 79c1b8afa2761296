package dev.esslint.schema;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Values to be pasted, as YAML from the top level. */
final class PastedYaml {
  /** What is longer is not to be read in a report. */
  private static final int MOST_LINES = 24;

  private final MapValue top;

  PastedYaml(Origin origin) {
    top = new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
  }

  /** Adds a value, in place of what there is at its path. */
  void put(ValuePath path, Value value) {
    SequencedMap<String, Value> entries = top.entries();
    for (int i = 0; i < path.steps().size(); i++) {
      String key = ((Key) path.steps().get(i)).name();
      if (i == path.steps().size() - 1) {
        entries.put(key, value);
      } else {
        if (!(entries.get(key) instanceof MapValue)) {
          entries.put(
              key, new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), value.origin()));
        }
        entries = ((MapValue) entries.get(key)).entries();
      }
    }
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
