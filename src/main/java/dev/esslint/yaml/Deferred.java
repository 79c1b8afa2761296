package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What Helm refuses only if it is still there when the document is whole: a later equal key may have taken its place. */
final class Deferred {
  private final IdentityHashMap<Object, SourceException> errors = new IdentityHashMap<>();

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
    @Nullable SourceException first = null;
    Deque<Node> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Node node = open.pop();
      first = earlier(first, errors.get(node));
      switch (node) {
        case MapNode map -> {
          for (Entry entry : map.entries().values()) {
            first = earlier(first, errors.get(entry));
            open.push(entry.value());
          }
        }
        case ListNode list -> list.items().forEach(open::push);
        case ScalarNode scalar -> {}
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable SourceException earlier(
      @Nullable SourceException one, @Nullable SourceException other) {
    return one == null || (other != null && start(other) < start(one)) ? other : one;
  }

  private static int start(SourceException error) {
    return error.place().map(place -> place.span().start()).orElse(0);
  }
}
