package dev.esslint.source;

import java.util.List;
import java.util.SequencedMap;

/**
 * A node of a YAML document with its place. A node that an alias stands for is that node again, with the span of
 * the alias; what lies below it keeps its own place at the anchor.
 */
public sealed interface Node {

  /** From the first to one past the last character of the node, without trailing comments and blank lines. */
  Span span();

  /**
   * A mapping with the entries that Helm sees: merge keys ({@code <<}) are resolved, and of a key that stands there
   * twice the last one is kept ({@link Document#duplicateKeys()} has the others).
   *
   * @param entries by key; keys are strings as in JSON, so {@code y: 1} is at {@code true}
   */
  record MapNode(Span span, SequencedMap<String, Entry> entries) implements Node {}

  /** A sequence. */
  record ListNode(Span span, List<Node> items) implements Node {}

  /** A scalar. */
  record ScalarNode(Span span, Scalar value, Style style) implements Node {}

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
}
