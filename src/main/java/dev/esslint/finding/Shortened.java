package dev.esslint.finding;

/** Texts about values, in which a value of any length takes no more room than anybody reads. */
final class Shortened {
  /** Of a value in code quotes. */
  private static final int MOST_QUOTED = 200;

  /** Of a message or a note as a whole. */
  private static final int MOST = 4_000;

  /** Of a line of a remedy, which is to be pasted and so is cut only where nobody pastes. */
  private static final int MOST_OF_LINE = 2_000;

  private static final int MOST_OF_REMEDY = 20_000;

  private Shortened() {}

  /** A sentence or several; what stands in code quotes is shortened by itself. */
  static String message(String text) {
    return text.length() <= MOST_QUOTED ? text : cut(parts(text, '`', MOST_QUOTED), MOST);
  }

  /** Text of several lines. */
  static String remedy(String text) {
    return text.length() <= MOST_OF_LINE
        ? text
        : cut(parts(text, '\n', MOST_OF_LINE), MOST_OF_REMEDY);
  }

  private static String parts(String text, char separator, int most) {
    StringBuilder shown = new StringBuilder();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(separator, start);
      if (end < 0) {
        shown.append(text, start, text.length());
        break;
      }
      shown.append(cut(text.substring(start, end), most)).append(separator);
      start = end + 1;
    }
    return shown.toString();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "\u2026";
  }
}
