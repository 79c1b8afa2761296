package dev.esslint.cli;

import dev.esslint.finding.Level;
import dev.esslint.report.JsonReport;
import dev.esslint.report.Report;
import dev.esslint.report.Reporter;
import dev.esslint.report.SarifReport;
import dev.esslint.report.TextReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How findings are reported, and when they make a run fail.
 *
 * @param output where the report goes
 * @param quiet one line for each finding
 */
record Reporting(
    Terminal terminal,
    Format format,
    Threshold failOn,
    Coloring coloring,
    Output output,
    boolean quiet) {

  /** The formats of reports. */
  enum Format {
    TEXT,
    JSON,
    SARIF
  }

  /** When the exit status tells of findings. */
  enum Threshold {
    ERROR,
    WARNING,
    NOTE,
    NEVER
  }

  /** When reports are coloured. */
  enum Coloring {
    AUTO,
    ALWAYS,
    NEVER
  }

  static List<OptionSpec> options() {
    return List.of(
        Command.option("FORMAT", "text, json or sarif. Default: text.", "--format").build(),
        Output.option("report"),
        Command.option(
                "LEVEL",
                "The lowest level that gives exit status 1: error, warning, note or never. Default: error.",
                "--fail-on")
            .build(),
        Command.flag("One line for each finding and no summary.", "-q", "--quiet").build(),
        Command.option(
                "WHEN",
                "auto, always or never. Default: auto, which is on a terminal and without NO_COLOR.",
                "--color")
            .build());
  }

  /** What the command line and the configuration say. */
  static Reporting of(Arguments parsed, Settings settings, Terminal terminal)
      throws UsageException {
    return new Reporting(
        terminal,
        Choice.of(settings, "--format", Format.TEXT),
        Choice.of(settings, "--fail-on", Threshold.ERROR),
        Choice.of(settings, "--color", Coloring.AUTO),
        Output.of(parsed, terminal),
        parsed.has("--quiet"));
  }

  void write(Report report) throws IOException, UsageException {
    output.write("report", out -> reporter().write(report, out));
  }

  private Reporter reporter() {
    return switch (format) {
      case TEXT -> new TextReport(output.isStandard() && colored(), quiet);
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport(terminal.folder().toAbsolutePath());
    };
  }

  private boolean colored() {
    return switch (coloring) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal.isTerminal()
              && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(terminal.environment().get("TERM"));
    };
  }

  /** Whether something at or above the threshold was found. */
  boolean fails(Report report) {
    Level lowest = lowest();
    return lowest != null
        && Arrays.stream(Level.values())
            .anyMatch(level -> level.atLeast(lowest) && report.count(level) > 0);
  }

  private @Nullable Level lowest() {
    return switch (failOn) {
      case ERROR -> Level.ERROR;
      case WARNING -> Level.WARNING;
      case NOTE -> Level.NOTE;
      case NEVER -> null;
    };
  }
}
