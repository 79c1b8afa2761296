package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;

/** Which characters YAML may have, as Helm's reader (go-yaml 2) sees it. */
public final class Characters {
  private Characters() {}

  /**
   * Whether a text may have a character. Surrogates are taken to be in pairs.
   *
   * @param c a UTF-16 unit
   */
  public static boolean isAllowed(char c) {
    return c < 0x7F
        ? c >= ' ' || c == '\t' || c == '\n' || c == '\r'
        : c == 0x85 || (c >= 0xA0 && c <= 0xFFFD);
  }

  /**
   * Sees to it that a text has no others.
   *
   * @throws SourceException at the first that it has
   */
  static void check(SourceText source) throws SourceException {
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAllowed(c)) {
        throw new SourceException(refusal(text, c), source, new Span(i, i + 1));
      }
    }
  }

  private static String refusal(String text, char c) {
    if (c == 0) {
      boolean wide = text.length() > 1 && (text.charAt(0) == 0) != (text.charAt(1) == 0);
      return wide
          ? "NUL character; this looks like UTF-16 without a byte order mark, save the file as"
              + " UTF-8"
          : "NUL character; this is not a text file";
    }
    return String.format(
        "control character U+%04X is not allowed in YAML; remove it or write it as an escape in"
            + " double quotes",
        (int) c);
  }
}
