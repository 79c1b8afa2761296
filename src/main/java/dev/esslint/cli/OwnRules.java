package dev.esslint.cli;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Flaw;
import dev.esslint.authoring.RuleFiles;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.authoring.RuleFiles.Result;
import dev.esslint.chart.Charts;
import dev.esslint.cli.RuleCache.Part;
import dev.esslint.finding.Bounded;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The rules of a user's own, in the folders that {@code --rules} or the configuration names.
 *
 * @param folders where they are; none for most users
 * @param environment tells where the user's cache is
 * @param charts the releases that they may speak of
 */
record OwnRules(
    List<Setting> folders, SourceReader reader, Map<String, String> environment, Charts charts) {
  private static final String RULES = "--rules";

  static OptionSpec option() {
    return Command.options(
            "DIR", "A folder with rules of your own, in the same format as the rules of esslint.", RULES)
        .build();
  }

  /** What the command line and the configuration say. */
  static OwnRules of(Settings settings, SourceReader reader, Terminal terminal) {
    return new OwnRules(settings.values(RULES), reader, terminal.environment(), settings.charts());
  }

  /** All rules: those that esslint comes with and these, ordered by id. */
  static List<Rule> withBuiltIn(List<Rule> own) {
    if (own.isEmpty()) {
      return BuiltInRules.all();
    }
    List<Rule> all = new ArrayList<>(BuiltInRules.all());
    all.addAll(own);
    all.sort(Comparator.comparing(rule -> rule.info().id()));
    return List.copyOf(all);
  }

  /**
   * These rules.
   *
   * @throws UsageException if there are none, or something is wrong with one
   */
  List<Rule> rules() throws UsageException {
    List<Part> parts = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (Setting folder : folders) {
      parts.addAll(parts(folder));
      paths.add(reader.folder().resolve(folder.text()));
    }
    if (parts.isEmpty()) {
      return List.of();
    }
    Optional<RuleCache> cache = RuleCache.of(paths, environment, charts);
    Optional<List<Rule>> known = cache.flatMap(entry -> entry.get(parts));
    if (known.isPresent()) {
      return known.get();
    }
    List<Rule> rules = read(parts);
    cache.ifPresent(entry -> entry.put(parts, rules));
    return rules;
  }

  private List<Rule> read(List<Part> parts) throws UsageException {
    List<SourceText> sources = new ArrayList<>();
    for (Part part : parts) {
      try {
        sources.add(SourceText.decode(part.name(), part.bytes()));
      } catch (SourceException e) {
        throw new UsageException("rules of your own cannot be used\n" + Failures.describe(e));
      }
    }
    Result read = RuleFiles.read(sources, Kind.OWN, BuiltInRules.all(), charts);
    if (!read.flaws().isEmpty()) {
      int more = read.flaws().size() - Bounded.MOST;
      throw new UsageException(
          "rules of your own cannot be used\n"
              + read.flaws().stream()
                  .limit(Bounded.MOST)
                  .map(Flaw::toString)
                  .collect(Collectors.joining("\n"))
              + (more > 0 ? "\nand " + more + " more" : ""));
    }
    return read.rules().stream().map(Rule::asOwn).toList();
  }

  private List<Part> parts(Setting folder) throws UsageException {
    if (!isFolder(folder.text())) {
      throw folder.wrong("there is no folder `" + folder.text() + "` with rules");
    }
    Inputs found = Inputs.ofFiles(List.of(folder.text()), reader.folder());
    if (!found.failures().isEmpty()) {
      throw folder.wrong(folder.text() + ": " + found.failures().getFirst().reason());
    }
    List<Part> parts = new ArrayList<>();
    for (String file : ruleFiles(found)) {
      try {
        parts.add(new Part(file, reader.readBytes(file)));
      } catch (SourceException e) {
        throw folder.wrong("a rule cannot be read\n" + Failures.describe(e));
      }
    }
    if (parts.isEmpty()) {
      throw folder.wrong("there are no rules in the folder `" + folder.text() + "`");
    }
    return parts;
  }

  private boolean isFolder(String name) {
    try {
      return !name.isEmpty() && Files.isDirectory(reader.folder().resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The rule files among files; what their examples are layers over is none. */
  static List<String> ruleFiles(Inputs inputs) {
    List<String> files = new ArrayList<>();
    for (Request request : inputs.deployments()) {
      String file = request.files().getFirst();
      if (!request.discovered() || !isBase(file)) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean isBase(String file) {
    return file.equals(ExampleRuns.BASE) || file.endsWith("/" + ExampleRuns.BASE);
  }

  /**
   * The values that the examples of a rule are layers over, if its author has some.
   *
   * @param file the rule file
   */
  static Optional<SourceText> base(String file, SourceReader reader) throws SourceException {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    String name = folder + ExampleRuns.BASE;
    return reader.isFile(name)
        ? Optional.of(new SourceText(ExampleRuns.BASE, reader.read(name).text()))
        : Optional.empty();
  }

  /** Whether a rule file is one of esslint's own sources, and if so the folder of these. */
  static Optional<Path> sourcesOfEsslint(Path file) {
    Path family = file.toAbsolutePath().normalize().getParent();
    Path rules = family == null ? null : family.getParent();
    Path project = rules == null ? null : rules.getParent();
    return rules != null
            && project != null
            && rules.endsWith("rules")
            && Files.isDirectory(project.resolve("schemas/matrix-stack"))
            && Files.isDirectory(project.resolve("docs/rules"))
        ? Optional.of(project)
        : Optional.empty();
  }
}
