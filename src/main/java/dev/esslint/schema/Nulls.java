package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.tree.Scalar.Null;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Explains values that are missing: a key with nothing behind it is a null for Helm. */
final class Nulls {
  private final SchemaTree tree;
  private final Places places;
  private final boolean ofChart;

  /**
   * @param ofChart whether the schema is a chart's, and not that of a file of esslint's own
   */
  Nulls(SchemaTree tree, Places places, boolean ofChart) {
    this.tree = tree;
    this.places = places;
    this.ofChart = ofChart;
  }

  /** A null; where there is no default to go back to, somebody has left something to be filled in. */
  Detection explained(ValuePath path, Value value, Collection<String> types) {
    boolean needed = value.origin().overridden() == null && tree.needs(path, filledBeside(path));
    String remove = "Remove " + removed(path, value);
    String remedy =
        needed && List.copyOf(types).equals(List.of("string"))
            ? "Give it a value."
            : types.contains("object") && takesEmptyMapping(path)
            ? remove + ", or write " + Phrases.code(Phrases.key(path) + " {}") + "."
            : types.contains("array")
                ? remove + ", or write " + Phrases.code(Phrases.key(path) + " []") + "."
                : value.origin().overridden() == null
                    ? "Give it a value, or remove " + removed(path, value) + "."
                    : remove + ", or give it a value.";
    return new Detection(
        BuiltInCheck.SCHEMA_NULL,
        Phrases.name(path)
            + " has no value. "
            + (ofChart ? "Helm reads that as null, but the chart expects " : "It must be ")
            + Phrases.types(types)
            + ".",
        places.key(path, ""),
        List.of(),
        List.of(),
        remedy)
        .mendedBy(needed ? Repair.NONE : Repair.safe(new Fix.Remove(path)));
  }

  /** The keys beside one that have a value. */
  private Set<String> filledBeside(ValuePath path) {
    Set<String> filled = new HashSet<>();
    if (places.values().at(path.parent()).orElse(null) instanceof MapValue map) {
      map.entries()
          .forEach(
              (key, value) -> {
                if (!(value instanceof ScalarValue(Null nothing, var origin))) {
                  filled.add(key);
                }
              });
    }
    return filled;
  }

  /** A mapping that holds nothing else must not stay behind, for then it is what has no value. */
  private String removed(ValuePath path, Value value) {
    if (value.origin().layer() instanceof Layer.Argument) {
      return Phrases.code(path.toString()); // all that is set there
    }
    ValuePath top = path;
    while (top.steps().size() > 1
        && places.values().writtenAt(top.parent()).orElse(null) instanceof MapValue map
        && map.entries().size() == 1) {
      top = top.parent();
    }
    return top.equals(path) ? "the line" : Phrases.code(top.toString());
  }

  private boolean takesEmptyMapping(ValuePath path) {
    return tree.at(path).stream()
        .allMatch(
            schema ->
                Stream.of("required", "minProperties", "allOf", "anyOf", "oneOf", "not", "if")
                    .allMatch(keyword -> SchemaTree.keyword(schema, keyword).isEmpty()));
  }
}
