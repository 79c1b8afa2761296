package dev.esslint.source;

import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** What Helm refuses only if it is still there when the document is whole: a later equal key may have taken its place. */
final class Deferred {
  private final Map<Object, SourceException> errors = new IdentityHashMap<>();

  /** Puts off the error about a node, or about the key of an entry. */
  void add(Object nodeOrEntry, SourceException error) {
    errors.put(nodeOrEntry, error);
  }

  /**
   * Looks what has survived.
   *
   * @throws SourceException the first error of those
   */
  void check(Node top) throws SourceException {
    if (errors.isEmpty()) {
      return;
    }
    Map<SourceException, Integer> found = new IdentityHashMap<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Node node = open.pop();
      note(node, found);
      switch (node) {
        case MapNode map -> {
          for (Entry entry : map.entries().values()) {
            note(entry, found);
            open.push(entry.value());
          }
        }
        case ListNode list -> list.items().forEach(open::push);
        case ScalarNode scalar -> {}
      }
    }
    Optional<SourceException> first =
        found.entrySet().stream()
            .min(Comparator.comparingInt(Map.Entry::getValue))
            .map(Map.Entry::getKey);
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private void note(Object nodeOrEntry, Map<SourceException, Integer> found) {
    SourceException error = errors.get(nodeOrEntry);
    if (error != null) {
      found.put(error, error.place().map(place -> place.span().start()).orElse(0));
    }
  }
}
