package dev.esslint.cli;

import dev.esslint.finding.Bounded;
import dev.esslint.finding.RuleInfo;
import dev.esslint.report.Told;
import dev.esslint.report.Untold;
import dev.esslint.secret.Shown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is told of all deployments together: of each rule in a file no more than of one deployment, for a file may have
 * thousands of them.
 */
final class Counted {
  private final Map<Kind, Integer> counts = new HashMap<>();
  private final Map<Kind, Untold> more = new LinkedHashMap<>();

  private record Kind(String rule, String file) {
    static Kind of(RuleInfo rule, Shown file) {
      return new Kind(rule.id(), file.toString());
    }
  }

  /** Counts a finding, and says whether it is to be told. */
  boolean takes(Told finding) {
    Shown file = finding.primary().source().name();
    if (counts.merge(Kind.of(finding.rule(), file), 1, Integer::sum) <= Bounded.MOST) {
      return true;
    }
    add(new Untold(finding.rule(), file, 1));
    return false;
  }

  /** Adds what was only counted for a deployment. */
  void add(Untold some) {
    more.merge(
        Kind.of(some.rule(), some.file()),
        some,
        (one, other) -> new Untold(one.rule(), one.file(), one.count() + other.count()));
  }

  /** What is only counted, once for each rule and file. */
  List<Untold> more() {
    return List.copyOf(more.values());
  }
}
