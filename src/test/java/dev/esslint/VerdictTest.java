package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.Linter.Linted;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A finding of class {@code rejected} is there exactly where real Helm over the real chart has failed. */
@Tag("shared")
final class VerdictTest {
  private static final Path SHARED = Path.of(System.getProperty("shared", "../shared")).toAbsolutePath();

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

  /** The embedded releases about which there is a record; at least one. */
  private static Stream<Release> releasesWith(Path records) {
    List<Release> recorded =
        Charts.releases().stream()
            .filter(release -> Files.isDirectory(records.resolve(release.toString())))
            .toList();
    assertEquals(false, recorded.isEmpty(), "nothing is recorded in " + records);
    return recorded.stream();
  }

  private static void checkVerdicts(Release release) throws Exception {
    Path folder = SHARED.resolve("helm-verdicts").resolve(release.toString());
    Linter linter = new Linter(Charts.load(release), Rules.builtIn(), null);
    List<String> disagreements = new ArrayList<>();
    List<String> verdicts = Files.readAllLines(folder.resolve("verdicts.tsv"));
    for (String verdict : verdicts) {
      String[] fields = verdict.split("\t", 3);
      List<String> rejections = rejections(linter, folder.resolve(fields[0]));
      if (fields[1].equals("reject") == rejections.isEmpty()) {
        String message = fields[2];
        disagreements.add(
            fields[0] + ": Helm: " + message.substring(Math.max(0, message.length() - 300)) + " esslint: " + rejections);
      }
    }
    assertEquals(List.of(), disagreements, () -> summary(disagreements, verdicts.size()));
  }

  private static void checkExamples(Release release) throws Exception {
    Linter linter = new Linter(Charts.load(release), Rules.builtIn(), null);
    List<String> rejected = new ArrayList<>();
    List<Path> examples;
    try (Stream<Path> files = Files.list(SHARED.resolve("charts").resolve(release.toString()).resolve("ci"))) {
      examples = files.sorted().toList();
    }
    for (Path example : examples) {
      List<String> rejections = rejections(linter, example);
      if (!rejections.isEmpty()) {
        rejected.add(example.getFileName() + ": " + rejections);
      }
    }
    assertEquals(List.of(), rejected, () -> summary(rejected, examples.size()));
  }

  private static String summary(List<String> wrong, int all) {
    return wrong.size() + " of " + all + " disagree:\n" + String.join("\n", wrong) + "\n";
  }

  private static List<String> rejections(Linter linter, Path values) throws Exception {
    Linted linted =
        (Linted)
            linter.lint(
                new Request(List.of(values.toString()), false),
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
