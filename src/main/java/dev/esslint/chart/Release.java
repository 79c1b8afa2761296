package dev.esslint.chart;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The version of a release of the chart, such as {@code 26.8.1}; ordered by age. */
public record Release(int year, int month, int patch) implements Comparable<Release> {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
  private static final Comparator<Release> BY_AGE =
      Comparator.comparingInt(Release::year)
          .thenComparingInt(Release::month)
          .thenComparingInt(Release::patch);

  /** Reads {@code 26.8.1} or {@code v26.8.1}; empty if the text is no such version. */
  public static Optional<Release> parse(String text) {
    return FORM.matcher(text)
        .results()
        .filter(match -> match.group().length() == text.length())
        .findFirst()
        .map(Release::of);
  }

  private static Release of(MatchResult match) {
    return new Release(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)));
  }

  @Override
  public int compareTo(Release other) {
    return BY_AGE.compare(this, other);
  }

  @Override
  public String toString() {
    return year + "." + month + "." + patch;
  }
}
