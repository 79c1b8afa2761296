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
      return notText(at, draft);
    }
    String text = at.text().strip();
    if (isFilledIn(text)) {
      return new Unclear("it is filled in later");
    }
    if (ChartUse.isFull(text)) {
      return new Exact(text);
    }
    if (!ChartUse.isRange(text)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VERSION_NOT_A_RANGE,
          at,
          "`" + text + "` is neither a version nor a range of versions, so no chart is found.");
      return new ChartUse.Refused();
    }
    return new Range(text);
  }

  /** Where every text is a tag, and there are no ranges. */
  public static Version tag(Located at, Draft draft) {
    return at.isNumber() ? notText(at, draft) : exact(at, at.text(), draft);
  }

  /** Where a text that is a version, if need be a short one, is taken for a tag, and everything else is a range. */
  public static Version tagOrRange(Located at, Draft draft) {
    if (!at.isThere() || (at.text().isEmpty() && !at.isNumber())) {
      return new Newest();
    }
    if (at.isNumber()) {
      return notText(at, draft);
    }
    return ChartUse.isShort(at.text()) ? exact(at, at.text(), draft) : range(at, draft);
  }

  /** The same where the tool takes numbers for text, as on a command line. */
  public static Version tagOrRange(String text, Located at, Draft draft) {
    if (text.isEmpty()) {
      return new Newest();
    }
    if (isFilledIn(text)) {
      return new Unclear("it is filled in later");
    }
    if (ChartUse.isShort(text)) {
      return exact(at, text, draft);
    }
    if (ChartUse.isFull(text)) {
      return new Exact(text);
    }
    if (!ChartUse.isRange(text)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VERSION_NOT_A_RANGE,
          at,
          "`" + text + "` is neither a version nor a range of versions, so no chart is found.");
      return new ChartUse.Refused();
    }
    return new Range(text);
  }

  private static Version exact(Located at, String text, Draft draft) {
    if (isFilledIn(text)) {
      return new Unclear("it is filled in later");
    }
    if (ChartUse.isShort(text)) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SHORT_VERSION_AS_TAG,
          at,
          "A single version is used as the tag of the chart here, but there is no tag `" + text + "`, so no chart is found.");
      return new ChartUse.Refused();
    }
    return new Exact(text);
  }

  private static boolean isFilledIn(String text) {
    return text.contains("${") || text.contains("{{") || text.contains("$(");
  }

  private static Version notText(Located at, Draft draft) {
    draft.tell(
        BuiltInCheck.DEPLOYMENT_VERSION_NOT_STRING,
        at,
        "Without quotes this is the number "
            + at.scalar()
            + ", but this must be a text, so the manifest is refused. Write `\""
            + at.written()
            + "\"`.");
    return new ChartUse.Refused();
  }

  /** Says that the chart may change without a change in these files, if it may become one with other keys. */
  public static void pinned(Draft draft) {
    ChartUse use = draft.chart();
    String what =
        switch (use.version()) {
          case Newest newest -> "No version is set, so the newest chart is used";
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
