package dev.esslint.chart;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a schema shorter: what occurs more than once stands under {@code $defs} and is referred to. A definition is
 * named after the property that it is first used for.
 */
final class SharedSchemas {
  /** Shorter ones are easier to read in place. */
  private static final int MIN_LENGTH = 60;

  /** Every distinct schema once, with the number of places in distinct schemas that use it. */
  private final Map<Node, Integer> uses = new HashMap<>();

  private final Map<Node, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Node> definitions = new TreeMap<>();

  private SharedSchemas() {}

  static Node share(Node schema) {
    SharedSchemas sharing = new SharedSchemas();
    sharing.count(schema);
    if (!(sharing.inner(schema, "") instanceof MapNode(var span, var entries))) {
      return schema;
    }
    SequencedMap<String, Entry> shared = new LinkedHashMap<>(entries);
    if (!sharing.definitions.isEmpty()) {
      SequencedMap<String, Entry> definitions = new LinkedHashMap<>();
      sharing.definitions.forEach((name, node) -> definitions.put(name, ChartFacts.entry(node)));
      shared.put("$defs", ChartFacts.entry(new MapNode(Span.NONE, definitions)));
    }
    return new MapNode(Span.NONE, shared);
  }

  private void count(Node schema) {
    if (uses.merge(schema, 1, Integer::sum) > 1 || !(schema instanceof MapNode map)) {
      return;
    }
    map.entries()
        .forEach(
            (keyword, entry) -> {
              Node value = entry.value();
              if (ChartFacts.SCHEMA.contains(keyword)) {
                count(value);
              } else if (ChartFacts.SCHEMAS.contains(keyword) && value instanceof ListNode list) {
                list.items().forEach(this::count);
              } else if (ChartFacts.NAMED_SCHEMAS.contains(keyword) && value instanceof MapNode named) {
                named.entries().values().forEach(item -> count(item.value()));
              }
            });
  }

  /** The schema in a place that says {@code role}; a reference if the schema is shared. */
  private Node at(Node schema, String role) {
    if (uses.getOrDefault(schema, 0) < 2 || FactsJson.oneLine(schema).length() < MIN_LENGTH) {
      return inner(schema, role);
    }
    String name = names.get(schema);
    if (name == null) {
      name = free(role);
      names.put(schema, name);
      definitions.put(name, inner(schema, role));
    }
    SequencedMap<String, Entry> reference = new LinkedHashMap<>();
    reference.put("$ref", ChartFacts.entry(ChartFacts.string("#/$defs/" + name)));
    return new MapNode(Span.NONE, reference);
  }

  private String free(String role) {
    String name = role;
    for (int i = 2; !taken.add(name); i++) {
      name = role + "-" + i;
    }
    return name;
  }

  private Node inner(Node schema, String role) {
    if (!(schema instanceof MapNode map)) {
      return schema;
    }
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (keyword, entry) ->
                entries.put(keyword, ChartFacts.entry(keyword(keyword, entry.value(), role))));
    return new MapNode(Span.NONE, entries);
  }

  private Node keyword(String keyword, Node value, String role) {
    if (ChartFacts.SCHEMA.contains(keyword)) {
      return at(value, role + "-" + keyword);
    }
    if (ChartFacts.SCHEMAS.contains(keyword) && value instanceof ListNode list) {
      List<Node> items = new ArrayList<>();
      list.items().forEach(item -> items.add(at(item, role + "-" + keyword)));
      return new ListNode(Span.NONE, items);
    }
    if (ChartFacts.NAMED_SCHEMAS.contains(keyword) && value instanceof MapNode named) {
      SequencedMap<String, Entry> items = new LinkedHashMap<>();
      named
          .entries()
          .forEach((name, item) -> items.put(name, ChartFacts.entry(at(item.value(), role(name)))));
      return new MapNode(Span.NONE, items);
    }
    return value;
  }

  /** A property name as a step of a JSON pointer that needs no escapes. */
  private static String role(String property) {
    return property.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
