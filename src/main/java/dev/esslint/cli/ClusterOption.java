package dev.esslint.cli;

import dev.esslint.chart.ChartException;
import dev.esslint.config.ClusterFile;
import dev.esslint.config.InvalidFileException;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.values.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The option that names a file with facts about the cluster, and what the file says. */
final class ClusterOption {
  private ClusterOption() {}

  static OptionSpec option() {
    return Command.option(
            "FILE",
            "Facts about the cluster, in YAML: IP families, networks, ingress controller, classes, ports, Secrets; `esslint cluster` writes them.",
            "--cluster")
        .build();
  }

  /** What is stated about the cluster; null if nothing is. */
  static @Nullable Value read(Settings settings, SourceReader reader)
      throws UsageException, ChartException {
    Setting file = settings.value("--cluster");
    return file == null || file.text().isEmpty() ? null : read(file, reader);
  }

  /** What a file states about a cluster. */
  static Value read(Setting file, SourceReader reader) throws UsageException, ChartException {
    try {
      return ClusterFile.read(reader.read(file.text()));
    } catch (InvalidFileException e) {
      throw file.wrong("the facts about the cluster are invalid\n" + e.getMessage());
    } catch (SourceException e) {
      throw file.wrong("the facts about the cluster cannot be read\n" + Failures.describe(e));
    }
  }
}
