package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;


/** A finding of class {@code rejected} is there exactly where real Helm over the real chart has failed. */
@Tag("shared")
@Execution(ExecutionMode.CONCURRENT)
final class VerdictTest {
  private static final Path SHARED =
      Path.of(System.getProperty("shared", "../shared")).toAbsolutePath();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> esslint_rejects_what_helm_has_rejected() {
    return releasesWith(SHARED.resolve("helm-verdicts"))
        .map(release -> DynamicTest.dynamicTest(release.toString(), () -> checkVerdicts(release)));
  }

  @TestFactory
  Stream<DynamicTest> no_example_of_the_chart_is_rejected() {
    return releasesWith(SHARED.resolve("charts"))
        .map(release -> DynamicTest.dynamicTest(release.toString(), () -> checkExamples(release)));
  }

  /** Recorded with 26.8.1: every default was taken away in turn while all components were on. */
  @Test
  void a_null_over_a_default_is_rejected_where_helm_has_failed() throws Exception {
    Chart chart = Charts.builtIn().load(Release.parse("26.8.1").orElseThrow());
    Analyzer linter = new Analyzer(Targets.own(Charts.builtIn(), chart, ""), BuiltInRules::usual, null);
    Set<String> failed =
        new HashSet<>(Files.readAllLines(SHARED.resolve("facts/null-crash-paths.txt")));
    // these were recorded with the API of the Prometheus operator, without which Helm accepts them
    failed.removeIf(path -> path.endsWith(".serviceMonitors"));
    Path base = Files.writeString(folder.resolve("base.yaml"), RealCharts.EVERYTHING);
    List<String> disagreements = new ArrayList<>();
    for (String path : paths("", chart.defaults()).filter(VerdictTest::wasTried).toList()) {
      Path nulled = Files.writeString(folder.resolve("null.yaml"), nulled(path));
      boolean rejected = !rejections(linter, base, nulled).isEmpty();
      if (rejected != failed.contains(path)) {
        disagreements.add(path + (rejected ? " is rejected" : " is not rejected"));
      }
    }
    assertEquals(List.of(), disagreements);
  }

  /**
   * Of the workers, which are all alike, one was tried; what the migration to MAS needs was not, because it was off in the record. Helm
   * refuses a null there where it is on, as it is here.
   */
  private static boolean wasTried(String path) {
    boolean otherWorker =
        path.startsWith("synapse.workers.")
            && !path.startsWith("synapse.workers.client-reader");
    return !otherWorker && !path.startsWith("matrixAuthenticationService.syn2mas.");
  }

  /** All paths of keys in the defaults. */
  private static Stream<String> paths(String prefix, Node node) {
    return node instanceof MapNode map
        ? map.entries().entrySet().stream()
            .flatMap(
                entry ->
                    Stream.concat(
                        Stream.of(prefix + entry.getKey()),
                        paths(prefix + entry.getKey() + ".", entry.getValue().value())))
        : Stream.empty();
  }

  private static String nulled(String path) {
    String[] keys = path.split("\\.");
    return "{" + String.join(": {", keys) + ": null" + "}".repeat(keys.length);
  }

  /** The embedded releases about which there is a record; at least one. */
  private static Stream<Release> releasesWith(Path records) {
    List<Release> recorded =
        Charts.builtIn().releases().stream()
            .filter(release -> Files.isDirectory(records.resolve(release.toString())))
            .toList();
    assertFalse(recorded.isEmpty(), "nothing is recorded in " + records);
    return recorded.stream();
  }

  private static void checkVerdicts(Release release) throws Exception {
    Path folder = SHARED.resolve("helm-verdicts").resolve(release.toString());
    Analyzer linter = new Analyzer(Targets.all(Charts.builtIn(), release), BuiltInRules::usual, null);
    List<String> disagreements = new ArrayList<>();
    List<String> verdicts = Files.readAllLines(folder.resolve("verdicts.tsv"));
    for (String verdict : verdicts) {
      String[] fields = verdict.split("\t", 3);
      List<String> rejections = rejections(linter, folder.resolve(fields[0]));
      if (fields[1].equals("reject") == rejections.isEmpty()) {
        String message = fields[2];
        disagreements.add(
            fields[0]
                + ": Helm: "
                + message.substring(Math.max(0, message.length() - 300))
                + "  esslint: "
                + rejections);
      }
    }
    assertTrue(disagreements.isEmpty(), () -> summary(disagreements, verdicts.size()));
  }

  private static void checkExamples(Release release) throws Exception {
    Analyzer linter = new Analyzer(Targets.all(Charts.builtIn(), release), BuiltInRules::usual, null);
    List<String> rejected = new ArrayList<>();
    List<Path> examples;
    try (Stream<Path> files =
        Files.list(SHARED.resolve("charts").resolve(release.toString()).resolve("ci"))) {
      examples = files.sorted().toList();
    }
    for (Path example : examples) {
      List<String> rejections = rejections(linter, example);
      if (!rejections.isEmpty()) {
        rejected.add(example.getFileName() + ": " + rejections);
      }
    }
    assertTrue(rejected.isEmpty(), () -> summary(rejected, examples.size()));
  }

  private static String summary(List<String> wrong, int all) {
    return wrong.size() + " of " + all + " are wrong:\n" + String.join("\n", wrong);
  }

  private static List<String> rejections(Analyzer linter, Path... layers) throws Exception {
    Analysis linted =
        linter.analyze(new Request(Stream.of(layers).map(Path::toString).toList(), false),
                new SourceReader(SHARED, InputStream.nullInputStream(), "<stdin>"));
    return linted.findings().stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
        .map(VerdictTest::brief)
        .toList();
  }

  private static String brief(Finding finding) {
    return finding.rule().id()
        + " at line "
        + finding.primary().source().position(finding.primary().span().start()).line();
  }
}
