package dev.esslint.workspace;

import dev.esslint.chart.HelmRange;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.workspace.ChartUse.Exact;
import dev.esslint.workspace.ChartUse.Locked;
import dev.esslint.workspace.ChartUse.Newest;
import dev.esslint.workspace.ChartUse.Range;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import java.util.HashSet;
import java.util.Set;

/** What the version of a chart means to the tool that reads it. */
public final class Versions {
  private Versions() {}

  /** Where every text is a range, of which a full version is the narrowest. */
  public static Version range(Located at, Draft draft) {
    if (!at.isThere() || (at.text().isEmpty() && !at.isNumber())) {
      return new Newest();
    }
    if (at.isNumber()) {
      return notText(at, "Write `\"" + at.written() + "\"`", draft);
    }
    String text = at.text().strip();
    return ChartUse.isFull(text) && !isFilledIn(text) ? new Exact(text) : range(at, text, draft);
  }

  private static Version range(Located at, String text, Draft draft) {
    if (isFilledIn(text)) {
      return new Unclear("it is filled in later");
    }
    if (!ChartUse.isRange(text)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VERSION_NOT_A_RANGE,
          at.source(),
          at.span(),
          "`" + text + "` is neither a version nor a range of versions, so no chart is found.");
      return new ChartUse.Refused();
    }
    return new Range(text);
  }

  /** Where every text is a tag, and there are no ranges. */
  public static Version tag(Located at, Draft draft) {
    return at.isNumber() ? notText(at, complete(at.written()), draft) : exact(at, at.text(), draft);
  }

  /** Where a text that is a version, if need be a short one, is taken for a tag, and everything else is a range. */
  public static Version tagOrRange(Located at, Draft draft) {
    if (!at.isThere() || (at.text().isEmpty() && !at.isNumber())) {
      return new Newest();
    }
    if (at.isNumber()) {
      return notText(at, complete(at.written()), draft);
    }
    String text = at.text();
    return ChartUse.isShort(text) || ChartUse.isFull(text) ? exact(at, text, draft) : range(at, draft);
  }

  /** Where a complete version is taken for a tag, and everything else is a range. */
  public static Version completeOrRange(Located at, Draft draft) {
    return ChartUse.isFull(at.text()) ? exact(at, at.text(), draft) : range(at, draft);
  }

  /** What to write for a number where a range is none. */
  private static String complete(String number) {
    return "Write the complete version, such as `" + number + ".0`";
  }

  /** The same where the tool takes numbers for text, as on a command line. */
  public static Version tagOrRange(String text, Located at, Draft draft) {
    if (text.isEmpty()) {
      return new Newest();
    }
    return ChartUse.isShort(text) || ChartUse.isFull(text) ? exact(at, text, draft) : range(at, text, draft);
  }

  private static Version exact(Located at, String text, Draft draft) {
    if (isFilledIn(text)) {
      return new Unclear("it is filled in later");
    }
    if (ChartUse.isShort(text) || isOddlyWritten(text)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SHORT_VERSION_AS_TAG,
          at.source(),
          at.span(),
          "A single version is used as the tag of the chart here, but there is no tag `" + text + "`, so no chart is found.");
      return new ChartUse.Refused();
    }
    return new Exact(text);
  }

  /** Whether a complete version is written as no tag of the chart is: with a {@code v}, or with zeros in front. */
  private static boolean isOddlyWritten(String text) {
    if (!ChartUse.isFull(text)) {
      return false;
    }
    boolean odd = text.startsWith("v");
    for (String part : text.split("[.+-]", -1)) {
      odd |= part.length() > 1 && part.startsWith("0");
    }
    return odd;
  }

  private static boolean isFilledIn(String text) {
    return text.contains("${") || text.contains("{{") || text.contains("$(");
  }

  private static Version notText(Located at, String instead, Draft draft) {
    draft.tell(
        BuiltInCheck.DEPLOYMENT_VERSION_NOT_STRING,
        at.source(),
        at.span(),
        "Without quotes this is the number "
            + at.scalar()
            + ", but this must be a text, so the manifest is refused. "
            + instead
            + ".");
    return new ChartUse.Refused();
  }

  /** Says that the chart may change without a change in these files, if it may become one with other keys. */
  public static void pinned(Draft draft) {
    ChartUse use = draft.chart();
    String what =
        switch (use.version()) {
          case Newest newest -> "No version is set, so the newest chart is used";
          case ChartUse.Tag(String tag) -> "No version is set, so the tag `" + tag + "` is used, whatever it is then";
          case Range(String range) when spansMonths(range) ->
              "`" + range + "` allows releases of several months, and the newest one is used";
          case Range range -> "";
          case Exact exact -> "";
          case Locked locked -> "";
          case Unclear unclear -> "";
          case ChartUse.Refused refused -> "";
        };
    if (!what.isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NOT_PINNED,
          use.source(),
          use.span(),
          what + ". A release with different keys may be installed without a change in these files.");
    }
  }

  /** Whether a range allows releases of more than one month; within a month they hardly differ. */
  private static boolean spansMonths(String text) {
    ReleaseRange range = HelmRange.parse(text).orElse(ReleaseRange.ALL);
    Set<Integer> months = new HashSet<>();
    for (int month = 0; month < 12 * 10; month++) {
      for (int patch = 0; patch < 10; patch++) {
        if (range.contains(new Release(25 + month / 12, 1 + month % 12, patch))) {
          months.add(month);
        }
      }
    }
    return months.size() != 1;
  }
}
