package dev.esslint.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/**
 * Releases of the chart: {@code >=25.12.1 <26.3.0} are those for which all comparisons hold, {@code a || b} those in
 * either range; the empty text stands for all.
 */
public record ReleaseRange(List<List<Bound>> alternatives) {

  /** All releases. */
  public static final ReleaseRange ALL = new ReleaseRange(List.of(List.of()));

  /** A comparison with a release. */
  public record Bound(Comparison comparison, Release release) {}

  /** How two releases are compared. */
  public enum Comparison {
    AT_LEAST(">=", "since"),
    AT_MOST("<=", "up to"),
    AFTER(">", "after"),
    BEFORE("<", "before"),
    SAME("=", "only");

    private final String sign;
    private final String words;

    Comparison(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    boolean holds(int order) {
      return switch (this) {
        case AT_LEAST -> order >= 0;
        case AT_MOST -> order <= 0;
        case AFTER -> order > 0;
        case BEFORE -> order < 0;
        case SAME -> order == 0;
      };
    }
  }

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException if the text is no range
   */
  public static ReleaseRange parse(String text) {
    List<List<Bound>> alternatives = new ArrayList<>();
    List<Bound> bounds = new ArrayList<>();
    StringTokenizer words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (word.equals("||")) {
        alternatives.add(List.copyOf(bounds));
        bounds = new ArrayList<>();
      } else {
        bounds.add(bound(word));
      }
    }
    alternatives.add(List.copyOf(bounds));
    return new ReleaseRange(List.copyOf(alternatives));
  }

  private static Bound bound(String part) {
    for (Comparison comparison : Comparison.values()) {
      if (part.startsWith(comparison.sign)) {
        return new Bound(comparison, release(part.substring(comparison.sign.length())));
      }
    }
    return new Bound(Comparison.SAME, release(part));
  }

  private static Release release(String text) {
    return Release.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("`" + text + "` is not a release"));
  }

  /** The range for people: {@code since 25.12.1, before 26.3.0}. */
  public String inWords() {
    return alternatives.stream().map(ReleaseRange::inWords).collect(Collectors.joining(" or "));
  }

  private static String inWords(List<Bound> bounds) {
    return bounds.isEmpty()
        ? "all"
        : bounds.stream()
            .map(bound -> bound.comparison.words + " " + bound.release)
            .collect(Collectors.joining(", "));
  }

  /** Whether a release is in it; without iterators, as hundreds of rules are asked for each deployment. */
  public boolean contains(Release release) {
    for (int i = 0; i < alternatives.size(); i++) {
      if (holds(alternatives.get(i), release)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(List<Bound> bounds, Release release) {
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (!bound.comparison.holds(release.compareTo(bound.release))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it begins after a release, so that there may be newer ones in it. */
  public boolean reachesBeyond(Release release) {
    return alternatives.stream()
        .anyMatch(
            bounds ->
                bounds.stream()
                        .anyMatch(
                            b ->
                                b.comparison != Comparison.BEFORE
                                    && b.comparison != Comparison.AT_MOST
                                    && b.release.compareTo(release) >= 0)
                    && bounds.stream()
                        .allMatch(
                            b ->
                                b.comparison == Comparison.AT_LEAST
                                    || b.comparison == Comparison.AFTER
                                    || b.release.compareTo(release) > 0));
  }
}
