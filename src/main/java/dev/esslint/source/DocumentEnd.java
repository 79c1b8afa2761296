package dev.esslint.source;

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
    int line = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
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
    for (int i = line; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return i + 1;
      }
    }
    return text.length();
  }
}
