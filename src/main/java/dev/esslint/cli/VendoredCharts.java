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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charts in folders: those {@code charts} beside what is named, where {@code helm dependency update} puts them, those that the
 * configuration names, and the one in which Helm keeps what it has fetched. Archives and unpacked charts count; only a release
 * that is not known otherwise is read.
 */
final class VendoredCharts {
  private static final String FOLDER = "charts";
  private static final String CHART = "matrix-stack";

  /** The keys of the configuration. */
  private static final String FOLDERS = "chart-folders";

  private static final String HELM_CACHE = "helm-cache";

  private VendoredCharts() {}

  /**
   * Adds what lies beside the working directory and the files that a command line names.
   *
   * @param known the releases that are known otherwise, to which those found are added
   */
  static void addTo(Map<Release, Supplier<Chart>> known, Terminal terminal, String... args) {
    for (File charts : folders(terminal.folder().toFile(), args)) {
      addFrom(charts, known, terminal);
    }
  }

  /**
   * Makes known what a configuration names.
   *
   * @throws UsageException if it names a folder that does not exist
   */
  static void know(ConfigurationFile configuration, Terminal terminal) throws UsageException {
    List<Setting> folders = configuration.settings().getOrDefault(FOLDERS, List.of());
    boolean cache =
        configuration.settings().getOrDefault(HELM_CACHE, List.of()).stream()
            .anyMatch(setting -> setting.text().equals("true"));
    if (folders.isEmpty() && !cache) {
      return;
    }
    Map<Release, Supplier<Chart>> known = new TreeMap<>(Charts.installedCharts());
    for (Setting setting : folders) {
      addFrom(folder(setting, terminal.folder()), known, terminal);
    }
    if (cache) {
      helmCache(terminal.environment()).ifPresent(folder -> addFrom(folder, known, terminal));
    }
    Charts.install(known);
  }

  private static File folder(Setting setting, Path here) throws UsageException {
    try {
      File folder = here.resolve(setting.text()).toFile();
      if (folder.isDirectory()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw setting.wrong("this is not a path: " + e.getReason());
    }
    throw setting.wrong("there is no folder " + setting.text());
  }

  /** Where Helm keeps the archives that it has fetched: as {@code helm env} says, or where it does by default. */
  private static Optional<File> helmCache(Map<String, String> environment) {
    String repositories = environment.getOrDefault("HELM_REPOSITORY_CACHE", "");
    String helm = environment.getOrDefault("HELM_CACHE_HOME", "");
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    String windows = environment.getOrDefault("TEMP", "");
    if (!repositories.isEmpty()) {
      return Optional.of(new File(repositories));
    }
    List<String> places = new ArrayList<>();
    if (!helm.isEmpty()) {
      places.add(helm);
    } else if (!caches.isEmpty()) {
      places.add(caches + "/helm");
    } else {
      places.addAll(List.of(home + "/.cache/helm", home + "/Library/Caches/helm", windows + "/helm"));
    }
    return places.stream()
        .map(place -> new File(place, "repository"))
        .filter(File::isDirectory)
        .findFirst();
  }

  private static void addFrom(
      File charts, Map<Release, Supplier<Chart>> known, Terminal terminal) {
    String[] names = charts.list();
    if (names == null) {
      return;
    }
    for (String name : names) {
      release(charts, name)
          .filter(release -> !known.containsKey(release) && !Charts.builtIn().contains(release))
          .ifPresent(release -> read(new File(charts, name).toPath(), known, terminal));
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
