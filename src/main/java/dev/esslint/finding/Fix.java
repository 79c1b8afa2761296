package dev.esslint.finding;

import dev.esslint.source.Scalar;
import dev.esslint.values.ValuePath;

/** A change of the user's values that a machine can make. Paths are paths of keys only. */
public sealed interface Fix {

  /** The path whose entry changes. */
  ValuePath path();

  /** Takes an entry away, with the mappings around it that it leaves empty. */
  record Remove(ValuePath path) implements Fix {}

  /**
   * Moves an entry with all that is below it.
   *
   * @param to where to; nothing may be there. It may lie below {@code path}
   */
  record Move(ValuePath path, ValuePath to) implements Fix {}

  /** Replaces a scalar by another one. */
  record Put(ValuePath path, Scalar value) implements Fix {}
}
