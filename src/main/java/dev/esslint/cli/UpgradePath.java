package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All that there is to say about the way from one release to another, whatever the values are. */
final class UpgradePath {
  private UpgradePath() {}

  /** What the rules say about the way from one release to another, the oldest change first. */
  static String text(
      List<Rule> rules, Release from, Release to, Charts charts, List<Finding> holes) {
    record Step(Release release, RuleInfo rule) {}
    List<Step> steps = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Rule.Declared
          && rule.isAbout(Subject.UPGRADE)
          && rule.from().contains(from)
          && rule.charts().contains(to)) {
        charts.releases().stream()
            .filter(release -> release.compareTo(from) > 0 && rule.charts().contains(release))
            .findFirst()
            .ifPresent(release -> steps.add(new Step(release, rule.info())));
      }
    }
    steps.sort(Comparator.comparing(Step::release).thenComparing(step -> step.rule().id()));
    StringBuilder text = new StringBuilder();
    text.append("From ").append(from).append(" to ").append(to).append(":\n\n");
    for (Step step : steps) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %s  %-7s  %s\n",
              step.release(),
              step.rule().id(),
              step.rule().level().label(),
              step.rule().summary()));
    }
    for (Finding some : holes) {
      text.append("\nIn the default deployment of the chart: ")
          .append(some.message())
          .append('\n');
      some.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    }
    return text.append(
            "\n`esslint explain ID` shows more. With a values file, only changes that matter for it are listed.\n")
        .toString();
  }
}
