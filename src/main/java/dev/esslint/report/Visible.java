package dev.esslint.report;

/** Text for human eyes: what a terminal would obey or nobody would see is spelt out, as {@code \}{@code u{202e}}. */
public final class Visible {

  private Visible() {}

  /** The text in one line; line breaks and tabs become visible as well. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      append(codePoint, out);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  static void append(int codePoint, StringBuilder out) {
    if (isHidden(codePoint)) {
      out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  /** Controls, formatting such as bidirectional overrides, half surrogates and every blank but the plain one. */
  static boolean isHidden(int codePoint) {
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
