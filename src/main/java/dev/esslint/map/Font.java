package dev.esslint.map;

import dev.esslint.text.Visible;
import java.util.List;

/**
 * How wide characters are at most in the sans-serif fonts of viewers: those of DejaVu Sans and
 * Verdana, the widest in use. A picture brings no font of its own, so that no text may need more
 * room than this.
 *
 * @param size in pixels
 */
record Font(double size, boolean bold) {
  /** Bold letters are wider by this. */
  private static final double BOLD = 1.13;

  /** Width of a line above which it is broken. */
  List<String> wrapped(String text, double width) {
    int most = (int) (width / size * 1000 / (bold ? BOLD : 1));
    return WrappedText.wrapped(text, most, Font::thousandths);
  }

  double width(String text) {
    int width = text.codePoints().map(Font::thousandths).sum();
    return width * size / 1000 * (bold ? BOLD : 1);
  }

  /** The width of a character in thousandths of the size of the font. */
  private static int thousandths(int codePoint) {
    if (codePoint > 0x7e) {
      return 1100 * Visible.width(codePoint);
    }
    if ("ijlI'|.,:; !".indexOf(codePoint) >= 0) {
      return 400;
    }
    if ("frt-()[]/\\`\"".indexOf(codePoint) >= 0) {
      return 470;
    }
    if ("mwMW@%".indexOf(codePoint) >= 0) {
      return 1020;
    }
    boolean wide = Character.isUpperCase(codePoint) || "#+<>=~^&".indexOf(codePoint) >= 0;
    return wide ? 850 : 650;
  }
}
