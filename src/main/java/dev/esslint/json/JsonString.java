package dev.esslint.json;

/** Texts as strings of JSON; in double quotes, YAML takes the same. */
public final class JsonString {
  private static final String DIGITS = "0123456789abcdef";

  private JsonString() {}

  /** In quotes; with escapes for what nobody would see. */
  public static String quote(String text) {
    return quoted(text, false, false);
  }

  /** In quotes, and of ASCII alone. */
  public static String ascii(String text) {
    return quoted(text, true, false);
  }

  /** What Go writes between the quotes: with escapes for what has a meaning in HTML or ends a line of JavaScript. */
  public static String insideAsGo(String text) {
    String quoted = quoted(text, false, true);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String quoted(String text, boolean ascii, boolean go) {
    if (isPlain(text)) {
      return '"' + text + '"';
    }
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean escaped =
              (go ? c < ' ' || isSpecialToGo(c) : Character.isISOControl(c) || isSpecialToYaml(c))
                  || (ascii && c > '~')
                  || (Character.isSurrogate(c) && !isPaired(text, i));
          if (escaped) {
            quoted.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              quoted.append(DIGITS.charAt(c >> shift & 15));
            }
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Whether a text has nothing but what stands for itself wherever it is quoted, as nearly every text. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\' || isSpecialToGo(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpecialToGo(char c) {
    return c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
  }

  /** What ends a line of YAML 1.1, and the mark of a byte order, which it does not let stand. */
  private static boolean isSpecialToYaml(char c) {
    return c == '\u2028' || c == '\u2029' || c == '\ufeff';
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
