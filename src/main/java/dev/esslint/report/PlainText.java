package dev.esslint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Markdown and other text of several lines as lines that read well without a renderer. */
final class PlainText {
  private static final String CODE_INDENT = "    ";
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$");

  private PlainText() {}

  /** A paragraph in one line. */
  static String paragraph(String text) {
    return Visible.of(text.strip().replaceAll("\\s*\\R\\s*", " ").replace('\t', ' '));
  }

  /** The lines of Markdown: a heading ends in a colon, fenced code is indented, several empty lines become one. */
  static List<String> lines(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String raw : markdown.split("\\R", -1)) {
      String line = Visible.of(raw.replace("\t", CODE_INDENT).stripTrailing());
      if (line.stripLeading().startsWith("```")) {
        code = !code;
        line = "";
      } else if (!code) {
        line = HEADING.matcher(line).replaceFirst("$1:");
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
}
