package dev.esslint;

import dev.esslint.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.cluster.ClusterFile;
import dev.esslint.deployment.Address;
import dev.esslint.deployment.Deployment;
import dev.esslint.deployment.Network;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Causes;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.ChartBeside;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.FileChecks;
import dev.esslint.rule.LayerChecks;
import dev.esslint.rule.RepeatedDefaults;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Checked;
import dev.esslint.rule.RuleEngine;
import dev.esslint.rule.Rules;
import dev.esslint.secret.Mask;
import dev.esslint.schema.SchemaCheck.Refused;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import java.util.ArrayList;
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

/**
 * Runs the steps of linting in their order: source, values, deployment, rules, findings. It keeps no state between
 * deployments, so that many can be linted at once.
 */
public final class Linter {
  private static final String UNKNOWN_KEY = "schema.unknown-key";

  /** The check that tells what only the newest known release refuses for certain. */
  private static final String NEWER_MAY_TAKE_IT = "chart.newer-may-take-it";

  /** So many characters need more memory than there is from the start. */
  private static final int LARGE = 1 << 20;

  private final Targets targets;
  private final Supplier<List<Rule>> rules;
  private final @Nullable Value cluster;
  private final Executor beside;

  /**
   * @param targets which release of the chart a deployment is for
   * @param rules gives the rules that take part; asked when the values are read, since loading rules takes as long
   * @param cluster what {@link #readCluster} gave, or null
   */
  public Linter(Targets targets, Supplier<List<Rule>> rules, @Nullable Value cluster) {
    this(targets, rules, cluster, Runnable::run);
  }

  /**
   * @param beside runs what can be done at the same time, for a run that would leave cores idle
   */
  public Linter(
      Targets targets, Supplier<List<Rule>> rules, @Nullable Value cluster, Executor beside) {
    this.targets = targets;
    this.rules = rules;
    this.cluster = cluster;
    this.beside = beside;
  }

  /** What came of a request. */
  public sealed interface Outcome {}

  /**
   * It was linted.
   *
   * @param files the names of its layers
   * @param release the release of the chart that it was checked against
   * @param chosen how that was chosen; empty if the user named it
   * @param notices what is to be said about the release; once in a run
   * @param findings ordered by place
   * @param more what is counted beside them
   * @param unreadable whether a layer is no YAML, so that only that could be told
   * @param mask what keeps secrets from being printed; made only if there is something to print
   */
  public record Linted(
      List<String> files,
      String release,
      String chosen,
      List<Finding> notices,
      List<Finding> findings,
      List<More> more,
      boolean unreadable,
      Mask mask)
      implements Outcome {}

  /**
   * It holds no values of the chart; only what was found in a folder is passed over.
   *
   * @param reason without a period
   */
  public record PassedOver(String file, String reason) implements Outcome {}

  /** A file of it cannot be read. */
  public record Failed(SourceException cause) implements Outcome {}

  /**
   * Lints one deployment.
   *
   * @throws ChartException if the schema of the chart is none
   */
  public Outcome lint(Request request, SourceReader reader) throws ChartException {
    Bounded<Finding> findings = new Bounded<>();
    List<Document> documents = new ArrayList<>();
    List<SourceText> sources = new ArrayList<>();
    boolean unreadable = false;
    for (String file : request.files()) {
      try {
        Document document = YamlReader.read(reader.read(file));
        documents.add(document);
        sources.add(document.source());
        tellAll(FileChecks.detections(document), findings);
        unreadable |= !FileChecks.isMappingOrEmpty(document.root());
      } catch (SourceException e) {
        if (e.place().isEmpty()) {
          return new Failed(e);
        }
        if (request.discovered() && !mentionsChart(e.place().get().source())) {
          return new PassedOver(
              e.sourceName(), "it is no YAML, and nothing in it looks like values");
        }
        unreadable = true;
        SourceText source = e.place().get().source();
        sources.add(source);
        tell(FileChecks.syntaxError(e.place().get(), String.valueOf(e.getMessage())), findings);
      }
    }
    Target target = targets.of(request.files(), documents, reader);
    Subject subject = target.subject();
    Nesting nesting = Nesting.of(documents, request.arguments(), target.beside(), subject.keys());
    if (request.discovered() && !unreadable) {
      Optional<String> foreign = foreign(documents.getFirst().root(), nesting, target);
      if (foreign.isPresent()) {
        return new PassedOver(documents.getFirst().source().name(), foreign.get());
      }
    }
    ResolvedValues values = null;
    if (!unreadable) {
      values = resolve(nesting.documents(), nesting.arguments(), subject);
      Bounded<Finding> ofValues = findings(values, subject);
      ofValues.told().replaceAll(nesting::inFiles);
      addAll(ofValues, findings);
      nesting.mistakes().forEach(mistake -> tell(mistake, findings));
    }
    List<Finding> told = findings.told();
    told.sort(Linter::inOrder);
    return new Linted(
        Stream.concat(
                request.files().stream().map(reader::nameOf),
                request.arguments().stream().map(layer -> layer.expression().source().name()))
            .toList(),
        subject.chart().release(),
        target.chosen(),
        target.notices().stream().flatMap(notice -> told(notice).stream()).toList(),
        List.copyOf(told),
        more(findings),
        unreadable,
        told.isEmpty() ? Mask.none() : mask(sources, request.arguments(), values));
  }

