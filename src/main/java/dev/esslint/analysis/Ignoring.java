package dev.esslint.analysis;

import dev.esslint.finding.Exemption;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * What hides findings.
 *
 * @param honoured whether anything does
 * @param exemptions what the configuration hides
 * @param today asked for only if a comment has a last day
 */
public record Ignoring(
    boolean honoured, List<Exemption> exemptions, Supplier<LocalDate> today) {
  /** Comments hide nothing. */
  public static final Ignoring NOTHING = new Ignoring(false, List.of(), () -> LocalDate.EPOCH);
}
