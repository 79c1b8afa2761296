package dev.esslint.report;

import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.secret.ShownText;
import dev.esslint.source.SourceText;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** The difference between two states of a values file, for people: secrets in it are masked, so it is no patch. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Stands for the end of a text without a line feed, while differences are made; no text has it that is shown. */
  private static final String NO_END = "\uFFFF";

  private UnifiedDiff() {}

  /** The difference in the unified form, with a line break at the end; empty if there is none. */
  public static Shown of(ShownText before, ShownText after, Mask mask) {
    List<String> old = lines(before);
    String name = Visible.of(before.name().toString());
    StringBuilder diff = new StringBuilder();
    UnifiedDiffUtils.generateUnifiedDiff(
            name, name, old, DiffUtils.diff(old, lines(after)), CONTEXT)
        .forEach(line -> diff.append(Visible.of(line)).append('\n'));
    return mask.shown(diff.toString());
  }

  /**
   * The difference as {@code git apply} takes it, unless there is a secret or a character in it that must not be printed.
   *
   * @param before the text as it may be shown
   * @param raw the texts as they are
   */
  public static Shown patch(ShownText before, ShownText after, SourceText raw, SourceText changed, Mask mask) {
    List<String> old = new ArrayList<>();
    List<String> now = new ArrayList<>();
    String name = Visible.of(before.name().toString());
    StringBuilder diff = new StringBuilder();
    split(raw.text(), old);
    split(changed.text(), now);
    UnifiedDiffUtils.generateUnifiedDiff("a/" + name, "b/" + name, old, DiffUtils.diff(old, now), CONTEXT)
        .forEach(line -> diff.append(line).append('\n'));
    String text = diff.toString();
    Shown masked = of(before, after, mask);
    return body(text.replace("\r\n", "\n").replace(NO_END, "")).equals(body(masked.toString()))
        ? mask.shown(text.replace(NO_END + "\n", "\n\\ No newline at end of file\n"))
        : masked;
  }

  /** A difference without the names of the files. */
  private static String body(String diff) {
    return diff.substring(Math.max(0, diff.indexOf("\n@@")));
  }

  /** Lines without their line feeds; that the last one has none is marked. */
  private static void split(String text, List<String> lines) {
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      lines.add(feed < 0 ? text.substring(start) + NO_END : text.substring(start, feed));
      start = feed < 0 ? text.length() : feed + 1;
    }
  }

  private static List<String> lines(ShownText text) {
    List<String> lines = new ArrayList<>();
    for (int line = 1; line <= text.lineCount(); line++) {
      lines.add(text.lineAsShown(line));
    }
    if (lines.getLast().isEmpty()) {
      lines.removeLast(); // behind the last line break
    }
    return lines;
  }
}
