package dev.esslint.workspace;

import dev.esslint.chart.HelmRange;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.Optional;

/**
 * How a deployment names the chart.
 *
 * @param ref the chart: an address in a registry, or a folder
 * @param version which version of it
 * @param source the text that names it
 * @param span the version there, or else the name of the chart
 * @param local the chart itself, if it is among the files of the run
 */
public record ChartUse(
    String ref, Version version, SourceText source, Span span, Optional<LocalChart> local) {

  /** One of which only the name is here. */
  public ChartUse(String ref, Version version, SourceText source, Span span) {
    this(ref, version, source, span, Optional.empty());
  }

  /** The same where the chart itself is here. */
  public ChartUse found(LocalChart chart) {
    return new ChartUse(ref, version, source, span, Optional.of(chart));
  }

  /** The chart in the registry of its makers. */
  public static final String OFFICIAL = "oci://ghcr.io/element-hq/ess-helm/matrix-stack";

  /** The name of the chart. */
  public static final String NAME = "matrix-stack";

  /** Which version of a chart. */
  public sealed interface Version {}

  /** One version, of which the registry has exactly one chart. */
  public record Exact(String version) implements Version {}

  /** Any version in a range. */
  public record Range(String range) implements Version {}

  /**
   * A range of which a lock file picked a version.
   *
   * @param version what is locked
   * @param range what is asked for
   */
  public record Locked(String version, String range) implements Version {}

  /** None is named, so that the newest is taken. */
  public record Newest() implements Version {}

  /** A tag that may become another version. */
  public record Tag(String tag) implements Version {}

  /** What is named is no version to the tool that reads it. */
  public record Refused() implements Version {}

  /** It cannot be told. */
  public record Unclear(String reason) implements Version {}

  /** The version, if there is only one that it can be. */
  public Optional<String> exact() {
    return switch (version) {
      case Exact(String exact) -> Optional.of(exact);
      case Locked(String locked, String range) -> Optional.of(locked);
      case Range range -> Optional.empty();
      case Newest newest -> Optional.empty();
      case Tag tag -> Optional.empty();
      case Unclear unclear -> Optional.empty();
      case Refused refused -> Optional.empty();
    };
  }

  /** The range that is asked for; empty if there is none. */
  public String constraint() {
    return switch (version) {
      case Range(String range) -> range;
      case Locked(String locked, String range) -> range;
      case Exact exact -> "";
      case Newest newest -> "";
      case Tag tag -> "";
      case Unclear unclear -> "";
      case Refused refused -> "";
    };
  }

  /** Whether it stays the same until somebody changes a file; empty if that cannot be told. */
  public Optional<Boolean> pinned() {
    return switch (version) {
      case Exact exact -> Optional.of(true);
      case Locked locked -> Optional.of(true);
      case Range range -> Optional.of(false);
      case Newest newest -> Optional.of(false);
      case Tag tag -> Optional.of(false);
      case Unclear unclear -> Optional.empty();
      case Refused refused -> Optional.of(false);
    };
  }

  /**
   * What a text means where every text is a range of versions, as in {@code Chart.yaml}: one that names all three parts allows one
   * version only.
   */
  public static Version range(String text) {
    if (text.isEmpty()) {
      return new Newest();
    }
    return isFull(text) ? new Exact(text) : new Range(text);
  }

  /** Whether a text has all three parts of a version and nothing else. */
  public static boolean isFull(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    int dots = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '.') {
        dots++;
      } else if ((c == '-' || c == '+') && dots == 2) {
        return i > 0;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 2 && !plain.startsWith(".") && !plain.endsWith(".") && !plain.contains("..");
  }

  /** Whether a text is a version with parts left out, such as {@code 26.8}. */
  public static boolean isShort(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    return !plain.isEmpty()
        && plain.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
        && !isFull(text)
        && Character.isDigit(plain.charAt(0));
  }

  /** Whether a text is a range as all tools take it. */
  public static boolean isRange(String text) {
    String plain = text.replaceAll("!=\\s*[\\w.*-]+", "").strip();
    return !text.isEmpty() && (plain.isEmpty() || HelmRange.parse(trimmed(plain)).isPresent());
  }

  private static String trimmed(String range) {
    return range.replaceAll("^,|,$", "").strip();
  }

  /** Whether an address is that of the chart: it ends in its name. */
  public static boolean isChart(String address) {
    String plain = address.replaceAll("@sha256:.*$", "").replaceAll("/+$", "");
    int slash = plain.lastIndexOf('/');
    String last = plain.substring(slash + 1).replaceAll(":.*$", "");
    return last.equals(NAME);
  }

  /** A registry and the name of a chart in it, as one address. */
  public static String join(String registry, String name) {
    String base = registry.replaceAll("/+$", "");
    return (base.contains("://") ? base : "oci://" + base) + "/" + name;
  }
}
