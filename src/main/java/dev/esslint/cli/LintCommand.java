package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Analyzer.Failed;
import dev.esslint.analysis.Analyzer.PassedOver;
import dev.esslint.analysis.Analyzer.Read;
import dev.esslint.analysis.Former;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Mending;
import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.ChartException;
import dev.esslint.config.ClusterFile;
import dev.esslint.config.InvalidFileException;
import dev.esslint.finding.Baseline.Rest;
import dev.esslint.finding.Finding;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Suppression;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Report.Hidden;
import dev.esslint.report.Report.Place;
import dev.esslint.report.Report.Skipped;
import dev.esslint.report.Told;
import dev.esslint.report.Untold;
import dev.esslint.rule.Rule;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Deployment;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint FILE...}. */
final class LintCommand implements Command {
  private static final String WATCH = "--watch";
  static final String NO_IGNORES = "--no-ignores";

  /** So many deployments for each core are analysed before the first of them is added up. */
  private static final int AHEAD = 16;

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
    spec.addOption(layersOption());
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(clusterOption());
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
    RuleSelection selection =
        RuleSelection.of(settings, OwnRules.of(settings, reader, terminal).rules());
    Policy policy = Policy.of(settings, selection::all, terminal.folder());
    Supplier<List<Rule>> rules = policy.leveled(selection.rules());
    Value cluster = cluster(settings, reader);
    Executor beside =
        inputs.deployments().size() == 1
            ? task -> Thread.ofPlatform().daemon().start(task)
            : Runnable::run;
    Ignoring ignoring =
        new Ignoring(
            !parsed.has(NO_IGNORES), policy.exemptions(), selection::all, LocalDate::now);
    Installation installation = InstallationOptions.of(settings);
    Analyzers analyzers =
        Analyzers.of(
            targets,
            rules,
            cluster,
            installation,
            ignoring,
            beside,
            DeploymentSettings.of(settings, selection, reader));

    Mask line = parsed.mask();
    BaselineFile baseline = BaselineFile.of(parsed, settings, reader, terminal);
    Tally tally = new Tally(line, baseline, inputs.deployments().size(), Unseen.allowed(settings));
    inputs.skipped().forEach(s -> tally.skip(s.name(), s.reason()));
    inputs
        .failures()
        .forEach(
            f ->
                tally.failures.add(
                    new Failure(line.shown(f.name()), line.shown(f.reason()), Optional.empty())));
    Review review = null;
    if (parsed.has(Deployed.BEFORE) || parsed.has(Review.FROM) || parsed.has(Review.ONLY_NEW)) {
      // a Chart.yaml beside the values may be another one there
      Analyzer before =
          new Analyzer(
              ChartChoice.of(settings, terminal.folder()),
              rules,
              cluster,
              installation,
              ignoring,
              Runnable::run);
      review = Review.of(parsed, settings, lookup, reader, before);
    }
    try {
      analyze(analyzers, inputs.deployments(), reader, review, reporting.needsEdits(), tally);
    } finally {
      if (review != null) {
        review.close();
      }
    }
    if (!lookup.detections().isEmpty()) {
      tally.tell(
          analyzers.usual.outside(
              review == null ? lookup.detections() : review.told(lookup.detections())),
          lookup.mask());
    }
    Report report = tally.report().with(settings.documentation());
    reporting.spare(reader, ChartChoice.path(settings));
    reporting.write(report);
    for (Failure failure : tally.failures) {
      terminal.complain(line.shown(failure.name() + position(failure) + ": " + failure.message()));
    }
    if (!parsed.has("--quiet")) {
      DataAge.notice(settings.charts().newest(), terminal.clock().getAsLong())
          .ifPresent(notice -> terminal.complain(line.shown(notice)));
    }
    boolean stale = baseline.finish(line);
    if (tally.unreadable || !tally.failures.isEmpty()) {
      return ExitStatus.INPUT;
    }
    if (tally.checked.isEmpty() && !parsed.has("--allow-empty")) {
      terminal.complain(
          line.shown("there is nothing to check; with --allow-empty this is not an error"));
      return ExitStatus.USAGE;
    }
    return reporting.fails(report) || stale ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  /**
   * Who analyses which deployment.
   *
   * @param own by name, those of deployments that the configuration has settings for
   */
  record Analyzers(Analyzer usual, Map<String, Analyzer> own) {
    /**
     * @param cluster what is stated for all deployments, or null
     * @param beside runs what the usual one can do at the same time
     */
    static Analyzers of(
        Targets targets,
        Supplier<List<Rule>> rules,
        @Nullable Value cluster,
        Installation installation,
        Ignoring ignoring,
        Executor beside,
        DeploymentSettings settings) {
      return new Analyzers(
          new Analyzer(targets, rules, cluster, installation, ignoring, beside),
          settings.analyzers(
              rules,
              (some, facts) ->
                  new Analyzer(
                      targets,
                      some,
                      facts == null ? cluster : facts,
                      installation,
                      ignoring,
                      Runnable::run)));
    }

