package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.ChartFolder;
import dev.esslint.chart.FactsWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esslint chart add DIR}. */
@Command(
    name = "chart",
    usageHelpWidth = 100,
    description = "For maintainers of esslint: the facts about releases of the chart.",
    subcommands = ChartCommand.Add.class)
final class ChartCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  ChartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    throw new UsageException("which command?\nTry `esslint chart --help`.");
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      usageHelpWidth = 100,
      description = "Reads a chart and writes its facts (defaults and schema) under schemas/matrix-stack.")
  static final class Add implements Callable<Integer> {}
}
