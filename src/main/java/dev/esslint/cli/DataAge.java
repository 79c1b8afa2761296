package dev.esslint.cli;

import dev.esslint.chart.Release;
import java.util.Optional;

/** Whether what esslint knows is old. Dates are counted by hand, because the library's would be loaded in every run. */
final class DataAge {
  /** The chart has a release every other week, so that by then some eight are missing. */
  private static final int OLD = 120;

  private static final long DAY = 24L * 60 * 60 * 1000;

  private DataAge() {}

  /**
   * What to say about it, if the newest known release is old.
   *
   * @param newest the newest known release; its version is the year and the month in which it came out
   * @param now in milliseconds since 1970
   */
  static Optional<String> notice(Release newest, long now) {
    long days = now / DAY - dayAfter(newest);
    return days <= OLD
        ? Optional.empty()
        : Optional.of(
            "the newest release of the chart that this esslint knows, "
                + newest
                + ", is more than "
                + OLD
                + " days old; update esslint, or give it the release with `esslint chart install`");
  }

  /** The first day of the month after that of a release, which then is out for certain, in days since 1970. */
  private static long dayAfter(Release release) {
    int months = release.month() % 12 + 1;
    int year = 2000 + release.year() + release.month() / 12;
    // in years that begin in March the day of a leap year is the last one
    int shifted = months <= 2 ? year - 1 : year;
    int march = (months + 9) % 12;
    long days = 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (march * 306 + 5) / 10;
    return days - 719_468;
  }
}
