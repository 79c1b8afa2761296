package dev.esslint.explain;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Remedy;
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
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of rules, with what a rule says of its first bad example, and with the rules that it is related to. */
public final class RulePages {
  private static final int MOST_RELATED = 8;

  /** Values that say for which release they are, which is lost when they are written anew. */
  private static final String RELEASE = "# esslint:";

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
    Optional<Example> first = info.examples().stream().filter(Example::bad).findFirst();
    Optional<Finding> found = first.flatMap(example -> finding(rule, example));
    return RulePage.of(
        info,
        new Shown(
            found.map(Finding::message).orElse(""),
            found.map(Finding::remedy).orElse(""),
            found.flatMap(finding -> mended(finding, first.orElseThrow())).orElse(""),
            related(rule)));
  }

  /** The values of an example with the first alternative of a remedy; empty if that cannot be shown by the values alone. */
  private Optional<String> mended(Finding finding, Example example) {
    boolean alone = example.layer().isEmpty() && example.before().isEmpty() && example.values().indexOf(RELEASE) < 0;
    List<Remedy> alternatives = Remedy.alternatives(finding.remedy());
    if (!alone || alternatives.isEmpty() || !alternatives.getFirst().cluster().isEmpty()) {
      return Optional.empty();
    }
    try {
      MapValue before = Remedy.merged(List.of(example.values()));
      MapValue after = alternatives.getFirst().appliedTo(before);
      return after.entries().isEmpty() || after.equals(before) ? Optional.empty() : Optional.of(YamlText.of(after));
    } catch (SourceException | IllegalStateException e) {
      return Optional.empty(); // the check of remedies tells
    }
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
