package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Suppression;
import dev.esslint.rule.Rule;
import dev.esslint.text.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rules as comments name them, for a deployment of a release. Thousands of comments may name them. */
final class RuleNames implements Suppression.Names {
  private final Release release;
  private final Supplier<List<Rule>> known;
  private final Index all;
  private final Index parts;

  /**
   * @param taking gives those that take part
   * @param known gives all rules, also those that do not take part
   */
  RuleNames(Release release, Supplier<List<Rule>> taking, Supplier<List<Rule>> known) {
    this.release = release;
    this.known = known;
    this.all = new Index(known);
    this.parts = new Index(taking);
  }

  @Override
  public boolean areKnown(String word) {
    return all.named(word).isPresent();
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
    return parts.named(word)
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

  /** Rules by what they are called, made when the first one is asked for. */
  private static final class Index {
    private final Supplier<List<Rule>> rules;
    private final Map<String, Rule> byName = new HashMap<>();

    Index(Supplier<List<Rule>> rules) {
      this.rules = rules;
    }

    Optional<Rule> named(String word) {
      if (byName.isEmpty()) {
        for (Rule rule : rules.get()) {
          byName.putIfAbsent(rule.info().id(), rule);
          byName.putIfAbsent(rule.info().name(), rule);
        }
      }
      return Optional.ofNullable(byName.get(word)).or(() -> Optional.ofNullable(byName.get(word.toUpperCase(Locale.ROOT))));
    }
  }
}
