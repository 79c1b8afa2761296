package dev.esslint.values;

import dev.esslint.json.JsonString;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.Map;

/** Values as YAML that Helm reads as the same values. */
public final class YamlText {

  /** What needs no escapes between single quotes. */
  private static final Regex SINGLE_QUOTED = new Regex("[ -&(-~]++");

  /** Strings that no YAML reader takes for anything else. */
  private static final Regex PLAIN = new Regex("[A-Za-z/][A-Za-z0-9_./-]*");

  private static final Regex NOT_A_STRING = new Regex("(?i)y|yes|on|n|no|off|true|false|null");

  /** What the log of a CI may take for a command; only in double quotes it can be written otherwise. */
  private static final Regex COMMAND = new Regex("(?m)^ *::|##[A-Za-z]{0,10}\\[");

  /** YAML looks no further for the colon behind a key. */
  private static final int LONGEST_KEY = 1000;

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  /** The YAML of a value in block style, with a line break at the end. */
  public static String of(Value value) {
    YamlText yaml = new YamlText();
    yaml.write(value, "", "");
    return yaml.text.toString().stripLeading();
  }

  /**
   * @param lead what comes between the key or dash and a scalar
   */
  private void write(Value value, String indent, String lead) {
    switch (value) {
      case MapValue map when map.entries().isEmpty() -> text.append(lead).append("{}\n");
      case ListValue list when list.items().isEmpty() -> text.append(lead).append("[]\n");
      case MapValue map -> {
        text.append('\n');
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
          writeKey(scalar(entry.getKey()), indent);
          write(entry.getValue(), indent + "  ", " ");
        }
      }
      case ListValue list -> {
        text.append('\n');
        for (Value item : list.items()) {
          text.append(indent).append('-');
          int start = text.length();
          write(item, indent + "  ", " ");
          joinFirstLine(start, indent);
        }
      }
      case ScalarValue(Scalar.Str(String string), Origin origin)
          when !indent.isEmpty()
              && string.indexOf('\n') >= 0
              && fitsBlock(string)
              && !COMMAND.isIn(string) -> {
        text.append(lead).append(string.endsWith("\n") ? "|\n" : "|-\n");
        string
            .lines()
            .forEach(line -> text.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
      }
      case ScalarValue(Scalar.Str(String string), Origin origin) ->
          text.append(lead).append(scalar(string)).append('\n');
      case ScalarValue scalar ->
          text.append(lead).append(Scalar.text(scalar.scalar())).append('\n');
    }
  }

  private void writeKey(String key, String indent) {
    text.append(indent);
    if (key.length() > LONGEST_KEY) {
      text.append("? ").append(key).append('\n').append(indent);
    } else {
      text.append(key);
    }
    text.append(':');
  }

  /** Puts the first entry of a mapping or list behind the dash of the item that it is. */
  private void joinFirstLine(int start, String indent) {
    if (text.charAt(start) == '\n') {
      text.replace(start, start + 1 + indent.length() + 2, " ");
    }
  }

  /**
   * Whether a literal block below something else holds a text of several lines as it is: the first line sets the indentation, no line is of
   * blanks only, and one line break at most ends it.
   */
  private static boolean fitsBlock(String string) {
    boolean indented = false;
    boolean filled = false;
    char last = '\n';
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '\n') {
        if (last == ' ' && !filled) {
          return false;
        }
        filled = false;
      } else if (c < ' ' || c > '~' || (c == ' ' && !indented)) {
        return false;
      } else if (c != ' ') {
        filled = true;
        indented = true;
      }
      last = c;
    }
    return indented && !string.endsWith("\n\n") && (filled || last == '\n');
  }

  /** A string in one line, in quotes where it needs them. */
  public static String scalar(String string) {
    return PLAIN.fits(string) && !NOT_A_STRING.fits(string) ? string : quoted(string);
  }

  /** A string in one line, in the quotes that need the fewest escapes. */
  public static String quoted(String string) {
    return string.indexOf('"') >= 0 && SINGLE_QUOTED.fits(string) && !COMMAND.isIn(string)
        ? "'" + string + "'"
        : JsonString.quote(string);
  }
}
