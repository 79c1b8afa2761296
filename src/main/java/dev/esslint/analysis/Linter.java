package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Release;
import dev.esslint.check.FileChecks;
import dev.esslint.check.LayerChecks;
import dev.esslint.check.RepeatedDefaults;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Causes;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.Meant;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Suppression;
import dev.esslint.finding.Topic;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.rule.Before;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Checked;
import dev.esslint.rule.RuleEngine;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.schema.SchemaCheck.Refused;
import dev.esslint.text.Spelling;
import dev.esslint.values.Installation;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what there is to say about values: by the schema of their chart, by checks, by rules. It keeps no state between deployments. */
final class Linter {
  private static final BuiltInCheck UNKNOWN_KEY = BuiltInCheck.SCHEMA_UNKNOWN_KEY;

  /** The check that tells what only the newest known release refuses for certain. */
  private static final BuiltInCheck NEWER_MAY_TAKE_IT = BuiltInCheck.CHART_NEWER_MAY_TAKE_IT;

  /** Values that are longer are looked at once, whatever is misspelt in them; a usual file has some thousand characters. */
  private static final int LONG = 500_000;

  private final Supplier<List<Rule>> rules;
  private final @Nullable Value cluster;
  private final Executor beside;

  /**
   * @param rules gives the rules that take part; asked when the values are read, since loading rules takes as long
   * @param cluster what is stated about the cluster, or null
   * @param beside runs what can be done at the same time
   */
  Linter(Supplier<List<Rule>> rules, @Nullable Value cluster, Executor beside) {
    this.rules = rules;
    this.cluster = cluster;
    this.beside = beside;
  }

  /** What is stated about the cluster, or null. */
  @Nullable Value cluster() {
    return cluster;
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
    tellRefused(refused.detections(), subject, findings);
    List<Meant> dropped = new ArrayList<>();
    for (Layer layer : values.layers()) {
      if (layer instanceof Layer.File file) {
        dropped.addAll(FileChecks.dropped(file));
      }
    }
    Causes causes = new Causes(refused.detections().told(), dropped, refused.paths());
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
        .flatMap(finding -> held(finding, subject, false).stream())
        .forEach(findings::tell);
    ofRules.more().forEach(findings::addMore);
    tellAll(LayerChecks.detections(values, refused.paths()), findings);
    if (checks(RepeatedDefaults.CHECK).isPresent()) {
      tellAll(RepeatedDefaults.detections(values, subject.chart()), findings);
    }
    return new Found(deployment, findings);
  }

  private static long length(ResolvedValues values) {
    long length = 0;
    for (Layer layer : values.layers()) {
      length += layer.source().map(source -> source.text().length()).orElse(0);
    }
    return length;
  }

  /** What the change from one deployment to another brings, of its values and of its release. */
  List<Finding> changes(Former former, Reading now, DeploymentFacts deployment) {
    if (!former.isCertain()) {
      return List.of();
    }
    Optional<Detection> second = otherRelease(former.reading(), now);
    List<Finding> changes = new ArrayList<>();
    if (second.isPresent()) {
      told(second.get()).ifPresent(changes::add); // what is deployed stays as it is
    } else {
      changes.addAll(
          RuleEngine.changeFindings(rules.get(), former.before(cluster), deployment, cluster));
    }
    Subject subject = former.subject();
    if (subject.release().compareTo(now.subject().release()) < 0) {
      DeploymentFacts before =
          DeploymentFacts.of(now.values(subject), subject.release(), cluster);
      changes.addAll(
          RuleEngine.upgradeFindings(rules.get(), new Before(before), deployment, cluster));
    }
    return changes;
  }

  /** Helm knows a release by its name and its namespace: under others it makes a second one. */
  private static Optional<Detection> otherRelease(Reading before, Reading now) {
    Installation was = before.installation();
    Installation is = now.installation();
    boolean renamed =
        !was.name().isEmpty() && !is.name().isEmpty() && !was.name().equals(is.name());
    boolean moved =
        !was.namespace().isEmpty()
            && !is.namespace().isEmpty()
            && !was.namespace().equals(is.namespace());
    if (!renamed && !moved) {
      return Optional.empty();
    }
    return Optional.of(
        new Detection(
            BuiltInCheck.CHANGE_OTHER_RELEASE,
            "The deployment is the release `"
                + was.shownName()
                + "` in the namespace `"
                + was.shownNamespace()
                + "` and is to be `"
                + is.shownName()
                + "` in `"
                + is.shownNamespace()
                + "`. Helm makes a second release with an empty database, new keys and new volumes.",
            now.declared(),
            List.of(),
            List.of(),
            ""));
  }

