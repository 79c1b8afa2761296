package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Repair;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is said about values with a new release only, and all that the new release refuses. */
final class ReleaseDifferences {
  private final Linter linter;
  private final Subject from;
  private final Subject to;

  ReleaseDifferences(Linter linter, Subject from, Subject to) {
    this.linter = linter;
    this.from = from;
    this.to = to;
  }

  /**
   * The differences for a deployment.
   *
   * @param was what the old release makes of the values
   * @param becomes what the new one makes of them
   * @param brought what the rules about upgrades say
   * @param more takes what is counted beside the findings
   * @throws ChartException if the schema of a chart is none
   */
  List<Finding> of(
      Reading reading,
      DeploymentFacts was,
      DeploymentFacts becomes,
      List<Finding> brought,
      Map<Bounded.Kind, Integer> more)
      throws ChartException {
    Set<Object> known = new HashSet<>();
    List<Finding> before =
        linter
            .find(
                was,
                from,
                (rule, place) -> {
                  known.add(identity(rule, place));
                  return false;
                })
            .findings()
            .told();
    before.forEach(finding -> known.add(identity(finding.rule(), finding.primary())));
    reading.keepCertain(before, was.values());
    before.forEach(finding -> known.add(identity(finding.rule(), finding.primary())));
    List<Finding> differences = new ArrayList<>();
    Bounded<Finding> found =
        linter
            .find(
                becomes,
                to,
                (rule, place) ->
                    rule.kind() != RuleClass.REJECTED && known.contains(identity(rule, place)))
            .findings();
    more.putAll(found.more());
    reading.keepCertain(found.told(), becomes.values());
    for (Finding one : found.told()) {
      Finding finding = one.mendedBy(Repair.NONE); // what `esslint fix` does is no matter of the upgrade
      boolean refused = finding.rule().kind() == RuleClass.REJECTED;
      if (refused && isToldBy(brought, finding)) {
        continue;
      }
      if (!known.contains(identity(finding.rule(), finding.primary()))) {
        Finding difference =
            finding.noted(
                refused ? from.release() + " accepts it" : "not found with " + from.release());
        differences.add(refused ? emptyMappingRemoved(difference, becomes.values().written()) : difference);
      } else if (refused) {
        differences.add(finding.noted(from.release() + " also refuses it"));
      }
    }
    return differences;
  }

  /** What the old release took as an empty mapping said nothing, so that it can go. */
  private static Finding emptyMappingRemoved(Finding finding, MapValue written) {
    ValuePath path = finding.primary().path();
    boolean empty =
        ResolvedValues.below(written, path).orElse(null) instanceof MapValue map
            && map.entries().isEmpty();
    return empty && !path.isRoot() ? finding.mendedBy(Repair.safe(new Fix.Remove(path))) : finding;
  }

  private static Object identity(RuleInfo rule, Location place) {
    return List.of(rule.id(), place.path(), place.span());
  }

  /** Whether a rule about upgrades explains already why something is refused: it speaks of the same value. */
  private static boolean isToldBy(List<Finding> brought, Finding refused) {
    ValuePath path = refused.primary().path();
    return brought.stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
        .anyMatch(finding -> path.startsWith(finding.primary().path()));
  }
}
