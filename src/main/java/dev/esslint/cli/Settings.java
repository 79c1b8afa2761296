package dev.esslint.cli;

import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.input.VendoredCharts;
import dev.esslint.report.Documentation;
import dev.esslint.text.SourceException.Place;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Discovery;
import dev.esslint.workspace.Tools;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options: what the command line says and, where that is silent, what the configuration says. The keys of
 * the configuration are the options without their dashes.
 */
final class Settings {
  private static final String CONFIG = "--config";
  private static final String NO_CONFIG = "--no-config";

  private final SourceReader reader;
  private final Arguments line;
  private final @Nullable String file;
  private final @Nullable ConfigurationFile configuration;
  private final Charts charts;

  private Settings(
      Arguments line,
      @Nullable String file,
      @Nullable ConfigurationFile configuration,
      Charts charts,
      SourceReader reader) {
    this.charts = charts;
    this.reader = reader;
    this.line = line;
    this.file = file;
    this.configuration = configuration;
  }

  static List<OptionSpec> options() {
    return List.of(
        Command.option(
                "FILE",
                "Configuration file; command-line options override it. A YAML file with the keys chart-version, chart, name,"
                    + " namespace, cluster, rules,"
                    + " select, extend-select, ignore and fail-on. Default: "
                    + Inputs.CONFIGURATION
                    + " in the working directory or the nearest folder above it, up to the one with .git.",
                CONFIG)
            .build(),
        Command.flag("Use no configuration file.", NO_CONFIG).build());
  }

  /**
   * Takes the options and reads the configuration, if there is one.
   *
   * @throws UsageException if the configuration is not usable
   */
  static Settings of(Arguments line, SourceReader reader, Terminal terminal)
      throws UsageException, ChartException {
    if (line.has(CONFIG) && line.has(NO_CONFIG)) {
      throw new UsageException(NO_CONFIG + " uses no configuration; use either it or " + CONFIG);
    }
    String file =
        line.has(CONFIG)
            ? line.value(CONFIG, "")
            : line.has(NO_CONFIG) ? null : found(reader.folder());
    ConfigurationFile configuration = file == null ? null : ConfigurationFile.read(file, reader);
    Charts charts =
        configuration == null ? UserCharts.of(terminal) : UserCharts.of(configuration, terminal);
    return new Settings(line, file, configuration, charts, reader);
  }

