package dev.esslint.values;

import dev.esslint.text.Span;
import dev.esslint.tree.FewEntries;
import dev.esslint.tree.LazyEntries;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** A resolved value with its provenance. */
public sealed interface Value {

  Origin origin();

  /** The text of a string or a number; empty for anything else. */
  default Optional<String> text() {
    return this instanceof ScalarValue(Scalar scalar, Origin origin)
            && (scalar instanceof Scalar.Str || scalar instanceof Scalar.Num)
        ? Optional.of(Scalar.text(scalar))
        : Optional.empty();
  }

  /** The text below a key, or nothing. */
  default String text(String key) {
    Value child = this instanceof MapValue map ? map.entries().get(key) : null;
    return child == null ? "" : child.text().orElse("");
  }

  /** No entries; most mappings have nothing deleted, and a map of its own for each would take more than the rest. */
  SequencedMap<String, Value> NO_ENTRIES =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  /** No deleted keys. */
  SequencedMap<String, Origin> NONE_DELETED =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  /**
   * A mapping.
   *
   * @param entries by key: first those of the user in the order of the layers, then the remaining defaults
   * @param deleted the keys that a {@code null} of the user took away from the defaults, with the place of the null
   */
  record MapValue(
      SequencedMap<String, Value> entries, SequencedMap<String, Origin> deleted, Origin origin)
      implements Value {}

  /** A list; Helm replaces lists as a whole, so all items come from one layer. */
  record ListValue(List<Value> items, Origin origin) implements Value {}

  /** A scalar. A {@code null} is here only where the chart has no default to delete. */
  record ScalarValue(Scalar scalar, Origin origin) implements Value {}

  /**
   * The values that nodes stand for.
   *
   * @param layer the layer that they belong to
   * @param place gives the span in the layer's text for the span of a node
   */
  static Value of(Layer layer, Node node, UnaryOperator<Span> place) {
    return of(layer, Span.NONE, node, place);
  }

  /** The values that the nodes of the defaults stand for, each mapping when its entries are asked for: of most of them nobody wants to know. */
  static Value ofDefaults(Origin origin, Node node) {
    return switch (node) {
      case MapNode map ->
          new MapValue(new LazyEntries<>(() -> entriesOfDefaults(origin, map)), NONE_DELETED, origin);
      case ListNode list ->
          new ListValue(
              list.items().stream().map(item -> ofDefaults(origin, item)).toList(), origin);
      case ScalarNode scalar -> new ScalarValue(scalar.value(), origin);
    };
  }

  private static SequencedMap<String, Value> entriesOfDefaults(Origin origin, MapNode map) {
    SequencedMap<String, Value> entries = LinkedHashMap.newLinkedHashMap(map.entries().size());
    map.entries().forEach((key, entry) -> entries.put(key, ofDefaults(origin, entry.value())));
    return entries;
  }

  private static Value of(Layer layer, Span key, Node node, UnaryOperator<Span> place) {
    Origin origin = new Origin(layer, key, place.apply(node.span()), null);
    return switch (node) {
      case MapNode map -> {
        if (map.entries().isEmpty()) {
          yield new MapValue(NO_ENTRIES, NONE_DELETED, origin);
        }
        SequencedMap<String, Value> entries = LinkedHashMap.newLinkedHashMap(map.entries().size());
        for (Map.Entry<String, Entry> child : map.entries().entrySet()) {
          Entry entry = child.getValue();
          entries.put(child.getKey(), of(layer, place.apply(entry.key()), entry.value(), place));
        }
        yield new MapValue(FewEntries.of(entries), NONE_DELETED, origin);
      }
      case ListNode list -> {
        List<Value> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
          items.add(of(layer, place.apply(item.span()), item, place));
        }
        yield new ListValue(Collections.unmodifiableList(items), origin);
      }
      case ScalarNode scalar -> new ScalarValue(scalar.value(), origin);
    };
  }
}
