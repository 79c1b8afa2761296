package dev.esslint.cli;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.secret.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code esslint warm-up}: the runs from which the JVM learns what to put into an AOT cache for {@code esslint.jar} on this
 * machine. The launcher of the jar asks the JVM for the cache and puts it in its place.
 */
final class WarmUpCommand implements Command {
  private static final String[][] RUNS = {
    {"."},
    {"base.yaml", "mistakes.yaml"},
    {"--format", "sarif", "--cluster", "cluster.yaml", "mistakes.yaml"},
    {"--format", "json", "-f", "base.yaml", "-f", "mistakes.yaml"},
    {"--color", "always", "mistakes.yaml"},
    {"fix", "--diff", "mistakes.yaml"},
    {"map", "base.yaml"},
    {"resolve", "base.yaml"},
    {"explain", "RTC003"},
    {"--help"},
    {"base.yaml"},
  };

  private static final String MISTAKES =
      """
      serverName: https://Example.org
      mas:
        ingress: {host: account.example.org}
      synapse:
        replicas: two
        additional:
          user.yaml:
            config: |
              max_upload_sise: 10M
      matrixRTC:
        sfu:
          manualIP: 10.0.0.1
          useStunToDiscoverPublicIP: true
      """;

  private final Terminal terminal;

  WarmUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint warm-up",
            "Writes a cache for esslint.jar and the Java on this machine, with which later runs start in half",
            "the time. The image of esslint has such a cache already.");
    spec.usageMessage().customSynopsis("Usage: esslint warm-up").synopsisHeading("");
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    if (EsslintVersion.isImage()) {
      terminal.print(Mask.none().shown("This esslint has its cache already. There is nothing to do.\n"));
      return ExitStatus.CLEAN;
    }
    if (System.getProperty("esslint.warm-up") == null) {
      throw new UsageException("only the launcher script of esslint.jar can ask Java for a cache");
    }
    Path folder = Files.createTempDirectory("esslint");
    try {
      Files.writeString(folder.resolve("base.yaml"), ExampleRuns.builtInBase().text());
      Files.writeString(folder.resolve("mistakes.yaml"), MISTAKES);
      Files.writeString(folder.resolve("cluster.yaml"), "kernelIPv6: false\n");
      for (String[] run : RUNS) {
        train(folder, run);
      }
    } finally {
      for (String file : new String[] {"base.yaml", "mistakes.yaml", "cluster.yaml"}) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder);
    }
    return ExitStatus.CLEAN;
  }

  private static void train(Path folder, String... run) throws IOException {
    try (OutputStream nowhere = OutputStream.nullOutputStream();
        PrintStream err = new PrintStream(nowhere, true, StandardCharsets.UTF_8)) {
      Terminal quiet =
          new Terminal(
              new ByteArrayInputStream(new byte[0]), nowhere, err, Map.of(), false, folder, () -> 0);
      new Main(quiet).run(run);
    }
  }
}