  /**
   * The name of the configuration for a folder, seen from there; null if there is none. What is above a repository is not asked.
   *
   * @throws UsageException if there is something of its name that cannot be it
   */
  private static @Nullable String found(Path folder) throws UsageException {
    String up = "";
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(Inputs.CONFIGURATION);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isRegularFile(file) && !Files.isDirectory(file)) { // to read a pipe is to wait for somebody who writes
          throw new UsageException(
              "the configuration cannot be read: "
                  + up
                  + Inputs.CONFIGURATION
                  + (Files.exists(file) ? " is not a regular file" : " is a broken link"));
        }
        return up + Inputs.CONFIGURATION;
      }
      refuseOtherNames(at, up);
      if (Files.exists(at.resolve(".git"))) {
        return null;
      }
      up += "../";
    }
    return null;
  }

  /**
   * Refuses a configuration that nobody reads, as its name is another one.
   *
   * @param up what its name begins with
   */
  static void refuseOtherNames(Path folder, String up) throws UsageException {
    String other = Inputs.CONFIGURATION.replace(".yaml", ".yml");
    if (Files.isRegularFile(folder.resolve(other))) {
      throw new UsageException(up + other + " is not read; call it " + Inputs.CONFIGURATION);
    }
  }

  /** The name of the configuration; null if there is none. */
  @Nullable String name() {
    return file;
  }

  /** The charts that the run knows. */
  Charts charts() {
    return charts;
  }

  /** The charts that all deployments know which the command line names: of a single one also those that lie beside it. */
  Charts chartsOfNamed() {
    List<String> files = line.positionals(0);
    return files.size() > 1
        ? charts
        : new VendoredCharts(charts)
            .of(files.isEmpty() ? line.values("--values") : files, reader)
            .charts();
  }

  /** The working directory. */
  Path folder() {
    return reader.folder();
  }

  /** The name of the configuration if it states deployments; null otherwise. */
  @Nullable String statesDeployments() {
    return configuration != null && configuration.get("deployments") != null ? file : null;
  }

  /** Where the pages of rules are that reports link to. */
  Documentation documentation() {
    return configuration != null && below(configuration.get("docs"), "base") instanceof ScalarNode base
        ? new Documentation(Scalar.text(base.value()))
        : Documentation.USUAL;
  }

  /** What the configuration says about how deployments are found; only one in the working directory can say it. */
  Discovery discovery() {
    return configuration == null
            || !Inputs.CONFIGURATION.equals(file)
            || !(configuration.get("discover") instanceof MapNode discover)
        ? Discovery.EVERYTHING
        : new Discovery(
            texts(discover.get("include")),
            texts(discover.get("exclude")),
            texts(below(discover.get("flux"), "clusters")),
            texts(below(discover.get("argocd"), "this-repository")),
            tools(discover));
  }

  /**
   * Refuses what is said about how deployments are found if it names files that are not there.
   *
   * @param all the names of all files; none if they are not known
   */
  void checkDiscovery(List<String> all) throws UsageException {
    if (all.isEmpty()
        || configuration == null
        || !Inputs.CONFIGURATION.equals(file)
        || !(configuration.get("discover") instanceof MapNode discover)) {
      return;
    }
    for (Node named :
        Arrays.asList(
            discover.get("include"),
            below(discover.get("flux"), "clusters"),
            below(discover.get("terraform"), "var-files"),
            discover.get("command-lines"))) {
      for (Node item : named instanceof ListNode list ? list.items() : List.<Node>of()) {
        String name = text(item);
        if (!Discovery.matches(List.of(name), all)) {
          Place place = new Place(configuration.source(), item.span());
          throw new Setting(name, Optional.of(place)).wrong("no file matches `" + name + "`");
        }
      }
    }
  }

  private static Tools tools(MapNode discover) {
    Map<String, String> versions = new HashMap<>();
    for (String tool : List.of("flux", "argocd")) {
      if (below(discover.get(tool), "version") instanceof ScalarNode version) {
        versions.put(tool, Scalar.text(version.value()));
      }
    }
    String environment =
        below(discover.get("helmfile"), "environment") instanceof ScalarNode name
            ? Scalar.text(name.value())
            : "";
    return new Tools(
        versions,
        environment,
        texts(discover.get("command-lines")),
        texts(below(discover.get("terraform"), "var-files")));
  }

  private static @Nullable Node below(@Nullable Node node, String key) {
    return node instanceof MapNode map ? map.get(key) : null;
  }

  private static List<String> texts(@Nullable Node node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        texts.add(text(item));
      }
    }
    return texts;
  }

  /** The name of a file, a folder or a pattern. */
  private static String text(Node item) {
    String text = item instanceof ScalarNode scalar ? scalar.string() : null;
    return text == null ? "" : text.replaceFirst("^\\./", "").replaceFirst("(?<=.)/+$", "");
  }

  /** The value of an option, or null where nothing is said. */
  @Nullable Setting value(String option) {
    if (line.has(option)) {
      return new Setting(line.value(option, ""));
    }
    List<Setting> configured = configured(option);
    return configured.isEmpty() ? null : configured.getFirst();
  }

  /** The values of an option on the command line. */
  List<Setting> given(String option) {
    return line.has(option) ? values(option) : List.of();
  }

  /** The values of an option that can be given several times. */
  List<Setting> values(String option) {
    if (!line.has(option)) {
      return configured(option);
    }
    List<Setting> given = new ArrayList<>();
    for (String text : line.values(option)) {
      given.add(new Setting(text));
    }
    return given;
  }

  /** The configuration, for what no option can say; null if there is none. */
  @Nullable ConfigurationFile configuration() {
    return configuration;
  }

  private List<Setting> configured(String option) {
    return configuration == null
        ? List.of()
        : configuration.settings().getOrDefault(option.substring(2), List.of());
  }
}
