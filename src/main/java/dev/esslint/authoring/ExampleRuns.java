package dev.esslint.authoring;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Former;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Mending;
import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Targets;
import dev.esslint.analysis.Upgrade;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.config.ClusterFile;
import dev.esslint.config.InvalidFileException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.Topic;
import dev.esslint.input.Inputs.Request;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleEngine;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Resource;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lints the examples of rules. */
public final class ExampleRuns {
  /** The resource with the values that examples are layers over, next to this class; also what it is called in findings. */
  public static final String BASE = "base.yaml";

  /** The day on which examples are linted: comments that hide findings may end on one. */
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private static final String CLUSTER = "cluster.yaml";

  private final SourceText base;
  private final List<Rule> rules;
  private final Charts charts;

  /** What the chart makes of the base by release, which is the same for all rules. */
  private final Map<Release, DeploymentFacts> ofBase = new ConcurrentHashMap<>();

  /**
   * @param base the values that examples are layers over
   * @param rules those that may have something to say about the examples of any
   * @param charts the releases that examples can be for
   */
  public ExampleRuns(SourceText base, List<Rule> rules, Charts charts) {
    this.base = base;
    this.rules = rules;
    this.charts = charts;
  }

  /** Over the base, among the rules and for the releases that esslint comes with. */
  public static ExampleRuns builtIn() {
    return new ExampleRuns(builtInBase(), BuiltInRules.all(), Charts.builtIn());
  }

  /** The releases that examples can be for. */
  Charts charts() {
    return charts;
  }

  /** Values that are complete and clean. */
  public static SourceText builtInBase() {
    return new SourceText(BASE, StandardCharsets.UTF_8.decode(Resource.of(ExampleRuns.class, BASE)).toString());
  }

  SourceText base() {
    return base;
  }

  /** What a rule finds in the base, deployed with a release of the chart. */
  List<Finding> inBase(Rule rule, Release release) {
    DeploymentFacts facts = ofBase.computeIfAbsent(release, this::factsOfBase);
    synchronized (facts) { // documents are parsed when a rule asks for them
      return RuleEngine.findings(List.of(rule), facts, null);
    }
  }

  private DeploymentFacts factsOfBase(Release release) {
    Chart chart = charts.load(release);
    try {
      return DeploymentFacts.of(
          ResolvedValues.of(
              List.of(new Layer.File(YamlReader.read(base))),
              new Layer.Defaults(chart.release(), chart.defaults())),
          release);
    } catch (SourceException e) {
      throw new IllegalStateException(e); // it was read before
    }
  }

  /** The layers of an example, the example itself the last. */
  public List<SourceText> layers(Example example) {
    List<SourceText> layers = new ArrayList<>();
    if (!example.alone()) {
      layers.add(base);
    }
    if (!example.layer().isEmpty()) {
      layers.add(new SourceText("layer.yaml", example.layer()));
    }
    layers.add(new SourceText("values.yaml", example.values()));
    return layers;
  }

  /** The release that an example is for. */
  public Release release(Example example) {
    return example.release().isEmpty()
        ? charts.newest()
        : Release.parse(example.release()).orElseThrow();
  }

  /**
   * What is found in layers of an example: by an ordinary rule and all others that take part, by one about upgrades alone,
   * for every upgrade brings more than one change.
   *
   * @throws InvalidFileException if what is stated about the cluster cannot be
   */
  public List<Finding> findings(Rule rule, Example example, List<SourceText> layers)
      throws SourceException, ChartException, InvalidFileException {
    InMemorySources texts = new InMemorySources(layers);
    Request request = new Request(layers.stream().map(SourceText::name).toList(), false);
    return switch (rule.info().subject()) {
      case DEPLOYMENT -> ofRelease(rule, example, texts, request);
      case UPGRADE -> ofUpgrade(rule, example, texts, request);
      case CHANGE -> ofChange(rule, example, texts, request);
    };
  }

