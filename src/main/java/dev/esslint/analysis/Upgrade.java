package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.check.HoleChecks;
import dev.esslint.edit.Edit;
import dev.esslint.edit.LayerTexts;
import dev.esslint.edit.Rewrite;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.Repair;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
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
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<Document> documents = nesting.documents();
    ResolvedValues old = reading.values(from);
    ResolvedValues next = reading.values(to);
    DeploymentFacts was = facts(old, from);
    DeploymentFacts becomes = facts(next, to);
    List<Finding> brought =
        new ArrayList<>(RuleEngine.upgradeFindings(rules, new Before(was), becomes, cluster));
    reading.keepCertain(brought, next);
    List<Finding> findings = new ArrayList<>(brought);
    Map<Bounded.Kind, Integer> more = new LinkedHashMap<>();
    findings.addAll(differences(reading, was, becomes, brought, more));
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

    LayerTexts layers =
        reading.areParts() ? LayerTexts.parts(documents) : LayerTexts.files(documents);
    Rewrite rewrite = new Rewrite(layers.documents());
    int mended = 0;
    List<Finding> kept = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      Optional<SetExpression> argument = argument(nesting.arguments(), finding.repair().fixes());
      if (argument.isPresent()) {
        kept.add(nesting.inFiles(finding));
        findings.set(i, finding.noted(leftAlone(argument.get())));
      } else if (finding.repair().safe()
          && rewrite.make(
              finding.repair().fixes(),
              changed -> isNoWorse(rewrite.documents(), changed, reading))) {
        findings.set(
            i,
            finding
                .noted("`--write` does this")
                .replacing(Rewrite.replacements(layers, finding.repair().fixes())));
        mended++;
      }
    }
    findings.replaceAll(nesting::inFiles);
    // what `--write` does it says itself
    findings.replaceAll(f -> f.mendedBy(Repair.NONE).replacing(f.replacements()));
    reading.target().notices().forEach(notice -> checks.told(notice).ifPresent(findings::add));
    nesting.mistakes().forEach(mistake -> checks.told(mistake).ifPresent(findings::add));
    if (!documents.isEmpty()) {
      findings.addAll(holes(was, becomes, reading.start()));
    }
    findings.sort(Analyzer::inOrder);
    List<Edit> edits = layers.edits(rewrite.documents());
    Bounded<Finding> told = new Bounded<>();
    more.forEach(told::addMore);
    findings.forEach(
        finding -> told.add(finding.rule().id(), finding.primary().source(), () -> finding));
    return new Advice(
        List.copyOf(told.told()),
        checks.more(told),
        edits,
        mended,
        List.copyOf(kept),
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

  /** Whether changes bring no more errors with the new release than there were; what stands at a wrong place can do so. */
  private boolean isNoWorse(List<Document> before, List<Document> after, Reading reading) {
    return errors(after, reading) <= errors(before, reading);
  }

  private long errors(List<Document> documents, Reading reading) {
    try {
      Bounded<Finding> found = linter.find(reading.values(documents, to), to).findings();
      return found.told().stream().filter(f -> f.rule().level() == Level.ERROR).count()
          + checks.more(found).stream()
              .filter(more -> more.rule().level() == Level.ERROR)
              .mapToInt(More::count)
              .sum();
    } catch (ChartException e) {
      throw new IllegalStateException(e); // the schema was good enough for the findings
    }
  }

  /** The argument that takes part in what changes would change: in the files alone they would do something else. */
  private static Optional<SetExpression> argument(List<Layer.Argument> arguments, List<Fix> fixes) {
    return arguments.stream()
        .filter(argument -> fixes.stream().anyMatch(fix -> takesPart(argument, fix)))
        .map(Layer.Argument::expression)
        .findFirst();
  }

  private static boolean takesPart(Layer.Argument argument, Fix fix) {
    return fix.changes().stream().anyMatch(argument::touches);
  }

  private static String leftAlone(SetExpression argument) {
    return "`--write` does not change it: `"
        + argument.kind().option()
        + "` also sets it, and only files can be rewritten";
  }

  /** What is said about the values with the new release only, and all that the new release refuses. */
  private List<Finding> differences(
      Reading reading,
      DeploymentFacts was,
      DeploymentFacts becomes,
      List<Finding> brought,
      Map<Bounded.Kind, Integer> more)
      throws ChartException {
    Set<Object> known = new HashSet<>();
    List<Finding> before =
        linter
            .find(
                was,
                from,
                (rule, place) -> {
                  known.add(identity(rule, place));
                  return false;
                })
            .findings()
            .told();
    before.forEach(finding -> known.add(identity(finding.rule(), finding.primary())));
    reading.keepCertain(before, was.values());
    before.forEach(finding -> known.add(identity(finding.rule(), finding.primary())));
    List<Finding> differences = new ArrayList<>();
    Bounded<Finding> found =
        linter
            .find(
                becomes,
                to,
                (rule, place) ->
                    rule.kind() != RuleClass.REJECTED && known.contains(identity(rule, place)))
            .findings();
    more.putAll(found.more());
    reading.keepCertain(found.told(), becomes.values());
    for (Finding one : found.told()) {
      Finding finding = one.mendedBy(Repair.NONE); // what `esslint fix` does is no matter of the upgrade
      boolean refused = finding.rule().kind() == RuleClass.REJECTED;
      if (refused && isToldBy(brought, finding)) {
        continue;
      }
      if (!known.contains(identity(finding.rule(), finding.primary()))) {
        Finding difference =
            finding.noted(
                refused ? from.release() + " accepts it" : "not found with " + from.release());
        differences.add(refused ? emptyMappingRemoved(difference, becomes.values().written()) : difference);
      } else if (refused) {
        differences.add(finding.noted(from.release() + " also refuses it"));
      }
    }
    return differences;
  }

  /** What the old release took as an empty mapping said nothing, so that it can go. */
  private static Finding emptyMappingRemoved(Finding finding, MapValue written) {
    ValuePath path = finding.primary().path();
    boolean empty =
        ResolvedValues.below(written, path).orElse(null) instanceof MapValue map
            && map.entries().isEmpty();
    return empty && !path.isRoot() ? finding.mendedBy(Repair.safe(new Fix.Remove(path))) : finding;
  }

  private static Object identity(RuleInfo rule, Location place) {
    return List.of(rule.id(), place.path(), place.span());
  }

  /** Whether a rule about upgrades explains already why something is refused: it speaks of the same value. */
  private static boolean isToldBy(List<Finding> brought, Finding refused) {
    ValuePath path = refused.primary().path();
    return brought.stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
        .anyMatch(finding -> path.startsWith(finding.primary().path()));
  }
}
