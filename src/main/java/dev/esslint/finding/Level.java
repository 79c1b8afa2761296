package dev.esslint.finding;

/** How grave a finding is, from the gravest. */
public enum Level {
  /** Will not work, or is unsafe as written. */
  ERROR("error"),
  /** Works only under conditions that the values make unlikely. */
  WARNING("warning"),
  /** Good to know. */
  NOTE("note");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  /** The name in rules, in options and in every report. */
  public String label() {
    return label;
  }

  public boolean atLeast(Level other) {
    return compareTo(other) <= 0;
  }
}
