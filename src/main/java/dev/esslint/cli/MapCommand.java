package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Targets;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.SourceReader;
import dev.esslint.map.DeploymentMap;
import dev.esslint.map.DeploymentMap.Warning;
import dev.esslint.map.HtmlMap;
import dev.esslint.map.JsonMap;
import dev.esslint.map.MapWriter;
import dev.esslint.map.MermaidMap;
import dev.esslint.map.SvgMap;
import dev.esslint.map.TextMap;
import dev.esslint.model.Model;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.text.Visible;
import dev.esslint.values.Layer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint map FILE...}. */
final class MapCommand implements Command {
  /** So many reasons for which Helm refuses values are told; the others are counted. */
  private static final int MAX_TOLD = 5;

  private static final String SOURCE_LINK = "--source-link";

  /** The formats of maps. */
  private enum Format {
    TEXT,
    JSON,
    MERMAID,
    SVG,
    HTML
  }

  private final Terminal terminal;

  MapCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint map",
            "Shows what the chart deploys with these values: the components and why they are there,",
            "connections to allow, names that need DNS and certificates, databases and secrets (never their",
            "values). Also the content of /.well-known/matrix/client, server and support. Each fact shows the",
            "line that it comes from.",
            "",
            "A value that a template or a placeholder hides is shown as unknown. Values that Helm refuses are",
            "shown as far as possible, with the reason on standard error. The exit status is 0 even",
            "then; use `esslint FILE` to check values.");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  esslint map values.yaml                            tables",
            "  esslint map -f values.yaml -f prod.yaml            of two files of one deployment",
            "  helm get values ess | esslint map -                of the current deployment",
            "  esslint map --format html -o map.html values.yaml  a page with a picture, to send or print",
            "  esslint map --format json values.yaml              for programs: docs/map-json-v1.md");
    LayerFiles.addTo(spec);
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    Settings.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("FORMAT", "text, json, mermaid, svg or html. Default: text.", "--format")
            .completionCandidates(List.of("text", "json", "mermaid", "svg", "html"))
            .build());
    spec.addOption(
        Command.option(
                "ADDRESS",
                "With html, the address of a line of a file, to which each fact links. {file} and {line} are"
                    + " replaced, as in https://git.example.org/ess/blob/main/{file}#L{line}.",
                SOURCE_LINK)
            .build());
    spec.addOption(Output.option("map"));
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader options = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Settings settings = Settings.of(parsed, options, terminal);
    Output output = Output.of(parsed, terminal);
    MapWriter writer = writer(settings, sourceLink(parsed));
    List<Layer.Argument> arguments = SetOptions.of(parsed, options);
    Targets targets = ChartChoice.of(settings, terminal.folder());
    Criteria criteria = Criteria.of(true, settings, options, terminal);
    List<Rule> chosen = criteria.rules().get();
    Set<String> told = chosen.stream().map(rule -> rule.info().id()).collect(Collectors.toSet());
    List<Rule> taking = withUsual(chosen, told);
    Analyzer analyzer = criteria.analyzer(targets, () -> taking);
    Reading reading = LayerFiles.read(analyzer, parsed, settings, arguments, options, "map");
    Analysis analysis = analyzer.analyze(reading);
    Mask mask = analysis.mask();
    DeploymentMap map =
        new DeploymentMap(
            EsslintVersion.current(),
            reading.names(),
            analysis.release(),
            reading.target().chosen(),
            Model.of(analysis.resolved().orElseThrow(), reading.subject().release(), criteria.cluster()),
            analysis.findings().stream()
                .filter(finding -> finding.rule().level() != Level.NOTE)
                .filter(finding -> told.contains(finding.rule().id()))
                .map(MapCommand::warning)
                .toList(),
            mask::part);
    output.spare(options, ChartChoice.path(settings));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    writer.write(map, written);
    output.write("map", mask.shown(written.toString(StandardCharsets.UTF_8)));
    complain(analysis, mask);
    return ExitStatus.CLEAN;
  }

  /** Rules with those that take part unless somebody chooses: what Helm refuses is said whatever is chosen. */
  private static List<Rule> withUsual(List<Rule> chosen, Set<String> ids) {
    return Stream.concat(
            chosen.stream(),
            BuiltInRules.usual().stream().filter(rule -> !ids.contains(rule.info().id())))
        .toList();
  }

  private static Warning warning(Finding finding) {
    return new Warning(
        finding.rule().level(),
        finding.rule().id(),
        message(finding),
        finding.primary().path(),
        place(finding.primary()));
  }

  private static String message(Finding finding) {
    return finding.message().strip().replaceAll("\\s+", " ");
  }

  private static String place(Location at) {
    return Visible.of(at.source().name()) + ":" + at.source().position(at.span().start());
  }

  private static String sourceLink(Arguments parsed) throws UsageException {
    String link = parsed.value(SOURCE_LINK, "");
    if (!link.isEmpty() && !link.contains("{file}")) {
      throw new UsageException(
          SOURCE_LINK + " needs {file}, as in https://git.example.org/ess/blob/main/{file}#L{line}");
    }
    return link;
  }

  private static MapWriter writer(Settings settings, String sourceLink) throws UsageException {
    return switch (Choice.of(settings, "--format", Format.TEXT)) {
      case TEXT -> new TextMap();
      case JSON -> new JsonMap();
      case MERMAID -> new MermaidMap();
      case SVG -> new SvgMap();
      case HTML -> new HtmlMap(sourceLink);
    };
  }

  /** Says what is to be said about the release, and why Helm would refuse the values. */
  private void complain(Analysis analysis, Mask mask) {
    analysis.notices().forEach(notice -> terminal.complain(mask.shown(notice.message())));
    List<Finding> refused =
        Stream.concat(analysis.findings().stream(), analysis.hidden().stream())
            .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
            .toList();
    if (refused.isEmpty()) {
      return;
    }
    StringBuilder text =
        new StringBuilder("Helm will refuse these values; the map shows what is known");
    for (Finding finding : refused.subList(0, Math.min(MAX_TOLD, refused.size()))) {
      text.append("\n  ")
          .append(place(finding.primary()))
          .append(": ")
          .append(finding.rule().id())
          .append(' ')
          .append(Visible.of(message(finding)));
    }
    if (refused.size() > MAX_TOLD) {
      text.append("\n  and ").append(refused.size() - MAX_TOLD).append(" more");
    }
    terminal.complain(mask.shown(text.toString()));
  }
}
