package dev.esslint.schema;

import dev.esslint.chart.Chart;
import dev.esslint.values.ValuePath;
import java.util.List;

/** The types that a chart takes at a path. */
public final class Types {
  private Types() {}

  /** The names of the types as JSON Schema has them; none where anything goes, or nothing may be. */
  public static List<String> of(Chart chart, ValuePath path) {
    return new SchemaTree(chart.schema())
        .at(path)
        .map(schema -> SchemaTree.texts(schema, "type"))
        .orElse(List.of());
  }
}
