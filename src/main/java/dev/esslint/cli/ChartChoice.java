package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The release of the chart that a run is about.
 *
 * @param release one that is known
 * @param reason how it was chosen, for the summary; empty if the user named it
 */
record ChartChoice(Release release, String reason) {
  private static final String OPTION = "--chart-version";

  static OptionSpec option() {
    return Command.option(
            "RELEASE",
            "The release of the chart that the values are for, such as 26.8.1. Default: the newest known.",
            OPTION)
        .build();
  }

  /** What the command line says. */
  static ChartChoice of(ParseResult parsed) throws UsageException {
    String text = parsed.matchedOptionValue(OPTION, "");
    return text.isEmpty() ? newest() : new ChartChoice(known(text), "");
  }

  static ChartChoice newest() {
    return new ChartChoice(Charts.newest(), "newest known");
  }

  private static Release known(String text) throws UsageException {
    Optional<Release> wanted = Release.parse(text);
    if (wanted.isEmpty()) {
      throw new UsageException(
          "`" + text + "` is no release of the chart; releases look like " + Charts.newest());
    }
    if (!Charts.releases().contains(wanted.get())) {
      throw new UsageException(
          "release " + wanted.get() + " of the chart is not known; the nearest known one is "
              + Charts.nearest(wanted.get()));
    }
    return wanted.get();
  }

  Chart load() {
    return Charts.load(release);
  }
}