    Analyzer of(Request request) {
      return own.isEmpty() || request.found() == null
          ? usual
          : own.getOrDefault(request.found().id(), usual);
    }
  }

  /** The option that names the layers of one deployment. */
  static OptionSpec layersOption() {
    return Command.options(
            "FILE", "A values file of one deployment, as in helm. Later files override earlier ones.", "-f", "--values")
        .build();
  }

  static OptionSpec ignoresOption() {
    return Command.flag("Also report findings that comments in the files ignore.", NO_IGNORES).build();
  }

  static OptionSpec clusterOption() {
    return Command.option(
            "FILE",
            "Facts about the cluster, in YAML: IP families, networks, ingress controller, classes, ports, Secrets; `esslint cluster` writes them.",
            "--cluster")
        .build();
  }

  /** What is stated about the cluster; null if nothing is. */
  static @Nullable Value cluster(Settings settings, SourceReader reader)
      throws UsageException, ChartException {
    Setting file = settings.value("--cluster");
    return file == null || file.text().isEmpty() ? null : cluster(file, reader);
  }

  /** What a file states about a cluster. */
  static Value cluster(Setting file, SourceReader reader) throws UsageException, ChartException {
    try {
      return ClusterFile.read(reader.read(file.text()));
    } catch (InvalidFileException e) {
      throw file.wrong("the facts about the cluster are invalid\n" + e.getMessage());
    } catch (SourceException e) {
      throw file.wrong("the facts about the cluster cannot be read\n" + Failures.describe(e));
    }
  }

  private static String position(Failure failure) {
    if (failure.place().isEmpty()) {
      return "";
    }
    Place place = failure.place().get();
    return ":" + place.source().position(place.span().start());
  }

