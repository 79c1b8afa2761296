package dev.esslint.chart;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** Takes from a chart what is a fact: names, types, defaults, bounds; no descriptions, titles or comments. */
final class ChartFacts {
  /** Keywords whose value is a schema. */
  static final Set<String> SCHEMA =
      Set.of(
          "items",
          "additionalProperties",
          "propertyNames",
          "contains",
          "not",
          "if",
          "then",
          "else");

  /** Keywords whose value is a list of schemas. */
  static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf");

  /** Keywords whose value is a mapping of names to schemas. */
  static final Set<String> NAMED_SCHEMAS = Set.of("properties", "patternProperties");

  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "enum",
          "const",
          "pattern",
          "required",
          "dependentRequired",
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
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains");

  /** Keywords that would change a verdict and that nothing here knows how to follow. */
  private static final Set<String> NOT_UNDERSTOOD =
      Set.of(
          "$anchor",
          "$dynamicAnchor",
          "$dynamicRef",
          "$recursiveRef",
          "dependencies",
          "dependentSchemas",
          "prefixItems",
          "unevaluatedItems",
          "unevaluatedProperties");

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final int MAX_DEPTH = 100;

  /** The largest release has some 30,000. */
  private static final int MAX_SCHEMAS = 300_000;

  private ChartFacts() {}

  /** The same tree, without places and styles. */
  static Node placeless(Node node) {
    return switch (node) {
      case MapNode map -> {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, entry(placeless(entry.value()))));
        yield new MapNode(Span.NONE, entries);
      }
      case ListNode list ->
          new ListNode(Span.NONE, list.items().stream().map(ChartFacts::placeless).toList());
      case ScalarNode scalar -> new ScalarNode(Span.NONE, scalar.value(), Style.PLAIN);
    };
  }

  /**
   * The part of a JSON Schema that decides whether values are valid: keywords in alphabetical order, references inside
   * the document replaced by what they refer to.
   *
   * @param name what to call the schema in messages
   */
  static Node schema(Node root, String name) throws ChartException {
    Node facts = new SchemaFacts(root, name).schema(root, 0);
    if (facts instanceof MapNode map) {
      map.entries().putFirst("$schema", entry(string(DIALECT)));
    }
    return facts;
  }

  static Entry entry(Node value) {
    return new Entry(Span.NONE, value);
  }

  static Node string(String value) {
    return new ScalarNode(Span.NONE, new Str(value), Style.PLAIN);
  }

  private static final class SchemaFacts {
    private final Node root;
    private final String name;
    private int budget = MAX_SCHEMAS;

    SchemaFacts(Node root, String name) {
      this.root = root;
      this.name = name;
    }

    Node schema(Node schema, int depth) throws ChartException {
      if (--budget < 0) {
        throw new ChartException(
            name + " grows beyond all measure when its references are followed");
      }
      if (depth > MAX_DEPTH) {
        throw new ChartException(name + " is nested too deeply or refers to itself");
      }
      if (!(schema instanceof MapNode map)) {
        return placeless(schema);
      }
      SequencedMap<String, Entry> facts = new LinkedHashMap<>();
      for (Map.Entry<String, Entry> keyword : new TreeMap<>(map.entries()).entrySet()) {
        String key = keyword.getKey();
        Node value = keyword.getValue().value();
        if (key.equals("$schema")) {
          if (!(value instanceof ScalarNode(var s, Str(String dialect), var t))
              || !dialect.equals(DIALECT)) {
            throw new ChartException(name + " is not written in JSON Schema 2020-12");
          }
        } else if (NOT_UNDERSTOOD.contains(key)) {
          throw new ChartException(name + " uses `" + key + "`, which esslint does not know");
        } else if (SCHEMA.contains(key)) {
          facts.put(key, entry(schema(value, depth + 1)));
        } else if (SCHEMAS.contains(key) && value instanceof ListNode list) {
          List<Node> schemas = new ArrayList<>();
          for (Node item : list.items()) {
            schemas.add(schema(item, depth + 1));
          }
          facts.put(key, entry(new ListNode(Span.NONE, schemas)));
        } else if (NAMED_SCHEMAS.contains(key) && value instanceof MapNode named) {
          SequencedMap<String, Entry> schemas = new LinkedHashMap<>();
          for (Map.Entry<String, Entry> item : new TreeMap<>(named.entries()).entrySet()) {
            schemas.put(item.getKey(), entry(schema(item.getValue().value(), depth + 1)));
          }
          facts.put(key, entry(new MapNode(Span.NONE, schemas)));
        } else if (PLAIN.contains(key)) {
          facts.put(key, entry(placeless(value)));
        }
      }
      Node own = new MapNode(Span.NONE, facts);
      Entry reference = map.entries().get("$ref");
      if (reference == null) {
        return own;
      }
      Node referred = schema(resolve(reference.value()), depth + 1);
      return facts.isEmpty() ? referred : allOf(referred, own);
    }

    private static Node allOf(Node... schemas) {
      SequencedMap<String, Entry> all = new LinkedHashMap<>();
      all.put("allOf", entry(new ListNode(Span.NONE, List.of(schemas))));
      return new MapNode(Span.NONE, all);
    }

    private Node resolve(Node reference) throws ChartException {
      String pointer = reference instanceof ScalarNode(var s, Str(String text), var t) ? text : "";
      Node node = pointer.startsWith("#/") ? root : null;
      for (String step : pointer.substring(Math.min(2, pointer.length())).split("/", -1)) {
        String key = step.replace("~1", "/").replace("~0", "~");
        Entry next = node instanceof MapNode map ? map.entries().get(key) : null;
        node = next == null ? null : next.value();
      }
      if (node == null) {
        throw new ChartException(name + " refers to `" + pointer + "`, which is not in it");
      }
      return node;
    }
  }
}
