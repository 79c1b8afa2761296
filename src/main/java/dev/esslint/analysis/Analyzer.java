package dev.esslint.analysis;

import dev.esslint.analysis.Linter.Found;
import dev.esslint.chart.ChartException;
import dev.esslint.check.FileChecks;
import dev.esslint.check.HoleChecks;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Suppression;
import dev.esslint.finding.Topic;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.Sources;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.program.Hole;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.workspace.Commented;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of an analysis in their order: sources, values, deployment, findings. It keeps no state between
 * deployments, so that many can be analysed at once.
 */
public final class Analyzer {
  private final Targets targets;
  private final Supplier<List<Rule>> rules;
  private final CheckRules checks;
  private final Linter linter;
  private final @Nullable Value cluster;
  private final Installation installation;
  private final Ignoring ignoring;

  /**
   * @param targets which release of the chart a deployment is for
   * @param rules gives the rules that take part; asked when the values are read, since loading rules takes as long
   * @param cluster what is stated about the cluster, or null
   */
  public Analyzer(Targets targets, Supplier<List<Rule>> rules, @Nullable Value cluster) {
    this(
        targets,
        rules,
        cluster,
        Installation.UNSTATED,
        new Ignoring(true, List.of(), BuiltInRules::all, () -> LocalDate.EPOCH),
        Runnable::run);
  }

  /**
   * @param installation what Helm calls the deployments
   * @param ignoring what hides findings
   * @param beside runs what can be done at the same time, for a run that would leave cores idle
   */
  public Analyzer(
      Targets targets,
      Supplier<List<Rule>> rules,
      @Nullable Value cluster,
      Installation installation,
      Ignoring ignoring,
      Executor beside) {
    this.targets = targets;
    this.installation = installation;
    this.ignoring = ignoring;
    this.rules = rules;
    this.checks = new CheckRules(rules);
    this.linter = new Linter(rules, cluster, beside);
    this.cluster = cluster;
  }

  /** What came of reading the layers of a deployment. */
  public sealed interface Read permits Reading, PassedOver, Failed {
    /**
     * The layers, for who can do nothing without them.
     *
     * @throws SourceException if there are none
     */
    Reading reading() throws SourceException;
  }

  /**
   * They hold no values of the chart; only what was found in a folder is passed over.
   *
   * @param reason without a period
   */
  public record PassedOver(String file, String reason) implements Read {
    @Override
    public Reading reading() throws SourceException {
      throw new SourceException(reason, file);
    }
  }

  /** A layer cannot be read. */
  public record Failed(SourceException cause) implements Read {
    @Override
    public Reading reading() throws SourceException {
      throw cause;
    }
  }

  /** Reads the layers of a deployment. */
  public Read read(Request request, Sources sources) {
    Read read =
        request.found() != null
            ? Wrapped.read(request, request.found(), targets, sources, installation)
            : files(request, sources);
    SourceException exceeded = read instanceof Reading reading ? Limits.exceeded(reading) : null;
    return exceeded == null ? read : new Failed(exceeded);
  }

  private Read files(Request request, Sources sources) {
    List<Document> documents = new ArrayList<>();
    List<SourceText> texts = new ArrayList<>();
    List<SourceException> broken = new ArrayList<>();
    for (String file : request.files()) {
      try {
        Document document = sources.document(file);
        documents.add(document);
        texts.add(document.source());
      } catch (SourceException e) {
        if (e.place().isEmpty()) {
          return new Failed(e);
        }
        SourceText text = e.place().get().source();
        if (request.discovered() && !Recognition.mentionsChart(text, targets.newest(request.files(), sources).keys())) {
          return new PassedOver(
              e.sourceName(), "it is not YAML, and nothing in it looks like values");
        }
        texts.add(text);
        broken.add(e);
      }
    }
    Target target = targets.of(request.files(), documents, sources);
    Nesting nesting =
        Nesting.of(documents, request.arguments(), target.beside(), target.subject().keys());
    if (request.discovered() && broken.isEmpty()) {
      Optional<String> foreign = Recognition.reason(documents.getFirst().root(), nesting, target);
      if (foreign.isPresent()) {
        return new PassedOver(documents.getFirst().source().name(), foreign.get());
      }
    }
    List<String> names =
        Stream.concat(
                request.files().stream().map(sources::nameOf),
                request.arguments().stream().map(layer -> layer.expression().source().name()))
            .toList();
    return new Reading(
        request, names, documents, texts, broken, target, nesting, installation, List.of());
  }

  /**
   * Reads and looks at a deployment.
   *
   * @throws SourceException if its layers cannot be read; that one is no YAML is a finding
   * @throws ChartException if the schema of the chart is none
   */
  public Analysis analyze(Request request, Sources sources) throws SourceException, ChartException {
    return analyze(read(request, sources).reading());
  }

  /**
   * Looks at what was read.
   *
   * @throws ChartException if the schema of the chart is none
   */
  public Analysis analyze(Reading reading) throws ChartException {
    return analyze(reading, null);
  }

