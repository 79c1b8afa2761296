package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Former;
import dev.esslint.analysis.Reading;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The review of a change from values that are deployed.
 *
 * @param deployed the values
 * @param chart the chart that they are deployed with; null if nobody says, so that it is the one that they name, or the same
 * @param onlyNew whether only is told what they do not have
 * @param analyzer reads them with what lies beside them
 */
record Review(Deployed deployed, @Nullable Chart chart, boolean onlyNew, Analyzer analyzer)
    implements AutoCloseable {
  static final String FROM = "--from";
  static final String ONLY_NEW = "--only-new";

  static List<OptionSpec> options() {
    return List.of(
        Deployed.option(),
        Command.option(
                "RELEASE",
                "The release of the chart that is deployed with --before. Default: the release in those values or in a Chart.yaml beside them,"
                    + " otherwise the same release.",
                FROM)
            .build(),
        Command.flag(
                "Report only findings that the values of --before do not have, instead of a baseline.", ONLY_NEW)
            .build());
  }

  /**
   * What the command line says.
   *
   * @return null if it speaks of nothing that is deployed
   */
  static @Nullable Review of(
      Arguments parsed, Settings settings, Criteria criteria, Lookup lookup, SourceReader reader)
      throws UsageException, SourceException {
    for (String option : List.of(FROM, ONLY_NEW)) {
      if (parsed.has(option) && !parsed.has(Deployed.BEFORE)) {
        throw new UsageException(option + " needs the deployed values; use --before");
      }
    }
    if (!parsed.has(Deployed.BEFORE)) {
      return null;
    }
    Chart chart = null;
    if (parsed.has(FROM)) {
      Charts charts = settings.chartsOfNamed();
      chart = charts.load(UpgradeCommand.release(parsed, FROM, null, charts));
    }
    return new Review(
        Objects.requireNonNull(Deployed.of(parsed, settings, lookup, reader)),
        chart,
        parsed.has(ONLY_NEW),
        // a Chart.yaml beside the deployed values may be another one
        criteria.analyzer(ChartChoice.of(settings, reader.folder()), criteria.rules()));
  }

  /**
   * What is deployed in the place of a deployment; null if it is new.
   *
   * @throws SourceException if it cannot be read
   */
  @Nullable Former former(Reading now) throws SourceException {
    if (!now.isComplete()) {
      return null;
    }
    Reading before = deployed.of(now.request(), analyzer::read);
    return before == null ? null : Former.of(before, chart, now);
  }

  /** What of an analysis is to be reported. */
  Analysis told(Analysis analysis, Mask mask) throws ChartException {
    Former former = analysis.former().orElse(null);
    return onlyNew && former != null
        ? OnlyNew.of(analysis, mask, former, analyzer)
        : analysis;
  }

  /** What of that which is wrong with manifests is to be reported. */
  List<Detection> told(List<Detection> detections) {
    return onlyNew ? detections.stream().filter(deployed::isNew).toList() : detections;
  }

  @Override
  public void close() {
    deployed.close();
  }
}
