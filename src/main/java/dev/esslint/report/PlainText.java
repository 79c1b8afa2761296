package dev.esslint.report;

import java.util.ArrayList;
import java.util.List;

/** Markdown and other text of several lines as lines that read well without a renderer. */
final class PlainText {
  private static final String CODE_INDENT = "    ";

  private PlainText() {}

  /** A message in one line; a line break in it is one of a value that it quotes, and is shown as such. */
  static String message(String text) {
    return Visible.of(text.strip());
  }

  /** A paragraph in one line. */
  static String paragraph(String text) {
    StringBuilder paragraph = new StringBuilder(text.length());
    for (String line : text.strip().split("\n", -1)) {
      String words = line.strip();
      if (!words.isEmpty()) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(words);
      }
    }
    return Visible.of(paragraph.toString().replace('\t', ' '));
  }

  /** The lines of Markdown: a heading ends in a colon, fenced code is indented, several empty lines become one. */
  static List<String> lines(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String raw : markdown.split("\n", -1)) {
      String line = Visible.of(raw.replace("\t", CODE_INDENT).stripTrailing());
      if (line.stripLeading().startsWith("```")) {
        code = !code;
        line = "";
      } else if (!code) {
        line = withoutHashes(line);
      }
      if (!line.isEmpty()) {
        lines.add(code ? CODE_INDENT + line : line);
      } else if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
        lines.add("");
      }
    }
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private static String withoutHashes(String line) {
    int hashes = 0;
    while (hashes < line.length() && line.charAt(hashes) == '#') {
      hashes++;
    }
    return hashes > 0 && line.startsWith(" ", hashes) ? line.substring(hashes).strip() + ":" : line;
  }
}
