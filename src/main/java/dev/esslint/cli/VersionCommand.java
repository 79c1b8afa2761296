package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.secret.Mask;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint version}. */
final class VersionCommand implements Command {
  private static final String VERBOSE = "--verbose";

  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec("esslint version", "Shows the version of esslint, and with --verbose what it knows.");
    spec.usageMessage().customSynopsis("Usage: esslint version [--verbose]").synopsisHeading("");
    spec.addOption(
        Command.flag(
                "Also show the run time, the releases of the chart, and the versions of the programs that esslint"
                    + " knows.",
                VERBOSE)
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    StringBuilder text = new StringBuilder("esslint ").append(EsslintVersion.current()).append('\n');
    if (parsed.has(VERBOSE)) {
      row("run time", "Java " + Runtime.version() + " in " + form(), text);
      row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"), text);
      List<Release> releases = Charts.builtIn().releases();
      row(
          "chart",
          "matrix-stack " + releases.getFirst() + " to " + releases.getLast() + ", " + releases.size() + " releases",
          text);
      List<Release> installed = UserCharts.installed(terminal).others();
      if (!installed.isEmpty()) {
        row("", "installed: " + String.join(", ", installed.stream().map(Release::toString).toList()), text);
      }
      for (Program program : Program.values()) {
        row("options", program.title() + " up to " + Options.of(program).newest(), text);
      }
      row("data", "of " + month(releases.getLast()), text);
    }
    terminal.print(Mask.none().shown(text.toString()));
    return ExitStatus.CLEAN;
  }

  private static void row(String name, String value, StringBuilder text) {
    text.append("%-10s".formatted(name)).append(value).append('\n');
  }

  private static String form() {
    return EsslintVersion.isImage() ? "the image" : "a jar";
  }

  private static String month(Release release) {
    return "20%02d-%02d".formatted(release.year(), release.month());
  }
}
