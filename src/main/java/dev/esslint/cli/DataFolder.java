package dev.esslint.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
}
