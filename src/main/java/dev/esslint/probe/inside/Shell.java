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
}
