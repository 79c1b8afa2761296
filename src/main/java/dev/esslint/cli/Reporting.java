package dev.esslint.cli;

import dev.esslint.finding.Level;
import dev.esslint.input.SourceReader;
import dev.esslint.report.AzureReport;
import dev.esslint.report.CheckstyleReport;
import dev.esslint.report.GithubReport;
import dev.esslint.report.GitlabReport;
import dev.esslint.report.JsonReport;
import dev.esslint.report.JunitReport;
import dev.esslint.report.MarkdownReport;
import dev.esslint.report.RdjsonReport;
import dev.esslint.report.Report;
import dev.esslint.report.Reporter;
import dev.esslint.report.SarifReport;
import dev.esslint.report.SonarReport;
import dev.esslint.report.TeamcityReport;
import dev.esslint.report.TextReport;
import dev.esslint.report.TextReport.Detail;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How findings are reported, and when they make a run fail.
 *
 * @param reports what is written where: what goes to standard output comes last
 * @param detail how much the text report tells
 * @param sort the order of the findings
 */
record Reporting(
    Terminal terminal,
    List<Written> reports,
    Threshold failOn,
    Coloring coloring,
    Detail detail,
    Sort sort) {

  /** The formats of reports. */
  enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB,
    GITLAB,
    JUNIT,
    CHECKSTYLE,
    RDJSON,
    AZURE,
    SONAR,
    TEAMCITY,
    MARKDOWN
  }

  /** A report and where it goes. */
  record Written(Format format, Output output) {}

  /** When the exit status tells of findings. */
  enum Threshold {
    ERROR,
    WARNING,
    NOTE,
    NEVER
  }

  /** The order of findings. */
  enum Sort {
    PLACE,
    SEVERITY
  }

  /** When reports are coloured. */
  enum Coloring {
    AUTO,
    ALWAYS,
    NEVER
  }

  static List<OptionSpec> options() {
    return List.of(
        Command.option(
                "FORMAT",
                "text, json, sarif, github, gitlab, junit, checkstyle, rdjson, azure, sonar, teamcity or markdown."
                    + " Default: text.",
                "--format")
            .completionCandidates(Choice.words(Format.values()))
            .build(),
        Command.options(
                "FILE",
                "Write the report to this file instead of standard output. FORMAT=FILE writes another report, as in"
                    + " --output sarif=esslint.sarif. Can be used several times.",
                "-o",
                "--output")
            .build(),
        failOnOption(),
        Command.flag(
                "One line for each finding, in the form path:line:column: level RULE message.", "--concise")
            .build(),
        Command.flag("As --concise, and without the summary.", "-q", "--quiet").build(),
        Command.option(
                "ORDER",
                "place, or severity for the most severe findings first. Default: place.",
                "--sort")
            .build(),
        Command.option(
                "WHEN",
                "auto, always or never. Default: auto, which means on a terminal and without NO_COLOR.",
                "--color")
            .completionCandidates(Choice.words(Coloring.values()))
            .build());
  }

  static OptionSpec failOnOption() {
    return Command.option(
            "LEVEL",
            "The lowest level that causes exit status 1: error, warning, note or never. Default: error.",
            "--fail-on")
        .completionCandidates(Choice.words(Threshold.values()))
        .build();
  }

  /** What the command line and the configuration say. */
  static Reporting of(Arguments parsed, Settings settings, Terminal terminal)
      throws UsageException {
    Format format = Choice.of(settings, "--format", Format.TEXT);
    List<Written> reports = new ArrayList<>();
    Output main = new Output(terminal, "");
    for (String output : parsed.values("--output")) {
      Written other = named(output, terminal);
      if (other != null) {
        reports.add(other);
      } else if (main.isStandard()) {
        main = new Output(terminal, output);
      } else {
        throw new UsageException(
            "--output "
                + output
                + " is a second file for the same report; write FORMAT=FILE, as in --output sarif=esslint.sarif");
      }
    }
    reports.add(new Written(format, main));
    Set<Path> files = new HashSet<>();
    for (Written written : reports) {
      if (!written.output().isStandard() && !files.add(Path.of(written.output().file()).normalize())) {
        throw new UsageException("two reports would be written to " + written.output().file());
      }
    }
    return new Reporting(
        terminal,
        reports,
        Choice.of(settings, "--fail-on", Threshold.ERROR),
        Choice.of(settings, "--color", Coloring.AUTO),
        parsed.has("--quiet")
            ? Detail.QUIET
            : parsed.has("--concise") ? Detail.CONCISE : Detail.WHOLE,
        Choice.of(settings, "--sort", Sort.PLACE));
  }

  /** One more report, if the value of an option has a format and a file. */
  private static @Nullable Written named(String output, Terminal terminal) throws UsageException {
    for (Format format : Format.values()) {
      String start = Choice.word(format) + "=";
      if (output.startsWith(start)) {
        if (output.length() == start.length()) {
          throw new UsageException("--output " + output + " names no file");
        }
        return new Written(format, new Output(terminal, output.substring(start.length())));
      }
    }
    int equals = output.indexOf('=');
    if (equals > 0 && output.substring(0, equals).chars().allMatch(Character::isLetter)) {
      throw new UsageException(
          "--output "
              + output
              + " names no format; the formats are "
              + String.join(", ", Choice.words(Format.values()))
              + ". Write ./"
              + output
              + " for a file of this name");
    }
    return null;
  }

  /** As {@link Output#spare}, for all reports. */
  void spare(SourceReader inputs, String chart) throws UsageException {
    for (Written written : reports) {
      written.output().spare(inputs, chart);
    }
  }

  /** Whether a report tells people or programs what to change in the text. */
  boolean needsEdits() {
    for (Written written : reports) {
      switch (written.format()) {
        case JSON, SARIF, RDJSON -> {
          return true;
        }
        case TEXT -> {
          if (detail == TextReport.Detail.WHOLE) {
            return true;
          }
        }
        case GITHUB, GITLAB, JUNIT, CHECKSTYLE, AZURE, SONAR, TEAMCITY, MARKDOWN -> {}
      }
    }
    return false;
  }

  /** Writes all reports; the last one, which may go to standard output, only if the others could be written. */
  void write(Report report) throws IOException, UsageException {
    Report sorted = sort == Sort.SEVERITY ? report.bySeverity() : report;
    writeFiles(sorted, reports.subList(0, reports.size() - 1));
    write(sorted, reports.getLast());
  }

  /** Two threads begin at either end: a report is a small thing for which much has to be loaded. */
  private void writeFiles(Report report, List<Written> files) throws IOException, UsageException {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (Written file : files) {
      tasks.add(
          new FutureTask<>(
              () -> {
                write(report, file);
                return null;
              }));
    }
    if (tasks.size() > 1) {
      Thread.ofPlatform().daemon().start(() -> tasks.reversed().forEach(FutureTask::run));
    }
    tasks.forEach(FutureTask::run); // the other thread's are left alone
    for (FutureTask<Void> task : tasks) {
      try {
        task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case UsageException unwritable -> throw unwritable;
          case IOException failed -> throw failed;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  private void write(Report report, Written written) throws IOException, UsageException {
    written.output().write("report", out -> reporter(written).write(report, out));
  }

  private Reporter reporter(Written written) {
    return switch (written.format()) {
      case TEXT -> new TextReport(written.output().isStandard() && colored(), detail);
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport(terminal.folder().toAbsolutePath());
      case GITHUB -> new GithubReport();
      case GITLAB -> new GitlabReport();
      case JUNIT -> new JunitReport(lowest());
      case CHECKSTYLE -> new CheckstyleReport();
      case RDJSON -> new RdjsonReport();
      case AZURE -> new AzureReport();
      case SONAR -> new SonarReport();
      case TEAMCITY -> new TeamcityReport();
      case MARKDOWN -> new MarkdownReport();
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
