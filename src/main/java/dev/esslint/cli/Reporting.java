package dev.esslint.cli;

import dev.esslint.finding.Level;
import dev.esslint.report.JsonReport;
import dev.esslint.report.Report;
import dev.esslint.report.Reporter;
import dev.esslint.report.SarifReport;
import dev.esslint.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How findings are reported, and when they make a run fail.
 *
 * @param output the file to write the report to; empty for standard output
 * @param quiet one line for each finding
 */
record Reporting(
    Terminal terminal,
    Format format,
    Threshold failOn,
    Coloring coloring,
    String output,
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
        Command.option(
                "FILE",
                "Write the report to this file and not to standard output.",
                "-o",
                "--output")
            .build(),
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
        parsed.value("--output", ""),
        parsed.has("--quiet"));
  }

  void write(Report report) throws IOException, UsageException {
    if (output.isEmpty()) {
      // as a whole, so that nothing is told if the run fails on the way
      ByteArrayOutputStream whole = new ByteArrayOutputStream(1 << 16);
      reporter().write(report, whole);
      whole.writeTo(terminal.out());
      terminal.out().flush();
      return;
    }
    Path file = terminal.folder().resolve(output);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      reporter().write(report, out);
    } catch (IOException e) {
      throw new UsageException(
          "the report cannot be written to " + output + ": " + Failures.reason(e));
    }
  }

  private Reporter reporter() {
    return switch (format) {
      case TEXT -> new TextReport(output.isEmpty() && colored(), quiet);
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
