package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which release of the chart is meant. */
final class ChartOptions {
  @Option(
      names = "--chart-version",
      paramLabel = "RELEASE",
      description = "The release of the chart that the values are for, such as 26.8.1. Default: the newest known.")
  private @Nullable String release;

  /** The release to check against. */
  Chart chart() throws UsageException {
    return Charts.load(chosen());
  }

  /** How the release was chosen, for the summary. */
  String reason() {
    return release == null ? "newest known" : "";
  }

  private Release chosen() throws UsageException {
    if (release == null) {
      return Charts.newest();
    }
    Optional<Release> wanted = Release.parse(release);
    if (wanted.isEmpty()) {
      throw new UsageException(
          "`" + release + "` is no release of the chart; releases look like " + Charts.newest());
    }
    if (!Charts.releases().contains(wanted.get())) {
      throw new UsageException(
          "release " + wanted.get() + " of the chart is not known; the nearest known one is "
              + Charts.nearest(wanted.get()));
    }
    return wanted.get();
  }
}
