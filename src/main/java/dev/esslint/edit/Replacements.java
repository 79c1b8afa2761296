package dev.esslint.edit;

import com.github.difflib.patch.AbstractDelta;
import dev.esslint.finding.Replacement;
import dev.esslint.secret.Mask;
import dev.esslint.secret.ShownText;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacements that lead from one state of texts to another, for programs that make the changes themselves: of whole
 * lines, or within one line.
 */
final class Replacements {
  private Replacements() {}

  /**
   * Compares two states of the texts of a deployment.
   *
   * @return in the order of the texts and of what is in them; empty if one would tell a secret
   */
  static List<Replacement> between(List<SourceText> before, List<SourceText> after) {
    List<Replacement> all = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      SourceText old = before.get(i);
      SourceText changed = after.get(i);
      if (old.equals(changed)) {
        continue;
      }
      Mask mask = Mask.of(List.of(old, changed), List.of(), null);
      ShownText shown = mask.shown(old);
      ShownText shownAfter = mask.shown(changed);
      for (Change change : changes(old.text(), changed.text())) {
        boolean inserts = change.come().start() < change.come().end();
        if (inserts && (hides(shown, change.gone()) || hides(shownAfter, change.come()))) {
          return List.of();
        }
        all.add(
            new Replacement(old, change.gone(), changed.slice(change.come())));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Characters that differ.
   *
   * @param gone in the old text
   * @param come in the new one
   */
  private record Change(Span gone, Span come) {

    /** Without what both have at the start and at the end, in whole words. */
    Change trimmed(String old, String changed) {
      int most = Math.min(gone.end() - gone.start(), come.end() - come.start());
      int head = 0;
      while (head < most && isSame(old, gone.start() + head, changed, come.start() + head)) {
        head++;
      }
      int tail = 0;
      while (tail < most - head
          && isSame(old, gone.end() - 1 - tail, changed, come.end() - 1 - tail)) {
        tail++;
      }
      while (head > 0 && Character.isLetterOrDigit(old.charAt(gone.start() + head - 1))) {
        head--;
      }
      while (tail > 0 && Character.isLetterOrDigit(old.charAt(gone.end() - tail))) {
        tail--;
      }
      return new Change(
          new Span(gone.start() + head, gone.end() - tail),
          new Span(come.start() + head, come.end() - tail));
    }

    /** Surrogates count as different, so that no pair is torn. */
    private static boolean isSame(String one, int i, String other, int j) {
      return one.charAt(i) == other.charAt(j) && !Character.isSurrogate(one.charAt(i));
    }
  }

  private static List<Change> changes(String old, String changed) {
    List<String> oldLines = BlockLines.withFeeds(old);
    List<String> lines = BlockLines.withFeeds(changed);
    int[] oldStarts = starts(oldLines);
    int[] starts = starts(lines);
    List<Change> changes = new ArrayList<>();
    for (AbstractDelta<String> delta : LineDifference.of(oldLines, lines).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      Span gone = new Span(oldStarts[from], oldStarts[from + delta.getSource().size()]);
      Span come = new Span(starts[to], starts[to + delta.getTarget().size()]);
      Change change = new Change(gone, come);
      boolean inLine = delta.getSource().size() == 1 && delta.getTarget().size() == 1;
      changes.add(inLine ? change.trimmed(old, changed) : change);
    }
    return changes;
  }

  /** Where each line starts, and where the last one ends. */
  private static int[] starts(List<String> lines) {
    int[] starts = new int[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      starts[i + 1] = starts[i] + lines.get(i).length();
    }
    return starts;
  }

  private static boolean hides(ShownText text, Span span) {
    return text.firstHidden(span.start(), span.end()) != null;
  }
}
