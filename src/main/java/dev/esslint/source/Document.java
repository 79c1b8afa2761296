package dev.esslint.source;

import java.util.List;
import java.util.Optional;

/**
 * What Helm reads of a YAML text: its first document.
 *
 * @param source the text
 * @param root the top of the document; a {@code null} scalar for a text without any content
 * @param comments all comments of the text in order
 * @param duplicateKeys keys that stand in a mapping more than once, in order of the ignored ones
 * @param ignored from the start of the second document to the end of the text, if there is one
 */
public record Document(
    SourceText source,
    Node root,
    List<Comment> comments,
    List<DuplicateKey> duplicateKeys,
    Optional<Span> ignored) {

  /**
   * A comment.
   *
   * @param span from the {@code #} to the end of the line
   * @param text the comment without {@code #} and surrounding blanks
   * @param ownLine whether nothing but blanks stands before it
   */
  public record Comment(Span span, String text, boolean ownLine) {}

  /**
   * A key given twice.
   *
   * @param key the key as a string
   * @param ignored the span of the earlier key, whose value Helm drops
   * @param used the span of the later one, which counts
   */
  public record DuplicateKey(String key, Span ignored, Span used) {}
}
