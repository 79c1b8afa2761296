package dev.esslint.analysis;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.input.ChartBeside;
import dev.esslint.schema.SchemaCheck;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a deployment is checked against.
 *
 * @param subject the chart
 * @param chosen how its release was chosen, for the summary; empty if the user named it
 * @param beside the {@code Chart.yaml} beside the values
 * @param named what names the release beside the values, or in them
 * @param notices what is to be said about the release; once in a run
 */
public record Target(
    Subject subject,
    String chosen,
    Optional<ChartBeside> beside,
    Optional<Location> named,
    List<Detection> notices) {

  /** The same with one more thing to be said. */
  Target noted(Detection notice) {
    List<Detection> all = new ArrayList<>(notices);
    all.add(notice);
    return new Target(subject, chosen, beside, named, List.copyOf(all));
  }

  /** A release of the chart, ready to check any number of deployments. */
  public static final class Subject {
    private final Chart chart;
    private final Charts charts;
    private final Release release;
    private final SchemaCheck schemaCheck;
    private final Layer.Defaults defaults;
    private final Set<String> keys;
    private final String newer;

    /**
     * @param charts the releases that are known beside it
     */
    Subject(Chart chart, Charts charts) {
      this(chart, charts, "");
    }

    /**
     * @param charts the releases that are known beside it
     * @param newer the release that this one stands in for, since it is newer than all that are known; empty for none
     */
    Subject(Chart chart, Charts charts, String newer) {
      this.chart = chart;
      this.charts = charts;
      this.newer = newer;
      this.release = Release.parse(chart.release()).orElseThrow();
      this.schemaCheck = new SchemaCheck(chart, charts);
      this.defaults = new Layer.Defaults(chart.release(), chart.defaults());
      this.keys =
          chart.schema() instanceof MapNode schema
                  && schema.get("properties") instanceof MapNode properties
              ? properties.entries().keySet()
              : Set.of();
    }

    /** The release that this one stands in for, since it is newer than all that are known. */
    Optional<String> newer() {
      return Optional.of(newer).filter(release -> !release.isEmpty());
    }

    /** The chart with its schema and defaults. */
    public Chart chart() {
      return chart;
    }

    /** The releases that are known beside it. */
    Charts charts() {
      return charts;
    }

    /** The release that it has. */
    public Release release() {
      return release;
    }

    SchemaCheck schemaCheck() {
      return schemaCheck;
    }

    Layer.Defaults defaults() {
      return defaults;
    }

    /** The keys that the chart has at the top. */
    Set<String> keys() {
      return keys;
    }
  }
}
