package dev.esslint.workspace.command;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The jobs that a matrix of a workflow makes of one. */
final class Matrix {
  private Matrix() {}

  /**
   * The variables of each job.
   *
   * @param most how many jobs there may be
   * @return none where that cannot be told from literals
   */
  static List<Map<String, String>> rows(MapNode matrix, int most) {
    if (matrix.get("exclude") != null) {
      return List.of();
    }
    boolean listed = matrix.get("include") != null;
    if (listed && matrix.entries().size() > 1) {
      return List.of(); // what is added to combinations depends on them
    }
    if (listed) {
      List<Map<String, String>> rows = new ArrayList<>();
      if (matrix.get("include") instanceof ListNode items) {
        items.items().stream().limit(most).forEach(item -> rows.add(literals(item)));
      }
      return rows;
    }
    List<Map<String, String>> rows = List.of(Map.of());
    for (Map.Entry<String, Node.Entry> field : matrix.entries().entrySet()) {
      if (!(field.getValue().value() instanceof ListNode values)) {
        continue; // an expression: this one is not known, but the others are
      }
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> row : rows) {
        for (Node value : values.items()) {
          Map<String, String> with = new TreeMap<>(row);
          put(field.getKey(), value, with);
          more.add(with);
        }
      }
      if (more.size() > most) {
        return List.of();
      }
      rows = more;
    }
    return rows;
  }

  private static Map<String, String> literals(Node item) {
    Map<String, String> row = new TreeMap<>();
    if (item instanceof MapNode map) {
      map.entries().forEach((name, entry) -> put(name, entry.value(), row));
    }
    return row;
  }

  private static void put(String name, Node value, Map<String, String> row) {
    if (value instanceof ScalarNode scalar) {
      String text = Scalar.text(scalar.value());
      if (text.indexOf('$') < 0) {
        row.put("matrix." + name, text);
      }
    } else if (value instanceof MapNode map) {
      map.entries().forEach((inner, entry) -> put(name + "." + inner, entry.value(), row));
    }
  }
}
