package dev.esslint.analysis;

import java.time.LocalDate;
import java.util.function.Supplier;

/**
 * How comments that ignore findings are taken.
 *
 * @param honoured whether they hide anything
 * @param today asked for only if a comment has a last day
 */
public record Ignoring(boolean honoured, Supplier<LocalDate> today) {
  /** Comments hide nothing. */
  public static final Ignoring NOTHING = new Ignoring(false, () -> LocalDate.EPOCH);
}
