package dev.esslint.cli;

import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Upgrade;
import dev.esslint.analysis.Upgrade.Advice;
import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseChoice;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Hidden;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.UnifiedDiff;
import dev.esslint.report.Told;
import dev.esslint.report.Untold;
import dev.esslint.rule.Rule;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.source.Document;
import dev.esslint.source.SourceException;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint upgrade --from RELEASE FILE...}. */
final class UpgradeCommand implements Command {
  private static final String CHART = "--chart";
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
            "Tells what values meet when the chart is upgraded from one release to another: keys that are gone",
            "or have moved, defaults that changed and matter for these values, stops to make, and behaviour",
            "that is another one. What can be rewritten safely it rewrites, if asked to. Without a FILE it",
            "lists what there is to know about the upgrade.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint upgrade --from RELEASE [OPTIONS] [FILE...]",
            "       esslint upgrade --from RELEASE [OPTIONS] -f FILE [-f FILE]...")
        .synopsisHeading("")
        .footer(
            "",
            "Example: the chart is deployed with 26.1.0, and 26.8.1 is to come.",
            "  esslint upgrade --from 26.1.0                            what there is to know about it",
            "  esslint upgrade --from 26.1.0 --to 26.8.1 values.yaml    what of it matters for these values",
            "  esslint upgrade --from 26.1.0 --diff values.yaml         what --write would write",
            "  esslint upgrade --from 26.1.0 --write values.yaml        rewrite the file, tell what is left to do",
            "`helm list` tells the release that is deployed.",
            "",
            "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or something cannot be",
            "written, 3 an input cannot be read or is no YAML, 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description("Values files, each a deployment of its own; - is standard input.")
            .build());
    spec.addOption(LintCommand.layersOption());
    SetOptions.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("RELEASE", "The release of the chart that is deployed now.", "--from")
            .build());
    spec.addOption(
        Command.option("RELEASE", "The release that is to come. Default: the newest known.", "--to")
            .build());
    spec.addOption(
        Command.option(
                "PATH",
                "The chart that is to come, a folder or an archive as `helm pull` leaves it, for a release that esslint"
                    + " does not know; in place of --to.",
                CHART)
            .build());
    spec.addOption(
        Command.flag(
                "Print what --write would write as a unified diff, in place of the report. Secrets are masked.",
                "--diff")
            .build());
    spec.addOption(
        Command.flag(
                "Rewrite the files where that is safe, and report what is left to do.", "--write")
            .build());
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(LintCommand.clusterOption());
    Reporting.options().forEach(spec::addOption);
    RuleSelection.options().forEach(spec::addOption);
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    Release from = release(parsed, "--from", null);
    Chart next = next(parsed);
    Release to = Release.parse(next.release()).orElseThrow();
    if (from.compareTo(to) >= 0) {
      throw new UsageException(
          "--from "
              + from
              + " is not older than "
              + (parsed.has(CHART) ? "the chart that is to come, " : "--to ")
              + to
              + "; esslint knows no way back");
    }
    boolean diff = parsed.has("--diff");
    boolean write = parsed.has("--write");
    if (diff && write) {
      throw new UsageException("--diff shows what --write would write; give one of them");
    }
    for (String option : List.of("--format", "--output")) {
      if (diff && parsed.has(option)) {
        throw new UsageException(
            "--diff prints a diff in place of a report; leave " + option + " out");
      }
    }
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Settings settings = Settings.of(parsed, reader);
    List<Rule> rules = 
        RuleSelection.forUpgrade(settings, OwnRules.of(settings, reader, terminal).rules())
            .rules()
            .get();
    List<Request> requests = requests(parsed, SetOptions.of(parsed, reader));
    if (requests.isEmpty()) {
      if (diff || write) {
        throw new UsageException("which values file?" + TRY);
      }
      if (parsed.has("--format") || parsed.has("--output")) {
        throw new UsageException(
            "without a file there is only the list of what there is to know, on standard output");
      }
      Optional<Finding> holes =
          new Upgrade(Charts.load(from), next, rules, null, InstallationOptions.of(settings))
              .holesByDefault();
      terminal.print(Mask.none().shown(path(rules, from, to, holes)));
      return ExitStatus.CLEAN;
    }
    if (write && requests.stream().anyMatch(r -> r.files().contains(Inputs.STDIN))) {
      throw new UsageException("standard input cannot be rewritten; --diff shows what would be");
    }
    Reporting reporting = Reporting.of(parsed, settings, terminal);
    Value cluster = LintCommand.cluster(settings, reader);
    Upgrade upgrade = new Upgrade(
            Charts.load(from), next, rules, cluster, InstallationOptions.of(settings));
    Mask line = parsed.mask();
    Tally tally =
        new Tally(
            line,
            next.release(),
            (parsed.has(CHART) ? "from " + parsed.value(CHART, "") + ", " : "")
                + "upgraded from "
                + from);
    List<Reading> deployments = new ArrayList<>();
    for (Request request : requests) {
      try {
        deployments.add(upgrade.read(request, reader).reading().complete());
      } catch (SourceException e) {
        tally.failures.add(e);
      }
    }
    boolean rewrites = write && tally.failures.isEmpty();
    for (Reading deployment : deployments) {
      advise(upgrade, deployment, rewrites, tally);
    }
    reporting.spare(reader, parsed.value(CHART, ""));
    Rewritten.write(tally.texts, reader);
    if (!tally.texts.isEmpty()) {
      terminal.complain(
          line.shown(
              "rewrote "
                  + String.join(", ", tally.texts.keySet())
                  + ": "
                  + tally.summary("mended ")));
    }
    Report report = tally.report(rules);
    if (diff) {
      for (Shown file : tally.diff) {
        terminal.print(file);
      }
      terminal.complain(line.shown(tally.summary("--write would mend ")));
      tally.kept.forEach(terminal::complain);
    } else {
      reporting.write(report);
    }
    tally.failures.forEach(f -> terminal.complain(line.shown(Failures.describe(f))));
    if (!tally.failures.isEmpty()) {
      return ExitStatus.INPUT;
    }
    return reporting.fails(report) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  /** The chart that is to come. */
  private Chart next(Arguments parsed) throws UsageException, SourceException {
    if (!parsed.has(CHART)) {
      return Charts.load(release(parsed, "--to", Charts.newest()));
    }
    if (parsed.has("--to")) {
      throw new UsageException("a chart has its own release; give either " + CHART + " or --to");
    }
    return ChartChoice.read(new Setting(parsed.value(CHART, "")), terminal.folder());
  }

  /** The release that an option names. */
  private static Release release(Arguments parsed, String option, @Nullable Release otherwise)
      throws UsageException {
    String text = parsed.value(option, "");
    if (!text.isEmpty()) {
      return switch (ReleaseChoice.of(text)) {
        case ReleaseChoice.Known(Release known) -> known;
        case ReleaseChoice.Newer(String wanted) ->
            throw new UsageException(
                "release "
                    + wanted
                    + " of the chart is newer than all that esslint knows; the newest is "
                    + Charts.newest()
                    + (option.equals("--to") ? "; give it the chart itself with " + CHART : ""));
        case ReleaseChoice.Unknown(String reason, Release nearest) ->
            throw new UsageException(reason);
      };
    }
    if (otherwise == null) {
      throw new UsageException(
          "which release is deployed now? Give it with "
              + option
              + "; `helm list` tells it."
              + TRY);
    }
    return otherwise;
  }

  private static List<Request> requests(Arguments parsed, List<Layer.Argument> arguments)
      throws UsageException {
    List<String> files = parsed.positionals(0);
    List<String> layers = parsed.values("--values");
    if (!files.isEmpty() && !layers.isEmpty()) {
      throw new UsageException(
          "-f gives the layers of one deployment, and `"
              + files.getFirst()
              + "` would be another one; give either -f or files");
    }
    return files.isEmpty() && !(layers.isEmpty() && arguments.isEmpty())
        ? List.of(new Request(layers, arguments, false))
        : files.stream()
            .distinct()
            .map(file -> new Request(List.of(file), arguments, false))
            .toList();
  }

  private static void advise(Upgrade upgrade, Reading reading, boolean rewrites, Tally tally)
      throws ChartException {
    Advice advice = upgrade.advise(reading);
    List<Document> documents = reading.documents();
    tally.found += advice.findings().size() + advice.more().stream().mapToInt(More::count).sum();
    tally.mended += advice.mended();
    Mask mask = advice.mask();
    advice.kept().forEach(finding -> tally.keep(finding, mask));
    for (int i = 0; i < documents.size(); i++) {
      Document before = documents.get(i);
      Document after = advice.documents().get(i);
      if (!before.source().equals(after.source())) {
        tally.diff.add(
            UnifiedDiff.of(mask.shown(before.source()), mask.shown(after.source()), mask));
        if (rewrites) {
          tally.texts.put(
              reading.request().files().get(i), new Rewritten(before.source(), after.source()));
        }
      }
    }
    if (rewrites && advice.mended() > 0) {
      tally.add(reading, upgrade.advise(reading.with(advice.documents())));
    } else {
      tally.add(reading, advice);
    }
  }

  /** What the rules say about the way from one release to another, the oldest change first. */
  private static String path(
      List<Rule> rules, Release from, Release to, Optional<Finding> holes) {
    record Step(Release release, RuleInfo rule) {}
    List<Step> steps = new ArrayList<>();
    for (Rule rule : rules) {
      if (!(rule.trigger() instanceof Rule.Checked)
          && rule.from() != null
          && rule.from().contains(from) && rule.charts().contains(to)) {
        Charts.releases().stream()
            .filter(release -> release.compareTo(from) > 0 && rule.charts().contains(release))
            .findFirst()
            .ifPresent(release -> steps.add(new Step(release, rule.info())));
      }
    }
    steps.sort(Comparator.comparing(Step::release).thenComparing(step -> step.rule().id()));
    StringBuilder text = new StringBuilder();
    text.append("From ").append(from).append(" to ").append(to).append(":\n\n");
    for (Step step : steps) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %s  %-7s  %s\n",
              step.release(),
              step.rule().id(),
              step.rule().level().label(),
              step.rule().summary()));
    }
    if (holes.isPresent()) {
      text.append("\nAs far as the chart deploys it by default: ")
          .append(holes.get().message())
          .append('\n');
      holes.get().notes().forEach(note -> text.append("  ").append(note).append('\n'));
    }
    return text.append(
            "\n`esslint explain ID` tells more. With a values file only what matters for it is told.\n")
        .toString();
  }

  /** Adds up what was found. */
  private static final class Tally {
    private final String release;
    private final String chosen;
    private final List<Checked> checked = new ArrayList<>();
    private final Mask line;
    private final List<Told> findings = new ArrayList<>();
    private final List<Untold> more = new ArrayList<>();
    private final List<SourceException> failures = new ArrayList<>();
    private final Map<String, Rewritten> texts = new LinkedHashMap<>();
    private final List<Shown> kept = new ArrayList<>();
    private final List<Shown> diff = new ArrayList<>();
    private int found;
    private int mended;

    /**
     * @param line keeps what is secret on the command line
     */
    Tally(Mask line, String release, String chosen) {
      this.line = line;
      this.release = release;
      this.chosen = chosen;
    }

    void add(Reading reading, Advice advice) {
      checked.add(
          new Checked(
              reading.names().stream().map(line::shown).toList(), release, line.shown(chosen)));
      advice.findings().forEach(finding -> findings.add(Told.of(finding, advice.mask())));
      advice.more().forEach(some -> more.add(Untold.of(some, advice.mask())));
    }

    /** Takes down what the files alone cannot mend, for whom no report tells. */
    void keep(Finding finding, Mask mask) {
      Location place = finding.primary();
      kept.add(
          mask.shown(
              Failures.prefix(new SourceException.Place(place.source(), place.span()))
                  + finding.rule().id()
                  + " stays: an argument takes part, and only files can be rewritten"));
    }

    String summary(String verb) {
      return verb + mended + " of " + found + (found == 1 ? " finding" : " findings");
    }

    Report report(List<Rule> rules) {
      return new Report(
          Version.current(),
          checked,
          findings,
          more,
          Hidden.NONE,
          List.of(),
          failures.stream().map(e -> Failure.of(e, line)).toList(),
          rules.stream().map(Rule::info).toList());
    }
  }
}