  private static Mask mask(
      List<SourceText> sources, List<Layer.Argument> arguments, @Nullable ResolvedValues values) {
    if (sources.stream().anyMatch(source -> source.text().length() > LARGE)) {
      // What the rules needed has grown old, and the JVM would rather take more memory than look there.
      System.gc();
    }
    return Mask.of(sources, arguments, values);
  }

  /**
   * What there is to say about values, whatever the form of the files that they come from; in no order.
   *
   * @throws ChartException if the schema of the chart is none
   */
  Bounded<Finding> findings(ResolvedValues values, Subject subject) throws ChartException {
    return findings(values, subject, (rule, place) -> false);
  }

  /**
   * The same without what is known.
   *
   * @param known whether a finding of a rule at a place is of no interest
   */
  Bounded<Finding> findings(
      ResolvedValues values, Subject subject, BiPredicate<RuleInfo, Location> known)
      throws ChartException {
    Bounded<Finding> findings = new Bounded<>();
    FutureTask<Refused> schema = new FutureTask<>(() -> subject.schemaCheck().refused(values));
    beside.execute(schema);
    Deployment deployment = Deployment.of(values, subject.release(), cluster);
    Refused refused = resultOf(schema);
    tellRefused(refused.detections(), subject, findings);
    Causes causes = new Causes(refused.detections().told(), refused.paths());
    Bounded<Finding> ofRules =
        independent(
            deployment,
            subject,
            causes,
            (rule, place) -> causes.explain(rule, place) || known.test(rule, place));
    ofRules.told().stream()
        .flatMap(finding -> held(finding, subject, false).stream())
        .forEach(findings::tell);
    ofRules.more().forEach(findings::addMore);
    tellAll(LayerChecks.detections(values, refused.paths()), findings);
    if (checks(RepeatedDefaults.CHECK).isPresent()) {
      tellAll(RepeatedDefaults.detections(values, subject.chart()), findings);
    }
    return findings;
  }

