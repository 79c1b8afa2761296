package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Suppression;
import dev.esslint.rule.Rule;
import dev.esslint.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rules as comments name them, for a deployment of a release.
 *
 * @param taking gives those that take part
 * @param known gives all rules, also those that do not take part
 */
record RuleNames(Release release, Supplier<List<Rule>> taking, Supplier<List<Rule>> known) implements Suppression.Names {
  @Override
  public boolean areKnown(String word) {
    return named(word, known.get()).isPresent();
  }

  @Override
  public String meant(String word) {
    for (Rule rule : known.get()) {
      if (rule.info().isOf(word)) {
        String kind = ChartComponent.at(word).isPresent() ? "component" : "family";
        return "; `" + word + "` is a " + kind + ". Name each rule, as in `" + rule.info().id() + "`.";
      }
    }
    List<String> names =
        known.get().stream()
            .map(Rule::info)
            .flatMap(rule -> Stream.of(rule.id(), rule.name()))
            .toList();
    return Spelling.nearest(word, names).map(name -> "; did you mean `" + name + "`?").orElse(".");
  }

  @Override
  public boolean tookPart(String word) {
    return named(word, taking.get())
        .filter(
            rule ->
                rule.isAbout(RuleInfo.Subject.DEPLOYMENT)
                    && rule.charts().contains(release)
                    && !isOfManifests(rule))
        .isPresent();
  }

  /** What is found where deployments are looked for is not known here. */
  private static boolean isOfManifests(Rule rule) {
    return rule.trigger() instanceof Rule.Checked(BuiltInCheck check) && check.isOfManifests();
  }

  private static Optional<Rule> named(String word, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.info().isCalled(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
