package dev.esslint.analysis;

import dev.esslint.check.FileChecks;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Checked;
import dev.esslint.rule.packed.BuiltInRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules that take part whose findings come from checks: they tell what a check has seen. */
final class CheckRules {
  private final Supplier<List<Rule>> rules;
  private @Nullable Map<BuiltInCheck, RuleInfo> byCheck; // is the same whichever thread makes it

  /**
   * @param rules gives the rules that take part
   */
  CheckRules(Supplier<List<Rule>> rules) {
    this.rules = rules;
  }

  /** The rule that takes part and has its findings from a check. */
  Optional<RuleInfo> of(BuiltInCheck check) {
    Map<BuiltInCheck, RuleInfo> made = byCheck;
    if (made == null) {
      made = byCheck(rules.get());
      byCheck = made;
    }
    return Optional.ofNullable(made.get(check));
  }

  private static Map<BuiltInCheck, RuleInfo> byCheck(List<Rule> rules) {
    Map<BuiltInCheck, RuleInfo> byCheck = new EnumMap<>(BuiltInCheck.class);
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Checked(BuiltInCheck check)) {
        byCheck.putIfAbsent(check, rule.info());
      }
    }
    return Map.copyOf(byCheck);
  }

  /** What the rule of a check tells, if it takes part. */
  Optional<Finding> told(Detection detection) {
    return of(detection.check()).map(rule -> finding(rule, detection));
  }

  /** Adds what a check has seen. */
  void tell(Detection detection, Bounded<Finding> findings) {
    told(detection).or(() -> toldInAnyCase(detection)).ifPresent(findings::tell);
  }

  /** What keeps a file from being read at all has to be told, whichever rules are selected. */
  private static Optional<Finding> toldInAnyCase(Detection detection) {
    return FileChecks.isAboutUnreadable(detection)
        ? Optional.ofNullable(byCheck(BuiltInRules.all()).get(detection.check())).map(rule -> finding(rule, detection))
        : Optional.empty();
  }

  private static Finding finding(RuleInfo rule, Detection detection) {
    return new Finding(
        rule,
        detection.message(),
        detection.primary(),
        detection.related(),
        detection.notes(),
        detection.remedy().isEmpty() ? rule.fix() : detection.remedy(),
        detection.repair());
  }

  /** Adds what checks have seen, if rules that take part tell it. */
  void tellAll(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections.told().forEach(detection -> tell(detection, findings));
    addMore(detections, findings);
  }

  private void addMore(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections
        .more()
        .forEach(
            (kind, count) ->
                of(BuiltInCheck.of(kind.name()))
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  /** What is counted beside the findings that are told. */
  List<More> more(Bounded<Finding> findings) {
    List<More> more = new ArrayList<>();
    findings
        .more()
        .forEach(
            (kind, count) ->
                rules.get().stream()
                    .map(Rule::info)
                    .filter(rule -> rule.id().equals(kind.name()))
                    .findFirst()
                    .ifPresent(rule -> more.add(new More(rule, kind.source().name(), count))));
    return List.copyOf(more);
  }
}