  /** Whether nothing is known of a key but that it is not there. */
  private static boolean isRemoval(Detection violation) {
    return violation.check().equals(UNKNOWN_KEY) && violation.meant().isEmpty();
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
            + " takes it, this is fine.";
    return checks(NEWER_MAY_TAKE_IT)
        .map(
            rule ->
                new Finding(
                    rule,
                    message,
                    finding.primary(),
                    finding.related(),
                    finding.notes(),
                    removal || finding.remedy().isEmpty()
                        ? rule.fix()
                        : rule.fix().strip()
                            + "\n\nIf "
                            + newer
                            + " refuses it too: "
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
                checks(subject.newer().isEmpty() ? kind.name() : NEWER_MAY_TAKE_IT)
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  /**
   * What rules find that does not only follow from what the schema refuses.
   *
   * @param said whether something else says already what a rule has to say at a place
   */
  private Bounded<Finding> independent(
      Deployment deployment,
      Subject subject,
      Causes causes,
      BiPredicate<RuleInfo, Location> said) {
    Bounded<Finding> found = RuleEngine.findings(rules.get(), deployment, cluster, said);
    return causes
        .meant(deployment.values(), subject.defaults())
        .map(values -> Deployment.of(values, subject.release(), cluster))
        .map(meant -> RuleEngine.findings(rules.get(), meant, cluster, said))
        .map(meant -> Causes.independent(found, meant))
        .orElse(found);
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

  /** What the chart is run with. */
  public record Resolved(Chart chart, ResolvedValues values) {}

  /**
   * Merges documents, the last one strongest, and then arguments over the defaults of the chart that they are for.
   *
   * @param files the names of the documents
   */
  public Resolved resolve(
      List<String> files,
      List<Document> documents,
      List<Layer.Argument> arguments,
      SourceReader reader) {
    Target target = targets.of(files, documents, reader);
    Subject subject = target.subject();
    Nesting nesting = Nesting.of(documents, arguments, target.beside(), subject.keys());
    return new Resolved(
        subject.chart(), resolve(nesting.documents(), nesting.arguments(), subject));
  }

  static ResolvedValues resolve(
      List<Document> documents, List<Layer.Argument> arguments, Subject subject) {
    List<Layer> layers =
        Stream.<Layer>concat(documents.stream().map(Layer.File::new), arguments.stream()).toList();
    return ResolvedValues.of(layers, subject.defaults());
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

  private static void addAll(Bounded<Finding> some, Bounded<Finding> findings) {
    some.told().forEach(findings::tell);
    some.more().forEach(findings::addMore);
  }

  /** Adds what checks have seen, if rules that take part tell it. */
  private void tellAll(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections.told().forEach(detection -> tell(detection, findings));
    addMore(detections, findings);
  }

  private void addMore(Bounded<Detection> detections, Bounded<Finding> findings) {
    detections
        .more()
        .forEach(
            (kind, count) ->
                checks(kind.name())
                    .ifPresent(
                        rule ->
                            findings.addMore(
                                new Bounded.Kind(rule.id(), kind.source()), count)));
  }

  private void tell(Detection detection, Bounded<Finding> findings) {
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
        ? checks(detection.check(), Rules.builtIn()).map(rule -> finding(rule, detection))
        : Optional.empty();
  }

  /** The rule that takes part and has its findings from a check. */
  private Optional<RuleInfo> checks(String name) {
    return checks(name, rules.get());
  }

  private static Optional<RuleInfo> checks(String name, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Checked(String check) && check.equals(name)) {
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
        detection.remedy().isEmpty() ? rule.fix() : detection.remedy());
  }

  /** Why a file that was found in a folder holds no values of the chart. */
  private static Optional<String> foreign(Node root, Nesting nesting, Target target) {
    if (!(root instanceof MapNode map)) {
      return Optional.of("it has no mapping at the top");
    }
    Set<String> keys = map.entries().keySet();
    if (keys.contains("apiVersion") && keys.contains("kind")) {
      return Optional.of("it is a Kubernetes manifest");
    }
    Optional<String> alias = target.beside().map(ChartBeside::alias).filter(key -> !key.isEmpty());
    if (alias.isPresent()) {
      return nesting.isEmpty() && nesting.mistakes().isEmpty()
          ? Optional.of("it has nothing for the dependency `" + alias.get() + "`")
          : Optional.empty();
    }
    if (!nesting.key().isEmpty()) {
      return Optional.of(
          "its values stand under `"
              + nesting.key()
              + "`, and no Chart.yaml beside it depends on the chart");
    }
    return keys.stream().anyMatch(target.subject().keys()::contains)
        ? Optional.empty()
        : Optional.of("it has no key of the chart at the top");
  }

  private boolean mentionsChart(SourceText source) {
    Set<String> keys = targets.newest().keys();
    return source
        .text()
        .lines()
        .anyMatch(
            line -> line.indexOf(':') > 0 && keys.contains(line.substring(0, line.indexOf(':'))));
  }

  /**
   * Reads what is stated about a cluster.
   *
   * @param schema the schema of such statements
   * @throws InvalidFileException if something else is stated
   * @throws SourceException if it is no YAML
   */
  public static Value readCluster(SourceText source, Node schema)
      throws InvalidFileException, SourceException, ChartException {
    StrictFile file = StrictFile.read(source, schema);
    List<InvalidFileException.Problem> problems = new ArrayList<>();
    for (ClusterFile.Problem problem :
        ClusterFile.problems(
            file.document().root(),
            text -> Address.parse(text).isPresent(),
            text -> Network.parse(text).isPresent())) {
      problems.add(
          new InvalidFileException.Problem(
              source.position(problem.span().start()), problem.message() + "."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidFileException(source.name(), problems);
    }
    return file.values();
  }
}
