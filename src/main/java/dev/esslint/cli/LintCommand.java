package dev.esslint.cli;

import dev.esslint.InvalidClusterException;
import dev.esslint.Linter;
import dev.esslint.Linter.Failed;
import dev.esslint.Linter.Linted;
import dev.esslint.Linter.Outcome;
import dev.esslint.Linter.PassedOver;
import dev.esslint.Targets;
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
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code esslint FILE...}. */
final class LintCommand implements Command {
  static final String NO_FILE =
      "which values file? Give one or more files, a folder, or - for standard input.\nTry `esslint --help`.";

  /** The formats of reports. */
  private enum Format {
    TEXT,
    JSON,
    SARIF
  }

  /** When the exit status tells of findings. */
  private enum Threshold {
    ERROR,
    WARNING,
    NOTE,
    NEVER
  }

  /** When reports are coloured. */
  private enum Coloring {
    AUTO,
    ALWAYS,
    NEVER
  }

  private final Terminal terminal;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint",
            "Finds what is wrong in the Helm values of an Element Server Suite (chart matrix-stack) before",
            "anything is deployed: what Helm or the chart will refuse, what will not work, what will have no",
            "effect and what is risky.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint [OPTIONS] FILE...",
            "       esslint [OPTIONS] -f FILE [-f FILE]...",
            "       esslint COMMAND --help")
        .synopsisHeading("")
        .footer(
            "",
            "Commands:",
            "  resolve   prints the values that Helm would run the chart with, and where one comes from",
            "  rules     lists the rules",
            "  explain   explains a rule",
            "  chart     adds a release of the chart to esslint",
            "",
            "Examples:",
            "  esslint values.yaml                         check one values file",
            "  esslint -f values.yaml -f prod.yaml         two files that Helm merges, the last one wins",
            "  esslint values.yaml --set serverName=a.org  with what Helm gets on its command line",
            "  esslint --cluster cluster.yaml values.yaml  with what is known about the cluster",
            "  esslint --format sarif -o out.sarif .       every values file below this folder",
            "  esslint --chart-version 26.7 values.yaml    for the newest 26.7 of the chart",
            "  esslint explain RTC003                      why a rule is there and what to write instead",
            "",
            "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or the report cannot be",
            "written, 3 an input cannot be read or is no YAML, 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description(
                "Values files, each a deployment of its own; a folder means the YAML files below it, - standard"
                    + " input.")
            .build());
    spec.addOption(
        Command.options(
                "FILE",
                "A layer of one deployment, as for helm; the last one wins.",
                "-f",
                "--values")
            .build());
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    spec.addOption(
        Command.option(
                "FILE",
                "Facts about the cluster, in YAML: IP families, NodePort range, networks, ingress controller.",
                "--cluster")
            .build());
    spec.addOption(
        Command.option("FORMAT", "text, json or sarif. Default: text.", "--format").build());
    spec.addOption(
        Command.option(
                "FILE",
                "Write the report to this file and not to standard output.",
                "-o",
                "--output")
            .build());
    spec.addOption(
        Command.option(
                "LEVEL",
                "The lowest level that gives exit status 1: error, warning, note or never. Default: error.",
                "--fail-on")
            .build());
    RuleSelection.options().forEach(spec::addOption);
    spec.addOption(
        Command.flag("One line for each finding and no summary.", "-q", "--quiet").build());
    spec.addOption(
        Command.option(
                "WHEN",
                "auto, always or never. Default: auto, which is on a terminal and without NO_COLOR.",
                "--color")
            .build());
    spec.addOption(
        Command.option("NAME", "What standard input is called in reports.", "--stdin-filename")
            .build());
    spec.addOption(
        Command.flag("Do not fail if there is nothing to check.", "--allow-empty").build());
    return spec;
  }

  @Override
  public int run(ParseResult parsed) throws Exception {
    Format format = Choice.of(parsed, "--format", Format.TEXT);
    Threshold failOn = Choice.of(parsed, "--fail-on", Threshold.ERROR);
    Coloring coloring = Choice.of(parsed, "--color", Coloring.AUTO);
    String stdinName = parsed.matchedOptionValue("--stdin-filename", "<stdin>");
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), stdinName);
    Inputs inputs = inputs(parsed, SetOptions.of(parsed, reader));
    Targets targets = ChartChoice.of(parsed, terminal.folder());
    List<Rule> rules = RuleSelection.of(parsed).rules();
    Value cluster = cluster(parsed.matchedOptionValue("--cluster", ""), reader);
    Linter linter = new Linter(targets, rules, cluster);

    Tally tally = new Tally();
    inputs.skipped().forEach(s -> tally.skipped.add(new Skipped(s.name(), s.reason())));
    inputs.failures().forEach(f -> tally.failures.add(new Failure(f.name(), f.reason(), Optional.empty())));
    outcomes(linter, inputs.deployments(), reader).forEach(tally::add);
    Report report = tally.report(rules);
    String output = parsed.matchedOptionValue("--output", "");
    boolean colored = output.isEmpty() && colored(coloring);
    write(report, reporter(format, colored, parsed.hasMatchedOption("--quiet")), output);
    for (Failure failure : tally.failures) {
      terminal.complain(failure.name() + ": " + failure.message());
    }
    if (tally.unreadable || !tally.failures.isEmpty()) {
      return ExitStatus.INPUT;
    }
    if (tally.checked.isEmpty() && !parsed.hasMatchedOption("--allow-empty")) {
      terminal.complain("there is nothing to check; --allow-empty makes that no error");
      return ExitStatus.USAGE;
    }
    return fails(report, failOn) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private Inputs inputs(ParseResult parsed, List<Layer.Argument> arguments) throws UsageException {
    List<String> files = List.of(parsed.matchedPositionalValue(0, new String[0]));
    List<String> layers = List.of(parsed.matchedOptionValue("--values", new String[0]));
    if (files.isEmpty() && layers.isEmpty() && arguments.isEmpty()) {
      throw new UsageException(NO_FILE);
    }
    if (!files.isEmpty() && !layers.isEmpty()) {
      throw new UsageException(
          "-f gives the layers of one deployment, and `" + files.getFirst()
              + "` would be another one; give either -f or files");
    }
    Inputs inputs =
        files.isEmpty() ? Inputs.ofLayers(layers) : Inputs.ofFiles(files, terminal.folder());
    return inputs.with(arguments);
  }

  private static @Nullable Value cluster(String file, SourceReader reader)
      throws UsageException, ChartException {
    if (file.isEmpty()) {
      return null;
    }
    try {
      return Linter.readCluster(reader.read(file), ClusterFile.schema());
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

  private void write(Report report, Reporter reporter, String output)
      throws IOException, UsageException {
    if (output.isEmpty()) {
      reporter.write(report, new BufferedOutputStream(terminal.out(), 1 << 16));
      return;
    }
    Path file = terminal.folder().resolve(output);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      reporter.write(report, out);
    } catch (IOException e) {
      throw new UsageException(
          "the report cannot be written to " + output + ": " + Failures.reason(e));
    }
  }

  private Reporter reporter(Format format, boolean colored, boolean quiet) {
    return switch (format) {
      case TEXT -> new TextReport(colored, quiet);
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport(terminal.folder().toAbsolutePath());
    };
  }

  private boolean colored(Coloring coloring) {
    return switch (coloring) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal.isTerminal()
              && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(terminal.environment().get("TERM"));
    };
  }

  private static boolean fails(Report report, Threshold threshold) {
    Level lowest =
        switch (threshold) {
          case ERROR -> Level.ERROR;
          case WARNING -> Level.WARNING;
          case NOTE -> Level.NOTE;
          case NEVER -> null;
        };
    return lowest != null
        && report.findings().stream().anyMatch(f -> f.rule().level().atLeast(lowest));
  }

  /** Adds up outcomes. */
  private static final class Tally {
    private final List<Checked> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> noticed = new HashSet<>();
    private final Map<SourceText, List<Span>> secrets = new LinkedHashMap<>();
    private boolean unreadable;

    void add(Outcome outcome) {
      switch (outcome) {
        case Linted linted -> {
          checked.add(new Checked(linted.files(), linted.release(), linted.chosen()));
          linted.notices().stream().filter(n -> noticed.add(n.message())).forEach(findings::add);
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
