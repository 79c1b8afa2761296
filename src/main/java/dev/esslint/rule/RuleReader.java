package dev.esslint.rule;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.deployment.Address;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Page;
import dev.esslint.rule.Operator.Operand;
import dev.esslint.rule.Operator.State;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.Rule.Trigger;
import dev.esslint.source.Node;
import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Regex;
import dev.esslint.source.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of a rule, strictly: what it does not know it refuses, with the place. */
final class RuleReader {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "level",
          "class",
          "charts",
          "from",
          "optional",
          "summary",
          "when",
          "check",
          "at",
          "message",
          "why",
          "fix",
          "edit",
          "docs",
          "examples");
  private static final Set<String> EXAMPLE_KEYS =
      Set.of("bad", "good", "layer", "cluster", "release", "from", "alone");
  private static final String UPGRADES = "UPG";
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,3}\\d{3}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)++");

  private final MapNode root;

  private RuleReader(MapNode root) {
    this.root = root;
  }

  /**
   * Reads a rule.
   *
   * @throws RuleException if it is not of the form that CONTRIBUTING.md describes
   */
  static Rule read(Node node) throws RuleException {
    if (!(node instanceof MapNode map)) {
      throw new RuleException("a rule is a mapping", node.span());
    }
    return new RuleReader(map).rule();
  }

  private Rule rule() throws RuleException {
    refuseUnknownKeys(root, KEYS);
    Page page =
        new Page(
            oneLine(text("summary")),
            oneLine(text("message", "")),
            text("why"),
            text("fix"),
            text("docs", ""),
            examples());
    RuleInfo info =
        new RuleInfo(
            matching("id", ID),
            matching("name", NAME),
            label("level", Level.values(), Level::label),
            label("class", RuleClass.values(), RuleClass::label),
            text("charts", ""),
            text("from", ""),
            isOptional(),
            () -> page);
    if (has("from") != info.family().equals(UPGRADES)) {
      throw new RuleException(
          "`from` is for the rules of the family UPG, and they need it", root.span());
    }
    return new Rule(
        info,
        parsed("charts", ReleaseRange::parse, ReleaseRange.ALL),
        has("from") ? read(child(root, "from"), ReleaseRange::parse) : null,
        trigger());
  }

  private boolean isOptional() throws RuleException {
    if (has("optional")
        && !(child(root, "optional") instanceof ScalarNode flag
            && flag.value().equals(Scalar.TRUE))) {
      throw new RuleException("`optional` is true or left out", child(root, "optional").span());
    }
    return has("optional");
  }

  private Trigger trigger() throws RuleException {
    if (has("check")) {
      for (String key : List.of("when", "at", "message", "edit")) {
        if (has(key)) {
          throw new RuleException(
              "`" + key + "` and `check` exclude each other", child(root, key).span());
        }
      }
      return new Rule.Checked(text("check"));
    }
    Condition when = condition(child(root, "when"));
    RulePath at = parsed("at", RulePath::parse, null);
    Template message = parsed("message", text -> Template.parse(oneLine(text)), null);
    return new Rule.Declared(when, at, message, parsed("fix", Template::parse, null), edits());
  }

  private List<Edit> edits() throws RuleException {
    List<Edit> edits = new ArrayList<>();
    for (Node item : has("edit") ? items(child(root, "edit")) : List.<Node>of()) {
      edits.add(edit(item));
    }
    return List.copyOf(edits);
  }

  private static Edit edit(Node node) throws RuleException {
    if (node instanceof MapNode map) {
      Set<String> keys = map.entries().keySet();
      if (keys.equals(Set.of("remove"))) {
        return new Edit.Remove(path(child(map, "remove")));
      }
      if (keys.equals(Set.of("move", "to"))) {
        return new Edit.Move(path(child(map, "move")), path(child(map, "to")));
      }
      if (keys.equals(Set.of("put", "at"))) {
        return new Edit.Put(path(child(map, "at")), operand(child(map, "put")));
      }
    }
    throw new RuleException(
        "an edit is `remove`, `move` with `to`, or `put` with `at`", node.span());
  }

  /** Reads a condition. */
  static Condition condition(Node node) throws RuleException {
    if (!(node instanceof MapNode map)) {
      throw new RuleException("a condition is a mapping", node.span());
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
      return new Condition.Each(path(child(map, "each")), condition(child(map, "where")), false);
    }
    if (keys.equals(Set.of("some", "where"))) {
      return new Condition.Each(path(child(map, "some")), condition(child(map, "where")), true);
    }
    if (keys.contains("path") && keys.size() == 2) {
      Entry operator =
          map.entries().entrySet().stream()
              .filter(e -> !e.getKey().equals("path"))
              .findFirst()
              .orElseThrow()
              .getValue();
      String name = keys.stream().filter(k -> !k.equals("path")).findFirst().orElseThrow();
      return new Condition.Leaf(path(child(map, "path")), operator(name, operator));
    }
    throw new RuleException(
        "a condition is `all`, `any`, `not`, `each` or `some` with `where`, or `path` with one"
            + " operator",
        map.span());
  }

  private static List<Condition> conditions(Node node) throws RuleException {
    List<Condition> conditions = new ArrayList<>();
    for (Node item : items(node)) {
      conditions.add(condition(item));
    }
    return List.copyOf(conditions);
  }

  private static Operator operator(String name, Entry entry) throws RuleException {
    Node node = entry.value();
    return switch (name) {
      case "is" -> new Operator.Is(constant(node, State.class));
      case "equals" -> new Operator.Equals(operand(node));
      case "enum" -> {
        List<Scalar> values = new ArrayList<>();
        for (Node item : items(node)) {
          values.add(scalar(item));
        }
        yield new Operator.OneOf(List.copyOf(values));
      }
      case "pattern" -> new Operator.Matches(read(node, Regex::parse));
      case "minimum" -> new Operator.Minimum(operand(node));
      case "maximum" -> new Operator.Maximum(operand(node));
      case "contains" -> new Operator.Contains(operand(node));
      case "address" -> {
        List<Address.Kind> kinds = new ArrayList<>();
        for (Node item : items(node)) {
          kinds.add(constant(item, Address.Kind.class));
        }
        yield new Operator.AddressIs(List.copyOf(kinds));
      }
      case "within" -> new Operator.Within(path(node));
      case "version" -> {
        read(node, ReleaseRange::parse);
        yield new Operator.VersionIn(string(node));
      }
      default -> throw new RuleException("there is no operator `" + name + "`", entry.key());
    };
  }

  private static Operand operand(Node node) throws RuleException {
    return node instanceof MapNode map && map.entries().keySet().equals(Set.of("path"))
        ? new Operand.At(path(child(map, "path")))
        : new Operand.Literal(scalar(node));
  }

  private List<Example> examples() throws RuleException {
    List<Example> examples = new ArrayList<>();
    for (Node item : items(child(root, "examples"))) {
      if (!(item instanceof MapNode map)
          || map.entries().containsKey("bad") == map.entries().containsKey("good")) {
        throw new RuleException("an example has either `bad` or `good`", item.span());
      }
      refuseUnknownKeys(map, EXAMPLE_KEYS);
      boolean bad = map.entries().containsKey("bad");
      examples.add(
          new Example(
              bad,
              string(child(map, bad ? "bad" : "good")),
              optional(map, "layer"),
              optional(map, "cluster"),
              optional(map, "release"),
              optional(map, "from"),
              map.entries().containsKey("alone")));
    }
    return List.copyOf(examples);
  }

  private static String optional(MapNode map, String key) throws RuleException {
    return map.entries().containsKey(key) ? string(child(map, key)) : "";
  }

  private static void refuseUnknownKeys(MapNode map, Set<String> known) throws RuleException {
    for (var entry : map.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new RuleException(
            "`" + entry.getKey() + "` is not known here", entry.getValue().key());
      }
    }
  }

  private boolean has(String key) {
    return root.entries().containsKey(key);
  }

  private String text(String key) throws RuleException {
    return string(child(root, key));
  }

  private String text(String key, String otherwise) throws RuleException {
    return has(key) ? text(key) : otherwise;
  }

  private String matching(String key, Pattern pattern) throws RuleException {
    String text = text(key);
    if (!pattern.matcher(text).matches()) {
      throw new RuleException("`" + key + "` does not match " + pattern, child(root, key).span());
    }
    return text;
  }

  private <E> E label(String key, E[] values, Function<E, String> label) throws RuleException {
    String text = text(key);
    for (E value : values) {
      if (label.apply(value).equals(text)) {
        return value;
      }
    }
    throw new RuleException(
        "`"
            + key
            + "` is one of "
            + Arrays.stream(values).map(label).collect(Collectors.joining(", ")),
        child(root, key).span());
  }

  private <T> T parsed(String key, Function<String, T> parse, @Nullable T otherwise)
      throws RuleException {
    return otherwise != null && !has(key) ? otherwise : read(child(root, key), parse);
  }

  private static <T> T read(Node node, Function<String, T> parse) throws RuleException {
    try {
      return parse.apply(string(node));
    } catch (IllegalArgumentException e) {
      throw new RuleException(String.valueOf(e.getMessage()), node.span());
    }
  }

  private static RulePath path(Node node) throws RuleException {
    return read(node, RulePath::parse);
  }

  private static <E extends Enum<E>> E constant(Node node, Class<E> type) throws RuleException {
    return read(node, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static Scalar scalar(Node node) throws RuleException {
    if (node instanceof ScalarNode scalar) {
      return scalar.value();
    }
    throw new RuleException("a scalar is expected here", node.span());
  }

  private static String string(Node node) throws RuleException {
    if (scalar(node) instanceof Scalar.Str(String text)) {
      return text;
    }
    throw new RuleException("a string is expected here", node.span());
  }

  private static List<Node> items(Node node) throws RuleException {
    if (node instanceof ListNode list) {
      return list.items();
    }
    throw new RuleException("a list is expected here", node.span());
  }

  private static Node child(MapNode map, String key) throws RuleException {
    Entry entry = map.entries().get(key);
    if (entry == null) {
      throw new RuleException("`" + key + "` is missing", map.span());
    }
    return entry.value();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
