package dev.esslint.chart;

import dev.esslint.json.JsonString;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import java.util.List;
import java.util.function.Consumer;

/** JSON laid out for people who read differences: a mapping or list is on one line if it fits, else an entry a line. */
final class FactsJson {
  private static final int WIDTH = 100;
  private final StringBuilder out = new StringBuilder();

  private FactsJson() {}

  static String lines(Node node) {
    FactsJson json = new FactsJson();
    json.write(node, 0, 0);
    return json.out.append('\n').toString();
  }

  static String oneLine(Node node) {
    FactsJson json = new FactsJson();
    json.writeOnOneLine(node);
    return json.out.toString();
  }

  /**
   * Writes a node on one line if it fits.
   *
   * @param indent of the line that the node begins on
   * @param before the characters before the node beyond the indentation
   */
  private void write(Node node, int indent, int before) {
    String line = oneLine(node);
    if (node instanceof ScalarNode || indent + before + line.length() <= WIDTH) {
      out.append(line);
      return;
    }
    switch (node) {
      case MapNode map ->
          writeLines(
              '{',
              '}',
              indent,
              List.copyOf(map.entries().entrySet()),
              entry -> {
                String key = JsonString.quote(entry.getKey()) + ": ";
                out.append(key);
                write(entry.getValue().value(), indent + 1, key.length());
              });
      case ListNode list ->
          writeLines('[', ']', indent, list.items(), item -> write(item, indent + 1, 0));
      case ScalarNode scalar -> out.append(line);
    }
  }

  private <T> void writeLines(
      char open, char close, int indent, List<T> items, Consumer<T> writer) {
    out.append(open);
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "\n" : ",\n").repeat(' ', indent + 1);
      writer.accept(items.get(i));
    }
    out.append('\n').repeat(' ', indent).append(close);
  }

  private void writeOnOneLine(Node node) {
    switch (node) {
      case MapNode map -> {
        out.append('{');
        map.entries()
            .forEach(
                (key, entry) -> {
                  out.append(out.charAt(out.length() - 1) == '{' ? "" : ", ")
                      .append(JsonString.quote(key))
                      .append(": ");
                  writeOnOneLine(entry.value());
                });
        out.append('}');
      }
      case ListNode list -> {
        out.append('[');
        for (int i = 0; i < list.items().size(); i++) {
          out.append(i == 0 ? "" : ", ");
          writeOnOneLine(list.items().get(i));
        }
        out.append(']');
      }
      case ScalarNode(var span, var scalar, var style) ->
          out.append(
              scalar instanceof Str(String value) ? JsonString.quote(value) : Scalar.text(scalar));
    }
  }
}
