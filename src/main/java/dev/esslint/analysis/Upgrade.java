package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.check.HoleChecks;
import dev.esslint.edit.Edit;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Suppression;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.Sources;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.program.Hole;
import dev.esslint.rule.Before;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleEngine;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.Installation;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what values meet when their chart is upgraded: what the rules about upgrades say, what the new release refuses,
 * and what else holds with the new release and did not hold with the old one.
 */
public final class Upgrade {
  private final Subject from;
  private final Subject to;
  private final List<Rule> rules;
  private final Analyzer analyzer;
  private final Linter linter;
  private final CheckRules checks;
  private final @Nullable Value cluster;
  private final Ignoring ignoring;

  /**
   * @param charts the releases that are known
   * @param from the release that the values are deployed with
   * @param to a newer one
   * @param rules the rules that take part
   * @param cluster what is stated about the cluster, or null
   * @param installation what Helm calls the deployments
   */
  public Upgrade(
      Charts charts,
      Chart from,
      Chart to,
      List<Rule> rules,
      @Nullable Value cluster,
      Installation installation) {
    this(charts, from, to, rules, cluster, installation, Ignoring.NOTHING);
  }

  /**
   * The same where something hides findings.
   *
   * @param ignoring what does
   */
  public Upgrade(
      Charts charts,
      Chart from,
      Chart to,
      List<Rule> rules,
      @Nullable Value cluster,
      Installation installation,
      Ignoring ignoring) {
    this.ignoring = ignoring;
    this.from = new Subject(from, charts);
    this.to = new Subject(to, charts);
    this.rules = List.copyOf(rules);
    this.linter = new Linter(() -> this.rules, cluster, Runnable::run);
    this.checks = new CheckRules(() -> this.rules);
    this.analyzer =
        new Analyzer(
            Targets.own(charts, to, ""),
            () -> this.rules,
            cluster,
            installation,
            Ignoring.NOTHING,
            Runnable::run);
    this.cluster = cluster;
  }

  /**
   * What an upgrade amounts to.
   *
   * @param findings ordered by place
   * @param more what is counted beside them
   * @param edits the layers with all changes made that a machine can make safely
   * @param mended how many of the findings those changes mend
   * @param kept those of the findings that would be mended if an argument did not take part
   * @param hidden what comments and the configuration hide
   * @param mask what keeps secrets from being printed
   */
  public record Advice(
      List<Finding> findings,
      List<More> more,
      List<Edit> edits,
      int mended,
      List<Finding> kept,
      List<Finding> hidden,
      Mask mask) {}

  /** Reads the layers of a deployment. */
  public Analyzer.Read read(Request request, Sources sources) {
    return analyzer.read(request, sources);
  }

  /**
   * Looks at one deployment.
   *
   * @param reading its layers, which are complete
   * @throws ChartException if the schema of a chart is none
   */
  public Advice advise(Reading reading) throws ChartException {
    return advise(reading, null);
  }

  /**
   * Looks at one deployment whose values change, too.
   *
   * @param before the layers that are deployed, which are complete; null if they are the same
   * @throws ChartException if the schema of a chart is none
   */
  public Advice advise(Reading reading, @Nullable Reading before) throws ChartException {
    Nesting nesting = reading.nesting();
    ResolvedValues old = reading.values(from);
    ResolvedValues next = reading.values(to);
    DeploymentFacts was = facts(old, from);
    reading.clearUp();
    DeploymentFacts becomes = facts(next, to);
    List<Finding> brought =
        new ArrayList<>(RuleEngine.upgradeFindings(rules, new Before(was), becomes, cluster));
    reading.keepCertain(brought, next);
    List<Finding> findings = new ArrayList<>(brought);
    Map<Bounded.Kind, Integer> more = new LinkedHashMap<>();
    findings.addAll(
        new ReleaseDifferences(linter, from, to).of(reading, was, becomes, brought, more));
    reading.clearUp();
    if (before != null) {
      Former former = new Former(before, from);
      if (former.isCertain()) {
        findings.addAll(
            RuleEngine.changeFindings(
                rules,
                former.before(cluster),
                becomes,
                cluster));
      }
    }
    findings.sort(Analyzer::inOrder);
    // what is hidden is not rewritten either
    List<Finding> hidden = hidden(findings, reading);

    UpgradeRewrite rewrite = new UpgradeRewrite(reading, linter, checks, to);
    findings.replaceAll(rewrite::made);
    findings.replaceAll(nesting::inFiles);
    // what `--write` does it says itself
    findings.replaceAll(f -> f.mendedBy(Repair.NONE).replacing(f.replacements()));
    reading.target().notices().forEach(notice -> checks.told(notice).ifPresent(findings::add));
    nesting.mistakes().forEach(mistake -> checks.told(mistake).ifPresent(findings::add));
    if (!nesting.documents().isEmpty()) {
      findings.addAll(holes(was, becomes, reading.start()));
    }
    findings.sort(Analyzer::inOrder);
    Bounded<Finding> told = new Bounded<>();
    more.forEach(told::addMore);
    findings.forEach(
        finding -> told.add(finding.rule().id(), finding.primary().source(), () -> finding));
    reading.clearUp();
    return new Advice(
        List.copyOf(told.told()),
        checks.more(told),
        rewrite.edits(),
        rewrite.mended(),
        rewrite.kept(),
        hidden,
        reading.mask(
            Stream.concat(
                    reading.sources().stream(),
                    before == null ? Stream.of() : before.sources().stream())
                .distinct()
                .toList(),
            next)
            .knowing(cluster));
  }

  /** Takes out what comments and the configuration hide, and gives it. */
  private List<Finding> hidden(List<Finding> findings, Reading reading) {
    if (!ignoring.honoured()) {
      return List.of();
    }
    IdentityHashMap<Finding, Finding> told = new IdentityHashMap<>();
    List<Finding> inFiles = new ArrayList<>();
    for (Finding finding : findings) {
      Finding there = reading.nesting().inFiles(finding);
      inFiles.add(there);
      told.put(there, finding);
    }
    List<Finding> hidden =
        Suppression.of(
                inFiles,
                reading.documents(),
                new RuleNames(to.release(), () -> rules, ignoring.known()),
                ignoring.exemptions(),
                ignoring.today())
            .hidden();
    Set<Finding> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    hidden.forEach(finding -> gone.add(told.get(finding)));
    findings.removeIf(gone::contains);
    return List.copyOf(hidden);
  }

  /** What the upgrade does to the published holes of what the chart deploys by default. */
  public List<Finding> holesByDefault() {
    ResolvedValues old = ResolvedValues.of(List.of(from.defaults()), from.defaults());
    ResolvedValues next = ResolvedValues.of(List.of(to.defaults()), to.defaults());
    return holes(facts(old, from), facts(next, to), Location.in(new SourceText("", ""), new Span(0, 0)));
  }

  private DeploymentFacts facts(ResolvedValues values, Subject subject) {
    return DeploymentFacts.of(values, subject.release(), cluster);
  }

  private List<Finding> holes(DeploymentFacts was, DeploymentFacts becomes, Location place) {
    List<Hole> before = was.holes();
    List<Hole> after = becomes.holes();
    List<Finding> told = new ArrayList<>();
    HoleChecks.mended(before, after, place).flatMap(checks::told).ifPresent(told::add);
    HoleChecks.left(after, to.release(), place).flatMap(checks::told).ifPresent(told::add);
    return told;
  }
}
