package dev.esslint.cli;

import dev.esslint.InvalidClusterException;
import dev.esslint.Linter;
import dev.esslint.Linter.Failed;
import dev.esslint.Linter.Linted;
import dev.esslint.Linter.Outcome;
import dev.esslint.Linter.PassedOver;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.cluster.ClusterFile;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.JsonReport;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Report.Skipped;
import dev.esslint.report.Reporter;
import dev.esslint.report.SarifReport;
import dev.esslint.report.TextReport;
import dev.esslint.rule.Rule;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.values.Value;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esslint FILE...}. */
@Command(
    name = "esslint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: esslint [OPTIONS] FILE...",
      "       esslint [OPTIONS] -f FILE [-f FILE]...",
      "       esslint COMMAND [--help]"
    },
    description = {
      "",
      "Finds what is wrong in the Helm values of an Element Server Suite (chart matrix-stack) before",
      "anything is deployed: what Helm or the chart will refuse, what will not work, what will have no",
      "effect and what is risky.",
      ""
    },
    parameterListHeading = "Arguments:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  esslint values.yaml                        check one values file",
      "  esslint -f values.yaml -f prod.yaml        two files that Helm merges, the last one wins",
      "  esslint --cluster cluster.yaml values.yaml with what is known about the cluster",
      "  esslint --format sarif -o out.sarif .      every values file below this folder, for code scanning",
      "  esslint explain RTC001                     why a rule is there and what to write instead",
      "",
      "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 an input cannot be",
      "read or is no YAML, 70 a bug in esslint."
    })
final class LintCommand implements Callable<Integer> {

  /** The formats of reports. */
  enum Format {
    text,
    json,
    sarif
  }

