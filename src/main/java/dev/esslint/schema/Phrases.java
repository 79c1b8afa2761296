package dev.esslint.schema;

import dev.esslint.text.CodeNames;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How values, types and lists of names are put into sentences. */
final class Phrases {
  private static final int LONGEST = 40;

  private Phrases() {}

  /** {@code a}, {@code a and b}, {@code a, b and c}, each in code quotes. */
  static String list(Collection<String> names, String last) {
    return CodeNames.of(names, last);
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** The mapping at a path as the subject of a sentence. */
  static String name(ValuePath path) {
    return path.isRoot() ? "The top level" : code(path.toString());
  }

  /** A step by itself: the name of a key, or the number of an item. */
  static String name(ValuePath.Step step) {
    return step instanceof Key(String name) ? name : new ValuePath(List.of(step)).toString();
  }

  /** The last step of a path: a key, or the dash of an item. */
  static String key(ValuePath path) {
    return path.last() instanceof Key(String name) ? name + ":" : "-";
  }

  /** A type of JSON Schema, with its article. */
  static String type(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "integer" -> "a whole number";
      case "boolean" -> "`true` or `false`";
      case "null" -> "null";
      default -> "a " + type;
    };
  }

  static String types(Collection<String> types) {
    return types.stream()
        .filter(type -> !type.equals("null") || types.size() == 1)
        .distinct()
        .map(Phrases::type)
        .collect(Collectors.joining(" or "));
  }

  /** The type of a value as the table of known mistakes calls it. */
  static String shape(Value value) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin))) {
      return value instanceof MapValue ? "mapping" : "list";
    }
    if (scalar instanceof Scalar.Str) {
      return "string";
    }
    if (scalar instanceof Scalar.Num) {
      return "number";
    }
    return scalar instanceof Scalar.Bool ? "boolean" : "null";
  }

  /** Whether a text can be shown in a sentence. */
  static boolean isShort(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '`');
  }

  /** Sentences after one another; empty ones are left out. */
  static String sentences(String... sentences) {
    return List.of(sentences).stream().filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
  }
}
