package dev.esslint.schema;

import java.util.regex.Pattern;

/** A regular expression as Go has them: {@code $} is the very end, and a dot is all but a line feed. */
final class GoPattern {
  private GoPattern() {}

  /** Translates an expression; it is to be searched for. */
  static Pattern of(String regex) {
    StringBuilder translated = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        translated.append(c).append(regex.charAt(++i));
      } else if (c == '$' && !inClass) {
        translated.append("\\z");
      } else {
        inClass = c == '[' || (inClass && c != ']');
        translated.append(c);
      }
    }
    return Pattern.compile(translated.toString(), Pattern.UNIX_LINES);
  }
}
