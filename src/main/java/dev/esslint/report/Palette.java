package dev.esslint.report;

import dev.esslint.finding.Level;

/**
 * The colours of a text report.
 *
 * @param on whether there are any
 */
record Palette(boolean on) {

  String strong(String text) {
    return paint("1", text);
  }

  /** Line numbers and what else frames the author's text. */
  String frame(String text) {
    return paint("1;34", text);
  }

  /** A line that goes. */
  String removed(String text) {
    return paint("1;31", text);
  }

  /** A line that comes. */
  String added(String text) {
    return paint("1;32", text);
  }

  String level(Level level, String text) {
    return paint(
        switch (level) {
          case ERROR -> "1;31";
          case WARNING -> "1;33";
          case NOTE -> "1;36";
        },
        text);
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
