package dev.esslint.values;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Values as indented JSON with sorted keys, as Go writes them. */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  /** Whether a zero keeps its sign, as it does in what Go read from JSON. */
  private final boolean signedZero;

  private JsonText(boolean signedZero) {
    this.signedZero = signedZero;
  }

  /** The JSON of a value, indented by two blanks, without a line break at the end. */
  public static String of(Value value) {
    return of(value, false);
  }

  /** The same of a value that was read from JSON: {@code -0} stays what it is. */
  public static String decoded(Value value) {
    return of(value, true);
  }

  private static String of(Value value, boolean signedZero) {
    JsonText json = new JsonText(signedZero);
    json.write(value, "\n");
    return json.text.toString();
  }

  /** A string in quotes. */
  public static String quote(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c) || (Character.isSurrogate(c) && !paired(string, i))) {
            quoted.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean paired(String string, int i) {
    char c = string.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(string.charAt(i - 1));
  }

  private void write(Value value, String indent) {
    switch (value) {
      case MapValue map -> {
        Iterator<Map.Entry<String, Value>> entries =
            new TreeMap<>(map.entries()).entrySet().iterator();
        text.append(entries.hasNext() ? "{" : "{}");
        while (entries.hasNext()) {
          Map.Entry<String, Value> entry = entries.next();
          text.append(indent).append("  ").append(quote(entry.getKey())).append(": ");
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
      case ScalarValue(Scalar.Str(String string), Origin origin) -> text.append(quote(string));
      case ScalarValue(Scalar.Num(double number), Origin origin)
          when signedZero && Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(-0.0) ->
          text.append("-0");
      case ScalarValue scalar -> text.append(Scalar.text(scalar.scalar()));
    }
  }
}
