package dev.esslint.map;

import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Text in lines of a width, counted in the columns of a terminal. */
final class WrappedText {
  private WrappedText() {}

  static int width(String text) {
    return text.codePoints().map(Visible::width).sum();
  }

  /**
   * Breaks a text at blanks, or else after what joins the parts of a name if that is not too near,
   * or else anywhere.
   *
   * @param width at least 2
   * @return no line for an empty text
   */
  static List<String> wrapped(String text, int width) {
    return wrapped(text, width, Visible::width);
  }

  /**
   * The same with another measure.
   *
   * @param widths gives the width of a character
   */
  static List<String> wrapped(String text, int width, IntUnaryOperator widths) {
    List<String> lines = new ArrayList<>();
    String whole = text.strip();
    int start = 0;
    while (start < whole.length()) {
      int end = end(whole, start, width, widths);
      lines.add(whole.substring(start, end).stripTrailing());
      start = end;
      while (start < whole.length() && whole.charAt(start) == ' ') {
        start++;
      }
    }
    return lines;
  }

  /** Where the line ends that starts somewhere. */
  private static int end(String text, int start, int width, IntUnaryOperator widths) {
    int used = 0;
    int blank = start;
    int joint = start;
    for (int i = start; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      used += widths.applyAsInt(codePoint);
      if (codePoint == ' ') {
        blank = i;
      } else if (used > width) {
        int far = start + (i - start) / 3;
        return blank > start
            ? blank
            : joint > far ? joint : Math.max(i, text.offsetByCodePoints(start, 1));
      }
      i += Character.charCount(codePoint);
      if ("./:-_,;".indexOf(codePoint) >= 0) {
        joint = i;
      }
    }
    return text.length();
  }
}
