package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartException;
import dev.esslint.check.FileChecks;
import dev.esslint.check.LayerChecks;
import dev.esslint.check.RepeatedDefaults;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Causes;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.Meant;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Topic;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleEngine;
import dev.esslint.schema.SchemaCheck.Refused;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what there is to say about values: by the schema of their chart, by checks, by rules. It keeps no state between deployments. */
final class Linter {
  /** Values that are longer are looked at once, whatever is misspelt in them; a usual file has some thousand characters. */
  private static final int LONG = 500_000;

  private final Supplier<List<Rule>> rules;
  private final CheckRules checks;
  private final @Nullable Value cluster;
  private final Executor beside;

  /**
   * @param rules gives the rules that take part; asked when the values are read, since loading rules takes as long
   * @param cluster what is stated about the cluster, or null
   * @param beside runs what can be done at the same time
   */
  Linter(Supplier<List<Rule>> rules, @Nullable Value cluster, Executor beside) {
    this.rules = rules;
    this.checks = new CheckRules(rules);
    this.cluster = cluster;
    this.beside = beside;
  }

  /**
   * What was found.
   *
   * @param deployment what the chart makes of the values
   * @param findings in no order
   */
  record Found(DeploymentFacts deployment, Bounded<Finding> findings) {}

  /**
   * Looks at values, whatever the form of the files that they come from.
   *
   * @throws ChartException if the schema of the chart is none
   */
  Found find(ResolvedValues values, Subject subject) throws ChartException {
    return find(
        values,
        subject,
        (rule, place) -> false,
        () -> DeploymentFacts.of(values, subject.release(), cluster));
  }

  /**
   * The same without what is known.
   *
   * @param deployment what the chart makes of the values
   * @param known whether a finding of a rule at a place is of no interest
   */
  Found find(DeploymentFacts deployment, Subject subject, BiPredicate<RuleInfo, Location> known)
      throws ChartException {
    return find(deployment.values(), subject, known, () -> deployment);
  }

  private Found find(
      ResolvedValues values,
      Subject subject,
      BiPredicate<RuleInfo, Location> known,
      Supplier<DeploymentFacts> facts)
      throws ChartException {
    Bounded<Finding> findings = new Bounded<>();
    FutureTask<Refused> schema = new FutureTask<>(() -> subject.schemaCheck().refused(values));
    beside.execute(schema);
    DeploymentFacts deployment = facts.get();
    Refused refused = resultOf(schema);
    NewerRelease newer = new NewerRelease(subject, checks);
    newer.tellRefused(refused.detections(), findings);
    Causes causes = new Causes(refused.detections().told(), dropped(values), refused.paths());
    Bounded<Finding> ofRules =
        independent(
            deployment,
            subject,
            causes,
            (rule, place) -> causes.explain(rule, place) || known.test(rule, place));
    if (length(values) < LONG) {
      Misspelt.gather(
          ofRules.told(),
          names ->
              RuleEngine.findings(
                  rules.get(), DeploymentFacts.of(values, subject.release(), cluster, names), cluster));
    }
    Causes.removeExplained(ofRules.told());
    ofRules.told().stream()
        .flatMap(finding -> newer.held(finding, false).stream())
        .forEach(findings::tell);
    ofRules.more().forEach(findings::addMore);
    checks.tellAll(LayerChecks.detections(values, refused.paths()), findings);
    if (checks.of(RepeatedDefaults.CHECK).isPresent()) {
      checks.tellAll(RepeatedDefaults.detections(values, subject.chart()), findings);
    }
    return new Found(deployment, findings);
  }

  private static List<Meant> dropped(ResolvedValues values) {
    List<Meant> dropped = new ArrayList<>();
    for (Layer layer : values.layers()) {
      if (layer instanceof Layer.File file) {
        dropped.addAll(FileChecks.dropped(file));
      }
    }
    return dropped;
  }

  private static long length(ResolvedValues values) {
    long length = 0;
    for (Layer layer : values.layers()) {
      length += layer.source().map(source -> source.text().length()).orElse(0);
    }
    return length;
  }

  /**
   * What rules find that does not only follow from what the schema refuses: what they say of the values as they were meant, if they
   * have something to say now. Where only quotes are wrong, that is certain, and what is wrong then is told, too.
   *
   * @param said whether something else says already what a rule has to say at a place
   */
  private Bounded<Finding> independent(
      DeploymentFacts deployment,
      Subject subject,
      Causes causes,
      BiPredicate<RuleInfo, Location> said) {
    DeploymentFacts written =
        causes
            .quoted(deployment.values(), subject.defaults())
            .map(values -> DeploymentFacts.of(values, subject.release(), cluster))
            .orElse(deployment);
    Bounded<Finding> found = RuleEngine.findings(rules.get(), written, cluster, said);
    List<Finding> nulls = found.told().stream().filter(Linter::isOfNeededNull).toList();
    Optional<ResolvedValues> meant =
        found.told().isEmpty()
            ? Optional.empty()
            : causes.without(nulls).meant(deployment.values(), subject.defaults());
    if (meant.isEmpty()) {
      return found;
    }
    Set<String> ids = new HashSet<>();
    found.told().forEach(finding -> ids.add(finding.rule().id()));
    List<Rule> speaking = new ArrayList<>();
    for (Rule rule : rules.get()) {
      if (ids.contains(rule.info().id())) {
        speaking.add(rule);
      }
    }
    // what only comes once all is put right is not told before
    Bounded<Finding> independent =
        RuleEngine.findings(
            speaking, DeploymentFacts.of(meant.get(), subject.release(), cluster), cluster, said);
    nulls.forEach(independent::tell);
    return independent;
  }

  /** Whether Helm refuses that a null takes a default away: as long as it does, all else that comes of the null is of no interest. */
  private static boolean isOfNeededNull(Finding finding) {
    return finding.rule().topic() == Topic.PLACEHOLDER && finding.rule().kind() == RuleClass.REJECTED;
  }

  private static <T> T resultOf(FutureTask<T> task) throws ChartException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChartException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
