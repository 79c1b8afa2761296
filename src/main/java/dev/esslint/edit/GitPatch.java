package dev.esslint.edit;

import com.github.difflib.UnifiedDiffUtils;
import dev.esslint.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference between two states of a file, as {@code git apply} takes it.
 *
 * @param text with the characters as they are, secrets too
 */
public record GitPatch(String text) {
  private static final int CONTEXT = 3;

  /** Stands for the end of a text without a line feed; no text has it. */
  private static final String NO_END = "\uFFFF";

  /** The difference; empty if there is none. */
  public static GitPatch of(SourceText before, SourceText after) {
    StringBuilder diff = new StringBuilder();
    List<String> old = lines(before.text());
    UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + before.name(),
            "b/" + before.name(),
            old,
            LineDifference.of(old, lines(after.text())),
            CONTEXT)
        .forEach(line -> diff.append(line).append('\n'));
    return new GitPatch(diff.toString().replace(NO_END + "\n", "\n\\ No newline at end of file\n"));
  }

  /**
   * Whether nothing in it is a secret or a character that must not be printed.
   *
   * @param shown the same difference as it may be shown
   */
  public boolean isShownBy(String shown) {
    String plain = text.replace("\r\n", "\n").replace("\n\\ No newline at end of file\n", "\n");
    return body(plain).equals(body(shown));
  }

  /** A difference without the names of the files. */
  private static String body(String diff) {
    return diff.substring(Math.max(0, diff.indexOf("\n@@")));
  }

  /** Lines without their line feeds; that the last one has none is marked. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : BlockLines.withFeeds(text)) {
      lines.add(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line + NO_END);
    }
    return lines;
  }
}
