package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;

/** Finds words that nobody makes up: letters of both kinds and digits in disorder, or hexadecimal digits of no commit and no image. */
final class RandomScan extends TextScan {
  /** So often a word turns from one kind of character to another one. */
  private static final int LEAST_TURNS = 5;

  private static final int HEX = 32;
  private static final int LONG_HEX = 48;

  RandomScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      boolean inside = end < text.length() && (isAscii(text.charAt(end)) || "+/".indexOf(text.charAt(end)) >= 0);
      if (!inside) {
        if (end - start >= LEAST_WITH_TOKEN && isRandom(start, end)) {
          hide(start, end);
        }
        start = end + 1;
      }
    }
  }

  private boolean isRandom(int start, int end) {
    int turns = 0;
    int kinds = 0;
    boolean hex = true;
    for (int i = start; i < end; i++) {
      kinds |= kind(i);
      turns += i > start && kind(i) != kind(i - 1) ? 1 : 0;
      hex &= Character.digit(text.charAt(i), 16) >= 0;
    }
    if (hex) {
      boolean digest = text.startsWith("sha", Math.max(0, start - "sha256:".length()));
      return !digest && looksRandom(text, start, end) && (end - start == HEX || end - start >= LONG_HEX);
    }
    return (kinds & 7) == 7 && turns >= LEAST_TURNS;
  }

  private int kind(int at) {
    char c = text.charAt(at);
    return Character.isDigit(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isUpperCase(c) ? 4 : 8;
  }

  private static boolean isAscii(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }
}
