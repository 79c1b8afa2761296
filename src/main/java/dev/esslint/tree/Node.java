package dev.esslint.tree;

import dev.esslint.text.Span;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a YAML document with its place. A node that an alias stands for is that node again, with the span of
 * the alias; what lies below it keeps its own place at the anchor, and is shared, not copied.
 */
public sealed interface Node {

  /**
   * From the first to one past the last character of the node, without anchor and tag before it and without comments
   * and blank lines after it. A block collection ends with its last child; a value left out is empty, after the colon.
   */
  Span span();

  /**
   * A mapping with the entries that Helm sees: merge keys ({@code <<}) are resolved, and of a key that stands there
   * twice the last one is kept ({@link Document#duplicateKeys()} has the others).
   *
   * @param entries by key; keys are strings as in JSON, so {@code y: 1} is at {@code true}
   */
  record MapNode(Span span, SequencedMap<String, Entry> entries) implements Node {

    /** The value of a key, or null where there is none. */
    public @Nullable Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }
  }

  /** A sequence. */
  record ListNode(Span span, List<Node> items) implements Node {}

  /** A scalar. */
  record ScalarNode(Span span, Scalar value, Style style) implements Node {

    /** The string, or null for any other kind of scalar. */
    public @Nullable String string() {
      return value instanceof Scalar.Str(String text) ? text : null;
    }
  }

  /**
   * An entry of a mapping.
   *
   * @param key the span of the key; for an entry that a merge key brings, of the key at the anchor
   */
  record Entry(Span key, Node value) {}

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /** Whether this is an explicit or an implied null. */
  default boolean isNull() {
    return this instanceof ScalarNode scalar && scalar.value() instanceof Scalar.Null;
  }

  /** Whether both stand for the same JSON; places, styles and the order of keys do not count. */
  default boolean sameValue(Node other) {
    return switch (this) {
      case ScalarNode mine -> other instanceof ScalarNode yours && mine.value.equals(yours.value);
      case ListNode mine -> other instanceof ListNode yours && sameItems(mine.items, yours.items);
      case MapNode mine -> other instanceof MapNode yours && sameEntries(mine, yours);
    };
  }

  private static boolean sameItems(List<Node> mine, List<Node> yours) {
    Iterator<Node> rest = yours.iterator();
    return mine.size() == yours.size()
        && mine.stream().allMatch(item -> item.sameValue(rest.next()));
  }

  private static boolean sameEntries(MapNode mine, MapNode yours) {
    if (mine.entries.size() != yours.entries.size()) {
      return false;
    }
    for (Map.Entry<String, Entry> entry : mine.entries.entrySet()) {
      Node other = yours.get(entry.getKey());
      if (other == null || !entry.getValue().value.sameValue(other)) {
        return false;
      }
    }
    return true;
  }
}
