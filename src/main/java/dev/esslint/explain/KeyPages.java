package dev.esslint.explain;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.KeyWords;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.json.JsonString;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleKeys;
import dev.esslint.schema.SchemaCheck;
import dev.esslint.schema.SchemaPaths;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.yaml.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of the keys of the chart's values; what they have in common is read once. */
public final class KeyPages {
  private final Charts charts;
  private final Map<Release, Node> defaults = new HashMap<>();
  private final Map<String, RuleKeys> rules = new HashMap<>();

  /**
   * @param charts the releases that they tell of
   */
  public KeyPages(Charts charts) {
    this.charts = charts;
  }

  /**
   * The page of a key.
   *
   * @param word a path as somebody writes it, {@code []} for any item of a list
   * @return empty if no release has such a key
   */
  public Optional<String> of(String word) {
    Optional<ValuePath> path = path(word);
    return path.map(this::runs)
        .filter(runs -> !runs.isEmpty())
        .map(runs -> new KeyPage(path.orElseThrow(), runs, this).text());
  }

  /** The key that was likely meant by a path that no release has. */
  public Optional<ValuePath> nearest(String word) {
    return path(word).flatMap(new SchemaPaths(charts.loadNewest().schema())::nearest);
  }

  /**
   * What a report says of a path that the chart does not have.
   *
   * @return empty if the path leads into a list
   * @throws ChartException if the schema of the chart is no valid JSON Schema
   */
  public Optional<String> said(String word) throws ChartException, SourceException {
    Optional<ValuePath> path = path(word).filter(keys -> keys.steps().stream().allMatch(Key.class::isInstance));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("x");
    for (Step step : path.get().steps().reversed()) {
      text.insert(0, "{" + JsonString.quote(((Key) step).name()) + ": ").append('}');
    }
    Chart chart = charts.loadNewest();
    Layer.Defaults defaults = new Layer.Defaults(chart.release(), chart.defaults());
    Layer written = new Layer.File(YamlReader.read(new SourceText("<key>", text.toString())));
    return new SchemaCheck(chart, charts)
        .violations(ResolvedValues.of(List.of(written), defaults)).stream()
            .filter(detection -> detection.check() == BuiltInCheck.SCHEMA_UNKNOWN_KEY)
            .map(Detection::message)
            .findFirst();
  }

  private static Optional<ValuePath> path(String word) {
    try {
      return Optional.of(ValuePath.parse(word.replace("[]", "[0]"))).filter(path -> !path.isRoot());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // then it is the name of a rule
    }
  }

  /** The releases that have it; of what is in a fragment, which the schema does not say, those that have the fragment. */
  private List<Run> runs(ValuePath path) {
    List<Run> runs = charts.runs(path);
    return runs.isEmpty() && !path.isRoot() && KeyWords.get().of(path).isPresent()
        ? charts.runs(path.parent())
        : runs;
  }

  /** The releases that pages tell of. */
  Charts charts() {
    return charts;
  }

  /** The defaults of one of them. */
  Node defaults(Release release) {
    return defaults.computeIfAbsent(release, charts::defaults);
  }

  /** The keys that a rule speaks of. */
  RuleKeys keys(Rule rule) {
    return rules.computeIfAbsent(rule.info().id(), id -> RuleKeys.of(rule));
  }
}
