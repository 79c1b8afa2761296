package dev.esslint.secret;

/** The items of lists as words of one line, at the places where they stand: {@code ["mysql", "-pPASSWORD"]} is a command. */
final class ListedWords {
  private static final String MARKS = "\"',[]";

  private ListedWords() {}

  /** A text of the same length with blanks for the marks of lists. */
  static String in(String text) {
    StringBuilder words = new StringBuilder(text);
    for (int at = 0; at < text.length(); at++) {
      if (MARKS.indexOf(text.charAt(at)) >= 0) {
        words.setCharAt(at, ' ');
      } else if (text.charAt(at) == '\n') {
        int dash = at + 1;
        while (dash < text.length() && text.charAt(dash) == ' ') {
          dash++;
        }
        if (text.startsWith("- ", dash)) {
          words.setCharAt(at, ' ');
          words.setCharAt(dash, ' ');
        }
      }
    }
    return words.toString();
  }
}
