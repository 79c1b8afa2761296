package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.Linter;
import dev.esslint.Linter.Linted;
import dev.esslint.Targets;
import dev.esslint.Upgrade;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.cluster.ClusterFile;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.source.Document;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Value;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of every rule: a bad one gives exactly that rule at the marked lines, a good one gives nothing. */
final class RuleExamplesTest {
  private static final String MARK = "# <- here";
  private static final Path BASE = Path.of("testdata/base.yaml").toAbsolutePath();
  private static final List<Rule> RULES = Rules.builtIn();

  /** Rules about what no embedded release, or no values file by itself, can show; they have no bad example. */
  private static final Set<String> WITHOUT_BAD_EXAMPLES = Set.of("SCH009", "CHT011", "CHT043");

  /** Rules about the release, about what stands beside the file, and about arguments. */
  private static final Set<String> ABOUT_NO_VALUES =
      Set.of("CHT011", "CHT040", "CHT041", "CHT042", "CHT043", "CHT044", "SCH009");

  @TempDir private Path folder;

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
                          bad >= 2 || WITHOUT_BAD_EXAMPLES.contains(rule.id()), "bad examples");
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
        .filter(rule -> !ABOUT_NO_VALUES.contains(rule.info().id()))
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
    List<String> layers = layers(example);
    for (Finding finding : findings(rule, example, layers)) {
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
    return findings(rule, without, layers(without)).stream()
        .noneMatch(finding -> finding.rule().id().equals(rule.info().id()));
  }

  private List<Finding> findings(Rule rule, Example example, List<String> layers) throws Exception {
    return rule.isAboutUpgrades()
        ? upgradeFindings(rule.info(), example, layers)
        : findings(rule.info(), example, layers);
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
    List<String> layers = layers(example);
    compare(rule, example, layers, upgradeFindings(rule, example, layers));
  }

  private List<Finding> upgradeFindings(RuleInfo rule, Example example, List<String> layers)
      throws Exception {
    List<Document> documents = new ArrayList<>();
    for (String layer : layers) {
      documents.add(YamlReader.read(new SourceText(layer, Files.readString(Path.of(layer)))));
    }
    Upgrade upgrade =
        new Upgrade(
            Charts.load(Release.parse(example.from()).orElseThrow()),
            Charts.load(release(example)),
            RULES,
            cluster(example));
    return upgrade
        .advise(
            new Request(layers, false),
            documents,
            new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"))
        .findings()
        .stream()
        .filter(finding -> finding.rule().id().equals(rule.id()))
        .toList();
  }

  private void check(RuleInfo rule, Example example) throws Exception {
    List<String> layers = layers(example);
    compare(rule, example, layers, findings(rule, example, layers));
  }

  private List<Finding> findings(RuleInfo rule, Example example, List<String> layers)
      throws Exception {
    Targets targets =
        example.release().isEmpty()
            ? Targets.asDeploymentsSay()
            : Targets.all(Charts.load(release(example)), "");
    Linter linter = new Linter(targets, () -> with(rule), cluster(example));
    Linted linted =
        (Linted)
            linter.lint(
                new Request(layers, false),
                new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    List<Finding> findings = new ArrayList<>(linted.findings());
    if (example.release().isEmpty()) {
      findings.addAll(linted.notices());
    }
    return findings;
  }

  /** The rules that take part if one is asked for. */
  private static List<Rule> with(RuleInfo rule) {
    return RULES.stream()
        .filter(r -> !r.info().optional() || r.info().id().equals(rule.id()))
        .toList();
  }

  private static Release release(Example example) {
    return example.release().isEmpty()
        ? Charts.newest()
        : Release.parse(example.release()).orElseThrow();
  }

  private List<String> layers(Example example) throws Exception {
    List<String> layers = new ArrayList<>();
    if (!example.alone()) {
      layers.add(BASE.toString());
    }
    if (!example.layer().isEmpty()) {
      layers.add(file("layer.yaml", example.layer()));
    }
    layers.add(file("values.yaml", example.values()));
    return layers;
  }

  private static void compare(
      RuleInfo rule, Example example, List<String> layers, List<Finding> findings)
      throws Exception {
    Set<String> expected = new TreeSet<>();
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
    Set<String> found = new TreeSet<>();
    for (Finding finding : findings) {
      SourceText source = finding.primary().source();
      found.add(
          finding.rule().id()
              + " at "
              + Path.of(source.name()).getFileName()
              + ":"
              + source.position(finding.primary().span().start()).line());
    }
    assertEquals(
        expected,
        found,
        () ->
            example.values()
                + findings.stream().map(f -> f.rule().id() + " " + f.message()).toList());
  }

  private static @Nullable Value cluster(Example example) throws Exception {
    return example.cluster().isEmpty()
        ? null
        : Linter.readCluster(
            new SourceText("cluster.yaml", example.cluster()), ClusterFile.schema());
  }

  private String file(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }
}
