package dev.esslint.cli;

import dev.esslint.analysis.Targets;
import dev.esslint.chart.ChartException;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Failure;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.values.Layer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint FILE...}. */
final class LintCommand implements Command {
  private static final String WATCH = "--watch";
  static final String NO_IGNORES = "--no-ignores";

  /** So many deployments for each core are analysed before the first of them is added up. */
  private static final int AHEAD = 4;

  private final Terminal terminal;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint",
            "Finds mistakes in the Helm values of an Element Server Suite (chart matrix-stack) before you",
            "deploy. It reports values that Helm or the chart will refuse, and values that will not work,",
            "have no effect or are risky.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint [OPTIONS] [FILE...]",
            "       esslint [OPTIONS] -f FILE [-f FILE]...",
            "       esslint COMMAND --help")
        .synopsisHeading("")
        .footer(
            "",
            "Commands:",
            "  deployments  lists the deployments that are found, and the sources of their values",
            "  config    shows every setting that applies to a file, and its source",
            "  init      writes a commented .esslint.yaml with the deployments that are found",
            "  cluster   writes a cluster file from the output of kubectl",
            "  fix       repairs what can be repaired safely, in the files",
            "  upgrade   shows what breaks or changes between two releases of the chart, and rewrites values",
            "  resolve   prints the merged values that Helm gives to the chart, and where a value comes from",
            "  map       shows what the chart deploys with these values: tables, JSON or a picture",
            "  probe     asks a deployment that runs whether it keeps what its values promise",
            "  rules     lists the rules; checks and creates rules of your own",
            "  explain   explains a rule, a key of the values or an option",
            "  chart     installs, lists and removes releases of the chart that esslint does not know",
            "  version   shows the version, and what esslint knows",
            "  warm-up   makes later starts of esslint.jar on this machine faster",
            "  completion  prints the completion for bash, zsh or fish",
            "  man       prints the manual page",
            "",
            "Examples:",
            "  esslint values.yaml                         check one values file",
            "  esslint -f values.yaml -f prod.yaml         two files of one deployment; the last one wins",
            "  esslint values.yaml --set serverName=a.org  with a value from Helm's command line",
            "  esslint --cluster cluster.yaml values.yaml  with facts about the cluster",
            "  esslint --format sarif -o out.sarif         every deployment below this folder, as SARIF",
            "  esslint --chart-version 26.7 values.yaml    for the newest 26.7 release of the chart",
            "  esslint --before git:main values.yaml       also what the change since then does",
            "  esslint explain RTC003                      what a rule means and what to write instead",
            "",
            "Exit status: 0 no findings at or above --fail-on. 1 findings. 2 wrong usage or configuration, or",
            "the report cannot be written. 3 an input cannot be read or is not YAML. 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description(
                "Values files, manifests or folders to check; - is standard input. Default: the deployments in"
                    + " .esslint.yaml, or otherwise those that are found below the working directory.")
            .build());
    spec.addOption(LayerFiles.option());
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    Reporting.options().forEach(spec::addOption);
    RuleSelection.options().forEach(spec::addOption);
    spec.addOption(Lookup.deploymentOption());
    spec.addOption(ignoresOption());
    spec.addOption(AddIgnores.option());
    Review.options().forEach(spec::addOption);
    spec.addOption(Command.flag("Check again whenever one of the files changes.", WATCH).build());
    BaselineFile.options().forEach(spec::addOption);
    Settings.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("NAME", "The name of standard input in reports.", "--stdin-filename")
            .build());
    spec.addOption(
        Command.flag("Do not fail if there is nothing to check.", "--allow-empty").build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    return parsed.has(WATCH) ? watch(parsed) : run(parsed, reader(parsed));
  }

  private SourceReader reader(Arguments parsed) {
    String stdinName = parsed.value("--stdin-filename", "<stdin>");
    return new SourceReader(terminal.folder(), terminal.in(), stdinName);
  }

  /** Runs again whenever a file that was read changes; what is wrong with one may be mended with the next change. */
  private int watch(Arguments parsed) throws Exception {
    for (String option : List.of("--values", Deployed.BEFORE)) {
      if (parsed.values(option).contains(Inputs.STDIN)) {
        throw new UsageException("standard input cannot be watched");
      }
    }
    if (parsed.positionals(0).contains(Inputs.STDIN)) {
      throw new UsageException("standard input cannot be watched");
    }
    Mask mask = parsed.mask();
    Watch.run(
        () -> {
          SourceReader reader = reader(parsed);
          try {
            run(parsed, reader);
          } catch (UsageException | SourceException e) {
            if (reader.files().isEmpty()) {
              throw e;
            }
            terminal.complain(mask.shown(String.valueOf(e.getMessage())));
          }
          terminal.complain(mask.shown("waiting for changes; Ctrl-C ends"));
          return reader.files();
        },
        Watch::onDisk);
    return ExitStatus.CLEAN;
  }

  private int run(Arguments parsed, SourceReader reader) throws Exception {
    Settings settings = Settings.of(parsed, reader, terminal);
    if (parsed.has(AddIgnores.NAME)) {
      return AddIgnores.run(
          parsed, settings, reader, BaselineFile.of(parsed, settings, reader, terminal), terminal);
    }
    Reporting reporting = Reporting.of(parsed, settings, terminal);
    List<Layer.Argument> arguments = SetOptions.of(parsed, reader);
    Lookup lookup = Lookup.of(parsed, settings, arguments, reader, terminal.folder());
    Inputs inputs = lookup.inputs();
    if (parsed.has(WATCH)) {
      inputs.deployments().stream()
          .flatMap(deployment -> deployment.files().stream())
          .forEach(reader::took);
    }
    Targets targets = ChartChoice.of(settings, terminal.folder());
    Criteria criteria = Criteria.of(!parsed.has(NO_IGNORES), settings, reader, terminal);
    Executor beside =
        inputs.deployments().size() == 1
            ? task -> Thread.ofPlatform().daemon().start(task)
            : Runnable::run;
    Analyzers analyzers =
        Analyzers.of(
            targets,
            criteria.rules(),
            criteria,
            beside,
            DeploymentSettings.of(settings, criteria.selection(), reader));
    Mask line = parsed.mask();
    BaselineFile baseline = BaselineFile.of(parsed, settings, reader, terminal);
    Tally tally = new Tally(line, baseline, inputs.deployments().size(), Unseen.allowed(settings));
    inputs.skipped().forEach(s -> tally.skip(s.name(), s.reason()));
    inputs.failures().forEach(f -> tally.fail(f.name(), f.reason()));
    try (Review review = Review.of(parsed, settings, criteria, lookup, reader)) {
      analyze(analyzers, inputs.deployments(), reader, review, reporting.needsEdits(), tally);
      if (!lookup.detections().isEmpty()) {
        tally.tell(
            analyzers.usual().outside(
                review == null ? lookup.detections() : review.told(lookup.detections())),
            lookup.mask());
      }
    }
    Report report = tally.report().with(settings.documentation());
    reporting.spare(reader, ChartChoice.path(settings));
    reporting.write(report);
    complain(parsed, settings, tally, line);
    boolean stale = baseline.finish(line);
    return status(parsed, tally, line, reporting.fails(report) || stale);
  }

  private int status(Arguments parsed, Tally tally, Mask line, boolean fails) {
    if (tally.isUnreadable() || !tally.failures().isEmpty()) {
      return ExitStatus.INPUT;
    }
    if (tally.isEmpty() && !parsed.has("--allow-empty")) {
      terminal.complain(
          line.shown("there is nothing to check; with --allow-empty this is not an error"));
      return ExitStatus.USAGE;
    }
    return fails ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  /** Says beside the report what could not be read, and that what esslint knows is old. */
  private void complain(Arguments parsed, Settings settings, Tally tally, Mask line) {
    for (Failure failure : tally.failures()) {
      terminal.complain(line.shown(failure.name() + Tally.position(failure) + ": " + failure.message()));
    }
    if (!parsed.has("--quiet")) {
      DataAge.notice(settings.charts().newest(), terminal.clock().getAsLong())
          .ifPresent(notice -> terminal.complain(line.shown(notice)));
    }
  }

  static OptionSpec ignoresOption() {
    return Command.flag("Also report findings that comments in the files ignore.", NO_IGNORES).build();
  }

  /** Adds up what comes of the requests in their order, whichever is ready first; what is added up is not kept. */
  private void analyze(
      Analyzers analyzers,
      List<Request> requests,
      SourceReader reader,
      @Nullable Review review,
      boolean edits,
      Tally tally)
      throws InterruptedException, ChartException {
    if (requests.size() == 1) {
      Request only = requests.getFirst();
      tally.add(Analyzed.of(analyzers.of(only), only, reader, review, edits));
      return;
    }
    Map<String, Integer> uses = new HashMap<>();
    requests.forEach(request -> request.files().forEach(file -> uses.merge(file, 1, Integer::sum)));
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      Progress progress = new Progress(terminal, requests.size(), System::nanoTime);
      Deque<Future<Analyzed>> running = new ArrayDeque<>();
      Iterator<Request> waiting = requests.iterator();
      for (Request request : requests) {
        while (waiting.hasNext() && running.size() < cores * AHEAD) {
          Request next = waiting.next();
          running.add(
              workers.submit(() -> Analyzed.of(analyzers.of(next), next, reader, review, edits)));
        }
        try {
          tally.add(running.remove().get());
        } catch (ExecutionException e) {
          workers.shutdownNow();
          if (e.getCause() instanceof ChartException cause) {
            throw cause;
          }
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          throw new IllegalStateException(e.getCause());
        }
        for (String file : request.files()) {
          if (uses.merge(file, -1, Integer::sum) == 0) {
            reader.forget(file);
          }
        }
        progress.step();
      }
      progress.end();
    }
  }
}
