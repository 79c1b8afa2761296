package dev.esslint.probe.inside;

/** Text in scripts. */
final class Shell {
  private Shell() {}

  /** A word of a POSIX shell that is this text, whatever is in it. */
  static String quoted(String text) {
    if (text.matches("[A-Za-z0-9_./:=@%+,-]+")) {
      return text;
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A text in JSON, of ASCII in one line, since it may become part of a comment. */
  static String json(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
