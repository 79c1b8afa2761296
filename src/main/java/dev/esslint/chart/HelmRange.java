package dev.esslint.chart;

import dev.esslint.chart.ReleaseRange.Bound;
import dev.esslint.chart.ReleaseRange.Comparison;
import dev.esslint.text.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges of versions as Helm takes them for the dependencies in a {@code Chart.yaml}: {@code 26.7.2},
 * {@code ~26.7.0}, {@code ^26.5}, {@code 26.x}, {@code >=26.5, <26.8}, {@code 26.5 - 26.7}, {@code a || b}.
 */
public final class HelmRange {
  private static final String PART = "(\\d{1,4}|[xX*])";
  private static final Regex BOUND =
      new Regex(
          "(=|>=|=>|<=|=<|>|<|~>?|\\^)?v?"
              + PART
              + "(?:\\."
              + PART
              + "(?:\\."
              + PART
              + "(?:[-+][\\w.+-]*)?)?)?");
  private static final Regex HYPHEN = new Regex("(\\S+)\\s+-\\s+(\\S+)");
  private static final int MAX_LENGTH = 200;

  private HelmRange() {}

  /** The releases in a range; empty if the text is none, or leaves single versions out with {@code !=}. */
  public static Optional<ReleaseRange> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<List<Bound>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      List<Bound> bounds = new ArrayList<>();
      for (String part : parts(alternative.strip())) {
        Matcher bound = BOUND.matcher(part);
        if (!bound.matches()) {
          return Optional.empty();
        }
        bounds.addAll(bounds(bound));
      }
      alternatives.add(List.copyOf(bounds));
    }
    return Optional.of(new ReleaseRange(List.copyOf(alternatives)));
  }

  private static String[] parts(String text) {
    Matcher hyphen = HYPHEN.matcher(text);
    String bounds = hyphen.matches() ? ">=" + hyphen.group(1) + " <=" + hyphen.group(2) : text;
    return bounds.replaceAll("(?<=[=<>~^])\\s+", "").strip().split("\\s*,\\s*|\\s+", -1);
  }

  /** What a comparison with a version says, of which the month or the patch may be left open. */
  private static List<Bound> bounds(Matcher bound) {
    String sign = bound.group(1) == null ? "=" : bound.group(1);
    int year = number(bound.group(2));
    int month = year < 0 ? -1 : number(bound.group(3));
    int patch = month < 0 ? -1 : number(bound.group(4));
    if (year < 0) {
      return List.of();
    }
    Release first = new Release(year, Math.max(month, 0), Math.max(patch, 0));
    Release nextYear = new Release(year + 1, 0, 0);
    Release nextMonth = month < 0 ? nextYear : new Release(year, month + 1, 0);
    Bound from = new Bound(Comparison.AT_LEAST, first);
    return switch (sign) {
      case ">=", "=>" -> List.of(from);
      case "<" -> List.of(new Bound(Comparison.BEFORE, first));
      case ">" ->
          List.of(
              patch < 0
                  ? new Bound(Comparison.AT_LEAST, nextMonth)
                  : new Bound(Comparison.AFTER, first));
      case "<=", "=<" ->
          List.of(
              patch < 0
                  ? new Bound(Comparison.BEFORE, nextMonth)
                  : new Bound(Comparison.AT_MOST, first));
      case "^" -> List.of(from, new Bound(Comparison.BEFORE, nextYear));
      case "~", "~>" -> List.of(from, new Bound(Comparison.BEFORE, nextMonth));
      default ->
          patch < 0
              ? List.of(from, new Bound(Comparison.BEFORE, nextMonth))
              : List.of(new Bound(Comparison.SAME, first));
    };
  }

  /** A part of a version; negative if it is left open. */
  private static int number(@Nullable String part) {
    return part == null || !Character.isDigit(part.charAt(0)) ? -1 : Integer.parseInt(part);
  }
}
