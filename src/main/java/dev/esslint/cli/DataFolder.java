package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.InstalledCharts;
import dev.esslint.chart.Release;
import dev.esslint.secret.Mask;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The folder with what a user has given to esslint to keep: charts that are installed. */
final class DataFolder {
  private DataFolder() {}

  /**
   * The folder for charts: {@code esslint/charts} in {@code XDG_DATA_HOME}, or below the home folder where the system keeps data
   * of programs; empty if there is no home.
   */
  static Optional<Path> charts(Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    String windows = environment.getOrDefault("LOCALAPPDATA", "");
    String home = environment.getOrDefault("HOME", "");
    try {
      if (Path.of(data).isAbsolute()) {
        return Optional.of(Path.of(data, "esslint", "charts"));
      }
      if (!windows.isEmpty()) {
        return Optional.of(Path.of(windows, "esslint", "charts"));
      }
      return home.isEmpty()
          ? Optional.empty()
          : Optional.of(Path.of(home, ".local", "share", "esslint", "charts"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes known the charts that are installed and those that lie beside what a command line names, and says which of them cannot
   * be used.
   */
  static void know(Terminal terminal, String... args) {
    Map<Release, Supplier<Chart>> charts = new TreeMap<>();
    Optional<Path> folder = charts(terminal.environment());
    if (folder.isPresent() && folder.get().toFile().isDirectory()) {
      InstalledCharts.Content content = new InstalledCharts(folder.get()).read();
      charts.putAll(content.charts());
      for (String file : content.broken()) {
        terminal.complain(
            Mask.none()
                .shown(
                    "the installed chart "
                        + folder.get().resolve(file)
                        + " is damaged and is not used; install it again, or delete the file"));
      }
    }
    VendoredCharts.addTo(charts, terminal, args);
    Charts.install(charts);
  }
}