  /**
   * Looks at what was read, and at what changes with it.
   *
   * @param former what is deployed, or null if nothing is known of that
   * @throws ChartException if the schema of the chart is none
   */
  public Analysis analyze(Reading reading, @Nullable Former former) throws ChartException {
    Bounded<Finding> findings = new Bounded<>();
    for (Document document : reading.documents()) {
      checks.tellAll(FileChecks.detections(document), findings);
    }
    for (SourceException broken : reading.broken()) {
      checks.tell(FileChecks.syntaxError(broken), findings);
    }
    Optional<ResolvedValues> resolved = Optional.empty();
    if (reading.isComplete()) {
      ResolvedValues values = reading.values();
      reading.clearUp();
      Found found = linter.find(values, reading.subject());
      resolved = Optional.of(values);
      if (former != null) {
        List<Finding> changes = new Changes(rules, cluster).of(former, reading, found.deployment());
        found.findings().told().removeIf(finding -> isSaidBy(finding, changes));
        changes.forEach(found.findings()::tell);
      }
      reading.keepCertain(found.findings().told(), values);
      if (reading.isOpen()) {
        Elsewhere.keepCertain(found.findings().told(), values, reading.subject(), linter);
      }
      found.findings().told().replaceAll(reading.nesting()::inFiles);
      found.findings().told().forEach(findings::tell);
      found.findings().more().forEach(findings::addMore);
      openHoles(reading, found.deployment()).ifPresent(holes -> checks.tell(holes, findings));
      reading.nesting().mistakes().forEach(mistake -> checks.tell(mistake, findings));
    }
    List<Finding> all = new ArrayList<>(findings.told());
    List<Finding> notices = told(reading.target().notices());
    all.addAll(notices);
    Suppression suppression = suppression(reading, all);
    List<Finding> told = new ArrayList<>(suppression.kept());
    if (!notices.isEmpty()) {
      notices.retainAll(suppression.kept());
      told.removeAll(notices);
    }
    for (Detection remark : suppression.remarks()) {
      checks
          .told(remark)
          .filter(found -> ignoring.exemptions().stream().noneMatch(e -> e.covers(found)))
          .filter(found -> findings.takes(found.rule().id(), found.primary().source()))
          .ifPresent(told::add);
    }
    told.sort(Analyzer::inOrder);
    return new Analysis(
        reading,
        resolved,
        List.copyOf(notices),
        List.copyOf(told),
        checks.more(findings),
        List.copyOf(suppression.hidden()),
        Optional.ofNullable(former),
        cluster);
  }

  /** Whether a finding warns of what one about the change says for certain, at the same setting or at the one that switches it. */
  private static boolean isSaidBy(Finding finding, List<Finding> changes) {
    return finding.rule().topic() == Topic.CHANGE
        && changes.stream()
            .anyMatch(
                change ->
                    change.primary().path().equals(finding.primary().path())
                        || change.primary().path().parent().equals(finding.primary().path().parent()));
  }

  /** What rules that take part tell of what was found outside of the values. */
  public List<Finding> told(List<Detection> detections) {
    List<Finding> told = new ArrayList<>();
    detections.forEach(detection -> checks.told(detection).ifPresent(told::add));
    return told;
  }

  /**
   * What is told of what was found outside of the values, but for what comments of the manifests and the configuration hide. That a
   * comment hides nothing is told with the values.
   */
  public Suppression outside(List<Detection> detections) {
    List<Finding> told = told(detections);
    if (!ignoring.honoured()) {
      return new Suppression(told, List.of(), List.of());
    }
    Set<SourceText> sources = new LinkedHashSet<>();
    told.forEach(finding -> sources.add(finding.primary().source()));
    return Suppression.of(
        told,
        sources.stream()
            .filter(source -> source.text().contains("esslint:"))
            .flatMap(source -> Commented.documents(source).stream())
            .toList(),
        new RuleNames(targets.charts().newest(), rules, ignoring.known()),
        ignoring.exemptions(),
        ignoring.today());
  }

  /** What comments hide; nothing is hidden where not all is known. */
  private Suppression suppression(Reading reading, List<Finding> findings) {
    return ignoring.honoured() && reading.isComplete()
        ? Suppression.of(
            findings,
            reading.documents(),
            new RuleNames(reading.subject().release(), rules, ignoring.known()),
            ignoring.exemptions(),
            ignoring.today())
        : new Suppression(findings, List.of(), List.of());
  }

  /** The published holes of what is deployed; they have no place where there is no file. */
  private static Optional<Detection> openHoles(Reading reading, DeploymentFacts deployment) {
    boolean runs = !reading.documents().isEmpty() && !reading.isTest();
    List<Hole> holes = runs ? deployment.holes() : List.of();
    if (holes.isEmpty()) {
      return Optional.empty();
    }
    return HoleChecks.open(
        holes, deployment.release(), reading.target().named().orElseGet(reading::start));
  }

  /** By place, as the author reads; not a chain of comparators, since those are the only classes a start would make. */
  static int inOrder(Finding one, Finding other) {
    int names = one.primary().source().name().compareTo(other.primary().source().name());
    int starts = Integer.compare(one.primary().span().start(), other.primary().span().start());
    int rules = one.rule().id().compareTo(other.rule().id());
    return names != 0
        ? names
        : starts != 0 ? starts : rules != 0 ? rules : one.message().compareTo(other.message());
  }
}
