package dev.esslint.analysis;

import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * How comments that ignore findings are taken.
 *
 * @param honoured whether they hide anything
 * @param known all rules, for a comment may name one that does not take part; asked for only if there is a comment
 * @param today asked for only if a comment has a last day
 */
public record Ignoring(
    boolean honoured, Supplier<List<Rule>> known, Supplier<LocalDate> today) {
  /** Comments hide nothing. */
  public static final Ignoring NOTHING = 
      new Ignoring(false, Rules::builtIn, () -> LocalDate.EPOCH);
}
