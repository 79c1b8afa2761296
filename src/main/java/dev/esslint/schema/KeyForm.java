package dev.esslint.schema;

import dev.esslint.chart.Chart;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a release takes at a path.
 *
 * @param types the types in words, such as {@code a string}; empty where the schema names none
 * @param allowed the values that are allowed; empty for all of the types
 * @param minimum the least number; empty for none
 * @param maximum the greatest number; empty for none
 * @param pattern the regular expression that a string must match; empty for none
 * @param keys the keys that a mapping there can have by name
 */
public record KeyForm(
    String types,
    List<String> allowed,
    String minimum,
    String maximum,
    String pattern,
    List<String> keys) {

  /** The form at a path; empty where the schema says nothing. */
  public static Optional<KeyForm> of(Chart chart, ValuePath path) {
    return new SchemaTree(chart.schema())
        .at(path)
        .map(
            schema ->
                new KeyForm(
                    Phrases.types(SchemaTree.texts(schema, "type")),
                    values(schema),
                    scalar(schema, "minimum"),
                    scalar(schema, "maximum"),
                    scalar(schema, "pattern"),
                    List.copyOf(SchemaTree.properties(schema).keySet())));
  }

  private static List<String> values(Node schema) {
    List<String> values = new ArrayList<>();
    if (SchemaTree.keyword(schema, "enum").orElse(null) instanceof ListNode list) {
      for (Node item : list.items()) {
        if (item instanceof ScalarNode scalar && !(scalar.value() instanceof Scalar.Null)) {
          values.add(Scalar.text(scalar.value()));
        }
      }
    }
    return List.copyOf(values);
  }

  private static String scalar(Node schema, String keyword) {
    return SchemaTree.keyword(schema, keyword).orElse(null) instanceof ScalarNode scalar
        ? Scalar.text(scalar.value())
        : "";
  }
}
