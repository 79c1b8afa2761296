package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.Deployments;
import dev.esslint.model.change.ChangeFacts;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.Value;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts are for rules: one that no rule reads is worked out for nobody, one that no table has is found by nobody. */
final class FactsTest {
  private static final Set<String> DOCUMENTS = Set.of("wellKnown.client", "wellKnown.server", "wellKnown.foci");

  @Test
  void a_rule_reads_every_fact_about_a_deployment() throws Exception {
    assertEquals(Set.of(), unread(DeploymentFacts.names().all(), Root.DEPLOYMENT));
  }

  @Test
  void a_rule_reads_every_fact_about_a_change() throws Exception {
    assertEquals(Set.of(), unread(ChangeFacts.names().all(), Root.CHANGE));
  }

  @Test
  void every_fact_that_is_stated_about_an_example_is_in_the_table() throws Exception {
    Set<String> stated = new TreeSet<>();
    for (Rule rule : BuiltInRules.all()) {
      for (Example example : rule.info().examples()) {
        collect(example, rule.info().subject() == Subject.CHANGE, stated);
      }
    }
    Set<String> tabled = new TreeSet<>(DeploymentFacts.names().all());
    tabled.addAll(ChangeFacts.names().all());
    stated.removeIf(tabled::contains);
    assertEquals(Set.of(), stated);
  }

  private static void collect(Example example, boolean change, Set<String> stated) throws Exception {
    Release release = Release.parse(example.release()).orElse(Charts.builtIn().newest());
    try {
      DeploymentFacts now = Deployments.of(example.values(), release);
      collect(now.facts(), "", stated);
      if (change) {
        collect(ChangeFacts.of(Deployments.of(example.before(), release), now).facts(), "", stated);
      }
    } catch (SourceException e) {
      // an example of what is not YAML
    }
  }

  /** The names of what is in a value, but for documents that are facts. */
  private static void collect(Value value, String name, Set<String> names) {
    switch (value) {
      case MapValue map when DOCUMENTS.contains(name) -> names.add(name);
      case MapValue map ->
          map.entries().forEach((key, child) -> collect(child, name.isEmpty() ? key : name + "." + key, names));
      case ListValue list ->
          list.items().forEach(item -> collect(item, item instanceof ScalarValue ? name : name + "[]", names));
      case ScalarValue scalar -> names.add(name);
    }
  }

  /** Those that no condition, place, message, remedy and edit reads; a list or a group is read with what is in it. */
  private static Set<String> unread(Set<String> names, Root root) throws Exception {
    Set<String> read = new TreeSet<>();
    for (Path file : rules()) {
      RuleDraft draft = Rules.read(YamlReader.read(new SourceText(file.toString(), Files.readString(file))));
      read.addAll(PathCheck.facts(draft, root));
    }
    Set<String> unread = new TreeSet<>(names);
    unread.removeIf(
        name ->
            read.stream()
                .anyMatch(
                    other ->
                        other.equals(name)
                            || name.equals(other + "[]")
                            || other.startsWith(name + ".")
                            || other.startsWith(name + "[")));
    return unread;
  }

  private static List<Path> rules() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("rules"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
