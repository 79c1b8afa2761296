package dev.esslint.cli;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charts in folders {@code charts} beside what is named, where {@code helm dependency update} puts them: archives and
 * unpacked charts. Only a release that is not known otherwise is read.
 */
final class VendoredCharts {
  private static final String FOLDER = "charts";
  private static final String CHART = "matrix-stack";

  private VendoredCharts() {}

  /**
   * Adds what lies beside the working directory and the files that a command line names.
   *
   * @param known the releases that are known otherwise, to which those found are added
   */
  static void addTo(Map<Release, Supplier<Chart>> known, Terminal terminal, String... args) {
    for (File charts : folders(terminal.folder().toFile(), args)) {
      String[] names = charts.list();
      if (names == null) {
        continue;
      }
      for (String name : names) {
        release(charts, name)
            .filter(release -> !known.containsKey(release) && !Charts.builtIn().contains(release))
            .ifPresent(release -> read(new File(charts, name).toPath(), known, terminal));
      }
    }
  }

  private static Set<File> folders(File here, String... args) {
    Set<File> folders = new LinkedHashSet<>();
    add(here, folders);
    for (String arg : args) {
      int slash = arg.lastIndexOf('/');
      if (slash > 0 && !arg.startsWith("-")) {
        File folder = new File(arg.substring(0, slash));
        add(folder.isAbsolute() ? folder : new File(here, folder.getPath()), folders);
      }
    }
    return folders;
  }

  private static void add(File folder, Set<File> folders) {
    File charts = new File(folder, FOLDER);
    if (charts.isDirectory()) {
      folders.add(charts);
    }
  }

  /** The release of what has a name; empty if it is another chart. */
  private static Optional<Release> release(File charts, String name) {
    if (name.startsWith(CHART + "-") && name.endsWith(".tgz")) {
      return Release.parse(name.substring(CHART.length() + 1, name.length() - 4));
    }
    if (name.equals(CHART)) {
      try {
        Matcher version =
            Pattern.compile("(?m)^version: *[\"']?([0-9.]+)")
                .matcher(
                    new String(
                        Files.readAllBytes(charts.toPath().resolve(name).resolve("Chart.yaml")),
                        StandardCharsets.ISO_8859_1));
        return version.find() ? Release.parse(version.group(1)) : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void read(Path path, Map<Release, Supplier<Chart>> known, Terminal terminal) {
    try {
      Chart chart = Charts.read(path, path.toString());
      Release.parse(chart.release()).ifPresent(release -> known.put(release, () -> chart));
    } catch (ChartException | SourceException e) {
      terminal.complain(
          Mask.none()
              .shown("the chart " + path + " is not used: " + String.valueOf(e.getMessage())));
    }
  }
}
