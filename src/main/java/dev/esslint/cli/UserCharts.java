package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.chart.InstalledCharts;
import dev.esslint.input.ChartsFolder;
import dev.esslint.input.VendoredCharts;
import dev.esslint.secret.Mask;
import dev.esslint.workspace.LocalChart;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The charts that a run knows: those that esslint comes with, those that the user has installed, those in a folder {@code charts} of
 * the working directory, and those that the configuration names. What cannot be used is told. The charts beside the values of a
 * deployment are not among them: only that deployment knows these.
 */
final class UserCharts {
  /** The keys of the configuration. */
  private static final String FOLDERS = "chart-folders";

  private static final String HELM_CACHE = "helm-cache";

  private UserCharts() {}

  /** What is known whatever a configuration says. */
  static Charts of(Terminal terminal) {
    Path here = terminal.folder().resolve(VendoredCharts.FOLDER);
    Charts installed = installed(terminal);
    return here.toFile().isDirectory()
        ? with(installed, here, VendoredCharts.FOLDER, terminal)
        : installed;
  }

  /** The releases that esslint comes with and those that are installed. */
  static Charts installed(Terminal terminal) {
    Optional<Path> folder = DataFolder.charts(terminal.environment());
    if (folder.isEmpty() || !folder.get().toFile().isDirectory()) {
      return Charts.builtIn();
    }
    InstalledCharts.Content content = new InstalledCharts(folder.get()).read();
    for (String file : content.broken()) {
      terminal.complain(
          Mask.none()
              .shown(
                  "the installed chart "
                      + folder.get().resolve(file)
                      + " is damaged and is not used; install it again, or delete the file"));
    }
    return Charts.builtIn().with(content.charts());
  }

  /**
   * What is known where a configuration may name more.
   *
   * @throws UsageException if it names a folder that does not exist
   */
  static Charts of(ConfigurationFile configuration, Terminal terminal) throws UsageException {
    Charts known = of(terminal);
    for (Setting setting : configuration.settings().getOrDefault(FOLDERS, List.of())) {
      known = with(known, folder(setting, terminal.folder()), setting.text(), terminal);
    }
    boolean cache =
        configuration.settings().getOrDefault(HELM_CACHE, List.of()).stream()
            .anyMatch(setting -> setting.text().equals("true"));
    Optional<File> fetched = cache ? helmCache(terminal.environment()) : Optional.empty();
    return fetched.isEmpty()
        ? known
        : with(known, fetched.get().toPath(), fetched.get().getPath(), terminal);
  }

  private static Path folder(Setting setting, Path here) throws UsageException {
    try {
      Path folder = here.resolve(setting.text());
      if (folder.toFile().isDirectory()) {
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

  /** Charts, and those in a folder of which none is known. */
  private static Charts with(Charts known, Path folder, String shown, Terminal terminal) {
    VendoredCharts.Known all =
        VendoredCharts.with(known, LocalChart.all(new ChartsFolder(folder, shown.replaceAll("/++$", "") + "/")));
    for (VendoredCharts.Unusable one : all.unusable()) {
      terminal.complain(
          Mask.none().shown("the chart " + one.chart() + " is not used: " + one.reason()));
    }
    return all.charts();
  }
}
