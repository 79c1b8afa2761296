package dev.esslint.yaml;

/**
 * The line breaks of YAML 1.1. U+0085 is as good as a line feed; U+2028 and U+2029 end a line, too, but stay in the text
 * where a line feed would become a blank. An editor shows none of the three as a line break, and positions do not count
 * them.
 */
final class Breaks {
  /** Blanks and breaks. */
  static final String WHITE = " \t\r\n\u0085\u2028\u2029";

  private Breaks() {}

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || isSeparator(c);
  }

  /** Whether it is a break that stays in the text. */
  static boolean isSeparator(char c) {
    return c == '\u2028' || c == '\u2029';
  }

  /** What a break is in a scalar. */
  static char read(char c) {
    return isSeparator(c) ? c : '\n';
  }

  /** Where a line ends, at its break or at the end of the text. */
  static int lineEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !isBreak(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
