package dev.esslint.schema;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The JSON Schema of a release.
 *
 * @param root its root; references in it are {@code #/$defs/<name>} and stand alone
 */
record SchemaTree(Node root) {
  private static final String DEFINITION = "#/$defs/";

  /** The schema that a schema refers to, or the schema itself. */
  Node resolve(Node schema) {
    Node node = schema;
    while (keyword(node, "$ref").orElse(null)
        instanceof ScalarNode(var span, Str(String to), var style)) {
      node =
          keyword(root, "$defs")
              .flatMap(definitions -> keyword(definitions, to.substring(DEFINITION.length())))
              .orElseThrow();
    }
    return node;
  }

  /** The value of a keyword of a schema, or of a key of any mapping. */
  static Optional<Node> keyword(Node schema, String name) {
    return schema instanceof MapNode map
        ? Optional.ofNullable(map.entries().get(name)).map(Entry::value)
        : Optional.empty();
  }

  /** The schema of a property that a schema names. */
  static Optional<Node> property(Node schema, String name) {
    return keyword(schema, "properties").flatMap(properties -> keyword(properties, name));
  }

  /** The texts of a keyword that is a string or a list of strings, such as {@code type} and {@code required}. */
  static List<String> texts(Node schema, String keyword) {
    Optional<Node> operand = keyword(schema, keyword);
    return operand.orElse(null) instanceof ListNode list
        ? list.items().stream().flatMap(item -> text(item).stream()).toList()
        : operand.flatMap(SchemaTree::text).map(List::of).orElse(List.of());
  }

  /** The schemas of a keyword that is a list of them, such as {@code oneOf}. */
  static List<Node> schemas(Node schema, String keyword) {
    return keyword(schema, keyword).orElse(null) instanceof ListNode list
        ? list.items()
        : List.of();
  }

  /** The properties that a schema names. */
  static SequencedMap<String, Entry> properties(Node schema) {
    return keyword(schema, "properties").orElse(null) instanceof MapNode map
        ? map.entries()
        : new LinkedHashMap<>();
  }

  private static Optional<String> text(Node node) {
    return node instanceof ScalarNode(var span, Str(String text), var style)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The schema that applies at a path; empty where anything goes or nothing may be. */
  Optional<Node> at(ValuePath path) {
    Optional<Node> schema = Optional.of(resolve(root));
    for (Step step : path.steps()) {
      schema = schema.flatMap(node -> below(node, step)).map(this::resolve);
    }
    return schema;
  }

  /** Whether a value may be at a path. */
  boolean has(ValuePath path) {
    Optional<Node> schema = at(path);
    return schema.isPresent()
        ? schema.get() instanceof MapNode
        : !path.isRoot()
            && at(path.parent())
                .filter(around -> texts(around, "type").contains("object"))
                .filter(around -> keyword(around, "additionalProperties").isEmpty())
                .isPresent();
  }

  /**
   * A value as the schema takes it at a path, with a number or boolean as a text where it wants one, and a size with its unit; empty if it is of
   * another kind, none of those that are allowed, a number that is too small or too large, or no document where the chart needs one.
   * What is below it is not looked at.
   */
  Optional<Value> taken(ValuePath path, Value value) {
    if (value instanceof ScalarValue scalar && !DocumentTexts.takes(path, Scalar.text(scalar.scalar()))) {
      return Optional.empty();
    }
    if (!(at(path).orElse(null) instanceof MapNode schema)) {
      return has(path) ? Optional.of(value) : Optional.empty();
    }
    List<String> types = texts(schema, "type");
    Value taken =
        value instanceof ScalarValue(Scalar scalar, var origin)
                && (scalar instanceof Scalar.Num || (scalar instanceof Scalar.Bool && !isProperty(path))) // nothing is called true
                && types.equals(List.of("string"))
            ? new ScalarValue(new Str(Scalar.text(scalar)), origin)
            : value;
    if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(type, taken))) {
      return Optional.empty();
    }
    if (taken instanceof ScalarValue(Scalar.Num number, var origin) && !isBetween(number, schema)) {
      return Optional.empty();
    }
    if (taken instanceof ListValue list && !isOfItems(path.index(0), list)) {
      return Optional.empty();
    }
    if (taken instanceof ScalarValue(Str(String text), var origin) && texts(schema, "pattern").contains(Sizes.MEGABYTES)) {
      return Optional.of(new ScalarValue(new Str(Sizes.inMegabytes(text).orElse(text)), origin));
    }
    List<String> allowed = texts(schema, "enum");
    if (allowed.isEmpty()
        || !(taken instanceof ScalarValue(Str(String text), var origin))
        || allowed.contains(text)) {
      return Optional.of(taken);
    }
    // nothing else can be meant by another case
    return allowed.stream()
        .filter(text::equalsIgnoreCase)
        .findFirst()
        .map(option -> new ScalarValue(new Str(option), origin));
  }

  /** Whether a key is one of those that the schema names, and not of a mapping that takes any. */
  boolean isProperty(ValuePath path) {
    return !path.isRoot() && path.last() instanceof Key(String name) && allowedKeys(path.parent()).contains(name);
  }

  /** Whether the chart knows nothing of what is in a mapping at a place that it could go to. */
  boolean isForeign(ValuePath place, Value value) {
    Set<String> keys = allowedKeys(place);
    return value instanceof MapValue map
        && !map.entries().isEmpty()
        && !keys.isEmpty()
        && map.entries().keySet().stream().noneMatch(keys::contains);
  }

  /** The same, and a text where the schema wants a credential as one in clear text. */
  Optional<Value> takenAsCredential(ValuePath path, Value value) {
    return taken(path, value)
        .or(
            () ->
                ValueForm.CREDENTIAL
                    .of(value)
                    .filter(credential -> allowedKeys(path).containsAll(ValueForm.CREDENTIAL_KEYS))
                    .flatMap(credential -> taken(path, credential)));
  }

  /** Whether the items of a list are of the type that the chart takes there. */
  private boolean isOfItems(ValuePath item, ListValue list) {
    List<String> types = at(item).map(schema -> texts(schema, "type")).orElse(List.of());
    return types.isEmpty() || list.items().stream().allMatch(value -> types.stream().anyMatch(type -> isOf(type, value)));
  }

  private static boolean isBetween(Scalar.Num number, Node schema) {
    return number(schema, "minimum").stream().noneMatch(least -> number.value() < least)
        && number(schema, "maximum").stream().noneMatch(most -> number.value() > most);
  }

  private static OptionalDouble number(Node schema, String keyword) {
    return keyword(schema, keyword).orElse(null) instanceof ScalarNode(var span, Scalar.Num(double number), var style)
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  private static boolean isOf(String type, Value value) {
    return switch (value) {
      case MapValue map -> type.equals("object");
      case ListValue list -> type.equals("array");
      case ScalarValue(Scalar scalar, var origin) ->
          switch (scalar) {
            case Scalar.Null nothing -> true;
            case Scalar.Bool bool -> type.equals("boolean");
            case Scalar.Num number -> type.equals("number") || type.equals("integer");
            case Str text -> type.equals("string");
          };
    };
  }

  /**
   * Whether a mapping needs a key: always, or because of others that it has, as the name of a Secret needs the key in it.
   *
   * @param path the key
   * @param others the other keys of the mapping
   */
  boolean needs(ValuePath path, Set<String> others) {
    if (!(path.last() instanceof Key(String key)) || !(at(path.parent()).orElse(null) instanceof MapNode schema)) {
      return false;
    }
    boolean needed = texts(schema, "required").contains(key);
    for (String keyword : List.of("oneOf", "anyOf")) {
      List<List<String>> ways =
          schemas(schema, keyword).stream().map(way -> texts(resolve(way), "required")).toList();
      needed |=
          ways.stream().noneMatch(others::containsAll)
              && ways.stream().anyMatch(way -> way.contains(key) && way.stream().anyMatch(others::contains));
    }
    return needed;
  }

  /** Whether a mapping does not take a key because of others that are in it. */
  boolean excludes(ValuePath path, Set<String> others) {
    return at(path.parent())
        .flatMap(schema -> number(schema, "maxProperties").stream().boxed().findFirst())
        .filter(most -> others.stream().filter(allowedKeys(path.parent())::contains).count() >= most)
        .isPresent();
  }

  Set<String> allowedKeys(ValuePath path) {
    return at(path).map(schema -> properties(schema).keySet()).orElse(Set.of());
  }

  private Optional<Node> below(Node schema, Step step) {
    Optional<Node> own =
        step instanceof Key(String name)
            ? property(schema, name).or(() -> keyword(schema, "additionalProperties"))
            : keyword(schema, "items");
    return own.or(
        () ->
            schemas(schema, "allOf").stream()
                .flatMap(part -> below(resolve(part), step).stream())
                .findFirst());
  }

  /** Calls for every property that the schema names, with its path; list items and free keys are left out. */
  void forEachProperty(Consumer<ValuePath> visitor) {
    visit(ValuePath.ROOT, resolve(root), visitor);
  }

  private void visit(ValuePath path, Node schema, Consumer<ValuePath> visitor) {
    for (Map.Entry<String, Entry> property : properties(schema).entrySet()) {
      ValuePath below = path.key(property.getKey());
      visitor.accept(below);
      visit(below, resolve(property.getValue().value()), visitor);
    }
  }
}
