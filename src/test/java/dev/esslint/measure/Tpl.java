package dev.esslint.measure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of {@code tpl}, for each of which Helm copies all templates of the chart. One that evaluates a file of the chart is
 * made into one of {@code include}, and one that evaluates anything else into one of a template that looks at the text first.
 */
final class Tpl {
  private static final Pattern CALL = Pattern.compile("\\btpl (?=[($.])");
  private static final Pattern FILE = Pattern.compile("\\(\\$(?:root)?\\.Files\\.Get \"([^\"]+)\"\\)");

  private Tpl() {}

  /**
   * A template with its calls replaced.
   *
   * @param files the names of the chart's files
   */
  static String included(String template, Set<String> files) {
    StringBuilder included = new StringBuilder();
    int from = 0;
    Matcher call = CALL.matcher(template);
    while (call.find(from)) {
      int end = operand(template, call.end());
      String text = template.substring(call.end(), end);
      int next = end;
      while (next < template.length() && Character.isWhitespace(template.charAt(next))) {
        next++;
      }
      int last = operand(template, next);
      String context = template.substring(next, last);
      Matcher file = FILE.matcher(text);
      included.append(template, from, call.start());
      if (file.matches() && files.contains(file.group(1))) {
        included.append("include \"esslint/").append(file.group(1)).append("\" ").append(included(context, files));
      } else {
        included
            .append("include \"esslint/tpl\" (list ")
            .append(included(text, files))
            .append(' ')
            .append(included(context, files))
            .append(')');
      }
      from = last;
    }
    return included.append(template.substring(from)).toString();
  }

  /** Where an operand ends: after its brackets, or before the blank or bracket that follows a path. */
  private static int operand(String template, int start) {
    int depth = 0;
    int i = start;
    for (; i < template.length(); i++) {
      char c = template.charAt(i);
      switch (c) {
        case '(' -> depth++;
        case ')' -> {
          if (depth == 0) {
            return i;
          }
          depth--;
        }
        case '"', '`' -> i = quoted(template, i);
        case ' ', '\t', '\n', '}', '|' -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return i;
  }

  private static int quoted(String template, int start) {
    char quote = template.charAt(start);
    int i = start + 1;
    while (template.charAt(i) != quote) {
      i += template.charAt(i) == '\\' && quote == '"' ? 2 : 1;
    }
    return i;
  }
}
