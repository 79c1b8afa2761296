package dev.esslint.analysis;

import dev.esslint.finding.Exemption;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * What hides findings.
 *
 * @param honoured whether anything does
 * @param exemptions what the configuration hides
 * @param known all rules, for a comment may name one that does not take part; asked for only if there is a comment
 * @param today asked for only if a comment has a last day
 */
public record Ignoring(
    boolean honoured,
    List<Exemption> exemptions,
    Supplier<List<Rule>> known,
    Supplier<LocalDate> today) {
  /** Nothing is hidden. */
  public static final Ignoring NOTHING =
      new Ignoring(false, List.of(), BuiltInRules::all, () -> LocalDate.EPOCH);
}
