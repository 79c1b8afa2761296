package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of every rule: a bad one gives exactly that rule at the marked lines, a good one gives nothing. */
final class RuleExamplesTest {
  private static final String MARK = "# <- here";
  private static final List<Rule> RULES = Rules.builtIn();

  /** Rules about what no embedded release, or no values file by itself, can show; they have no bad example. */
  private static final Set<String> WITHOUT_BAD_EXAMPLES = Set.of("SCH009", "CHT011", "CHT043");

  /** Rules about the release, about what stands beside the file, and about arguments. */
  private static final Set<String> ABOUT_NO_VALUES =
      Set.of("CHT011", "CHT040", "CHT041", "CHT042", "CHT043", "CHT044", "SCH009");

  /** Their examples are whole folders, under {@code testdata/workspace}. */
  private static boolean isAboutManifests(RuleInfo rule) {
    return rule.id().startsWith("GIT");
  }

  @TempDir private Path folder;
  private ExampleRuns runs;

  @BeforeEach
  void start() {
    runs = new ExampleRuns(folder);
  }

  @TestFactory
  Stream<DynamicTest> every_example_gives_what_it_says() {
    return RULES.stream()
        .filter(rule -> !rule.isAboutUpgrades())
        .map(Rule::info)
        .flatMap(rule -> each(rule, example -> check(rule, example)));
  }

  @TestFactory
  Stream<DynamicTest> every_rule_has_two_bad_and_two_good_examples() {
    return RULES.stream()
        .map(Rule::info)
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.id(),
                    () -> {
                      long bad = rule.examples().stream().filter(Example::bad).count();
                      assertTrue(
                          bad >= 2 || WITHOUT_BAD_EXAMPLES.contains(rule.id())
                              || isAboutManifests(rule), "bad examples");
                      assertTrue(rule.examples().size() - bad >= 2, "good examples");
                    }));
  }

  /**
   * Else a rule could be one that sees a mistake only if all of it stands in one file: a finding has a place in another
   * layer or a default that takes part, or there is none without the layer below.
   */
  @TestFactory
  Stream<DynamicTest> every_rule_has_a_bad_example_that_does_not_stand_alone() {
    return RULES.stream()
        .filter(
            rule ->
                !ABOUT_NO_VALUES.contains(rule.info().id()) && !isAboutManifests(rule.info()))
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.info().id(),
                    () -> {
                      boolean found = false;
                      for (Example example : rule.info().examples()) {
                        found = found || (example.bad() && reachesBeyond(rule, example));
                      }
                      assertTrue(found, "a bad example with a default or another layer in it");
                    }));
  }

  private boolean reachesBeyond(Rule rule, Example example) throws Exception {
    List<String> layers = runs.layers(example);
    for (Finding finding : runs.findings(rule, example, layers)) {
      List<Location> places = new ArrayList<>(finding.related());
      places.add(finding.primary());
      if (!finding.notes().isEmpty()
          || places.stream().anyMatch(p -> !p.source().name().equals(layers.getLast()))) {
        return true;
      }
    }
    Example without =
        new Example(
            true,
            example.values(),
            "",
            example.cluster(),
            example.release(),
            example.from(),
            example.alone());
    return runs.findings(rule, without, runs.layers(without)).stream()
        .noneMatch(finding -> finding.rule().id().equals(rule.info().id()));
  }

  /** An upgrade brings more than one change, so that what other rules say does not count. */
  @TestFactory
  Stream<DynamicTest> every_example_of_an_upgrade_gives_what_it_says() {
    return RULES.stream()
        .filter(Rule::isAboutUpgrades)
        .map(Rule::info)
        .flatMap(rule -> each(rule, example -> checkUpgrade(rule, example)));
  }

  private static Stream<DynamicTest> each(RuleInfo rule, Check check) {
    return IntStream.range(0, rule.examples().size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    rule.id() + " example " + (i + 1), () -> check.of(rule.examples().get(i))));
  }

  private interface Check {
    void of(Example example) throws Exception;
  }

  private void checkUpgrade(RuleInfo rule, Example example) throws Exception {
    List<String> layers = runs.layers(example);
    compare(rule, example, layers, runs.upgradeFindings(rule, example, layers));
  }

  private void check(RuleInfo rule, Example example) throws Exception {
    List<String> layers = runs.layers(example);
    compare(rule, example, layers, runs.findings(rule, example, layers));
  }

  private static void compare(
      RuleInfo rule, Example example, List<String> layers, List<Finding> findings)
      throws Exception {
    List<String> expected = new ArrayList<>();
    for (String layer : layers) {
      String text = Files.readString(Path.of(layer));
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith(MARK)) {
          expected.add(rule.id() + " at " + Path.of(layer).getFileName() + ":" + (i + 1));
        }
      }
    }
    assertEquals(
        example.bad(), !expected.isEmpty(), "a bad example has marks, a good one has none");
    List<String> found = new ArrayList<>();
    for (Finding finding : findings) {
      SourceText source = finding.primary().source();
      found.add(
          finding.rule().id()
              + " at "
              + Path.of(source.name()).getFileName()
              + ":"
              + source.position(finding.primary().span().start()).line());
    }
    expected.sort(String::compareTo);
    found.sort(String::compareTo);
    assertEquals(
        expected,
        found,
        () ->
            example.values()
                + findings.stream().map(f -> f.rule().id() + " " + f.message()).toList());
  }
}
