package dev.esslint.schema;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts schema and values down to what the user's part of the values can violate. Compiling the whole schema of the
 * chart would take longer than everything else, and its defaults alone are valid. A property that only the chart gives
 * stays where keywords look at the presence of keys.
 */
final class Pruner {
  /** Keywords that look at nothing of a mapping but which keys it has, or that are not for mappings. */
  private static final Set<String> SHALLOW =
      Set.of(
          "type",
          "required",
          "dependentRequired",
          "minProperties",
          "maxProperties",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "items",
          "contains",
          "minContains",
          "maxContains");

  private static final Set<String> IN_PLACE = Set.of("not", "if", "then", "else");
  private static final Set<String> ALTERNATIVES = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> NOT_FOR_VALIDATION = Set.of("$schema", "$defs");

  private final SchemaTree tree;

  Pruner(SchemaTree tree) {
    this.tree = tree;
  }

  record Pruned(JsonNode schema, JsonNode instance) {}

  Pruned prune(Value values) {
    return prune(tree.root(), values);
  }

  private Pruned prune(Node reference, Value value) {
    Node schema = tree.resolve(reference);
    if (!(value instanceof MapValue map)
        || !(schema instanceof MapNode keywords)
        || !isPrunable(keywords)) {
      return new Pruned(narrow(schema, List.of(value)), ValidatorNodes.of(value));
    }
    ObjectNode pruned = ValidatorNodes.object();
    ObjectNode properties = ValidatorNodes.object();
    ObjectNode instance = ValidatorNodes.object();
    List<Value> free = new ArrayList<>();
    Set<String> counted = new HashSet<>();
    boolean all = collectCounted(schema, counted);
    for (Map.Entry<String, Value> child : map.entries().entrySet()) {
      String key = child.getKey();
      Optional<Node> property = SchemaTree.property(schema, key);
      if (!child.getValue().origin().isWritten()) {
        if (all || counted.contains(key)) {
          properties.set(key, BooleanNode.TRUE);
          instance.set(key, BooleanNode.TRUE);
        }
      } else if (property.isPresent()) {
        Pruned below = prune(property.get(), child.getValue());
        properties.set(key, below.schema());
        instance.set(key, below.instance());
      } else {
        free.add(child.getValue());
        instance.set(key, ValidatorNodes.of(child.getValue()));
      }
    }
    keywords
        .entries()
        .forEach(
            (keyword, entry) -> {
              if (keyword.equals("additionalProperties")) {
                pruned.set(keyword, narrow(entry.value(), free));
              } else if (!keyword.equals("properties") && !NOT_FOR_VALIDATION.contains(keyword)) {
                pruned.set(keyword, narrowKeyword(keyword, entry.value(), List.of(map)));
              }
            });
    pruned.set("properties", properties);
    return new Pruned(pruned, instance);
  }

  /** Whether no keyword but {@code properties} and {@code additionalProperties} looks into the values of a mapping. */
  private static boolean isPrunable(MapNode schema) {
    return schema.entries().entrySet().stream()
        .allMatch(
            keyword ->
                keyword.getKey().equals("properties")
                    || keyword.getKey().equals("additionalProperties")
                    || isShallow(keyword.getKey(), keyword.getValue().value()));
  }

  private static boolean isShallow(String keyword, Node operand) {
    return SHALLOW.contains(keyword)
        || NOT_FOR_VALIDATION.contains(keyword)
        || (IN_PLACE.contains(keyword) && isShallow(operand))
        || (ALTERNATIVES.contains(keyword)
            && operand instanceof ListNode list
            && list.items().stream().allMatch(Pruner::isShallow));
  }

  private static boolean isShallow(Node schema) {
    return schema instanceof ScalarNode
        || (schema instanceof MapNode map
            && map.entries().entrySet().stream()
                .allMatch(keyword -> isShallow(keyword.getKey(), keyword.getValue().value())));
  }

