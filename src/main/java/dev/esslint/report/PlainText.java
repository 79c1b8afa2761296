package dev.esslint.report;

import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;

/** Markdown and other text of several lines as lines that read well without a renderer. */
public final class PlainText {
  /** For who breaks lines by themselves: a paragraph is one line. */
  static final int ANY_WIDTH = Integer.MAX_VALUE;

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

  /**
   * The lines of Markdown: a heading ends in a colon, fenced code is indented, several empty lines become one, and paragraphs are
   * broken at words.
   *
   * @param width the columns that there are, or {@link #ANY_WIDTH}
   */
  static List<String> lines(String markdown, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    boolean code = false;
    for (String raw : markdown.split("\n", -1)) {
      String line = Visible.of(raw.replace("\t", CODE_INDENT).stripTrailing());
      boolean fence = line.stripLeading().startsWith("```");
      if (fence || code || line.isEmpty() || begins(line)) {
        end(paragraph, width, lines);
      }
      code ^= fence;
      if (fence || line.isEmpty()) {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
          lines.add("");
        }
      } else if (code) {
        lines.add(CODE_INDENT + line);
      } else if (!line.equals(withoutHashes(line))) {
        lines.add(withoutHashes(line));
      } else {
        paragraph.append(paragraph.isEmpty() ? line : " " + line.strip());
      }
    }
    end(paragraph, width, lines);
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  /** Whether a line begins a paragraph although none ended before it: an item of a list, a row of a table, a heading. */
  private static boolean begins(String line) {
    String start = line.stripLeading();
    return start.startsWith("- ")
        || start.startsWith("|")
        || start.startsWith("#")
        || (!start.isEmpty() && Character.isDigit(start.charAt(0)) && start.startsWith(". ", 1));
  }

  private static void end(StringBuilder paragraph, int width, List<String> lines) {
    if (paragraph.isEmpty()) {
      return;
    }
    String text = paragraph.toString();
    paragraph.setLength(0);
    if (text.stripLeading().startsWith("|")) {
      lines.add(text);
      return;
    }
    int indent = text.length() - text.stripLeading().length();
    int hanging = text.startsWith("- ", indent) ? indent + 2 : begins(text) ? indent + 3 : indent;
    String first = text.substring(0, Math.min(hanging, text.length()));
    String rest = " ".repeat(hanging);
    for (String words : wrapped(text.substring(first.length()), width - hanging)) {
      lines.add((first.isEmpty() && hanging > 0 ? rest : first) + words);
      first = "";
    }
  }

  /** A text of one line, broken at blanks; a word that is longer than the width has a line of its own. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start, width);
      lines.add(text.substring(start, end).stripTrailing());
      start = end;
      while (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
    }
    return lines;
  }

  /** The end of the words that fit into a line. */
  private static int end(String text, int start, int width) {
    int columns = 0;
    int blank = -1;
    for (int i = start; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint == ' ') {
        blank = i;
      }
      columns += Visible.width(codePoint);
      if (columns > width && blank > start) {
        return blank;
      }
      i += Character.charCount(codePoint);
    }
    return text.length();
  }

  private static String withoutHashes(String line) {
    int hashes = 0;
    while (hashes < line.length() && line.charAt(hashes) == '#') {
      hashes++;
    }
    return hashes > 0 && line.startsWith(" ", hashes) ? line.substring(hashes).strip() + ":" : line;
  }
}
