package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.ChartFolder;
import dev.esslint.chart.FactsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esslint chart add DIR}. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "For maintainers of esslint: `esslint chart add DIR...` reads charts and writes their facts, the",
      "defaults and the schema, under schemas/matrix-stack of the folder that it runs in."
    })
final class ChartCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "add", description = "What to do; add is all there is.")
  private String action = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders with Chart.yaml, values.yaml and values.schema.json.")
  private List<Path> folders = List.of();

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description = "The folder schemas of esslint's sources. Default: schemas.")
  private Path schemas = Path.of("schemas");

  ChartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!action.equals("add")) {
      throw new UsageException("there is no `chart " + action + "`, only `chart add`");
    }
    Path target = terminal.folder().resolve(schemas);
    if (!Files.isDirectory(target)) {
      throw new UsageException(schemas + " is no folder; run this where the sources of esslint are");
    }
    for (Path folder : folders) {
      try {
        Chart chart = ChartFolder.read(terminal.folder().resolve(folder));
        terminal.print(FactsWriter.write(chart, target) + "\n");
      } catch (ChartException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UsageException("the facts cannot be written: " + e);
      }
    }
    return ExitStatus.CLEAN;
  }
}
