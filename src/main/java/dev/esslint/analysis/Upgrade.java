package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.deployment.Deployment;
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
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.Sources;
import dev.esslint.rule.Before;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleEngine;
import dev.esslint.secret.Mask;
import dev.esslint.source.Document;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.SetExpression;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
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
  private final Finder finder;
  private final @Nullable Value cluster;

  /**
   * @param from the release that the values are deployed with
   * @param to a newer one
   * @param rules the rules that take part
   * @param cluster what is stated about the cluster, or null
   * @param installation what Helm calls the deployments
   */
  public Upgrade(
      Chart from,
      Chart to,
      List<Rule> rules,
      @Nullable Value cluster,
      Installation installation) {
    this.from = new Subject(from);
    this.to = new Subject(to);
    this.rules = List.copyOf(rules);
    this.finder = new Finder(() -> this.rules, cluster, Runnable::run);
    this.analyzer =
        new Analyzer(
            Targets.all(to, ""),
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
   * @param documents the layers with all changes made that a machine can make safely
   * @param mended how many of the findings those changes mend
   * @param kept those of the findings that would be mended if an argument did not take part
   * @param mask what keeps secrets from being printed, also those of the changed layers
   */
  public record Advice(
      List<Finding> findings,
      List<More> more,
      List<Document> documents,
      int mended,
      List<Finding> kept,
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
    Nesting nesting = reading.nesting();
    List<Document> documents = nesting.documents();
    ResolvedValues old = reading.values(from);
    ResolvedValues next = reading.values(to);
    List<Finding> brought = brought(old, next);
    List<Finding> findings = new ArrayList<>(brought);
    Map<Bounded.Kind, Integer> more = new LinkedHashMap<>();
    findings.addAll(differences(old, next, brought, more));
    findings.sort(Analyzer::inOrder);

    // values under the key of a dependency are looked at only: the text of a change is read again
    // from the top
    Rewrite rewrite = new Rewrite(documents);
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
                .replacing(Rewrite.replacements(documents, finding.repair().fixes())));
        mended++;
      }
    }
    findings.replaceAll(nesting::inFiles);
    // what `--write` does it says itself
    findings.replaceAll(f -> f.mendedBy(Repair.NONE).replacing(f.replacements()));
    reading.target().notices().forEach(notice -> finder.told(notice).ifPresent(findings::add));
    nesting.mistakes().forEach(mistake -> finder.told(mistake).ifPresent(findings::add));
    if (!documents.isEmpty()) {
      holes(old, next, reading.start()).ifPresent(findings::add);
    }
    findings.sort(Analyzer::inOrder);
    Bounded<Finding> told = new Bounded<>();
    more.forEach(told::addMore);
    findings.forEach(
        finding -> told.add(finding.rule().id(), finding.primary().source(), () -> finding));
    return new Advice(
        List.copyOf(told.told()),
        finder.more(told),
        rewrite.documents(),
        mended,
        List.copyOf(kept),
        Mask.of(
            Stream.concat(reading.documents().stream(), rewrite.documents().stream())
                .map(Document::source)
                .distinct()
                .toList(),
            reading.request().arguments(),
            next));
  }

  /** What the upgrade does to the published holes of what the chart deploys by default. */
  public Optional<Finding> holesByDefault() {
    ResolvedValues old = ResolvedValues.of(List.of(from.defaults()), from.defaults());
    ResolvedValues next = ResolvedValues.of(List.of(to.defaults()), to.defaults());
    return holes(old, next, new Location(ValuePath.ROOT, new SourceText("", ""), new Span(0, 0), ""));
  }

  private Optional<Finding> holes(ResolvedValues old, ResolvedValues next, Location place) {
    return HoleChecks.mended(
            Deployment.of(old, from.release(), cluster).holes(),
            Deployment.of(next, to.release(), cluster).holes(),
            to.release(),
            place)
        .flatMap(finder::told);
  }

  /** Whether changes bring no more errors with the new release than there were; what stands at a wrong place can do so. */
  private boolean isNoWorse(List<Document> before, List<Document> after, Reading reading) {
    return errors(after, reading) <= errors(before, reading);
  }

  private long errors(List<Document> documents, Reading reading) {
    try {
      Bounded<Finding> found = finder.find(reading.values(documents, to), to).findings();
      return found.told().stream().filter(f -> f.rule().level() == Level.ERROR).count()
          + finder.more(found).stream()
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
        .map(Layer.Argument::expression)
        .filter(expression -> fixes.stream().anyMatch(fix -> takesPart(expression, fix)))
        .findFirst();
  }

  private static boolean takesPart(SetExpression expression, Fix fix) {
    return fix.changes().stream().anyMatch(expression::touches);
  }

  private static String leftAlone(SetExpression argument) {
    return "`--write` leaves it as it is: `"
        + argument.kind().option()
        + "` takes part, and only files can be rewritten";
  }

  private List<Finding> brought(ResolvedValues old, ResolvedValues next) {
    return RuleEngine.upgradeFindings(
        rules, new Before(from.release(), old), Deployment.of(next, to.release(), cluster), cluster);
  }

  /** What is said about the values with the new release only, and all that the new release refuses. */
  private List<Finding> differences(
      ResolvedValues old,
      ResolvedValues next,
      List<Finding> brought,
      Map<Bounded.Kind, Integer> more)
      throws ChartException {
    Set<Object> known = new HashSet<>();
    finder
        .find(
            old,
            from,
            (rule, place) -> {
              known.add(identity(rule, place));
              return false;
            })
        .findings()
        .told()
        .forEach(finding -> known.add(identity(finding.rule(), finding.primary())));
    List<Finding> differences = new ArrayList<>();
    Bounded<Finding> found =
        finder
            .find(
                next,
                to,
                (rule, place) ->
                    rule.kind() != RuleClass.REJECTED && known.contains(identity(rule, place)))
            .findings();
    more.putAll(found.more());
    for (Finding one : found.told()) {
      Finding finding = one.mendedBy(Repair.NONE); // what `esslint fix` does is no matter of the upgrade
      boolean refused = finding.rule().kind() == RuleClass.REJECTED;
      if (refused && isToldBy(brought, finding)) {
        continue;
      }
      if (!known.contains(identity(finding.rule(), finding.primary()))) {
        Finding difference =
            finding.noted(
                refused ? from.release() + " takes it" : "not found with " + from.release());
        differences.add(refused ? emptyMappingRemoved(difference, next.written()) : difference);
      } else if (refused) {
        differences.add(finding.noted(from.release() + " refuses it, too"));
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
