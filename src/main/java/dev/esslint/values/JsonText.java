package dev.esslint.values;

import dev.esslint.json.JsonString;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Values as indented JSON with sorted keys, as Go writes them. */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The JSON of a value, indented by two blanks, without a line break at the end. */
  public static String of(Value value) {
    JsonText json = new JsonText();
    json.write(value, "\n");
    return json.text.toString();
  }

  private void write(Value value, String indent) {
    switch (value) {
      case MapValue map -> {
        Iterator<Map.Entry<String, Value>> entries =
            new TreeMap<>(map.entries()).entrySet().iterator();
        text.append(entries.hasNext() ? "{" : "{}");
        while (entries.hasNext()) {
          Map.Entry<String, Value> entry = entries.next();
          text.append(indent).append("  ").append(JsonString.quote(entry.getKey())).append(": ");
          write(entry.getValue(), indent + "  ");
          text.append(entries.hasNext() ? "," : indent + "}");
        }
      }
      case ListValue list -> {
        Iterator<Value> items = list.items().iterator();
        text.append(items.hasNext() ? "[" : "[]");
        while (items.hasNext()) {
          text.append(indent).append("  ");
          write(items.next(), indent + "  ");
          text.append(items.hasNext() ? "," : indent + "]");
        }
      }
      case ScalarValue(Scalar.Str(String string), Origin origin) -> text.append(JsonString.quote(string));
      case ScalarValue scalar -> text.append(Scalar.text(scalar.scalar()));
    }
  }
}
