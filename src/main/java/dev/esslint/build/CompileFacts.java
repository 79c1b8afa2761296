package dev.esslint.build;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Flaw;
import dev.esslint.chart.BuiltInCharts;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.KeyHistory;
import dev.esslint.chart.KeyWords;
import dev.esslint.chart.Release;
import dev.esslint.cli.BaselineFile;
import dev.esslint.cli.ConfigurationFile;
import dev.esslint.config.ClusterFile;
import dev.esslint.embedded.Advisory;
import dev.esslint.embedded.Defaults;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packs the facts under {@code schemas/} and the rules under {@code rules/} into resources that load without parsing. */
public final class CompileFacts {
  private CompileFacts() {}

  /**
   * Compiles all facts of the project.
   *
   * @param args the folder of the project and the folder of its compiled classes
   */
  public static void main(String[] args) throws IOException, SourceException {
    Path schemas = Path.of(args[0], "schemas");
    Path resources = Path.of(args[1], "dev", "esslint");
    compileCharts(schemas.resolve("matrix-stack"), resources.resolve("chart"));
    compile(schemas.resolve("keys.yaml"), resources.resolve("chart/" + KeyWords.RESOURCE));
    write(
        CompilePlaces.of(keys(), schemas.resolve("programs")),
        resources.resolve("secret/places"));
    CompilePrograms.compile(schemas.resolve("programs"), resources.resolve("embedded"));
    CompileConflicts.compile(
        schemas.resolve("programs/conflicts.tsv"), resources.resolve("embedded"));
    CompileDefaults.compile(
        schemas.resolve("programs"), resources.resolve("embedded/" + Defaults.RESOURCE));
    CompileAdvisories.compile(
        schemas.resolve("programs/advisories.tsv"),
        resources.resolve("embedded/" + Advisory.RESOURCE),
        resources.resolve("chart/" + BuiltInCharts.INDEX));
    compile(schemas.resolve("known-mistakes.yaml"), resources.resolve("schema/known-mistakes"));
    compile(schemas.resolve("owned-keys.yaml"), resources.resolve("model/program/owned-keys"));
    compile(
        schemas.resolve("cluster.schema.json"), resources.resolve("config/" + ClusterFile.SCHEMA));
    compile(
        schemas.resolve("config.schema.json"),
        resources.resolve("cli/" + ConfigurationFile.SCHEMA));
    compile(
        schemas.resolve("baseline.schema.json"), resources.resolve("cli/" + BaselineFile.SCHEMA));
    Files.createDirectories(resources.resolve("authoring"));
    Files.copy(
        Path.of(args[0], "testdata", "base.yaml"),
        resources.resolve("authoring/" + ExampleRuns.BASE),
        StandardCopyOption.REPLACE_EXISTING);
    List<Flaw> flaws =
        CompileRules.compile(Path.of(args[0], "rules"), resources.resolve("rule/packed"));
    if (!flaws.isEmpty()) {
      flaws.forEach(System.err::println);
      System.exit(1);
    }
  }

  private static void compileCharts(Path facts, Path target) throws IOException, SourceException {
    List<Release> releases;
    try (Stream<Path> folders = Files.list(facts)) {
      releases =
          folders
              .map(folder -> Release.parse(folder.getFileName().toString()).orElseThrow())
              .sorted()
              .toList();
    }
    for (Release release : releases) {
      Path folder = facts.resolve(release.toString());
      compile(folder.resolve("values.json"), target.resolve(release + ".defaults"));
      compile(folder.resolve("schema.json"), target.resolve(release + ".schema"));
      Path templates = folder.resolve(FactsWriter.TEMPLATES);
      if (Files.exists(templates) && read(templates) instanceof MapNode measured) {
        for (String part : BuiltInCharts.MEASURED) {
          Node own = measured.get(part);
          if (own != null) {
            write(own, target.resolve(release + "." + part));
          }
        }
      }
    }
    Files.writeString(
        target.resolve(BuiltInCharts.INDEX),
        releases.stream().map(release -> release + "\n").collect(Collectors.joining()));
    write(keys(), target.resolve(KeyHistory.RESOURCE));
  }

  /** The keys of all releases. */
  private static MapNode keys() {
    return (MapNode) KeyHistory.of(Charts.builtIn().loadAll());
  }

  private static void compile(Path file, Path target) throws IOException, SourceException {
    write(read(file), target);
  }

  private static Node read(Path file) throws IOException, SourceException {
    return YamlReader.read(new SourceText(file.toString(), Files.readString(file))).root();
  }

  static void write(Node root, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target)) {
      PackedNodes.write(root, out);
    }
  }
}
