package dev.esslint.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A training run of the image over real inputs, so that its AOT cache holds what the commands need. What they print is
 * of no interest.
 *
 * <p>It runs in a folder that holds nothing but the inputs: beside a named file, esslint reads what else is there.
 */
final class Training {
  /** A run in a folder below the working directory. */
  private record Run(String folder, List<String> arguments) {}

  /**
   * Checks, as editors, hooks and CI run them. Every start links all classes of the cache, so what people do once in a while (a map,
   * an upgrade, an explanation, values in Terraform) is left to load a little longer.
   */
  private static final List<Run> RUNS =
      List.of(
          in("mistakes", "values.yaml"),
          in("fragments", "values.yaml"),
          in("repository", "."),
          in("repository", "server/values.yaml"),
          in("mistakes", "--format", "json", "values.yaml"),
          in("mistakes", "--color", "always", "--cluster", "../cluster.yaml", "values.yaml"),
          in("clean", "-f", "values.yaml", "-f", "../mistakes/values.yaml"),
          in("clean", "--quiet", "--select", "RTC,SCH", "--fail-on", "warning", "values.yaml"),
          in("clean", "--set", "synapse.replicas=1", "--set-string", "a.b=c", "values.yaml"),
          in("clean", "no-such-file.yaml"),
          in("configured", "values.yaml"),
          allFormats());

  private Training() {}

  private static Run in(String folder, String... arguments) {
    return new Run(folder, List.of(arguments));
  }

  /**
   * Runs the commands in the working directory, the last one as users do. Its exit status is 0.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    for (Run run : RUNS) {
      train(run, false);
      train(run, true);
    }
    Main.main(new String[] {"clean/values.yaml"});
  }

  /** A run that writes a report in every format. */
  private static Run allFormats() {
    List<String> arguments = new ArrayList<>();
    for (Reporting.Format format : Reporting.Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT);
      arguments.addAll(List.of("--output", name + "=report." + name));
    }
    arguments.add("values.yaml");
    return new Run("fragments", arguments);
  }

  private static void train(Run run, boolean tty) throws IOException {
    try (InputStream in = new ByteArrayInputStream(new byte[0]);
        OutputStream nowhere = OutputStream.nullOutputStream();
        PrintStream err = new PrintStream(nowhere, true, StandardCharsets.UTF_8)) {
      Terminal terminal =
          new Terminal(in, nowhere, err, Map.of(), tty, Path.of(run.folder), System::currentTimeMillis);
      if (new Main(terminal).run(run.arguments.toArray(String[]::new)) == ExitStatus.BUG) {
        throw new IllegalStateException("a bug showed itself in: " + String.join(" ", run.arguments));
      }
    }
  }
}
