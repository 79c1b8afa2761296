package dev.esslint.report;

import com.github.difflib.UnifiedDiffUtils;
import dev.esslint.edit.LineDifference;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;

/** The difference between two states of a values file, for people: secrets in it are masked, so it is no patch. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /** The difference in the unified form, with a line break at the end; empty if there is none. */
  public static Shown of(ShownText before, ShownText after, Mask mask) {
    List<String> old = lines(before);
    String name = Visible.of(before.name().toString());
    StringBuilder diff = new StringBuilder();
    UnifiedDiffUtils.generateUnifiedDiff(
            name, name, old, LineDifference.of(old, lines(after)), CONTEXT)
        .forEach(line -> diff.append(Visible.of(line)).append('\n'));
    return mask.shown(diff.toString());
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
