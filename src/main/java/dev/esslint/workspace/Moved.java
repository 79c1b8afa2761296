package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Document.DuplicateKey;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** Gives the nodes of a text the places that they have in another text, which holds it. */
final class Moved {
  private final UnaryOperator<Span> place;
  private final IdentityHashMap<Object, Node> done = new IdentityHashMap<>();

  private Moved(UnaryOperator<Span> place) {
    this.place = place;
  }

  /**
   * A document with its places in another text.
   *
   * @param outer the other text
   * @param place the span there for a span of the document
   */
  static Document document(Document inner, SourceText outer, UnaryOperator<Span> place) {
    List<Comment> comments = new ArrayList<>();
    for (Comment comment : inner.comments()) {
      comments.add(new Comment(place.apply(comment.span()), comment.text(), comment.ownLine()));
    }
    Moved moved = new Moved(place);
    List<DuplicateKey> duplicates = new ArrayList<>();
    for (DuplicateKey key : inner.duplicateKeys()) {
      duplicates.add(
          new DuplicateKey(
              key.key(), place.apply(key.ignored()), place.apply(key.used()), moved.node(key.dropped()), key.loses()));
    }
    return new Document(
        outer,
        moved.node(inner.root()),
        List.copyOf(comments),
        List.copyOf(duplicates),
        inner.ignored().map(place));
  }

  /** Nodes that aliases share stay shared, or few anchors would become many nodes. */
  private Node node(Node node) {
    Span span = place.apply(node.span());
    return switch (node) {
      case ScalarNode scalar -> new ScalarNode(span, scalar.value(), scalar.style());
      case ListNode list -> {
        Node shared = done.get(list.items());
        if (shared instanceof ListNode(Span s, List<Node> items)) {
          yield new ListNode(span, items);
        }
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
          items.add(node(item));
        }
        ListNode moved = new ListNode(span, Collections.unmodifiableList(items));
        done.put(list.items(), moved);
        yield moved;
      }
      case MapNode map -> {
        Node shared = done.get(map.entries());
        if (shared instanceof MapNode(Span s, SequencedMap<String, Entry> entries)) {
          yield new MapNode(span, entries);
        }
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          Entry value = entry.getValue();
          entries.put(entry.getKey(), new Entry(place.apply(value.key()), node(value.value())));
        }
        MapNode moved = new MapNode(span, Collections.unmodifiableSequencedMap(entries));
        done.put(map.entries(), moved);
        yield moved;
      }
    };
  }
}
