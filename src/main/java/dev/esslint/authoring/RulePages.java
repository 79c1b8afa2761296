package dev.esslint.authoring;

import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.report.RulePage;
import dev.esslint.report.RulePage.Shown;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleKeys;
import dev.esslint.text.SourceException;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of rules, with what a rule says of its first bad example, and with the rules that it is related to. */
public final class RulePages {
  private static final int MOST_RELATED = 8;

  private final ExampleRuns runs;
  private final List<Rule> rules;
  private final Map<String, RuleKeys> keys = new HashMap<>();

  /**
   * @param runs lints the examples
   * @param rules all rules that there are
   */
  public RulePages(ExampleRuns runs, List<Rule> rules) {
    this.runs = runs;
    this.rules = rules;
  }

  /** The page of a rule, which need not be one of all rules. */
  public String of(Rule rule) {
    RuleInfo info = rule.info();
    Optional<Finding> found =
        info.examples().stream()
            .filter(Example::bad)
            .findFirst()
            .flatMap(example -> finding(rule, example));
    return RulePage.of(
        info,
        new Shown(
            found.map(Finding::message).orElse(""),
            found.map(Finding::remedy).orElse(""),
            related(rule)));
  }

  private Optional<Finding> finding(Rule rule, Example example) {
    try {
      return runs.findings(rule, example, runs.layers(example)).stream()
          .filter(finding -> finding.rule().id().equals(rule.info().id()))
          .findFirst();
    } catch (SourceException | ChartException | InvalidFileException e) {
      return Optional.empty(); // the check of examples tells
    }
  }

  private RuleKeys keys(Rule rule) {
    return keys.computeIfAbsent(rule.info().id(), id -> RuleKeys.of(rule));
  }

  /** The rules that are about the same keys: first those with findings at the same one, then those of the same family. */
  private List<RuleInfo> related(Rule rule) {
    RuleKeys own = keys(rule);
    List<List<RuleInfo>> ranks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Rule other : rules) {
      if (!other.info().id().equals(rule.info().id())) {
        int rank = rank(own, keys(other), other.info().family().equals(rule.info().family()));
        if (rank < ranks.size()) {
          ranks.get(rank).add(other.info());
        }
      }
    }
    return ranks.stream().flatMap(List::stream).limit(MOST_RELATED).toList();
  }

  private static int rank(RuleKeys one, RuleKeys other, boolean family) {
    if (!one.place().isRoot() && one.place().equals(other.place())) {
      return 0;
    }
    if (!isNear(one, other.place()) && !isNear(other, one.place())) {
      return Integer.MAX_VALUE;
    }
    return family ? 1 : 2;
  }

  private static boolean isNear(RuleKeys keys, ValuePath place) {
    return !place.isRoot() && keys.others().contains(place);
  }
}
