package dev.esslint.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of the chart, such as {@code 26.8.1}; ordered by age. */
public record Release(int year, int month, int patch) implements Comparable<Release> {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

  /**
   * Reads a release.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Release parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "`" + text + "` is no release of the chart; releases look like 26.8.1");
    }
    return new Release(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)));
  }

  @Override
  public int compareTo(Release other) {
    return year != other.year
        ? Integer.compare(year, other.year)
        : month != other.month
            ? Integer.compare(month, other.month)
            : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return year + "." + month + "." + patch;
  }
}
