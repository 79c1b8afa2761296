package dev.esslint.finding;

import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.List;
import java.util.function.Predicate;

/**
 * Findings that the configuration hides: those of some rules in some files, or at some value and below it.
 *
 * @param files which files, by their names in reports
 * @param path the value; {@code *} in it stands for any key or index, and the root for all values
 * @param rules which rules, by id, name or family
 */
public record Exemption(Predicate<String> files, ValuePath path, Predicate<RuleInfo> rules) {
  private static final Key ANY = new Key("*");

  /** Whether it hides a finding. */
  public boolean covers(Finding finding) {
    return rules.test(finding.rule())
        && files.test(finding.primary().source().name())
        && isAtOrBelow(path, finding.primary().path());
  }

  /** Whether a value is the one of a pattern, or below it; {@code *} in the pattern stands for any key or index. */
  public static boolean isAtOrBelow(ValuePath pattern, ValuePath path) {
    List<Step> steps = path.steps();
    List<Step> wanted = pattern.steps();
    if (steps.size() < wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(ANY) && !wanted.get(i).equals(steps.get(i))) {
        return false;
      }
    }
    return true;
  }
}
