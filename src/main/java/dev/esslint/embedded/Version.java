package dev.esslint.embedded;

import dev.esslint.text.Regex;
import java.util.Optional;
import java.util.regex.Matcher;

/** The version of a program. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Regex FORM =
      new Regex("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:[^\\d].{0,100})?");

  /**
   * The version that the tag of an image begins with: {@code v1.152.0} and {@code 1.150.0-ess.1}, which counts as what it was
   * made of; empty for any other tag.
   */
  public static Optional<Version> parse(String tag) {
    Matcher matcher = FORM.matcher(tag);
    return matcher.matches()
        ? Optional.of(
            new Version(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  public boolean isBefore(Version other) {
    return compareTo(other) < 0;
  }

  /** Whether the other one only corrects it, or is corrected by it. */
  boolean isOfSameMinor(Version other) {
    return major == other.major && minor == other.minor;
  }

  @Override
  public int compareTo(Version other) {
    int majors = Integer.compare(major, other.major);
    int minors = Integer.compare(minor, other.minor);
    return majors != 0 ? majors : minors != 0 ? minors : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
