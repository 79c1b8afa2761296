package dev.esslint.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.util.List;

/** The difference between two states of a values file, for people: secrets in it are masked, so it is no patch. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * A text of which characters may not be printed.
   *
   * @param secrets the spans of those, in order
   */
  public record Side(SourceText source, List<Span> secrets) {}

  /** The difference in the unified form, with a line break at the end; empty if there is none. */
  public static String of(Side before, Side after) {
    List<String> old = lines(before);
    String name = Visible.of(before.source().name());
    StringBuilder diff = new StringBuilder();
    UnifiedDiffUtils.generateUnifiedDiff(
            name, name, old, DiffUtils.diff(old, lines(after)), CONTEXT)
        .forEach(line -> diff.append(Visible.of(line)).append('\n'));
    return diff.toString();
  }

  private static List<String> lines(Side side) {
    String text = side.source().text();
    StringBuilder masked = new StringBuilder();
    int end = 0;
    for (Span secret : side.secrets()) {
      if (secret.start() >= end) {
        masked.append(text, end, secret.start());
        masked.append(
            text.substring(secret.start(), secret.end())
                .replaceAll("\\S++(?: ++\\S++)*+", SecretSpans.MASK));
        end = secret.end();
      }
    }
    return masked.append(text, end, text.length()).toString().lines().toList();
  }
}
