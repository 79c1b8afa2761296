package dev.esslint.secret;

import java.util.ArrayList;
import java.util.List;

/** Texts about values, in which a value of any length takes no more room than anybody reads. */
final class Shortened {
  /** Of a value in code quotes. */
  private static final int MOST_QUOTED = 200;

  /** Of a message or a note as a whole. */
  private static final int MOST = 2_000;

  /** Of a line of a remedy, which is to be pasted and so is cut only where nobody pastes. */
  private static final int MOST_OF_LINE = 2_000;

  private static final int MOST_OF_REMEDY = 20_000;

  private Shortened() {}

  /** A sentence or several; what stands in code quotes is shortened by itself. */
  static String message(String text) {
    if (text.length() <= MOST_QUOTED) {
      return text;
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split("`", -1)) {
      boolean quoted = parts.size() % 2 == 1;
      parts.add(quoted ? cut(part, MOST_QUOTED) : part);
    }
    return cut(String.join("`", parts), MOST);
  }

  /** Text of several lines. */
  static String remedy(String text) {
    if (text.length() <= MOST_OF_LINE) {
      return text;
    }
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(cut(line, MOST_OF_LINE));
    }
    return cut(String.join("\n", lines), MOST_OF_REMEDY);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "\u2026";
  }
}
