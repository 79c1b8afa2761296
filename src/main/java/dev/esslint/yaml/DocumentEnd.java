package dev.esslint.yaml;

import dev.esslint.text.Span;
import java.util.Optional;

/** Finds what follows the first document of a text. */
final class DocumentEnd {
  private DocumentEnd() {}

  /**
   * From the line that starts the second document to the end of the text.
   *
   * @param end where the first document ends, at most at the marker that ends it
   */
  static Optional<Span> ignored(String text, int end) {
    int line = end;
    while (line > 0 && !Breaks.isBreak(text.charAt(line - 1))) {
      line--;
    }
    while (line < text.length()) {
      int next = next(text, line);
      String content = text.substring(line, next).strip();
      boolean marker = content.startsWith("...");
      if (line >= end && !content.isEmpty() && !content.startsWith("#") && !marker) {
        return Optional.of(new Span(line, text.length()));
      }
      line = next;
    }
    return Optional.empty();
  }

  private static int next(String text, int line) {
    return Math.min(Breaks.lineEnd(text, line) + 1, text.length());
  }
}
