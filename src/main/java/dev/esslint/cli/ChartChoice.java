package dev.esslint.cli;

import dev.esslint.Targets;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.ReleaseChoice;
import dev.esslint.source.SourceException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line says about the chart that the values are for. */
final class ChartChoice {
  private static final String VERSION = "--chart-version";
  private static final String CHART = "--chart";

  private ChartChoice() {}

  static List<OptionSpec> options() {
    return List.of(
        Command.option(
                "RELEASE",
                "The release of the chart that the values are for: 26.8.1, latest, or the newest of a range such as"
                    + " 26.7 or ~26.5.0. Default: what a comment in the file says (# esslint: chart=26.7.2), or a"
                    + " Chart.yaml beside it, or else the newest known.",
                VERSION)
            .build(),
        Command.option(
                "PATH",
                "The chart itself, a folder or an archive as `helm pull` leaves it, for a release that esslint does not"
                    + " know.",
                CHART)
            .build());
  }

  /**
   * What the command line says.
   *
   * @param folder the folder that names are relative to
   */
  static Targets of(Arguments parsed, Path folder) throws UsageException, SourceException {
    String release = parsed.value(VERSION, "");
    String chart = parsed.value(CHART, "");
    if (parsed.has(VERSION) && parsed.has(CHART)) {
      throw new UsageException(
          "a chart has its own release; give either " + CHART + " or " + VERSION);
    }
    if (parsed.has(CHART)) {
      return own(chart, folder);
    }
    return parsed.has(VERSION) ? named(release) : Targets.asDeploymentsSay();
  }

  private static Targets own(String chart, Path folder) throws UsageException, SourceException {
    try {
      String name = chart.replaceFirst("(?<=.)/+$", "");
      return Targets.all(Charts.read(folder.resolve(chart), name), "from " + name);
    } catch (ChartException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Targets named(String text) throws UsageException {
    return switch (ReleaseChoice.of(text)) {
      case ReleaseChoice.Known(var release) ->
          Targets.all(Charts.load(release), text.equals(release.toString()) ? "" : text);
      case ReleaseChoice.Newer(String wanted) -> Targets.allNewer(wanted);
      case ReleaseChoice.Unknown(String reason, var nearest) -> throw new UsageException(reason);
    };
  }
}