  /**
   * What came of a request, with what is to be told of it, which is worked out where there are several threads to do it.
   *
   * @param analysis null if there is none
   * @param mask keeps its secrets; makes nothing where there is nothing to print
   * @param findings what may be told of its findings
   * @param more the same of what is counted beside them
   */
  private record Result(
      Read read,
      @Nullable Analysis analysis,
      Mask mask,
      List<Told> findings,
      List<Untold> more,
      int old) {
    static Result of(
        Analyzer analyzer,
        Request request,
        SourceReader reader,
        @Nullable Review review,
        boolean edits)
        throws ChartException {
      Read read = analyzer.read(request, reader);
      if (!(read instanceof Reading reading)) {
        return new Result(read, null, Mask.none(), List.of(), List.of(), 0);
      }
      Former former = null;
      if (review != null) {
        try {
          former = review.former(reading);
        } catch (SourceException e) {
          return new Result(new Failed(e), null, Mask.none(), List.of(), List.of(), 0);
        }
      }
      Analysis analysis = Mending.worked(analyzer.analyze(reading, former), edits);
      Mask mask = analysis.findings().isEmpty() ? Mask.none() : analysis.mask();
      int all = analysis.findings().size();
      if (review != null) {
        analysis = review.told(analysis, mask);
      }
      return new Result(
          read,
          analysis,
          mask,
          analysis.findings().stream().map(finding -> Told.of(finding, mask)).toList(),
          analysis.more().stream().map(some -> Untold.of(some, mask)).toList(),
          all - analysis.findings().size());
    }
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
      tally.add(Result.of(analyzers.of(only), only, reader, review, edits));
      return;
    }
    Map<String, Integer> uses = new HashMap<>();
    requests.forEach(request -> request.files().forEach(file -> uses.merge(file, 1, Integer::sum)));
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      Progress progress = new Progress(terminal, requests.size(), System::nanoTime);
      Deque<Future<Result>> running = new ArrayDeque<>();
      Iterator<Request> waiting = requests.iterator();
      for (Request request : requests) {
        while (waiting.hasNext() && running.size() < cores * AHEAD) {
          Request next = waiting.next();
          running.add(
              workers.submit(() -> Result.of(analyzers.of(next), next, reader, review, edits)));
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

  /** Adds up outcomes. */
  private static final class Tally {
    private final List<Checked> checked = new ArrayList<>();
    private final List<Told> findings = new ArrayList<>();
    private final List<Untold> more = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> noticed = new HashSet<>();
    private final Mask line;
    private final BaselineFile baseline;
    private final List<ValuePath> allowed;
    private final List<RuleInfo> hidden = new ArrayList<>();
    private int known;
    private int old;
    private boolean unreadable;
    private final int several;
    private final Set<Object> told = new HashSet<>();

    /**
     * @param line keeps what is secret on the command line
     * @param several how many deployments there are
     * @param allowed paths that may be unknown
     */
    Tally(Mask line, BaselineFile baseline, int several, List<ValuePath> allowed) {
      this.allowed = allowed;
      this.several = several;
      this.line = line;
      this.baseline = baseline;
    }

    void skip(String name, String reason) {
      skipped.add(new Skipped(line.shown(name), line.shown(reason)));
    }

    void add(Result result) {
      switch (result.read()) {
        case Reading reading -> add(Objects.requireNonNull(result.analysis()), result);
        case PassedOver(String file, String reason) -> skip(file, reason);
        case Failed(SourceException cause) -> {
          Failure failure = Failure.of(cause, line);
          if (told.add(failure.name() + position(failure) + failure.message())) { // several deployments may have a file in common
            failures.add(failure);
          }
        }
      }
    }

    /** Whether a file that several deployments have in common was not told of already. */
    private boolean isNew(Told finding) {
      Told.Spot at = finding.primary();
      return several == 1
          || told.add(List.of(finding.rule().id(), at.source().name(), at.span(), finding.message()));
    }

    private void add(Analysis analysis, Result result) {
      Reading reading = analysis.reading();
      Deployment found = reading.request().found();
      Unseen unseen = found == null ? new Unseen(0, List.of()) : Unseen.of(found, allowed);
      checked.add(
          new Checked(
              reading.names().stream().map(line::shown).toList(),
              analysis.release(),
              line.shown(reading.target().chosen()),
              unseen.inputs(),
              unseen.remarks().stream().map(line::shown).toList()));
      for (Finding notice : analysis.notices()) {
        if (noticed.add(notice.message())) {
          findings.add(Told.of(notice, result.mask()));
        }
      }
      if (baseline.isIdle()) {
        boolean shared = reading.request().found() != null;
        result.findings().stream()
            .filter(finding -> !shared || isNew(finding))
            .forEach(findings::add);
      } else {
        Rest rest = baseline.rest(analysis, result.mask());
        rest.kept().forEach(finding -> findings.add(Told.of(finding, result.mask())));
        known += rest.hidden();
      }
      more.addAll(result.more());
      analysis.hidden().forEach(finding -> hidden.add(finding.rule()));
      old += result.old();
      unreadable |= !reading.isComplete();
    }

    /** Tells what was found outside of the values. */
    void tell(Suppression some, Mask mask) {
      some.hidden().forEach(finding -> hidden.add(finding.rule()));
      Rest rest =
          baseline.isIdle() ? new Rest(some.kept(), 0) : baseline.rest(some.kept(), mask);
      known += rest.hidden();
      for (Finding finding : rest.kept()) {
        Told mistake = Told.of(finding, mask);
        // that the chart has no such key, or takes no such value, only follows from how it is written
        findings.removeIf(
            told ->
                told.rule().topic().isOfSchema() && isAt(mistake.primary(), told.primary()));
        findings.add(place(mistake), mistake);
      }
    }

    /** Where a finding belongs among those of its file; behind all others if there are none. */
    private int place(Told mistake) {
      int place = findings.size();
      for (int i = findings.size() - 1; i >= 0; i--) {
        Told.Spot other = findings.get(i).primary();
        if (other.source().name().equals(mistake.primary().source().name())) {
          if (other.span().start() <= mistake.primary().span().start()) {
            return i + 1;
          }
          place = i;
        }
      }
      return place;
    }

    private static boolean isAt(Told.Spot one, Told.Spot other) {
      return one.span().start() == other.span().start()
          && one.source().name().equals(other.source().name());
    }

    Report report() {
      return new Report(
          EsslintVersion.current(),
          checked,
          findings,
          more,
          new Hidden(0, known, old, List.of()).with(hidden),
          skipped,
          failures);
    }
  }
}