  /** Whether nothing is known of a key but that it is not there. */
  private static boolean isRemoval(Detection violation) {
    return violation.check() == UNKNOWN_KEY
        && violation.meant().stream().allMatch(Meant.Nothing.class::isInstance);
  }

  /**
   * A finding about values as the chart has to take them. What the newest known release refuses may be right where a newer
   * one is deployed.
   *
   * @param removal whether its remedy is to remove what a newer release may well have
   */
  private Optional<Finding> held(Finding finding, Subject subject, boolean removal) {
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
    return checks(NEWER_MAY_TAKE_IT)
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

  /** Adds what the schema refuses, and how much more there is of it. */
  private void tellRefused(
      Bounded<Detection> refused, Subject subject, Bounded<Finding> findings) {
    for (Detection violation : refused.told()) {
      told(violation)
          .flatMap(finding -> held(finding, subject, isRemoval(violation)))
          .ifPresent(findings::tell);
    }
    refused
        .more()
        .forEach(
            (kind, count) ->
                checks(subject.newer().isEmpty() ? BuiltInCheck.of(kind.name()) : NEWER_MAY_TAKE_IT)
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  /**
   * What rules find that does not only follow from what the schema refuses: what they say of the values as they were meant, if they
   * have something to say now.
   *
   * @param said whether something else says already what a rule has to say at a place
   */
  private Bounded<Finding> independent(
      DeploymentFacts deployment,
      Subject subject,
      Causes causes,
      BiPredicate<RuleInfo, Location> said) {
    Bounded<Finding> found = RuleEngine.findings(rules.get(), deployment, cluster, said);
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

  /** Adds what is found elsewhere. */
  static void addAll(Bounded<Finding> some, Bounded<Finding> findings) {
    some.told().forEach(findings::tell);
    some.more().forEach(findings::addMore);
  }

  /** Adds what checks have seen, if rules that take part tell it. */
  void tellAll(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections.told().forEach(detection -> tell(detection, findings));
    addMore(detections, findings);
  }

  /**
   * The rules as comments name them, for a deployment of a release.
   *
   * @param known gives all rules, also those that do not take part
   */
  Suppression.Names names(Release release, Supplier<List<Rule>> known) {
    return new Suppression.Names() {
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
        return named(word, rules.get())
            .filter(
                rule ->
                    rule.isAbout(RuleInfo.Subject.DEPLOYMENT)
                        && rule.charts().contains(release)
                        && !isOfManifests(rule))
            .isPresent();
      }
    };
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

  private void addMore(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections
        .more()
        .forEach(
            (kind, count) ->
                checks(BuiltInCheck.of(kind.name()))
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  void tell(Detection detection, Bounded<Finding> findings) {
    told(detection).or(() -> toldInAnyCase(detection)).ifPresent(findings::tell);
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

  Optional<Finding> told(Detection detection) {
    return checks(detection.check()).map(rule -> finding(rule, detection));
  }

  /** What keeps a file from being read at all has to be told, whichever rules are selected. */
  private static Optional<Finding> toldInAnyCase(Detection detection) {
    return FileChecks.isAboutUnreadable(detection)
        ? checks(detection.check(), BuiltInRules.all()).map(rule -> finding(rule, detection))
        : Optional.empty();
  }

  /** The rule that takes part and has its findings from a check. */
  private Optional<RuleInfo> checks(BuiltInCheck check) {
    return checks(check, rules.get());
  }

  private static Optional<RuleInfo> checks(BuiltInCheck wanted, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Checked(BuiltInCheck check) && check == wanted) {
        return Optional.of(rule.info());
      }
    }
    return Optional.empty();
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
}
