package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Meant;
import dev.esslint.finding.RuleClass;
import java.util.Optional;

/** Sees to it that what the newest known release refuses is not said for certain where a newer one is deployed, which may accept it. */
final class NewerRelease {
  /** The check that tells what only the newest known release refuses for certain. */
  private static final BuiltInCheck NEWER_MAY_TAKE_IT = BuiltInCheck.CHART_NEWER_MAY_TAKE_IT;

  private final Subject subject;
  private final CheckRules checks;

  NewerRelease(Subject subject, CheckRules checks) {
    this.subject = subject;
    this.checks = checks;
  }

  /** Adds what the schema refuses, and how much more there is of it. */
  void tellRefused(Bounded<Detection> refused, Bounded<Finding> findings) {
    for (Detection violation : refused.told()) {
      checks
          .told(violation)
          .flatMap(finding -> held(finding, isRemoval(violation)))
          .ifPresent(findings::tell);
    }
    refused
        .more()
        .forEach(
            (kind, count) ->
                checks.of(subject.newer().isEmpty() ? BuiltInCheck.of(kind.name()) : NEWER_MAY_TAKE_IT)
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  /**
   * A finding about values as the chart has to take them. What the newest known release refuses may be right where a newer
   * one is deployed.
   *
   * @param removal whether its remedy is to remove what a newer release may well have
   */
  Optional<Finding> held(Finding finding, boolean removal) {
    if (subject.newer().isEmpty() || finding.rule().kind() != RuleClass.REJECTED) {
      return Optional.of(finding);
    }
    String newer = subject.newer().get();
    String message =
        subject.release()
            + ", the newest release that esslint knows, refuses this: "
            + finding.message()
            + " If "
            + newer
            + " accepts it, this is fine.";
    return checks
        .of(NEWER_MAY_TAKE_IT)
        .map(
            rule ->
                new Finding(
                    rule.inPlaceOf(finding.rule()),
                    message,
                    finding.primary(),
                    finding.related(),
                    finding.notes(),
                    removal || finding.remedy().isEmpty()
                        ? rule.fix()
                        : rule.fix().strip()
                            + "\n\nIf "
                            + newer
                            + " also refuses it: "
                            + finding.remedy()));
  }

  /** Whether nothing is known of a key but that it is not there. */
  private static boolean isRemoval(Detection violation) {
    return violation.check() == BuiltInCheck.SCHEMA_UNKNOWN_KEY
        && violation.meant().stream().allMatch(Meant.Nothing.class::isInstance);
  }
}
