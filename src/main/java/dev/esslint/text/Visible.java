package dev.esslint.text;

import java.util.Locale;

/**
 * Text for human eyes: what a terminal would obey or nobody would see is spelt out, as {@code \}{@code u{202e}}, and so is what makes
 * a command of a line in the log of a CI: {@code ::error::} at the start of a word (GitHub, where a line may begin there),
 * {@code ##[error]}, {@code ##vso[} and {@code ##teamcity[} anywhere (GitHub, Azure Pipelines, TeamCity).
 */
public final class Visible {

  private Visible() {}

  /** The text in one line; line breaks and tabs become visible as well. */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint == ':' && isCommand(text, i)) {
        spell(codePoint, out);
      } else {
        append(codePoint, out);
      }
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  /** Whether a text has nothing but letters, digits and signs of ASCII, and none that a command begins with; most are so. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '#' || (c == ':' && text.startsWith("::", i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a command of GitHub begins at a colon: {@code ::name::} or {@code ::name key=value::}. */
  private static boolean isCommand(String text, int at) {
    if (!text.startsWith("::", at) || (at > 0 && text.charAt(at - 1) > ' ')) {
      return false;
    }
    int end = at + 2;
    while (end < text.length() && (isLetter(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end > at + 2 && (text.startsWith("::", end) || text.startsWith(" ", end));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Appends what stands for a code point. */
  public static void append(int codePoint, StringBuilder out) {
    if (isHidden(codePoint) || (codePoint == '[' && endsInHashes(out))) {
      spell(codePoint, out);
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  private static void spell(int codePoint, StringBuilder out) {
    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
  }

  /** Whether two hashes and perhaps a name end a text, so that a bracket would make a command of them. */
  private static boolean endsInHashes(StringBuilder text) {
    int end = text.length();
    int longest = end - "##teamcity".length();
    while (end > 0 && end > longest && isLetter(text.charAt(end - 1))) {
      end--;
    }
    return end > 1 && text.charAt(end - 1) == '#' && text.charAt(end - 2) == '#';
  }

  /**
   * Text in JSON or YAML, the same to whoever reads it as that, with escapes for what would not be visible or be a command. It
   * has such characters only between double quotes.
   *
   * @param large whether the notation has escapes for code points above U+FFFF, as YAML, and none for the halves of them
   */
  public static String escaped(String notation, boolean large) {
    StringBuilder out = new StringBuilder(notation.length());
    for (int i = 0; i < notation.length(); ) {
      int codePoint = notation.codePointAt(i);
      int units = Character.charCount(codePoint);
      if (codePoint == '\n' || !(isHidden(codePoint) || (codePoint == '[' && endsInHashes(out)))) {
        out.appendCodePoint(codePoint);
      } else if (units == 2 && large) {
        out.append(String.format(Locale.ROOT, "\\U%08x", codePoint));
      } else {
        for (int unit = i; unit < i + units; unit++) {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) notation.charAt(unit)));
        }
      }
      i += units;
    }
    return out.toString();
  }

  /** Controls, formatting such as bidirectional overrides, half surrogates and every blank but the plain one. */
  public static boolean isHidden(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7f) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      default -> false;
    };
  }

  /** The columns that a visible character takes on a terminal: 0, 1 or 2. */
  public static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(codePoint)
            || Character.isEmojiPresentation(codePoint)
            || (codePoint >= 0x1100 && codePoint <= 0x115f) // Hangul that is composed
            || (codePoint >= 0x3001 && codePoint <= 0x33ff) // CJK punctuation to squared letters
            || (codePoint >= 0xac00 && codePoint <= 0xd7a3) // Hangul syllables
            || (codePoint >= 0xff01 && codePoint <= 0xff60) // full-width forms
            || (codePoint >= 0xffe0 && codePoint <= 0xffe6);
    return wide ? 2 : 1;
  }
}
