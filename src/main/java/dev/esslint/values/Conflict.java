package dev.esslint.values;

/**
 * Layers that do not agree on what a value is.
 *
 * @param kind what becomes of it
 * @param path the value
 * @param upper where the later layer gives or needs it
 * @param lower where the earlier layer gives it; perhaps a default
 */
public record Conflict(Kind kind, ValuePath path, Origin upper, Origin lower) {

  /** What becomes of a conflict. */
  public enum Kind {
    /** A scalar or list takes the place of a mapping; what is below the mapping is lost. */
    OVER_MAPPING,
    /** A mapping takes the place of a scalar or list. */
    OVER_OTHER,
    /** An argument goes on to a key below what is no mapping; Helm refuses that. */
    NOT_A_MAPPING,
    /** An argument goes on to an item of what is no list; Helm refuses that. */
    NOT_A_LIST
  }
}
