package dev.esslint.probe;

import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a document that is not what the values give. Secrets in it are masked; what is served is untrusted text.
 *
 * @param key where it is in the document
 * @param expected in JSON; empty if it should not be there
 * @param served in JSON; empty if it is not there
 */
public record Difference(String key, String expected, String served) {
  /** What the signs before the lines mean. */
  static final String LEGEND = "- as the values give it, + as it is served";

  /** The lines of a diff: one for what is not there as it should be, one for what is there instead. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!expected.isEmpty()) {
      lines.add("- " + key + ": " + expected);
    }
    if (!served.isEmpty()) {
      lines.add("+ " + key + ": " + served);
    }
    return lines;
  }

  /** A whole diff below other text, from a line break on; nothing without differences. */
  static String lines(List<Difference> differences) {
    StringBuilder text = new StringBuilder();
    if (!differences.isEmpty()) {
      text.append("\nDiff: ").append(LEGEND);
      differences.forEach(one -> one.lines().forEach(line -> text.append('\n').append(Visible.of(line))));
    }
    return text.toString();
  }
}
