package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.input.SourceReader;
import dev.esslint.probe.Ask;
import dev.esslint.probe.Asking;
import dev.esslint.probe.Check;
import dev.esslint.probe.JsonProbe;
import dev.esslint.probe.JunitProbe;
import dev.esslint.probe.Omitted;
import dev.esslint.probe.Plan;
import dev.esslint.probe.ProbeReport;
import dev.esslint.probe.ProbeReport.Known;
import dev.esslint.probe.ProbeWriter;
import dev.esslint.probe.Prober;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Result;
import dev.esslint.probe.SarifProbe;
import dev.esslint.probe.SeenAddress;
import dev.esslint.probe.TextProbe;
import dev.esslint.probe.Verdict;
import dev.esslint.report.ArtifactUris;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint probe FILE...}: the only command that uses the network. */
final class ProbeCommand implements Command {

  /** The formats of what was found. */
  private enum Format {
    TEXT,
    JSON,
    SARIF,
    JUNIT
  }

  private final Terminal terminal;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint probe",
            "Asks a deployment that runs whether it keeps what its values promise: DNS, certificates, well-known",
            "documents, APIs, calls. Says which promise is not kept, where the fault is, and what to change.",
            "No other command uses the network.",
            "",
            "The exit status is 1 if a promise is not kept, and 2 if nothing could be asked.");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  esslint probe values.yaml                            ask as a client does",
            "  esslint probe --dry-run values.yaml                  what would be asked",
            "  esslint probe --only dns,tls values.yaml             only names and certificates",
            "  esslint probe --resolve example.org:443:192.0.2.7 values.yaml",
            "  esslint probe --script values.yaml > inside.sh       what to run in a pod",
            "  esslint probe --inside inside.txt values.yaml        with what it answered",
            "  esslint probe --user @alice:example.org values.yaml  prove that a call works",
            "  esslint probe --format json values.yaml              for programs: docs/probe-json-v1.md");
    LayerFiles.addTo(spec);
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    Settings.options().forEach(spec::addOption);
    ProbeOptions.options().forEach(spec::addOption);
    ProbeInside.options().forEach(spec::addOption);
    ProbeAccount.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("FORMAT", "text, json, sarif or junit. Default: text.", "--format")
            .completionCandidates(Choice.words(Format.values()))
            .build());
    spec.addOption(Output.option("report"));
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Settings settings = Settings.of(parsed, reader, terminal);
    Output output = Output.of(parsed, terminal);
    ProbeWriter writer = writer(settings);
    Value cluster = ClusterOption.read(settings, reader);
    Plan.Standpoint stated = ProbeOptions.stated(parsed, settings, cluster);
    Set<Promise> only = ProbeOptions.only(parsed);
    ProbeInside inside = ProbeInside.of(parsed, reader);
    ProbeAccount account = ProbeAccount.of(parsed, reader);
    Analysis analysis = analysis(parsed, settings, reader, cluster);
    Reading reading = analysis.reading();
    Release release = reading.subject().release();
    Model model = Model.of(analysis.resolved().orElseThrow(), release, cluster);
    Plan all = Plan.of(model, release, stated);
    Plan plan = chosen(all, only);
    output.spare(reader, ChartChoice.path(settings));
    Mask mask = analysis.mask();
    analysis.notices().forEach(notice -> terminal.complain(mask.shown(notice.message())));
    if (parsed.has(ProbeOptions.DRY_RUN)) {
      List<Check> checks = new ArrayList<>(plan.checks());
      checks.addAll(inside.planned(all, model, release, only));
      checks.addAll(account.planned(all, only));
      output.write("plan", mask.shown(TextProbe.planned(new Plan(checks, plan.omitted()))));
      return ExitStatus.CLEAN;
    }
    if (inside.script()) {
      output.write("script", mask.shown(ProbeInside.written(all, model, release)));
      return ExitStatus.CLEAN;
    }
    ProbeProgress progress = new ProbeProgress(terminal);
    Asking asking = ProbeOptions.asking(parsed, stated, reader);
    List<Result> outside = new Prober(asking, progress::asked).run(plan);
    List<Result> results = new ArrayList<>(wanted(SeenAddress.compared(inside.with(outside, inside.planned(all, model, release, only))), only));
    List<Omitted> omitted = new ArrayList<>(plan.omitted());
    if (account.calls(only)) {
      progress.asked("a call of " + account.user());
      results.addAll(account.results(all, asking, only));
      ProbeAccount.omitted(all).ifPresent(omitted::add);
    }
    progress.end();
    ProbeReport report =
        new ProbeReport(
            EsslintVersion.current(),
            reading.names(),
            analysis.release(),
            reading.target().chosen(),
            stated.from(),
            known(analysis, results),
            results,
            omitted);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    writer.write(report, written);
    output.write("report", mask.shown(written.toString(StandardCharsets.UTF_8)));
    return report.isBroken() ? ExitStatus.FINDINGS : report.isBlind() ? blind() : ExitStatus.CLEAN;
  }

  private int blind() {
    terminal.complain(Mask.none().shown("nothing could be asked from this machine"));
    return ExitStatus.USAGE;
  }

  private ProbeWriter writer(Settings settings) throws UsageException {
    return switch (Choice.of(settings, "--format", Format.TEXT)) {
      case TEXT -> new TextProbe();
      case JSON -> new JsonProbe();
      case SARIF -> new SarifProbe(new ArtifactUris(terminal.folder())::of);
      case JUNIT -> new JunitProbe();
    };
  }

  private Analysis analysis(Arguments parsed, Settings settings, SourceReader reader, @Nullable Value cluster) throws Exception {
    List<Layer.Argument> arguments = SetOptions.of(parsed, reader);
    Targets targets = ChartChoice.of(settings, terminal.folder());
    Analyzer analyzer =
        new Analyzer(targets, BuiltInRules::usual, cluster, InstallationOptions.of(settings), Ignoring.NOTHING, Runnable::run);
    return analyzer.analyze(LayerFiles.read(analyzer, parsed, settings, arguments, reader, "probe"));
  }

  /** The checks that were asked for, and those that others need, as far as they are of the same name. */
  private static Plan chosen(Plan plan, Set<Promise> only) {
    if (only.isEmpty()) {
      return plan;
    }
    Set<String> hosts = new HashSet<>();
    plan.checks().stream().filter(check -> only.contains(check.promise())).forEach(check -> hosts.add(check.ask().host()));
    Set<String> compared = SeenAddress.names(plan, only);
    return new Plan(
        plan.checks().stream()
            .filter(
                check ->
                    only.contains(check.promise())
                        || (isNeeded(check) && hosts.contains(check.ask().host()))
                        || (check.promise() == Promise.N1 && compared.contains(check.ask().host())))
            .toList(),
        List.of());
  }

  private static boolean isNeeded(Check check) {
    return check.ask() instanceof Ask.Addresses || check.ask() instanceof Ask.Handshake;
  }

  /** What was not asked for is told only if it explains a failure. */
  private static List<Result> wanted(List<Result> results, Set<Promise> only) {
    return results.stream()
        .filter(result -> only.isEmpty() || only.contains(result.check().promise()) || result.verdict() instanceof Verdict.Broken)
        .toList();
  }


  /** Errors, and what explains something that was found. */
  private static List<Known> known(Analysis analysis, List<Result> results) {
    Set<String> explaining = new HashSet<>();
    results.forEach(result -> ProbeReport.causes(result.verdict()).forEach(cause -> explaining.addAll(cause.rules())));
    List<Known> known = new ArrayList<>();
    for (Finding finding : analysis.findings()) {
      if (finding.rule().level() == Level.ERROR || explaining.contains(finding.rule().id())) {
        var place = finding.primary();
        known.add(
            new Known(
                finding.rule().id(),
                finding.rule().level().label(),
                place.source().name() + ":" + place.source().position(place.span().start()),
                finding.message()));
      }
    }
    return known;
  }
}
