package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every remedy that holds YAML is applied to the bad examples of its rule, each alternative by itself, as {@link Remedy} says: the
 * finding goes, and no other of level warning or above comes. With {@code -Dcharts=DIR}, a folder of unpacked charts by release,
 * real Helm has to take the result where it refused the example.
 *
 * <p>{@code testdata/remedies.tsv} lists the rules of which that cannot be so, with the reason: what is right depends on what the
 * user decides. A rule that is listed there without need is a failure too.
 */
final class RemediesTest {
  private static final Path LIST = Path.of("testdata/remedies.tsv");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> every_remedy_cures_its_own_bad_examples() throws Exception {
    Map<String, String> exceptions = exceptions();
    return Rules.builtIn().stream()
        .filter(rule -> !exceptions.containsKey(rule.info().id()))
        .filter(RemediesTest::hasPatch)
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.info().id(),
                    () -> assertEquals("", String.join("\n", failures(rule)), rule.info().id())));
  }

  @TestFactory
  Stream<DynamicTest> every_exception_is_needed_and_has_a_reason() throws Exception {
    return exceptions().entrySet().stream()
        .map(
            exception ->
                DynamicTest.dynamicTest(
                    exception.getKey(),
                    () -> {
                      assertFalse(exception.getValue().isBlank(), "a reason");
                      Rule rule = rule(exception.getKey());
                      assertTrue(hasPatch(rule), "its remedy holds YAML");
                      assertFalse(failures(rule).isEmpty(), rule.info().id() + ": its remedy cures; remove the entry");
                    }));
  }

  @Test
  void the_list_of_exceptions_is_sorted() throws Exception {
    List<String> lines = Files.readAllLines(LIST);
    assertEquals(lines.stream().sorted().toList(), lines);
  }

  private static boolean hasPatch(Rule rule) {
    return rule.info().fix().contains("```yaml");
  }

  private static Rule rule(String id) {
    return Rules.builtIn().stream()
        .filter(rule -> rule.info().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> exceptions() throws Exception {
    return Files.readAllLines(LIST).stream()
        .map(line -> line.split("\t", 2))
        .collect(Collectors.toMap(f -> f[0], f -> f.length > 1 ? f[1] : "", (a, b) -> a, TreeMap::new));
  }

  private List<String> failures(Rule rule) throws Exception {
    ExampleRuns runs = new ExampleRuns(folder);
    List<String> failures = new ArrayList<>();
    List<Example> examples = rule.info().examples();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      if (!example.bad()) {
        continue;
      }
      List<String> layers = runs.layers(example);
      List<Finding> before = runs.findings(rule, example, layers);
      List<List<Remedy>> remedies =
          before.stream()
              .filter(finding -> isOf(rule.info(), finding))
              .map(finding -> Remedy.alternatives(finding.remedy()))
              .toList();
      List<String> texts = new ArrayList<>();
      for (String layer : layers) {
        texts.add(Files.readString(Path.of(layer)));
      }
      int most = remedies.stream().mapToInt(List::size).max().orElse(0);
      for (int choice = 0; choice < most; choice++) {
        String failure = failure(runs, rule, example, texts, before, remedies, choice);
        if (!failure.isEmpty()) {
          failures.add("example " + (i + 1) + ", alternative " + (choice + 1) + ": " + failure);
        }
      }
    }
    return failures;
  }

  /** What is wrong with an alternative; empty if it cures. */
  private static String failure(
      ExampleRuns runs,
      Rule rule,
      Example example,
      List<String> texts,
      List<Finding> before,
      List<List<Remedy>> remedies,
      int choice)
      throws Exception {
    MapValue values = Remedy.merged(texts);
    StringBuilder cluster = new StringBuilder(example.cluster());
    for (List<Remedy> alternatives : remedies) {
      if (!alternatives.isEmpty()) {
        Remedy remedy = alternatives.get(Math.min(choice, alternatives.size() - 1));
        try {
          values = remedy.appliedTo(values);
        } catch (IllegalStateException e) {
          return String.valueOf(e.getMessage());
        }
        remedy.cluster().stream().filter(c -> cluster.indexOf(c) < 0).forEach(cluster::append);
      }
    }
    String cured = directives(texts) + YamlText.of(values);
    Example after =
        new Example(true, cured, "", cluster.toString(), example.release(), example.from(), true);
    List<Finding> findings = runs.findings(rule, after, runs.layers(after));
    Set<String> known = before.stream().map(f -> f.rule().id()).collect(Collectors.toSet());
    Set<String> wrong = new TreeSet<>();
    for (Finding finding : findings) {
      if (isOf(rule.info(), finding)) {
        wrong.add("the finding stays: " + finding.message());
      } else if (finding.rule().level().atLeast(Level.WARNING)
          && !known.contains(finding.rule().id())) {
        wrong.add("brings " + finding.rule().id() + ": " + finding.message());
      }
    }
    if (wrong.isEmpty() && rule.info().kind() == RuleClass.REJECTED) {
      wrong.addAll(refusals(after, runs));
    }
    return wrong.isEmpty() ? "" : String.join("; ", wrong) + "\n" + cured;
  }

  private static List<String> refusals(Example example, ExampleRuns runs) throws Exception {
    String charts = System.getProperty("charts", "");
    if (charts.isEmpty()) {
      return List.of();
    }
    Path chart = Path.of(charts, ExampleRuns.release(example).toString());
    try {
      new Helm(chart).template().withKubeVersion("1.33.0").withValuesFile(Path.of(runs.layers(example).getLast())).call();
      return List.of();
    } catch (IllegalStateException e) {
      if (String.valueOf(e.getMessage()).contains("API could not be found")) {
        return List.of(); // which only a cluster has
      }
      return List.of("Helm refuses the result: " + e.getMessage());
    }
  }

  /** The comments that say for which release the values are. */
  private static String directives(List<String> texts) {
    return texts.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("# esslint:"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static boolean isOf(RuleInfo rule, Finding finding) {
    return finding.rule().id().equals(rule.id());
  }
}