  private List<Finding> ofChange(Rule rule, Example example, InMemorySources texts, Request request)
      throws SourceException, ChartException, InvalidFileException {
    List<SourceText> deployed = new ArrayList<>();
    if (!example.before().isEmpty()) {
      deployed.add(new SourceText("before.yaml", example.before()));
    }
    if (deployed.isEmpty() || !example.alone()) {
      deployed.addFirst(base);
    }
    Release release = release(example);
    Analyzer analyzer = analyzer(rule, example, Targets.all(charts, release));
    Request before = new Request(deployed.stream().map(SourceText::name).toList(), false);
    Reading reading = analyzer.read(request, texts).reading();
    Former former =
        Former.of(
            analyzer.read(before, new InMemorySources(deployed)).reading().complete(),
            charts.load(Release.parse(example.from()).orElse(release)),
            reading);
    List<Finding> findings = new ArrayList<>(analyzer.analyze(reading, former).findings());
    findings.removeIf(finding -> finding.rule().subject() == Subject.UPGRADE);
    return findings;
  }

  private List<Finding> ofUpgrade(Rule rule, Example example, InMemorySources texts, Request request)
      throws SourceException, ChartException, InvalidFileException {
    Upgrade upgrade =
        new Upgrade(
            charts,
            charts.load(Release.parse(example.from()).orElseThrow()),
            charts.load(release(example)),
            with(rule),
            cluster(example),
            new Installation(example.name(), ""));
    return upgrade.advise(upgrade.read(request, texts).reading()).findings().stream()
        .filter(finding -> isOf(rule.info(), finding))
        .toList();
  }

  private List<Finding> ofRelease(Rule rule, Example example, InMemorySources texts, Request request)
      throws SourceException, ChartException, InvalidFileException {
    Analysis analysis = analyzer(rule, example, targets(example)).analyze(request, texts);
    List<Finding> findings = new ArrayList<>(analysis.findings());
    if (example.release().isEmpty()) {
      analysis.notices().stream()
          .filter(notice -> isOf(rule.info(), notice))
          .forEach(findings::add);
    }
    return findings;
  }

  /**
   * Mends what a rule that is not about upgrades finds in an example.
   *
   * @param unsafe whether also what changes what is deployed
   */
  public Mending.Outcome mended(Rule rule, Example example, boolean unsafe)
      throws SourceException, ChartException, InvalidFileException, IOException, InterruptedException {
    Analyzer analyzer = analyzer(rule, example, targets(example));
    List<SourceText> layers = layers(example);
    Request request = new Request(layers.stream().map(SourceText::name).toList(), false);
    return Mending.of(
        changed ->
            List.of(
                analyzer.analyze(
                    request,
                    new InMemorySources(
                        layers.stream()
                            .map(layer -> changed.getOrDefault(layer.name(), layer))
                            .toList()))),
        finding -> isOf(rule.info(), finding) && (unsafe || finding.repair().safe()),
        name -> true);
  }

  private Targets targets(Example example) throws ChartException {
    return example.release().isEmpty()
        ? Targets.asDeploymentsSay(charts)
        : Targets.all(charts, release(example));
  }

  private Analyzer analyzer(Rule rule, Example example, Targets targets)
      throws SourceException, ChartException, InvalidFileException {
    return new Analyzer(
        targets,
        () -> with(rule),
        cluster(example),
        new Installation(example.name(), ""),
        new Ignoring(true, List.of(), () -> known(rule), () -> TODAY),
        Runnable::run);
  }

  static boolean isOf(RuleInfo rule, Finding finding) {
    return finding.rule().id().equals(rule.id());
  }

  /** The rules that take part if one is asked for, which may be another version of one of them. */
  private List<Rule> with(Rule rule) {
    List<Rule> with = new ArrayList<>();
    for (Rule other : rules) {
      RuleInfo info = other.info();
      if (!info.optional()
          // no example of another rule is about what a release lacks, whatever the values are
          && info.topic() != Topic.RELEASE
          && !info.id().equals(rule.info().id())) {
        with.add(other);
      }
    }
    with.add(rule);
    return with;
  }

  private List<Rule> known(Rule rule) {
    List<Rule> known = new ArrayList<>(rules);
    known.add(rule);
    return known;
  }

  private static @Nullable Value cluster(Example example)
      throws SourceException, ChartException, InvalidFileException {
    return example.cluster().isEmpty()
        ? null
        : ClusterFile.read(new SourceText(CLUSTER, example.cluster()));
  }
}
