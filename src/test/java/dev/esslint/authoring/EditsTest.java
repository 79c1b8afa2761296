package dev.esslint.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Mending.Outcome;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document.Comment;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The edits of rules, made in their bad examples: what an edit speaks of is gone then and nothing else is there, which
 * {@code Mending} sees to, all comments are where they were, and no name of a host is made up: that needs DNS and a certificate,
 * which only a person can see to.
 */
final class EditsTest {
  private static final ExampleRuns RUNS = ExampleRuns.builtIn();

  private static final Pattern HOST =
      Pattern.compile("(?<![\\w.-])(?:[a-z0-9-]+\\.)+(?:org|com|net|internal|lan)(?![\\w-])");

  private static boolean hasEdits(Rule rule) {
    return rule.trigger() instanceof Declared declared
        && !declared.edits().isEmpty()
        && rule.isAbout(Subject.DEPLOYMENT);
  }

  @TestFactory
  Stream<DynamicTest> an_edit_cures_the_bad_examples_of_its_rule() {
    return BuiltInRules.all().stream()
        .filter(EditsTest::hasEdits)
        .map(rule -> DynamicTest.dynamicTest(rule.info().id(), () -> cures(rule)));
  }

  private static void cures(Rule rule) throws Exception {
    List<String> failures = new ArrayList<>();
    int cured = 0;
    for (Example example : rule.info().examples()) {
      if (!example.bad()) {
        continue;
      }
      Outcome outcome = RUNS.mended(rule, example, true);
      for (Finding stays : outcome.refused()) {
        failures.add(stays.repair() + "\n" + example.layer() + example.values());
      }
      cured += outcome.mended().size();
      for (SourceText after : outcome.texts().values()) {
        SourceText before =
            RUNS.layers(example).stream()
                .filter(layer -> layer.name().equals(after.name()))
                .findFirst()
                .orElseThrow();
        List<String> comments = comments(after);
        for (String comment : comments(before)) {
          assertTrue(comments.remove(comment), comment + " is not in\n" + after.text());
        }
        Set<String> known = new TreeSet<>();
        RUNS.layers(example).forEach(layer -> known.addAll(hosts(layer)));
        assertEquals(known, union(known, hosts(after)), "names that nobody gave");
      }
    }
    assertTrue(cured > 0, "no example is cured");
    assertEquals(List.of(), failures);
  }

  private static Set<String> hosts(SourceText text) {
    return HOST.matcher(text.text())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<String> comments(SourceText text) throws SourceException {
    return new ArrayList<>(YamlReader.read(text).comments().stream().map(Comment::text).toList());
  }
}
