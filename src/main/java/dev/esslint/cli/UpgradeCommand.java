package dev.esslint.cli;

import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Upgrade;
import dev.esslint.analysis.Upgrade.Advice;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseChoice;
import dev.esslint.cli.UpgradeTally.Advised;
import dev.esslint.edit.LayerTexts;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.Report;
import dev.esslint.report.UnifiedDiff;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint upgrade --from RELEASE FILE...}. */
final class UpgradeCommand implements Command {
  private static final String CHART = "--chart";
  private static final String DIFF = "--diff";
  private static final String WRITE = "--write";
  private static final String TRY = "\nTry `esslint upgrade --help`.";

  private final Terminal terminal;

  UpgradeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint upgrade",
            "Shows what breaks or changes between two releases of the chart. That includes removed",
            "or moved keys, changed defaults that matter for these values, releases that must not be skipped, and",
            "changed behaviour. With --write it rewrites the values where that is safe. Without a FILE it",
            "lists everything about the upgrade.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint upgrade --from RELEASE [OPTIONS] [FILE...]",
            "       esslint upgrade --from RELEASE [OPTIONS] -f FILE [-f FILE]...")
        .synopsisHeading("")
        .footer(
            "",
            "Example: 26.1.0 is deployed, and you want to upgrade to 26.8.1.",
            "  esslint upgrade --from 26.1.0                            list everything about the upgrade",
            "  esslint upgrade --from 26.1.0 --to 26.8.1 values.yaml    only what matters for these values",
            "  esslint upgrade --from 26.1.0 --diff values.yaml         show what --write would write",
            "  esslint upgrade --from 26.1.0 --write values.yaml        rewrite the file, report the rest",
            "`helm list` shows the release that is deployed.",
            "",
            "Exit status: 0 no findings at or above --fail-on. 1 findings. 2 wrong usage, or a file cannot be",
            "written. 3 an input cannot be read or is not YAML. 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description(
                "Values files, each of a separate deployment; manifests or folders with deployments; - is standard input.")
            .build());
    spec.addOption(LayerFiles.option());
    SetOptions.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("RELEASE", "The release of the chart that is deployed now.", "--from")
            .build());
    spec.addOption(
        Command.option("RELEASE", "The new release of the chart. Default: the newest known release.", "--to")
            .build());
    spec.addOption(
        Command.option(
                "PATH",
                "The new chart, a folder or an archive from `helm pull`, for a release that esslint"
                    + " does not know; instead of --to.",
                CHART)
            .build());
    spec.addOption(
        Command.flag(
                "Print what --write would write as a unified diff instead of the report. Secrets are masked.",
                DIFF)
            .build());
    spec.addOption(
        Command.flag(
                "Rewrite the files where that is safe, and report what remains to do.", WRITE)
            .build());
    spec.addOption(Lookup.deploymentOption());
    spec.addOption(Deployed.option());
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    Reporting.options().forEach(spec::addOption);
    RuleSelection.options().forEach(spec::addOption);
    spec.addOption(LintCommand.ignoresOption());
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Settings settings = Settings.of(parsed, reader, terminal);
    Charts charts = settings.chartsOfNamed();
    Release from = release(parsed, "--from", null, charts);
    Chart next = next(parsed, charts);
    checkDirection(parsed, from, next);
    checkOptions(parsed);
    Criteria criteria =
        Criteria.forUpgrade(!parsed.has(LintCommand.NO_IGNORES), settings, reader, terminal);
    Upgrade upgrade =
        new Upgrade(
            charts,
            charts.load(from),
            next,
            criteria.rules().get(),
            criteria.cluster(),
            criteria.installation(),
            criteria.ignoring());
    List<Layer.Argument> arguments = SetOptions.of(parsed, reader);
    List<Request> requests = requests(parsed, settings, arguments, reader);
    if (requests.isEmpty()) {
      checkWayOnly(parsed);
      terminal.print(
          Mask.none().shown(UpgradePath.text(criteria.rules().get(), from, release(next), charts, upgrade.holesByDefault())));
      return ExitStatus.CLEAN;
    }
    boolean write = parsed.has(WRITE);
    if (write && requests.stream().anyMatch(r -> r.files().contains(Inputs.STDIN))) {
      throw new UsageException("standard input cannot be rewritten; --diff shows what would be");
    }
    Reporting reporting = Reporting.of(parsed, settings, terminal);
    Mask line = parsed.mask();
    UpgradeTally tally = new UpgradeTally(line, next.release(), way(parsed, from));
    Advised advised = advised(upgrade, requests, parsed, settings, reader, tally);
    Map<SourceText, SourceText> changed = LayerTexts.changed(tally.agreed(advised));
    reporting.spare(reader, parsed.value(CHART, ""));
    if (write && tally.failures().isEmpty() && !changed.isEmpty()) {
      write(changed, reader, line, tally);
      SourceReader again = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
      List<Request> rewritten = requests(parsed, settings, arguments, again);
      tally.add(advised(upgrade, rewritten, parsed, settings, again, tally));
    } else {
      tally.add(advised);
    }
    Report report = tally.report();
    if (parsed.has(DIFF)) {
      printDiff(changed, advised, line, tally);
    } else {
      reporting.write(report);
    }
    tally.failures().forEach(f -> terminal.complain(line.shown(Failures.describe(f))));
    if (!tally.failures().isEmpty()) {
      return ExitStatus.INPUT;
    }
    return reporting.fails(report) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private static Release release(Chart chart) {
    return Release.parse(chart.release()).orElseThrow();
  }

  /** How the release was chosen, for the summary. */
  private static String way(Arguments parsed, Release from) {
    String chart = parsed.has(CHART) ? "from " + parsed.value(CHART, "") + ", " : "";
    return chart + "upgraded from " + from;
  }

  private static void checkDirection(Arguments parsed, Release from, Chart next)
      throws UsageException {
    Release to = release(next);
    if (from.compareTo(to) >= 0) {
      throw new UsageException(
          "--from "
              + from
              + " is not older than "
              + (parsed.has(CHART) ? "the new chart, " : "--to ")
              + to
              + "; esslint does not support downgrades");
    }
  }

  private static void checkOptions(Arguments parsed) throws UsageException {
    if (parsed.has(DIFF) && parsed.has(WRITE)) {
      throw new UsageException("--diff shows what --write would write; use only one of them");
    }
    for (String option : List.of("--format", "--output")) {
      if (parsed.has(DIFF) && parsed.has(option)) {
        throw new UsageException("--diff prints a diff instead of a report; remove " + option);
      }
    }
  }

  /** Without values there is only a list of what the way brings, and no report. */
  private static void checkWayOnly(Arguments parsed) throws UsageException {
    if (parsed.has(DIFF) || parsed.has(WRITE) || parsed.has(Deployed.BEFORE)) {
      throw new UsageException("which values file?" + TRY);
    }
    if (parsed.has("--format") || parsed.has("--output")) {
      throw new UsageException("without a file, upgrade only prints a list, on standard output");
    }
  }

  private void write(
      Map<SourceText, SourceText> changed, SourceReader reader, Mask line, UpgradeTally tally)
      throws UsageException {
    Map<String, Rewritten> files = new LinkedHashMap<>();
    changed.forEach((before, after) -> files.put(before.name(), new Rewritten(before, after)));
    Rewritten.write(files, reader);
    List<String> names = changed.keySet().stream().map(SourceText::name).toList();
    terminal.complain(
        line.shown("rewrote " + String.join(", ", names) + ": " + tally.summary("fixed ")));
  }

  private void printDiff(
      Map<SourceText, SourceText> changed, Advised advised, Mask line, UpgradeTally tally)
      throws IOException {
    for (Map.Entry<SourceText, SourceText> file : changed.entrySet()) {
      Mask mask = mask(file.getKey(), advised.advices());
      terminal.print(UnifiedDiff.of(mask.shown(file.getKey()), mask.shown(file.getValue()), mask));
    }
    if (!advised.deployments().isEmpty()) {
      terminal.complain(line.shown(tally.summary("--write would fix ")));
    }
    tally.kept().forEach(terminal::complain);
  }

  /** The chart that is to come. */
  private Chart next(Arguments parsed, Charts charts) throws UsageException, SourceException {
    if (!parsed.has(CHART)) {
      return charts.load(release(parsed, "--to", charts.newest(), charts));
    }
    if (parsed.has("--to")) {
      throw new UsageException("a chart has its own release; use either " + CHART + " or --to");
    }
    return ChartChoice.read(new Setting(parsed.value(CHART, "")), terminal.folder());
  }

  /** The release that an option names, of those that are known. */
  static Release release(
      Arguments parsed, String option, @Nullable Release otherwise, Charts charts)
      throws UsageException {
    String text = parsed.value(option, "");
    if (!text.isEmpty()) {
      return switch (charts.choose(text)) {
        case ReleaseChoice.Known(Release known) -> known;
        case ReleaseChoice.Newer(String wanted) ->
            throw new UsageException(
                "release "
                    + wanted
                    + " of the chart is newer than all that esslint knows; the newest is "
                    + charts.newest()
                    + (option.equals("--to") ? "; use the chart itself with " + CHART : ""));
        case ReleaseChoice.Unknown(String reason, Release nearest) ->
            throw new UsageException(reason);
      };
    }
    if (otherwise == null) {
      throw new UsageException(
          "which release is deployed now? Give it with "
              + option
              + "; `helm list` shows it."
              + TRY);
    }
    return otherwise;
  }

  /** What is to be upgraded; nothing if only the way is asked for. */
  private static List<Request> requests(
      Arguments parsed, Settings settings, List<Layer.Argument> arguments, SourceReader reader)
      throws UsageException, SourceException, IOException {
    List<String> files = parsed.positionals(0);
    List<String> layers = parsed.values("--values");
    if (!files.isEmpty() && !layers.isEmpty()) {
      throw new UsageException(
          "-f is for the values files of one deployment, but `"
              + files.getFirst()
              + "` would be another deployment; use either -f or files");
    }
    Optional<Inputs> found = Lookup.unlessValues(parsed, settings, arguments, reader);
    if (found.isPresent()) {
      return found.get().deployments();
    }
    return files.isEmpty() && !(layers.isEmpty() && arguments.isEmpty())
        ? List.of(new Request(layers, arguments, false))
        : files.stream()
            .distinct()
            .map(file -> new Request(List.of(file), arguments, false))
            .toList();
  }

  private static Advised advised(
      Upgrade upgrade,
      List<Request> requests,
      Arguments parsed,
      Settings settings,
      SourceReader reader,
      UpgradeTally tally)
      throws Exception {
    Advised advised = new Advised(new ArrayList<>(), new ArrayList<>());
    try (Deployed deployed = Deployed.of(parsed, settings, Lookup.plain(requests), reader)) {
      for (Request request : requests) {
        try {
          Reading now = upgrade.read(request, reader).reading().complete();
          Reading before = deployed == null ? null : deployed.of(request, upgrade::read);
          advised.advices().add(upgrade.advise(now, before));
          advised.deployments().add(now);
        } catch (SourceException e) {
          tally.fail(e);
        }
      }
    }
    return advised;
  }

  /** What keeps the secrets of a file from being printed: what the first deployment that it is part of knows. */
  private static Mask mask(SourceText file, List<Advice> advices) {
    for (Advice advice : advices) {
      if (advice.edits().stream().anyMatch(edit -> edit.file().equals(file))) {
        return advice.mask();
      }
    }
    throw new IllegalStateException("nobody changes " + file.name());
  }
}
