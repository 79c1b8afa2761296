package dev.esslint.report;

import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;

/**
 * Findings of a rule in a file that are only counted.
 *
 * @param file the name of the file
 */
public record Untold(RuleInfo rule, Shown file, int count) {

  /** What may be told of findings that are counted. */
  public static Untold of(More more, Mask mask) {
    return new Untold(more.rule(), mask.shown(more.file()), more.count());
  }
}
