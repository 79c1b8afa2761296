package dev.esslint.tree;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What Helm reads of a YAML text: its first document.
 *
 * @param source the text
 * @param root the top of the document; a {@code null} scalar for a text without any content
 * @param comments all comments of the first document in order, with those before and after it
 * @param duplicateKeys keys that stand in a mapping more than once, in order of the ignored ones
 * @param ignored from the start of the second document to the end of the text, if there is one
 */
public record Document(
    SourceText source,
    Node root,
    List<Comment> comments,
    List<DuplicateKey> duplicateKeys,
    Optional<Span> ignored) {

  /** The text says enough; the tree is as large as that, and each value knows its document. */
  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /**
   * The document as values: the mapping at the top, or an empty one for a text without content.
   *
   * @throws SourceException for a list or a scalar at the top, which Helm refuses as values
   */
  public Node.MapNode values() throws SourceException {
    return switch (root) {
      case Node.MapNode map -> map;
      case Node empty when empty.isNull() ->
          new Node.MapNode(
              empty.span(), Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
      case Node other ->
          throw new SourceException(
              "values must be a mapping of keys, not a "
                  + (other instanceof Node.ListNode ? "list" : "single value"),
              source,
              source.firstLine(other.span()));
    };
  }

  /** The same text with another node of it, or parts of it, for the top. */
  public Document withRoot(Node top) {
    return new Document(source, top, comments, duplicateKeys, ignored);
  }

  /**
   * A comment.
   *
   * @param span from the {@code #} to the end of the line
   * @param text the comment without {@code #} and surrounding blanks
   * @param ownLine whether nothing but blanks stands before it
   */
  public record Comment(Span span, String text, boolean ownLine) {}

  /**
   * A key given twice, or given first and then again by a merge key ({@code <<}) below it.
   *
   * @param key the key as a string
   * @param ignored the span of the earlier key, whose value Helm drops
   * @param used the span of the later key, or of the merge key, whose value counts
   * @param dropped the value that Helm drops
   * @param loses whether there is something in it that is not there any more, in whichever form
   */
  public record DuplicateKey(String key, Span ignored, Span used, Node dropped, boolean loses) {
    /** A key given twice, with both values. */
    public static DuplicateKey of(String key, Node.Entry earlier, Span used, Node value) {
      return new DuplicateKey(key, earlier.key(), used, earlier.value(), loses(earlier.value(), value));
    }

    private static boolean loses(Node dropped, Node value) {
      return switch (dropped) {
        case Node.MapNode map ->
            map.entries().entrySet().stream()
                .anyMatch(
                    entry -> {
                      Node there = value instanceof Node.MapNode other ? other.get(entry.getKey()) : null;
                      return there == null || loses(entry.getValue().value(), there);
                    });
        case Node.ListNode list -> !list.items().isEmpty() && !list.sameValue(value);
        case Node.ScalarNode scalar -> !scalar.isNull() && (value.isNull() || !(value instanceof Node.ScalarNode));
      };
    }
  }
}
