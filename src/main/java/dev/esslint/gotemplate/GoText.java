package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Nothing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** How Go writes values; null stands for what is not worked out here. */
final class GoText {
  private GoText() {}

  /** What an action writes. */
  static @Nullable String printed(Datum value) {
    return value instanceof Nothing ? Execution.NO_VALUE : written(value);
  }

  /** A value by {@code %v}. */
  static @Nullable String written(Datum value) {
    return GoFormat.written(value);
  }

  /** A string by {@code %q}. */
  static @Nullable String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
      if (escaped >= 0) {
        quoted.append('\\').append("abfnrtv\\\"".charAt(escaped));
      } else if ((c >= ' ' && c < 0x7f) || (c > 0xa0 && Character.isLetterOrDigit(c))) {
        quoted.append(c);
      } else {
        return null;
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * A string in JSON.
   *
   * @param escaping whether what has a meaning in HTML is escaped
   */
  static @Nullable String json(String text, boolean escaping) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = "\n\r\t\\\"".indexOf(c);
      if (escaped >= 0) {
        quoted.append('\\').append("nrt\\\"".charAt(escaped));
      } else if ("<>&".indexOf(c) >= 0 && escaping) {
        quoted.append("\\u00").append(Integer.toHexString(c));
      } else if (c >= ' ' && !isSeparator(c)) {
        quoted.append(c);
      } else {
        return null;
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isSeparator(char c) {
    return c == '\u2028' || c == '\u2029';
  }

  /** A text for HTML. */
  static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&#34;").replace("'", "&#39;").replace('\0', '\uFFFD');
  }

  /** A text for the query of a URL. */
  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  /** Without the white space at both ends. */
  static String trimmed(String text) {
    return trimmed(text, GoText::isSpace);
  }

  /** Without such characters at both ends. */
  static String trimmed(String text, IntPredicate out) {
    int[] letters = text.codePoints().toArray();
    int from = 0;
    int to = letters.length;
    while (from < to && out.test(letters[from])) {
      from++;
    }
    while (from < to && out.test(letters[to - 1])) {
      to--;
    }
    return new String(letters, from, to - from);
  }

  static boolean isSpace(int c) {
    return (c >= 0x9 && c <= 0xd) || c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
  }

  /** A part of the bytes of a text; null if a character would be cut in two. */
  static @Nullable String bytes(String text, long from, long to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean whole = isStart(bytes, from) && isStart(bytes, to);
    return whole ? new String(bytes, (int) from, (int) (to - from), StandardCharsets.UTF_8) : null;
  }

  private static boolean isStart(byte[] bytes, long at) {
    return at == bytes.length || (bytes[(int) at] & 0xc0) != 0x80;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
