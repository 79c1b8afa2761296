package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.InstalledCharts;
import dev.esslint.chart.Release;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint chart install PATH}, {@code list}, {@code remove RELEASE} and, for maintainers, {@code add PATH}. */
final class ChartCommand implements Command {
  private final Terminal terminal;

  ChartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint chart",
            "Releases of the chart that esslint does not know. `esslint chart install` reads a chart once and",
            "keeps its facts. Its release is known from then on.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint chart install PATH...",
            "       esslint chart list",
            "       esslint chart remove RELEASE...")
        .synopsisHeading("")
        .footer(
            "",
            "The facts are in esslint/charts below $XDG_DATA_HOME, ~/.local/share or %%LOCALAPPDATA%%.",
            "",
            "For maintainers of esslint: `esslint chart add PATH...` writes the facts under",
            "schemas/matrix-stack of the folder that it runs in.",
            "",
            "Example: esslint chart install matrix-stack-26.9.0.tgz");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("ACTION")
            .type(String.class)
            .required(true)
            .description("What to do: install, list, remove or add.")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1..*")
            .paramLabel("PATH")
            .type(String[].class)
            .arity("0..*")
            .description(
                "Charts: folders with Chart.yaml, values.yaml and values.schema.json, or archives of them as `helm"
                    + " pull` writes. For remove: releases.")
            .build());
    spec.addOption(
        Command.option(
                "DIR", "For add: the folder `schemas` of esslint's sources. Default: schemas.", "--schemas")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String action = parsed.positionals(0).getFirst();
    List<String> rest = parsed.positionals(1);
    if (action.equals("list") != rest.isEmpty()) {
      throw new UsageException(
          "`chart " + action + "`" + (rest.isEmpty() ? " needs a chart or a release" : " takes nothing more"));
    }
    switch (action) {
      case "install" -> install(rest, parsed);
      case "list" -> list(parsed);
      case "remove" -> remove(rest, parsed);
      case "add" -> add(rest, parsed);
      default ->
          throw new UsageException(
              "there is no `chart " + action + "`, only `chart install`, `list`, `remove` and `add`");
    }
    return ExitStatus.CLEAN;
  }

  private InstalledCharts data() throws UsageException {
    return new InstalledCharts(
        DataFolder.charts(terminal.environment())
            .orElseThrow(
                () -> new UsageException("there is no folder for data; set HOME or XDG_DATA_HOME")));
  }

  /** All are read before the first is written. */
  private Map<String, Chart> read(List<String> paths) throws Exception {
    Map<String, Chart> charts = new LinkedHashMap<>();
    for (String path : paths) {
      Chart chart = Charts.read(terminal.folder().resolve(path), path);
      if (charts.put(chart.release(), chart) != null) {
        throw new UsageException(path + " is release " + chart.release() + " again");
      }
    }
    return charts;
  }

  private void install(List<String> paths, Arguments parsed) throws Exception {
    InstalledCharts data = data();
    for (Chart chart : read(paths).values()) {
      if (Release.parse(chart.release()).filter(Charts.builtIn()::has).isPresent()) {
        say(parsed, "esslint knows release " + chart.release() + " already. Nothing is installed.");
        continue;
      }
      Path file = data.file(chart.release());
      try {
        Files.createDirectories(data.folder());
        try (AtomicFile atomic = AtomicFile.of(file)) {
          try (OutputStream out = atomic.stream()) {
            out.write(InstalledCharts.bytes(chart));
          }
          atomic.commit();
        }
      } catch (IOException e) {
        throw new UsageException("the chart cannot be installed in " + data.folder() + ": " + Failures.reason(e));
      }
      say(parsed, "Release " + chart.release() + " is installed in " + file + ".");
    }
  }

  private void list(Arguments parsed) throws Exception {
    List<Release> known = Charts.builtIn().releases();
    say(parsed, known.getFirst() + " to " + known.getLast() + "  " + known.size() + " releases that esslint comes with");
    for (Release release : UserCharts.installed(terminal).others()) {
      say(parsed, release + "  " + data().file(release.toString()));
    }
  }

  private void remove(List<String> releases, Arguments parsed) throws Exception {
    InstalledCharts data = data();
    for (String name : releases) {
      Optional<Release> release = Release.parse(name);
      if (release.isEmpty() || !Files.exists(data.file(release.get().toString()))) {
        throw new UsageException("release " + name + " is not installed; `esslint chart list` shows those that are");
      }
      try {
        Files.delete(data.file(release.get().toString()));
      } catch (IOException e) {
        throw new UsageException("release " + name + " cannot be removed: " + Failures.reason(e));
      }
      say(parsed, "Release " + release.get() + " is removed.");
    }
  }

  private void add(List<String> paths, Arguments parsed) throws Exception {
    String schemas = parsed.value("--schemas", "schemas");
    Path target = terminal.folder().resolve(schemas);
    if (!Files.isDirectory(target)) {
      throw new UsageException(
          schemas + " is not a folder; run this in the sources of esslint");
    }
    for (Chart chart : read(paths).values()) {
      try {
        say(parsed, FactsWriter.write(chart, target).toString());
      } catch (IOException e) {
        throw new UsageException("the facts cannot be written: " + Failures.reason(e));
      }
    }
  }

  private void say(Arguments parsed, String line) throws IOException {
    terminal.print(parsed.mask().shown(line + "\n"));
  }
}
