package dev.esslint.schema;

import dev.esslint.text.Patience;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Num;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Tells whether values surely follow a schema, so that the validator need not be asked. To load that takes longer than
 * all the rest of a run, and most values follow the schema. It knows the keywords that the chart and esslint's own
 * files use; whatever it does not know, and all that is wrong, is left to the validator.
 *
 * @param patterns the regular expressions of the schema so far: thousands of values have the same
 */
record Precheck(SchemaTree tree, Map<String, Pattern> patterns) {
  Precheck(SchemaTree tree) {
    this(tree, new ConcurrentHashMap<>());
  }

  private enum Verdict {
    VALID,
    INVALID,
    UNSURE;

    static Verdict of(boolean valid) {
      return valid ? VALID : INVALID;
    }

    Verdict and(Verdict other) {
      return this == INVALID || other == INVALID
          ? INVALID
          : this == UNSURE || other == UNSURE ? UNSURE : VALID;
    }
  }

  /** Whether values surely follow the schema; what only the chart gives does so by itself. */
  boolean isValid(Value values) {
    return verdict(tree.root(), values, false) == Verdict.VALID;
  }

  /**
   * @param whole whether to look at what only the chart gives too: it is valid by itself under the schema it was made for,
   *     but not under every alternative
   */
  private Verdict verdict(Node reference, Value value, boolean whole) {
    Node schema = tree.resolve(reference);
    if (!(schema instanceof MapNode keywords)) {
      return Verdict.of(!isFalse(schema));
    }
    Verdict verdict = Verdict.VALID;
    for (Map.Entry<String, Entry> keyword : keywords.entries().entrySet()) {
      verdict =
          verdict.and(
              keyword(keyword.getKey(), keyword.getValue().value(), keywords, value, whole));
      if (verdict == Verdict.INVALID) {
        return verdict;
      }
    }
    return verdict;
  }

  private Verdict keyword(
      String keyword, Node operand, MapNode schema, Value value, boolean whole) {
    return switch (keyword) {
      case "$schema", "$defs" -> Verdict.VALID;
      case "type" -> Verdict.of(isOfType(value, SchemaTree.texts(schema, keyword)));
      case "enum", "const" -> oneOfThese(operand, value);
      case "required" ->
          Verdict.of(
              !(value instanceof MapValue map)
                  || map.entries().keySet().containsAll(SchemaTree.texts(schema, keyword)));
      case "minimum" -> number(operand, value, true);
      case "maximum" -> number(operand, value, false);
      case "maxProperties" ->
          value instanceof MapValue map
              ? compare(map.entries().size(), operand, false)
              : Verdict.VALID;
      case "minItems" ->
          value instanceof ListValue list
              ? compare(list.items().size(), operand, true)
              : Verdict.VALID;
      case "minLength" -> length(operand, value);
      case "pattern" -> pattern(operand, value);
      case "properties" -> properties(SchemaTree.properties(schema), value, whole);
      case "additionalProperties" ->
          schema.entries().containsKey("patternProperties")
              ? Verdict.UNSURE
              : others(operand, SchemaTree.properties(schema).keySet(), value, whole);
      case "items" -> items(operand, value, whole);
      case "allOf", "anyOf", "oneOf" -> combined(keyword, operand, value);
      case "not" ->
          switch (verdict(operand, value, true)) {
            case VALID -> Verdict.INVALID;
            case INVALID -> Verdict.VALID;
            case UNSURE -> Verdict.UNSURE;
          };
      default -> Verdict.UNSURE;
    };
  }

  private static boolean isFalse(Node schema) {
    return schema instanceof ScalarNode scalar && scalar.value().equals(Scalar.FALSE);
  }

  private static boolean isOfType(Value value, List<String> types) {
    return switch (value) {
      case MapValue map -> types.contains("object");
      case ListValue list -> types.contains("array");
      case ScalarValue scalar ->
          switch (scalar.scalar()) {
            case Scalar.Null nothing -> types.contains("null");
            case Scalar.Bool bool -> types.contains("boolean");
            case Str string -> types.contains("string");
            case Num(double number) ->
                types.contains("number")
                    || (types.contains("integer") && number == Math.rint(number));
          };
    };
  }