  /**
   * Collects the keys whose presence a shallow schema looks at.
   *
   * @return whether it looks at all of them
   */
  private static boolean collectCounted(Node schema, Set<String> keys) {
    boolean all = false;
    if (schema instanceof MapNode map) {
      for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
        String keyword = entry.getKey();
        Node operand = entry.getValue().value();
        if (keyword.equals("required")) {
          keys.addAll(SchemaTree.texts(schema, "required"));
        } else if (keyword.equals("minProperties")
            || keyword.equals("maxProperties")
            || keyword.equals("dependentRequired")) {
          all = true;
        } else if (IN_PLACE.contains(keyword)) {
          all |= collectCounted(operand, keys);
        } else if (ALTERNATIVES.contains(keyword)) {
          for (Node part : SchemaTree.schemas(schema, keyword)) {
            all |= collectCounted(part, keys);
          }
        }
      }
    }
    return all;
  }

  /** The schema without the properties that none of these values has; references are replaced by what they refer to. */
  private JsonNode narrow(Node reference, Collection<? extends Value> values) {
    Node schema = tree.resolve(reference);
    if (!(schema instanceof MapNode map)) {
      return ValidatorNodes.of(schema);
    }
    ObjectNode narrowed = ValidatorNodes.object();
    map.entries()
        .forEach(
            (keyword, entry) -> {
              Node operand = entry.value();
              switch (keyword) {
                case "$schema", "$defs" -> {}
                case "properties" -> narrowed.set(keyword, narrowProperties(operand, values));
                case "additionalProperties" ->
                    narrowed.set(keyword, narrow(operand, freeChildren(schema, values)));
                default -> narrowed.set(keyword, narrowKeyword(keyword, operand, values));
              }
            });
    return narrowed;
  }

  private JsonNode narrowKeyword(String keyword, Node operand, Collection<? extends Value> values) {
    if (IN_PLACE.contains(keyword)) {
      return narrow(operand, values);
    }
    if (ALTERNATIVES.contains(keyword) && operand instanceof ListNode list) {
      ArrayNode narrowed = ValidatorNodes.array();
      list.items().forEach(part -> narrowed.add(narrow(part, values)));
      return narrowed;
    }
    return switch (keyword) {
      case "items", "contains" ->
          narrow(
              operand,
              values.stream()
                  .flatMap(
                      value ->
                          value instanceof ListValue list ? list.items().stream() : Stream.empty())
                  .toList());
      case "propertyNames" -> narrow(operand, List.of());
      case "patternProperties" -> narrowPatterns(operand, values);
      default -> ValidatorNodes.of(operand);
    };
  }

  private JsonNode narrowProperties(Node operand, Collection<? extends Value> values) {
    ObjectNode narrowed = ValidatorNodes.object();
    if (operand instanceof MapNode properties) {
      properties
          .entries()
          .forEach(
              (key, property) -> {
                List<Value> children =
                    values.stream().flatMap(value -> child(value, key).stream()).toList();
                if (!children.isEmpty()) {
                  narrowed.set(key, narrow(property.value(), children));
                }
              });
    }
    return narrowed;
  }

  private static Optional<Value> child(Value value, String key) {
    return value instanceof MapValue map
        ? Optional.ofNullable(map.entries().get(key))
        : Optional.empty();
  }

  private JsonNode narrowPatterns(Node operand, Collection<? extends Value> values) {
    List<Value> children = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof MapValue map) {
        children.addAll(map.entries().values());
      }
    }
    ObjectNode narrowed = ValidatorNodes.object();
    if (operand instanceof MapNode patterns) {
      patterns
          .entries()
          .forEach((pattern, entry) -> narrowed.set(pattern, narrow(entry.value(), children)));
    }
    return narrowed;
  }

  private static List<Value> freeChildren(Node schema, Collection<? extends Value> values) {
    Set<String> named = SchemaTree.properties(schema).keySet();
    List<Value> children = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof MapValue map) {
        map.entries()
            .forEach(
                (key, child) -> {
                  if (!named.contains(key)) {
                    children.add(child);
                  }
                });
      }
    }
    return children;
  }
}