  /** When the exit status tells of findings. */
  enum Threshold {
    error,
    warning,
    note,
    never
  }

  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Values files, each a deployment of its own; a folder means the YAML files below it, - standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-f", "--values"},
      paramLabel = "FILE",
      description = "A layer of one deployment, as for helm; the last one wins.")
  private List<String> layers = new ArrayList<>();

  @Mixin private ChartOptions chartOptions = new ChartOptions();

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description = "Facts about the cluster, in YAML: IP families, NodePort range, networks, ingress controller.")
  private @Nullable String clusterFile;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or sarif. Default: text.")
  private Format format = Format.text;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to this file and not to standard output.")
  private @Nullable Path output;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "The lowest level that gives exit status 1: error, warning, note or never. Default: error.")
  private Threshold failOn = Threshold.error;

  @Mixin private RuleSelection selection = new RuleSelection();

  @Option(
      names = {"-q", "--quiet"},
      description = "One line for each finding and no summary.")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto, which is on a terminal and without NO_COLOR.")
  private String color = "auto";

  @Option(
      names = "--stdin-filename",
      paramLabel = "NAME",
      description = "What standard input is called in reports.")
  private String stdinName = "<stdin>";

  @Option(
      names = "--allow-empty",
      description = "Do not fail if there is nothing to check.")
  private boolean allowEmpty;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Inputs inputs = inputs();
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), stdinName);
    Chart chart = chartOptions.chart();
    List<Rule> rules = selection.rules();
    Linter linter = new Linter(chart, rules, cluster(reader));
    Tally tally = new Tally(chart.release(), chartOptions.reason());
    inputs.skipped().forEach(s -> tally.skipped.add(new Skipped(s.name(), s.reason())));
    inputs.failures().forEach(f -> tally.failures.add(new Failure(f.name(), f.reason(), Optional.empty())));
    for (Outcome outcome : outcomes(linter, inputs.deployments(), reader)) {
      tally.add(outcome);
    }
    Report report = tally.report(rules);
    write(report);
    for (Failure failure : tally.failures) {
      terminal.complain(failure.name() + ": " + failure.message());
    }
    return status(report, tally.unreadable);
  }

  private Inputs inputs() throws UsageException {
    if (files.isEmpty() && layers.isEmpty()) {
      throw new UsageException(
          "which values file? Give one or more files, a folder, or - for standard input.\nTry `esslint --help`.");
    }
    if (!files.isEmpty() && !layers.isEmpty()) {
      throw new UsageException(
          "-f gives the layers of one deployment, and `" + files.getFirst()
              + "` would be another one; give either -f or files");
    }
    return layers.isEmpty() ? Inputs.ofFiles(files, terminal.folder()) : Inputs.ofLayers(layers);
  }

  private @Nullable Value cluster(SourceReader reader) throws UsageException, ChartException {
    if (clusterFile == null) {
      return null;
    }
    try {
      return Linter.readCluster(reader.read(clusterFile), ClusterFile.schema());
    } catch (InvalidClusterException e) {
      throw new UsageException("the facts about the cluster are not usable\n" + e.getMessage());
    } catch (SourceException e) {
      throw new UsageException("the facts about the cluster cannot be read\n" + Failures.describe(e));
    }
  }

  /** The outcomes in the order of the requests, whichever is ready first. */
  private static List<Outcome> outcomes(Linter linter, List<Request> requests, SourceReader reader)
      throws InterruptedException, ChartException {
    if (requests.size() == 1) {
      return List.of(linter.lint(requests.getFirst(), reader));
    }
    List<Outcome> outcomes = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (Request request : requests) {
        running.add(workers.submit(() -> linter.lint(request, reader)));
      }
      for (Future<Outcome> outcome : running) {
        try {
          outcomes.add(outcome.get());
        } catch (ExecutionException e) {
          workers.shutdownNow();
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    return outcomes;
  }

  private void write(Report report) throws IOException, UsageException {
    if (output == null) {
      reporter(colored()).write(report, new BufferedOutputStream(terminal.out(), 1 << 16));
      return;
    }
    Path file = terminal.folder().resolve(output);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      reporter(false).write(report, out);
    } catch (IOException e) {
      throw new UsageException("the report cannot be written to " + output + ": " + e);
    }
  }

  private Reporter reporter(boolean colored) {
    return switch (format) {
      case text -> new TextReport(colored, quiet);
      case json -> new JsonReport();
      case sarif -> new SarifReport(terminal.folder().toAbsolutePath());
    };
  }

  private boolean colored() throws UsageException {
    return switch (color.toLowerCase(Locale.ROOT)) {
      case "always" -> true;
      case "never" -> false;
      case "auto" ->
          terminal.isTerminal()
              && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(terminal.environment().get("TERM"));
      default -> throw new UsageException("--color is auto, always or never");
    };
  }

  private int status(Report report, boolean unreadable) {
    if (unreadable || !report.failures().isEmpty()) {
      return ExitStatus.INPUT;
    }
    if (report.checked().isEmpty() && !allowEmpty) {
      terminal.complain("there is nothing to check; --allow-empty makes that no error");
      return ExitStatus.USAGE;
    }
    Level lowest =
        switch (failOn) {
          case error -> Level.ERROR;
          case warning -> Level.WARNING;
          case note -> Level.NOTE;
          case never -> null;
        };
    return lowest != null
            && report.findings().stream().anyMatch(f -> f.rule().level().atLeast(lowest))
        ? ExitStatus.FINDINGS
        : ExitStatus.CLEAN;
  }

  /** Adds up outcomes. */
  private static final class Tally {
    private final String release;
    private final String chosen;
    private final List<Checked> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<SourceText, List<Span>> secrets = new LinkedHashMap<>();
    private boolean unreadable;

    Tally(String release, String chosen) {
      this.release = release;
      this.chosen = chosen;
    }

    void add(Outcome outcome) {
      switch (outcome) {
        case Linted linted -> {
          checked.add(new Checked(linted.files(), release, chosen));
          findings.addAll(linted.findings());
          secrets.putAll(linted.secrets());
          unreadable |= linted.unreadable();
        }
        case PassedOver(String file, String reason) -> skipped.add(new Skipped(file, reason));
        case Failed(SourceException cause) ->
            failures.add(
                new Failure(cause.sourceName(), String.valueOf(cause.getMessage()), cause.place()));
      }
    }

    Report report(List<Rule> rules) {
      return new Report(
          Version.current(),
          checked,
          findings,
          skipped,
          failures,
          rules.stream().map(Rule::info).toList(),
          secrets);
    }
  }
}
