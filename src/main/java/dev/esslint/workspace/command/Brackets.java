package dev.esslint.workspace.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The brackets of substitutions in a text for a shell. */
final class Brackets {
  private static final Pattern HERE = Pattern.compile("<<-?+[ \\t]*+[\"'\\\\]?+(?<end>[A-Za-z0-9_.-]++)[\"']?+");

  private Brackets() {}

  /**
   * Finds the end of what is in brackets.
   *
   * @param open where the opening bracket is
   * @param closes the sign that closes it
   * @param command whether a command stands between them, of which quotes and here-documents are skipped
   * @return past the closing bracket; {@code limit} if there is none before
   */
  static int end(String text, int open, char closes, boolean command, int limit) {
    char opens = text.charAt(open);
    List<String> ends = new ArrayList<>();
    int depth = 0;
    int i = open;
    while (i < limit) {
      char c = text.charAt(i);
      if (command && c == '\\') {
        i++;
      } else if (command && (c == '\'' || c == '"')) {
        i = quoted(text, i, c, limit);
      } else if (command && text.startsWith("<<", i) && !text.startsWith("<<<", i)) {
        Matcher end = HERE.matcher(text).region(i, limit);
        if (end.lookingAt()) {
          ends.add(end.group("end"));
          i = end.end() - 1;
        }
      } else if (c == '\n' && !ends.isEmpty()) {
        for (String end : ends) {
          i = pastDocument(text, i, end, limit);
        }
        ends.clear();
        i--;
      } else if (c == opens) {
        depth++;
      } else if (c == closes && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return limit;
  }

  /** The quote that ends one. */
  private static int quoted(String text, int from, char quote, int limit) {
    int i = from + 1;
    while (i < limit && text.charAt(i) != quote) {
      i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, limit);
  }

  /** The end of the last line of a here-document that begins after a line. */
  private static int pastDocument(String text, int newline, String end, int limit) {
    int line = newline;
    while (line >= 0 && line < limit) {
      int next = text.indexOf('\n', line + 1);
      int stop = next < 0 || next > limit ? limit : next;
      if (text.substring(Math.min(line + 1, stop), stop).strip().equals(end)) {
        return stop;
      }
      line = next;
    }
    return limit;
  }
}
