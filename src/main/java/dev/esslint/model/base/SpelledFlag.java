package dev.esslint.model.base;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A switch that Synapse reads by its text, so that quotes around it change nothing, as those for registration. */
public final class SpelledFlag {
  private static final Set<String> ON = Set.of("y", "yes", "t", "true", "on", "1");
  private static final Set<String> OFF = Set.of("n", "no", "f", "false", "off", "0");

  private SpelledFlag() {}

  /** What is meant; empty for what Synapse refuses, or what is filled in later. */
  public static Optional<Boolean> of(Value value) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin))) {
      return Optional.empty();
    }
    String text = Scalar.text(scalar).toLowerCase(Locale.ROOT);
    return ON.contains(text)
        ? Optional.of(true)
        : OFF.contains(text) ? Optional.of(false) : Optional.empty();
  }
}
