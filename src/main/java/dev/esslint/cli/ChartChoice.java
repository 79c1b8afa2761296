package dev.esslint.cli;

import dev.esslint.analysis.Targets;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseChoice;
import dev.esslint.text.SourceException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line and the configuration say about the chart that the values are for. */
final class ChartChoice {
  private static final String VERSION = "--chart-version";
  private static final String CHART = "--chart";

  private ChartChoice() {}

  static List<OptionSpec> options() {
    return List.of(
        Command.option(
                "RELEASE",
                "The release of the chart that the values are for: 26.8.1, latest, or the newest release of a range such as"
                    + " 26.7 or ~26.5.0. Default: the release in the configuration, in a comment in the file (#"
                    + " esslint: chart=26.7.2) or in a Chart.yaml beside it. Otherwise the newest known release.",
                VERSION)
            .build(),
        Command.option(
                "PATH",
                "The chart itself, a folder or an archive from `helm pull`, for a release that esslint does not"
                    + " know.",
                CHART)
            .build());
  }

  /**
   * What the command line says or, where it names neither a release nor a chart, the configuration.
   *
   * @param folder the folder that names are relative to
   */
  static Targets of(Settings settings, Path folder) throws UsageException, SourceException {
    Setting release = settings.value(VERSION);
    Setting chart = settings.value(CHART);
    if (release != null && chart != null && release.isConfigured() == chart.isConfigured()) {
      throw chart.wrong("a chart has its own release; use either " + CHART + " or " + VERSION);
    }
    if (chart != null && (release == null || release.isConfigured())) {
      return targets(
          chart, Targets.own(settings.charts(), read(chart, folder), "from " + name(chart)));
    }
    return release == null
        ? Targets.asDeploymentsSay(settings.charts())
        : named(release, settings);
  }

  /** The name of the chart that is read; empty for none. */
  static String path(Settings settings) {
    Setting chart = settings.value(CHART);
    return chart == null ? "" : chart.text();
  }

  /**
   * Reads the chart that an option names.
   *
   * @param folder the folder that its name is relative to
   */
  static Chart read(Setting chart, Path folder) throws UsageException, SourceException {
    try {
      return Charts.read(folder.resolve(chart.text()), name(chart));
    } catch (InvalidPathException e) {
      throw chart.wrong("this is not a path: " + e.getReason());
    } catch (ChartException e) {
      throw chart.wrong(String.valueOf(e.getMessage()));
    } catch (SourceException e) {
      if (chart.isConfigured()) {
        throw chart.wrong(Failures.describe(e));
      }
      throw e;
    }
  }

  private static String name(Setting chart) {
    return chart.text().replaceFirst("(?<=[^/])/++$", "");
  }

  /** What is newer than all that is known is left to each deployment: it may know more. */
  private static Targets named(Setting setting, Settings settings) throws UsageException {
    if (settings.chartsOfNamed().choose(setting.text())
        instanceof ReleaseChoice.Unknown(String reason, Release nearest)) {
      throw setting.wrong(reason);
    }
    String chosen = setting.place().map(place -> "from " + place.source().name()).orElse("");
    return targets(setting, Targets.asked(settings.charts(), setting.text(), chosen));
  }

  private static Targets targets(Setting setting, Targets targets) {
    return setting
        .place()
        .map(place -> targets.namedAt(place.source(), place.span()))
        .orElse(targets);
  }
}
