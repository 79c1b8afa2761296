package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that look at single options look at options that the tables have: there is one home for names. */
final class OptionsOfRulesTest {
  private static final Map<String, Program> PROGRAMS =
      Map.of(
          "synapse", Program.SYNAPSE,
          "matrixAuthenticationService", Program.MAS,
          "sfu", Program.LIVEKIT,
          "hookshot", Program.HOOKSHOT);

  @Test
  void every_option_that_a_rule_names_is_in_the_table_of_its_program() throws Exception {
    Set<String> paths = new TreeSet<>();
    try (Stream<Path> rules = Files.walk(Path.of("rules"))) {
      for (Path rule : rules.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        MapNode root =
            (MapNode) YamlReader.read(new SourceText(rule.toString(), Files.readString(rule))).root();
        for (String key : List.of("when", "at")) {
          Optional.ofNullable(root.get(key)).ifPresent(node -> collect(node, paths));
        }
      }
    }
    assertTrue(paths.size() > 50, "paths: " + paths.size());
    List<String> unknown = new ArrayList<>();
    for (String path : paths) {
      List<ValuePath.Step> steps = ValuePath.parse(path).steps();
      Program program = steps.get(1) instanceof ValuePath.Key(String label) ? PROGRAMS.get(label) : null;
      assertTrue(program != null, path);
      if (!isThere(Options.of(program).top(), steps.subList(2, steps.size()))) {
        unknown.add(path);
      }
    }
    assertEquals(List.of(), unknown);
  }

  private static boolean isThere(Options.Place place, List<ValuePath.Step> steps) {
    if (steps.isEmpty() || (place.isOpen() && !place.path().isEmpty())) {
      return true;
    }
    Optional<Options.Place> below =
        steps.getFirst() instanceof ValuePath.Key(String name) ? place.child(name) : place.items();
    return below.isPresent() && isThere(below.get(), steps.subList(1, steps.size()));
  }

  /** The paths that begin with {@code config}, wherever a rule has one. */
  private static void collect(Node node, Set<String> paths) {
    switch (node) {
      case MapNode map -> map.entries().values().forEach(entry -> collect(entry.value(), paths));
      case ListNode list -> list.items().forEach(item -> collect(item, paths));
      case ScalarNode scalar -> {
        String text = scalar.string();
        if (text != null && text.startsWith("config.") && text.indexOf(' ') < 0) {
          paths.add(text);
        }
      }
      default -> {}
    }
  }
}
