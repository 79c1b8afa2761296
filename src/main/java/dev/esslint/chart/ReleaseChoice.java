package dev.esslint.chart;

import java.util.Optional;

/** What comes of naming a release, or a range of them. */
public sealed interface ReleaseChoice {

  /** The word for the newest known release. */
  String LATEST = "latest";

  /** A release that is known: the one that is named, or the newest in the range. */
  record Known(Release release) implements ReleaseChoice {}

  /** Only releases are meant that are newer than all known ones. */
  record Newer(String wanted) implements ReleaseChoice {}

  /**
   * Nothing that is known.
   *
   * @param reason for the user, without a period
   * @param nearest the known release that is nearest
   */
  record Unknown(String reason, Release nearest) implements ReleaseChoice {}

  /**
   * Chooses a release for a text: {@code 26.7.2}, {@code latest}, {@code 26.7}, or a range as Helm takes it.
   *
   * @param charts the releases that there are to choose from
   */
  static ReleaseChoice of(String text, Charts charts) {
    Release newest = charts.newest();
    if (text.equals(LATEST)) {
      return new Known(newest);
    }
    Optional<ReleaseRange> range = HelmRange.parse(text);
    if (range.isEmpty()) {
      return new Unknown(
          quoted(text) + " is not a release of the chart; releases look like " + newest, newest);
    }
    Optional<Release> fitting = charts.newest(range.get());
    if (fitting.isPresent()) {
      return new Known(fitting.get());
    }
    Release oldest = charts.releases().getFirst();
    if (range.get().reachesBeyond(newest)) {
      return new Newer(text);
    }
    Release nearest =
        // also of one that was not finished, such as 25.5.2-dev, and of a month
        Release.ofTag(text.replaceFirst("^[~^=v ]+", ""))
            .map(charts::nearest)
            .orElse(range.get().reachesBeyond(oldest) ? newest : oldest);
    return new Unknown(
        "release "
            + text
            + " of the chart is not known; the nearest known one is "
            + nearest,
        nearest);
  }

  /** What is longer than any release may be a secret, of which no part is shown. */
  private static String quoted(String text) {
    int longest = 60;
    return text.length() <= longest ? "`" + text + "`" : "a text of " + text.length() + " characters";
  }
}
