package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint chart add PATH}. */
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
            "For maintainers of esslint: `esslint chart add PATH...` reads charts and writes their facts, the",
            "defaults and the schema, under schemas/matrix-stack of the folder that it runs in.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("add")
            .type(String.class)
            .required(true)
            .description("What to do. The only action is add.")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1..*")
            .paramLabel("PATH")
            .type(String[].class)
            .arity("1..*")
            .required(true)
            .description(
                "Charts: folders with Chart.yaml, values.yaml and values.schema.json, or archives of them.")
            .build());
    spec.addOption(
        Command.option(
                "DIR", "The folder `schemas` of esslint's sources. Default: schemas.", "--schemas")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String action = parsed.positionals(0).getFirst();
    String schemas = parsed.value("--schemas", "schemas");
    List<String> folders = parsed.positionals(1);
    if (!action.equals("add")) {
      throw new UsageException("there is no `chart " + action + "`, only `chart add`");
    }
    Path target = terminal.folder().resolve(schemas);
    if (!Files.isDirectory(target)) {
      throw new UsageException(
          schemas + " is not a folder; run this in the sources of esslint");
    }
    // all are read before the first is written
    Map<String, Chart> charts = new LinkedHashMap<>();
    for (String folder : folders) {
      Chart chart = Charts.read(terminal.folder().resolve(folder), folder);
      if (charts.put(chart.release(), chart) != null) {
        throw new UsageException(folder + " is release " + chart.release() + " again");
      }
    }
    for (Chart chart : charts.values()) {
      try {
        terminal.print(parsed.mask().shown(FactsWriter.write(chart, target) + "\n"));
      } catch (IOException e) {
        throw new UsageException("the facts cannot be written: " + Failures.reason(e));
      }
    }
    return ExitStatus.CLEAN;
  }
}
