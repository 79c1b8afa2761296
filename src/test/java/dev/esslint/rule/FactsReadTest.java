package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.change.ChangeFacts;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts are for rules: one that no rule reads is worked out for nobody. */
final class FactsReadTest {
  @Test
  void a_rule_reads_every_fact_about_a_deployment() throws Exception {
    assertEquals(Set.of(), unread(DeploymentFacts.factNames(), Root.DEPLOYMENT));
  }

  @Test
  void a_rule_reads_every_fact_about_a_change() throws Exception {
    assertEquals(Set.of(), unread(ChangeFacts.names(), Root.CHANGE));
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
