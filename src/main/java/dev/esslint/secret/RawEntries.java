package dev.esslint.secret;

/** Where an entry of a mapping between braces ends in a text that cannot be read: where another one, or nothing, surely follows. */
final class RawEntries {
  private static final String ESCAPED_QUOTE = "\\\"";
  private static final String QUOTES = "\"'";

  /** Of a mapping, no more is looked at before a key. */
  private static final int LONGEST = 1000;

  private final String text;

  RawEntries(String text) {
    this.text = text;
  }

  /**
   * Where the value of an entry ends; -1 if that is not certain.
   *
   * @param line where the line begins
   * @param key where the key does
   * @param from where the value does
   */
  int endOfValue(int line, int key, int from, int end) {
    if (from >= end || text.indexOf('{', Math.max(line, key - LONGEST), key) < 0) {
      return -1;
    }
    String mark = text.startsWith(ESCAPED_QUOTE, from) ? ESCAPED_QUOTE : QUOTES.indexOf(text.charAt(from)) >= 0 ? text.substring(from, from + 1) : "";
    if (mark.isEmpty()) {
      int stop = from;
      while (stop < end && ",}".indexOf(text.charAt(stop)) < 0) {
        stop++;
      }
      return stop < end && isEnd(stop, end, false) ? stop : -1;
    }
    int close = text.indexOf(mark, from + mark.length(), end);
    while (close > 0 && (text.charAt(close - 1) == '\\' || text.startsWith("''", close))) {
      close = text.indexOf(mark, close + 2, end);
    }
    return close > 0 && isEnd(close + mark.length(), end, true) ? close + mark.length() : -1;
  }

  /** Whether the mapping is closed at an offset, or another entry follows behind the comma there. */
  private boolean isEnd(int from, int end, boolean quoted) {
    int at = from;
    while (at < end && "}] \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == end || text.charAt(at) != ',') {
      boolean closed = text.substring(from, at).indexOf('}') >= 0;
      return closed && text.substring(at, end).chars().allMatch(c -> "\"'`\\;)".indexOf(c) >= 0);
    }
    int name = skip(at + 1, end, " \t\"'\\{");
    int colon = name;
    while (colon < end && TextScan.isNamePart(text.charAt(colon)) && text.charAt(colon) != '\\') {
      colon++;
    }
    boolean opened = text.substring(at, name).indexOf('"') >= 0 || text.substring(at, name).indexOf('\'') >= 0;
    int close = skip(colon, end, "\"'\\");
    return colon > name && text.startsWith(":", close) && (text.startsWith(" ", close + 1) || (quoted && opened && close > colon));
  }

  private int skip(int from, int end, String marks) {
    int at = from;
    while (at < end && marks.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
