package dev.esslint.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A training run of the image over real inputs, so that its AOT cache holds what the commands need. What they print is
 * of no interest.
 */
final class Training {
  private static final String CLEAN = "testdata/training/clean.yaml";
  private static final String MISTAKES = "testdata/training/mistakes.yaml";

  /** A folder with a configuration. */
  private static final String CONFIGURED = "testdata/training/configured";

  /**
   * Checks, as editors, hooks and CI run them. A start takes the longer, the more its cache holds, so what people call once in a
   * while (a map, an upgrade, an explanation) is left to load a little longer.
   */
  private static final String[][] RUNS = {
    {"testdata"},
    {MISTAKES},
    {"--format", "json", "testdata"},
    {"--color", "always", "--cluster", "testdata/err/cluster.txt", MISTAKES},
    {"--config", "testdata/err/config.txt", MISTAKES},
    {"-f", CLEAN, "-f", MISTAKES},
    {"--quiet", "--select", "RTC,SCH", "--fail-on", "warning", CLEAN},
    {"--set", "synapse.replicas=1", "--set-string", "a.b=c", CLEAN},
    {"no-such-file.yaml"},
  };

  private Training() {}

  /**
   * Runs the commands in the folder of the project, the last one as users do. Its exit status is 0.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    trainReports();
    for (String[] run : RUNS) {
      train("", run);
    }
    train(CONFIGURED, "../clean.yaml");
    Main.main(new String[] {CLEAN});
  }

  /** One run writes a report in every format. */
  private static void trainReports() throws IOException {
    Path folder = Files.createTempDirectory("esslint-training");
    List<String> run = new ArrayList<>();
    for (Reporting.Format format : Reporting.Format.values()) {
      run.add("--output");
      run.add(format.name().toLowerCase(Locale.ROOT) + "=" + folder.resolve(format.name()));
    }
    run.addAll(List.of("--format", "json", "testdata"));
    train("", run.toArray(String[]::new));
    for (Reporting.Format format : Reporting.Format.values()) {
      Files.delete(folder.resolve(format.name()));
    }
    Files.delete(folder);
  }

  /** Runs a command on a terminal and off it. */
  private static void train(String folder, String... run) {
    try (OutputStream nowhere = OutputStream.nullOutputStream();
        PrintStream err = new PrintStream(nowhere, true, StandardCharsets.UTF_8)) {
      for (boolean tty : new boolean[] {false, true}) {
        InputStream in = new ByteArrayInputStream(new byte[0]);
        Terminal terminal = new Terminal(in, nowhere, err, Map.of(), tty, Path.of(folder));
        if (new Main(terminal).run(run) == ExitStatus.BUG) {
          throw new IllegalStateException("a bug showed itself in: " + String.join(" ", run));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
