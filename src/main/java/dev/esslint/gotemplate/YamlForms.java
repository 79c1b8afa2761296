package dev.esslint.gotemplate;

import dev.esslint.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** The ways in which Go may write a text as YAML: in quotes or without them, as far as the text itself tells. */
public final class YamlForms {
  /** What a text of YAML cannot begin with, unless it is quoted. */
  private static final String MARKS = "#,[]{}&*!|>'\"%@`";

  /** What it cannot begin with, if a space follows. */
  private static final String PERHAPS_MARKS = "-?:";

  private YamlForms() {}

  /** Those of a text of one line, with their quotes; none if it has more lines. */
  public static List<String> of(String text) {
    if (text.isEmpty() || !isLine(text)) {
      return List.of();
    }
    boolean open = PERHAPS_MARKS.indexOf(text.charAt(0)) >= 0;
    return needsQuotes(text) ? List.of(quoted(text)) : open ? List.of(text, quoted(text)) : List.of(text);
  }

  /** Those of any text, without the quotes around it. */
  public static List<String> contents(String text) {
    boolean line = isLine(text);
    List<String> contents = new ArrayList<>();
    if (!line || !needsQuotes(text)) {
      contents.add(text);
    }
    if (text.contains("'") || contents.isEmpty()) {
      contents.add(doubled(text));
    }
    if (!line) {
      contents.add(JsonString.insideAsGo(text));
    }
    return contents;
  }

  /** Whether a text of one line is written in single quotes, whatever it stands in. */
  static boolean needsQuotes(String text) {
    return !text.isEmpty()
        && isLine(text)
        && (MARKS.indexOf(text.charAt(0)) >= 0
            || text.startsWith(" ")
            || text.endsWith(" ")
            || text.contains(": ")
            || text.contains(" #")
            || text.endsWith(":"));
  }

  static String quoted(String text) {
    return "'" + doubled(text) + "'";
  }

  private static String doubled(String text) {
    return text.replace("'", "''");
  }

  private static boolean isLine(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
