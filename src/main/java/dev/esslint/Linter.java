package dev.esslint;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Release;
import dev.esslint.cluster.ClusterFile;
import dev.esslint.deployment.Address;
import dev.esslint.deployment.Deployment;
import dev.esslint.deployment.Network;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.FileChecks;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Checked;
import dev.esslint.rule.RuleEngine;
import dev.esslint.schema.SchemaCheck;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Secrets;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of linting in their order: source, values, deployment, rules, findings. It keeps no state between
 * deployments, so that many can be linted at once.
 */
public final class Linter {
  private final Chart chart;
  private final Release release;
  private final SchemaCheck schemaCheck;
  private final List<Rule> rules;
  private final @Nullable Value cluster;

  /**
   * @param chart the release of the chart
   * @param rules the rules that take part
   * @param cluster what {@link #readCluster} gave, or null
   */
  public Linter(Chart chart, List<Rule> rules, @Nullable Value cluster) {
    this.chart = chart;
    this.release = Release.parse(chart.release()).orElseThrow();
    this.schemaCheck = new SchemaCheck(chart);
    this.rules = List.copyOf(rules);
    this.cluster = cluster;
  }

  /** What came of a request. */
  public sealed interface Outcome {}

  /**
   * It was linted.
   *
   * @param files the names of its layers
   * @param findings ordered by place
   * @param unreadable whether a layer is no YAML, so that only that could be told
   * @param secrets the characters that must not be printed, by text
   */
  public record Linted(
      List<String> files,
      List<Finding> findings,
      boolean unreadable,
      Map<SourceText, List<Span>> secrets)
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
    List<Detection> detections = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    boolean unreadable = false;
    for (String file : request.files()) {
      try {
        Document document = YamlReader.read(reader.read(file));
        documents.add(document);
        detections.addAll(FileChecks.detections(document));
        unreadable |= !FileChecks.isMappingOrEmpty(document.root());
      } catch (SourceException e) {
        if (e.place().isEmpty()) {
          return new Failed(e);
        }
        if (request.discovered() && !mentionsChart(e.place().get().source())) {
          return new PassedOver(e.sourceName(), "it is no YAML, and nothing in it looks like values");
        }
        unreadable = true;
        detections.add(FileChecks.syntaxError(e.place().get(), String.valueOf(e.getMessage())));
      }
    }
    if (request.discovered() && !unreadable) {
      Optional<String> foreign = foreign(documents.getFirst().root());
      if (foreign.isPresent()) {
        return new PassedOver(documents.getFirst().source().name(), foreign.get());
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (!unreadable) {
      ResolvedValues values = resolve(documents);
      detections.addAll(schemaCheck.violations(values));
      findings.addAll(
          RuleEngine.findings(rules, Deployment.of(values, release), cluster));
    }
    detections.forEach(detection -> told(detection).ifPresent(findings::add));
    findings.sort(ORDER);
    Map<SourceText, List<Span>> secrets = new LinkedHashMap<>();
    documents.forEach(document -> secrets.put(document.source(), Secrets.in(document)));
    return new Linted(
        request.files().stream().map(reader::nameOf).toList(), List.copyOf(findings), unreadable, secrets);
  }

  /** Merges documents, the last one strongest, over the defaults of the chart. */
  public ResolvedValues resolve(List<Document> documents) {
    List<Layer> layers = documents.stream().<Layer>map(Layer.File::new).toList();
    return ResolvedValues.of(layers, new Layer.Defaults(chart.release(), chart.defaults()));
  }

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.primary().source().name())
          .thenComparingInt(finding -> finding.primary().span().start())
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(Finding::message);

  private Optional<Finding> told(Detection detection) {
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Checked(String check) && check.equals(detection.check())) {
        return Optional.of(finding(rule.info(), detection));
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
  private Optional<String> foreign(Node root) {
    if (!(root instanceof MapNode map)) {
      return Optional.of("it has no mapping at the top");
    }
    Set<String> keys = map.entries().keySet();
    if (keys.contains("apiVersion") && keys.contains("kind")) {
      return Optional.of("it is a Kubernetes manifest");
    }
    return keys.stream().anyMatch(chartKeys()::contains)
        ? Optional.empty()
        : Optional.of("it has no key of the chart at the top");
  }

  private boolean mentionsChart(SourceText source) {
    Set<String> keys = chartKeys();
    return source
        .text()
        .lines()
        .anyMatch(line -> line.indexOf(':') > 0 && keys.contains(line.substring(0, line.indexOf(':'))));
  }

  private Set<String> chartKeys() {
    Set<String> keys = new LinkedHashSet<>();
    if (chart.schema() instanceof MapNode schema
        && schema.entries().containsKey("properties")
        && schema.entries().get("properties").value() instanceof MapNode properties) {
      keys.addAll(properties.entries().keySet());
    }
    return keys;
  }

  /**
   * Reads what is stated about a cluster.
   *
   * @param schema the schema of such statements
   * @throws InvalidClusterException if something else is stated
   * @throws SourceException if it is no YAML
   */
  public static Value readCluster(SourceText source, Node schema)
      throws InvalidClusterException, SourceException, ChartException {
    Document document = YamlReader.read(source);
    Chart statements = new Chart("", new MapNode(Span.NONE, new LinkedHashMap<>()), schema);
    ResolvedValues values =
        ResolvedValues.of(
            List.of(new Layer.File(document)), new Layer.Defaults("", statements.defaults()));
    List<InvalidClusterException.Problem> problems = new ArrayList<>();
    for (Detection detection : FileChecks.detections(document)) {
      problems.add(problem(detection));
    }
    if (problems.isEmpty()) {
      for (Detection detection : new SchemaCheck(statements).violations(values)) {
        problems.add(problem(detection));
      }
    }
    if (problems.isEmpty()) {
      ClusterFile.problems(
              document.root(),
              text -> Address.parse(text).isPresent(),
              text -> Network.parse(text).isPresent())
          .forEach(
              p ->
                  problems.add(
                      new InvalidClusterException.Problem(source.position(p.span().start()), p.message() + ".")));
    }
    if (!problems.isEmpty()) {
      throw new InvalidClusterException(source.name(), problems);
    }
    return values.root();
  }

  private static InvalidClusterException.Problem problem(Detection detection) {
    Location place = detection.primary();
    return new InvalidClusterException.Problem(
        place.source().position(place.span().start()), detection.message());
  }
}
