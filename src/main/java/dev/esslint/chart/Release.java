package dev.esslint.chart;

import java.util.Optional;

/** The version of a release of the chart, such as {@code 26.8.1}; ordered by age. */
public record Release(int year, int month, int patch) implements Comparable<Release> {
  /** No part of a version has more digits. */
  private static final int MAX_DIGITS = 4;

  /** Reads {@code 26.8.1} or {@code v26.8.1}; empty if the text is no such version. */
  public static Optional<Release> parse(String text) {
    String[] parts = text.substring(text.startsWith("v") ? 1 : 0).split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (!isNumber(part)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Release(
            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
  }

  /** The version that a tag of an image begins with, such as {@code v1.150.0-ess.1}; empty if there is none. */
  public static Optional<Release> ofTag(String tag) {
    int start = tag.startsWith("v") ? 1 : 0;
    int end = start;
    while (end < tag.length() && "0123456789.".indexOf(tag.charAt(end)) >= 0) {
      end++;
    }
    while (end > start && tag.charAt(end - 1) == '.') {
      end--;
    }
    String version = tag.substring(start, end);
    return parse(version).or(() -> parse(version + ".0"));
  }

  private static boolean isNumber(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    return !part.isEmpty() && part.length() <= MAX_DIGITS;
  }

  @Override
  public int compareTo(Release other) {
    if (year != other.year) {
      return Integer.compare(year, other.year);
    }
    return month != other.month
        ? Integer.compare(month, other.month)
        : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return year + "." + month + "." + patch;
  }
}
