package dev.esslint.build;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.config.ClusterFile;
import dev.esslint.rule.PathCheck;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleException;
import dev.esslint.rule.Rules;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Position;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks the rule files and packs them into one resource, so that a start parses none of them. */
final class CompileRules {
  private CompileRules() {}

  /**
   * Compiles all rules below a folder.
   *
   * @throws IllegalStateException if there is anything wrong with a rule; the message lists all of it
   */
  static void compile(Path folder, Path target) throws IOException {
    List<Chart> charts = Charts.releases().stream().map(Charts::load).toList();
    Node clusterSchema = ClusterFile.schema();
    List<String> problems = new ArrayList<>();
    Map<String, Path> names = new HashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (Path file : files(folder)) {
      SourceText source = new SourceText(file.toString(), Files.readString(file));
      try {
        Document document = YamlReader.read(source);
        Rule rule = Rules.read(document.root());
        if (!file.endsWith(
            Path.of(rule.info().family(), rule.info().id() + "-" + rule.info().name() + ".yaml"))) {
          problems.add(file + ": the file is named family/id-name.yaml");
        }
        for (String name : List.of(rule.info().id(), rule.info().name())) {
          Path other = names.put(name, file);
          if (other != null) {
            problems.add(file + ": " + name + " is taken by " + other);
          }
        }
        if (!document.duplicateKeys().isEmpty()) {
          problems.add(file + ": " + document.duplicateKeys().getFirst().key() + " stands twice");
        }
        PathCheck.problems(rule, charts, clusterSchema).forEach(p -> problems.add(file + ": " + p));
        rules.add(rule);
      } catch (RuleException e) {
        Position position = source.position(e.span().start());
        problems.add(file + ":" + position + ": " + e.getMessage());
      } catch (SourceException e) {
        problems.add(file + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("rules are wrong:\n" + String.join("\n", problems));
    }
    Files.createDirectories(target.getParent());
    Files.write(target, Rules.pack(rules));
  }

  /** The rule files, ordered by the ids that their names begin with. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted(java.util.Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }
}
