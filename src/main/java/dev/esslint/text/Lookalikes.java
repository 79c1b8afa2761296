package dev.esslint.text;

/** Quotes and spaces that look like those of YAML and are part of the text, as word processors and web pages make them. */
public final class Lookalikes {
  /** Typographic quotes, those of French among them. */
  public static final String QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb";

  /** Spaces that do not break, and those that have no width. */
  private static final String SPACES = "\u00a0\u202f\u2007\u200b\u2060\ufeff";

  private Lookalikes() {}

  /** Whether a text stands between typographic quotes as a whole. */
  public static boolean isQuoted(String text) {
    int last = text.length() - 1;
    return last > 0 && QUOTES.indexOf(text.charAt(0)) >= 0 && QUOTES.indexOf(text.charAt(last)) >= 0;
  }

  /** A text without them at its ends. */
  public static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && is(text.charAt(start))) {
      start++;
    }
    while (end > start && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether a character is one of them. */
  public static boolean is(char c) {
    return c > 0x7f && (QUOTES.indexOf(c) >= 0 || SPACES.indexOf(c) >= 0);
  }
}