  private static Verdict oneOfThese(Node operand, Value value) {
    List<Node> allowed = operand instanceof ListNode list ? list.items() : List.of(operand);
    if (value instanceof ScalarValue scalar) {
      for (Node item : allowed) {
        if (item instanceof ScalarNode node && node.value().equals(scalar.scalar())) {
          return Verdict.VALID;
        }
      }
    }
    return Verdict.UNSURE;
  }

  private static Verdict number(Node bound, Value value, boolean least) {
    return value instanceof ScalarValue scalar && scalar.scalar() instanceof Num(double number)
        ? compare(number, bound, least)
        : Verdict.VALID;
  }

  private static Verdict length(Node bound, Value value) {
    return value instanceof ScalarValue scalar && scalar.scalar() instanceof Str(String text)
        ? compare(text.codePointCount(0, text.length()), bound, true)
        : Verdict.VALID;
  }

  private static Verdict compare(double number, Node bound, boolean least) {
    return bound instanceof ScalarNode node && node.value() instanceof Num(double limit)
        ? Verdict.of(least ? number >= limit : number <= limit)
        : Verdict.UNSURE;
  }

  private Verdict pattern(Node operand, Value value) {
    if (!(value instanceof ScalarValue scalar) || !(scalar.scalar() instanceof Str(String text))) {
      return Verdict.VALID;
    }
    try {
      return operand instanceof ScalarNode node && node.value() instanceof Str(String regex)
          ? Patience.with(text)
              .isIn(patterns.computeIfAbsent(regex, GoPattern::of), text)
              .map(Verdict::of)
              .orElse(Verdict.UNSURE)
          : Verdict.UNSURE;
    } catch (PatternSyntaxException e) {
      return Verdict.UNSURE;
    }
  }

  private Verdict properties(Map<String, Entry> properties, Value value, boolean whole) {
    Verdict verdict = Verdict.VALID;
    if (value instanceof MapValue map) {
      for (Map.Entry<String, Value> child : map.entries().entrySet()) {
        Entry property = properties.get(child.getKey());
        if (property != null && (whole || child.getValue().origin().isWritten())) {
          verdict = verdict.and(verdict(property.value(), child.getValue(), whole));
        }
      }
    }
    return verdict;
  }

  private Verdict others(Node schema, Set<String> named, Value value, boolean whole) {
    Verdict verdict = Verdict.VALID;
    if (value instanceof MapValue map) {
      for (Map.Entry<String, Value> child : map.entries().entrySet()) {
        if (!named.contains(child.getKey()) && (whole || child.getValue().origin().isWritten())) {
          verdict = verdict.and(verdict(schema, child.getValue(), whole));
        }
      }
    }
    return verdict;
  }

  private Verdict items(Node schema, Value value, boolean whole) {
    Verdict verdict = Verdict.VALID;
    if (value instanceof ListValue list) {
      for (Value item : list.items()) {
        verdict = verdict.and(verdict(schema, item, whole));
      }
    }
    return verdict;
  }

  private Verdict combined(String keyword, Node operand, Value value) {
    int valid = 0;
    int invalid = 0;
    List<Node> parts = operand instanceof ListNode list ? list.items() : List.of();
    for (Node part : parts) {
      Verdict verdict = verdict(part, value, true);
      valid += verdict == Verdict.VALID ? 1 : 0;
      invalid += verdict == Verdict.INVALID ? 1 : 0;
    }
    boolean sure = valid + invalid == parts.size();
    return switch (keyword) {
      case "allOf" -> valid == parts.size() ? Verdict.VALID : Verdict.UNSURE;
      case "anyOf" -> valid > 0 ? Verdict.VALID : sure ? Verdict.INVALID : Verdict.UNSURE;
      default -> sure ? Verdict.of(valid == 1) : Verdict.UNSURE;
    };
  }
}
