package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Reading;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.json.JsonWriter;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.text.Position;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceException.Place;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Installation;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;

/** {@code esslint config [FILE]}: every setting that holds for a file, and where it comes from. */
final class ConfigCommand implements Command {
  /** The settings that the configuration can give, and what holds where nobody says anything. */
  static final Map<String, String> DEFAULTS = defaults();

  private static final int WIDTH = 16;

  private final Terminal terminal;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("chart-version", "what the values say, or else the newest known");
    defaults.put("chart", "none");
    defaults.put("name", "not known");
    defaults.put("namespace", "not known");
    defaults.put("chart-folders", "charts beside the values");
    defaults.put("helm-cache", "false");
    defaults.put("cluster", "nothing is known");
    defaults.put("rules", "none of your own");
    defaults.put("select", "all but the optional ones");
    defaults.put("extend-select", "none");
    defaults.put("ignore", "none");
    defaults.put("severity", "as the rules say");
    defaults.put("per-file", "none");
    defaults.put("per-path", "none");
    defaults.put("require-reason", "false");
    defaults.put("baseline", ".esslint-baseline.yaml, if it is there");
    defaults.put("fail-on", "error");
    defaults.put("deployments", "those that are found");
    defaults.put("discover", "everywhere below the working directory");
    defaults.put("docs", "the pages in the repository of esslint");
    defaults.put("unknown", "counted in the summary");
    return defaults;
  }

  /** Where a setting comes from. */
  private enum From {
    DEFAULT("default"),
    CONFIGURATION("configuration"),
    LINE("command line"),
    FILE("file");

    final String label;

    From(String label) {
      this.label = label;
    }
  }

  /**
   * What holds.
   *
   * @param key of the configuration, with that of an entry after a dot
   * @param place where a file says it
   */
  private record Row(String key, String value, From from, Optional<Place> place) {
    Row(String key, String value, From from) {
      this(key, value, from, Optional.empty());
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint config",
            "Shows every setting that holds for a file, and where it comes from: the command line, the configuration",
            "with file and line, the file itself, or the default.");
    spec.usageMessage()
        .customSynopsis("Usage: esslint config [OPTIONS] [FILE]")
        .synopsisHeading("")
        .footer(
            "",
            "Examples:",
            "  esslint config                      what holds in this folder",
            "  esslint config dev/values.yaml      the same for a file, with what is ignored in it",
            "",
            "Exit status: 0, or 2 for wrong usage or configuration, 3 if the file cannot be read.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..1")
            .description("A values file; left out: what holds for all.")
            .build());
    spec.addOption(Command.option("FORMAT", "text or json. Default: text.", "--format")
            .completionCandidates(List.of("text", "json"))
            .build());
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    RuleSelection.options().forEach(spec::addOption);
    spec.addOption(Reporting.failOnOption());
    spec.addOption(BaselineFile.fileOption());
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    boolean json =
        switch (parsed.value("--format", "text")) {
          case "text" -> false;
          case "json" -> true;
          default -> throw new UsageException("--format takes text or json");
        };
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Settings settings = Settings.of(parsed, reader, terminal);
    String file = parsed.positionals(0).stream().findFirst().orElse("");
    RuleSelection selection =
        RuleSelection.of(settings, OwnRules.of(settings, reader, terminal).rules());
    // what a run would refuse is refused here
    Policy policy = Policy.of(settings, selection::all, terminal.folder());
    List<Rule> rules = policy.leveled(selection.rules()).get();
    Installation installation = InstallationOptions.of(settings);
    ClusterOption.read(settings, reader);
    DeploymentSettings.of(settings, selection, reader);
    Choice.of(settings, "--fail-on", Reporting.Threshold.ERROR);
    List<Row> rows = rows(parsed, settings, file);
    if (!file.isEmpty()) {
      rows.addAll(releases(parsed, settings, installation, rules, file, reader));
    }
    long taking = rules.stream().filter(rule -> rule.isAbout(Subject.DEPLOYMENT)).count();
    Mask mask = parsed.mask();
    if (json) {
      JsonWriter.write(terminal.out(), out -> write(rows, file, settings, taking, mask, out));
    } else {
      terminal.print(mask.shown(Visible.escaped(text(rows, file, settings, taking), true)));
    }
    return ExitStatus.CLEAN;
  }

  private static List<Row> rows(Arguments parsed, Settings settings, String file)
      throws UsageException {
    List<Row> rows = new ArrayList<>();
    ConfigurationFile configuration = settings.configuration();
    for (Map.Entry<String, String> setting : DEFAULTS.entrySet()) {
      String key = setting.getKey();
      @Nullable Node node = configuration == null ? null : configuration.get(key);
      if (parsed.has("--" + key)) {
        String given =
            switch (key) {
              case "rules", "select", "extend-select", "ignore" ->
                  String.join(", ", parsed.values("--" + key));
              default -> parsed.value("--" + key, "");
            };
        rows.add(new Row(key, given, From.LINE));
      } else if (node == null || configuration == null) {
        rows.add(new Row(key, setting.getValue(), From.DEFAULT));
      } else if (isOfEntries(key)) {
        entries(key, node, configuration, file, settings, rows);
      } else {
        rows.add(row(key, node, configuration));
      }
    }
    return rows;
  }

  private static boolean isOfEntries(String key) {
    return switch (key) {
      case "severity", "per-file", "per-path", "deployments", "docs" -> true;
      default -> false;
    };
  }

  /** What is said entry by entry, each with its own place; of entries about files those that are about this one. */
  private static void entries(
      String key,
      Node node,
      ConfigurationFile configuration,
      String file,
      Settings settings,
      List<Row> rows)
      throws UsageException {
    int before = rows.size();
    switch (node) {
      case MapNode map -> {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          Node value = entry.getValue().value();
          String shown =
              value instanceof MapNode settingsOfOne
                  ? String.join(", ", settingsOfOne.entries().keySet())
                  : shown(value, configuration);
          rows.add(
              row(key + "." + entry.getKey(), shown, entry.getValue().key(), configuration));
        }
      }
      case ListNode list -> {
        for (Node item : list.items()) {
          if (item instanceof MapNode map && concerns(map, configuration, file, settings)) {
            Node of = map.get(key.equals("per-file") ? "files" : "path");
            String reason = map.get("reason") == null ? "" : " (" + shown(map.get("reason"), configuration) + ")";
            rows.add(
                row(
                    key + "." + shown(of, configuration),
                    "ignores " + shown(map.get("ignore"), configuration) + reason,
                    map.span(),
                    configuration));
          }
        }
      }
      case ScalarNode scalar -> rows.add(row(key, scalar, configuration));
    }
    if (rows.size() == before) {
      rows.add(new Row(key, DEFAULTS.getOrDefault(key, ""), From.DEFAULT));
    }
  }

  private static boolean concerns(
      MapNode item, ConfigurationFile configuration, String file, Settings settings)
      throws UsageException {
    if (file.isEmpty() || item.get("files") == null) {
      return true;
    }
    Predicate<String> matches =
        Policy.files(
            Policy.setting(item, "files", configuration),
            configuration.source().name(),
            settings.folder());
    return matches.test(file);
  }

  private static Row row(String key, Node node, ConfigurationFile configuration) {
    return row(key, shown(node, configuration), node.span(), configuration);
  }

  private static Row row(String key, String value, Span span, ConfigurationFile configuration) {
    return new Row(
        key, value, From.CONFIGURATION, Optional.of(new Place(configuration.source(), span)));
  }

  private static String shown(@Nullable Node node, ConfigurationFile configuration) {
    return switch (node) {
      case null -> "";
      case ScalarNode scalar -> {
        String text = scalar.string();
        yield text == null ? configuration.source().slice(scalar.span()) : text;
      }
      case ListNode list ->
          String.join(", ", list.items().stream().map(item -> shown(item, configuration)).toList());
      case MapNode map -> String.join(", ", map.entries().keySet());
    };
  }

  /** The releases of the deployments that the file is a part of: what it names itself, or what lies beside it or has it as a layer. */
  private Set<Row> releases(
      Arguments parsed,
      Settings settings,
      Installation installation,
      List<Rule> rules,
      String file,
      SourceReader reader)
      throws UsageException, SourceException, IOException {
    Analyzer analyzer =
        new Analyzer(
            ChartChoice.of(settings, terminal.folder()),
            () -> rules,
            null,
            installation,
            new Ignoring(true, List.of(), BuiltInRules::all, LocalDate::now),
            Runnable::run);
    List<Request> found = Lookup.of(parsed, settings, List.of(), reader, terminal.folder()).exact().deployments();
    Set<Row> rows = new LinkedHashSet<>();
    for (Request request : found.isEmpty() ? List.of(new Request(List.of(file), false)) : found) {
      Reading reading = analyzer.read(request, reader).reading();
      String chosen = reading.target().chosen();
      rows.add(
          new Row(
              "release",
              reading.subject().chart().release() + (chosen.isEmpty() ? "" : ", " + chosen),
              reading.target().named().isPresent() ? From.FILE : From.DEFAULT,
              reading.target().named().map(at -> new Place(at.source(), at.span()))));
    }
    return rows;
  }

  private static String text(List<Row> rows, String file, Settings settings, long taking) {
    StringBuilder text = new StringBuilder();
    String configuration = settings.name();
    text.append(file.isEmpty() ? "all files" : file)
        .append(", configuration ")
        .append(configuration == null ? "none" : configuration)
        .append(", ")
        .append(taking)
        .append(" rules take part\n");
    for (Row row : rows) {
      text.append("  ")
          .append(row.key)
          .append(" ".repeat(Math.max(1, WIDTH - row.key.length())))
          .append(row.value)
          .append("  (")
          .append(row.place.map(ConfigCommand::place).orElse(row.from.label))
          .append(")\n");
    }
    return text.toString();
  }

  private static String place(Place place) {
    return place.source().name() + ":" + place.source().position(place.span().start());
  }

  private static void write(
      List<Row> rows, String file, Settings settings, long taking, Mask mask, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    json.writeStringProperty("file", mask.shown(file).toString());
    String configuration = settings.name();
    if (configuration != null) {
      json.writeStringProperty("configuration", mask.shown(configuration).toString());
    }
    json.writeNumberProperty("rules", taking);
    json.writeArrayPropertyStart("settings");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringProperty("key", row.key);
      json.writeStringProperty("value", mask.shown(row.value).toString());
      json.writeStringProperty("from", row.from.label);
      row.place.ifPresent(
          at -> {
            Position position = at.source().position(at.span().start());
            json.writeStringProperty("file", mask.shown(at.source().name()).toString());
            json.writeNumberProperty("line", position.line());
            json.writeNumberProperty("column", position.column());
          });
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
