package dev.esslint.workspace;

import java.util.Set;

/**
 * The lines of a text that begin without a blank, where the keys at the top of a mapping stand.
 *
 * @param text one character for each byte
 */
record Tops(String text) {
  /** What a byte order mark looks like where each byte is a character. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  /** Whether a mapping at the top says of which kind it is. */
  boolean hasKind() {
    return inBraces() || hasAny(Set.of(Look.KIND));
  }

  /** Whether the first mapping is in braces, which is rare, so that it is read for its keys. */
  boolean inBraces() {
    for (int at = first(); at >= 0; at = next(at)) {
      char c = at < text.length() ? text.charAt(at) : '#';
      if (c != '#' && c != '\n' && c != '\r' && c != '%' && !text.startsWith("---", at)) {
        return c == '{';
      }
      if (text.startsWith("--- {", at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of some keys is at the top; true, too, where that is not told by a look. */
  boolean hasAny(Set<String> keys) {
    for (int at = first(); at >= 0; at = next(at)) {
      int start = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? at + 1 : at;
      int end = start;
      while (end < text.length() && isOfKey(text.charAt(end))) {
        end++;
      }
      if (end > start && isKey(start > at, end) && keys.contains(text.substring(start, end))) {
        return true;
      }
      if (end == start && start < text.length() && text.charAt(start) == '{') {
        return true;
      }
    }
    return false;
  }

  private boolean isKey(boolean quoted, int end) {
    int at = quoted && end < text.length() && "\"'".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
    int colon = past(text, at, " \t");
    return colon < text.length() && text.charAt(colon) == ':';
  }

  private static boolean isOfKey(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  }

  private int first() {
    return text.startsWith(MARK) ? MARK.length() : 0;
  }

  private int next(int line) {
    return text.indexOf('\n', line) + 1 > 0 ? text.indexOf('\n', line) + 1 : -1;
  }

  /** The first place from one on that has none of some characters. */
  static int past(String text, int from, String what) {
    int at = from;
    while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
