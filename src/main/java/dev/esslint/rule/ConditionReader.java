package dev.esslint.rule;

import static dev.esslint.rule.RuleNodes.child;
import static dev.esslint.rule.RuleNodes.items;
import static dev.esslint.rule.RuleNodes.place;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.net.Address;
import dev.esslint.rule.Operand.State;
import dev.esslint.text.Regex;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads conditions.
 *
 * @param notes takes down what is wrong and which paths are named
 */
record ConditionReader(RuleNotes notes) {
  private static final List<String> CONDITIONS = List.of("all", "any", "not", "each", "some", "path");
  private static final List<String> OPERATORS =
      Stream.of(Operator.values()).map(Operator::label).toList();

  /** Always holds: for a rule that says all with `for`, and in the place of a condition that is none. */
  static final Condition NONE = new Condition.All(List.of());

  static final RulePath NOWHERE = new RulePath(RulePath.Root.VALUES, ValuePath.ROOT);

  /**
   * Reads a condition; what is wrong inside of it is noted.
   *
   * @throws RuleException if it is none
   */
  Condition condition(Node node) throws RuleException {
    if (!(node instanceof MapNode map)) {
      throw new RuleException("a condition is a mapping, such as `{path: a.b, is: set}`", node.span());
    }
    Set<String> keys = map.entries().keySet();
    if (keys.equals(Set.of("all"))) {
      return new Condition.All(conditions(child(map, "all")));
    }
    if (keys.equals(Set.of("any"))) {
      return new Condition.Any(conditions(child(map, "any")));
    }
    if (keys.equals(Set.of("not"))) {
      return new Condition.Not(condition(child(map, "not")));
    }
    if (keys.equals(Set.of("each", "where"))) {
      return each(map, "each", false);
    }
    if (keys.equals(Set.of("some", "where"))) {
      return each(map, "some", true);
    }
    if (keys.contains("path")) {
      return leaf(map);
    }
    throw new RuleException(noCondition(map), place(map));
  }

  private Condition each(MapNode map, String key, boolean together) {
    RulePath path = notes.attempt(() -> notes.path(child(map, key)), NOWHERE);
    Condition where = notes.attempt(() -> condition(child(map, "where")), NONE);
    return path.equals(NOWHERE) ? NONE : new Condition.Each(path, where, together);
  }

  private Condition leaf(MapNode map) {
    RulePath path = notes.attempt(() -> notes.path(child(map, "path")), NOWHERE);
    List<Test> tests = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
      if (!entry.getKey().equals("path")) {
        tests.add(notes.attempt(() -> test(entry.getKey(), entry.getValue()), Test.HARMLESS));
      }
    }
    if (tests.isEmpty()) {
      notes.add(place(map), "`path` needs an operator: " + String.join(", ", OPERATORS));
    } else if (tests.size() > 1) {
      notes.add(place(map), "`path` must have exactly one operator; join several conditions with `all`");
    }
    Test test = tests.isEmpty() ? Test.HARMLESS : tests.getFirst();
    return path.equals(NOWHERE)
        ? NONE
        : new Condition.Leaf(path, test.operator(), test.operand());
  }

  private static String noCondition(MapNode map) {
    Set<String> keys = map.entries().keySet();
    if (keys.contains("each") || keys.contains("some")) {
      return keys.contains("where")
          ? "`each` or `some` with `where` must not have other keys"
          : "`each` and `some` need `where`";
    }
    String form =
        "a condition is `all`, `any`, `not`, `each` or `some` with `where`, or `path` with an operator";
    return keys.stream()
        .filter(key -> !CONDITIONS.contains(key) && !OPERATORS.contains(key) && !key.equals("where"))
        .findFirst()
        .map(key -> UnknownWord.none("condition", key, CONDITIONS))
        .orElse(form);
  }

  private List<Condition> conditions(Node node) throws RuleException {
    List<Condition> conditions = new ArrayList<>();
    for (Node item : items(node)) {
      conditions.add(notes.attempt(() -> condition(item), NONE));
    }
    return List.copyOf(conditions);
  }

  /** A test, which is all of a leaf but its path. */
  private record Test(Operator operator, Operand operand) {
    static final Test HARMLESS = new Test(Operator.IS, State.SET);
  }

  private Test test(String name, Entry entry) throws RuleException {
    for (Operator operator : Operator.values()) {
      if (operator.label().equals(name)) {
        return new Test(operator, operand(operator.form(), entry.value()));
      }
    }
    throw new RuleException(UnknownWord.none("operator", name, OPERATORS), entry.key());
  }

  private Operand operand(Operator.Form form, Node node) throws RuleException {
    return switch (form) {
      case STATE -> RuleNodes.constant(node, "state", State.class);
      case SINGLE -> single(node);
      case LITERALS -> {
        List<Scalar> values = new ArrayList<>();
        for (Node item : items(node)) {
          values.add(RuleNodes.scalar(item));
        }
        yield new Operand.Literals(List.copyOf(values));
      }
      case PATTERN -> new Operand.Pattern(RuleNodes.read(node, Regex::parse));
      case KINDS -> {
        List<Address.Kind> kinds = new ArrayList<>();
        for (Node item : items(node)) {
          kinds.add(RuleNodes.constant(item, "kind of address", Address.Kind.class));
        }
        yield new Operand.Kinds(List.copyOf(kinds));
      }
      case PATH -> new Operand.At(notes.path(node));
      case RANGE -> new Operand.Versions(RuleNodes.string(node), RuleNodes.read(node, ReleaseRange::parse));
    };
  }

  Operand.Single single(Node node) throws RuleException {
    return node instanceof MapNode map && map.entries().keySet().equals(Set.of("path"))
        ? new Operand.At(notes.path(child(map, "path")))
        : new Operand.Literal(RuleNodes.scalar(node));
  }
}
