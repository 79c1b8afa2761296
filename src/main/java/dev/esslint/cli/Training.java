package dev.esslint.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The training run of the image: every command once over real inputs, so that the AOT cache holds what any of them
 * needs. What they print is of no interest.
 */
final class Training {
  private static final String CLEAN = "testdata/training/clean.yaml";
  private static final String MISTAKES = "testdata/training/mistakes.yaml";
  private static final String[][] RUNS = {
    {"testdata"},
    {"--format", "json", "testdata"},
    {"--format", "sarif", "testdata"},
    {"--color", "always", "--cluster", "testdata/err/cluster.txt", MISTAKES},
    {"--config", "testdata/err/config.txt", MISTAKES},
    {"-f", CLEAN, "-f", MISTAKES},
    {"--quiet", "--select", "RTC,SCH", "--fail-on", "warning", CLEAN},
    {"resolve", CLEAN},
    {"resolve", "--format", "json", CLEAN},
    {"resolve", "--why", "serverName", CLEAN},
    {"rules"},
    {"explain", "RTC003"},
    {"--help"},
    {"--version"},
    {"--no-such-option"},
    {"no-such-file.yaml"},
  };

  private Training() {}

  /**
   * Runs the commands in the folder of the project, the last one as users do. Its exit status is 0.
   *
   * @param args none
   */
  public static void main(String[] args) {
    try (OutputStream nowhere = OutputStream.nullOutputStream();
        PrintStream err = new PrintStream(nowhere, true, StandardCharsets.UTF_8)) {
      for (String[] run : RUNS) {
        Terminal terminal =
            new Terminal(
                new ByteArrayInputStream(new byte[0]), nowhere, err, Map.of(), false, Path.of(""));
        if (new Main(terminal).run(run) == ExitStatus.BUG) {
          throw new IllegalStateException("a bug showed itself in: " + String.join(" ", run));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Main.main(new String[] {CLEAN});
  }
}
