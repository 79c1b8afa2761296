package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownMistakesTest {
  private final SchemaTree tree = new SchemaTree(Values.CHART.schema());

  @Test
  void every_entry_offers_something() {
    for (KnownMistakes.Entry entry : KnownMistakes.get().keys()) {
      assertFalse(
          entry.moves().isEmpty() && entry.fix().isEmpty(),
          entry + " says neither where to write it nor what to do");
    }
  }

  @Test
  void no_key_is_told_of_twice() {
    Set<Object> told = new HashSet<>();
    for (KnownMistakes.Entry entry : KnownMistakes.get().keys()) {
      boolean onlyParts = entry.fix().isEmpty() && entry.moves().stream().noneMatch(move -> move.take().isRoot());
      assertTrue(onlyParts || told.add(List.of(entry.at(), entry.since(), entry.got())), () -> "only the first entry counts of " + entry.at());
    }
  }

  @Test
  void no_entry_speaks_of_a_key_that_the_newest_release_has_at_the_top() {
    for (String key : tree.allowedKeys(ValuePath.ROOT)) {
      assertTrue(KnownMistakes.get().about(ValuePath.of(key)).findAny().isEmpty(), key);
    }
  }

  @Test
  void what_is_not_offered_is_an_option() throws Exception {
    assertTrue(KnownMistakes.get().isUnoffered("synapse", "listeners"));
    assertTrue(!KnownMistakes.get().isUnoffered("synapse", "turn_uris"));
  }

  @Test
  void no_option_that_the_chart_or_mas_owns_is_offered_for_a_fragment() throws Exception {
    Path file = Path.of("schemas/owned-keys.yaml");
    Node owned = YamlReader.read(new SourceText(file.toString(), Files.readString(file))).root();
    for (String component : List.of("synapse", "matrixAuthenticationService", "sfu", "hookshot")) {
      String path = component.equals("sfu") ? "matrixRTC.sfu" : component;
      for (String list : List.of("ownedKeys", "refusedKeys", "delegatedKeys", "idleKeys")) {
        for (Node row : rows(owned, component, list)) {
          String key = key(row);
          ValuePath there = ValuePath.parse(path).key(key);
          assertTrue(
              key.indexOf('.') >= 0
                  || KnownMistakes.get().isUnoffered(path, key)
                  || KnownMistakes.get().about(there).findAny().isPresent()
                  || tree.allowedKeys(there.parent()).stream()
                      .anyMatch(name -> Spelling.fold(name).equals(Spelling.fold(key))),
              there.toString());
        }
      }
    }
  }

  private static String key(Node row) {
    ScalarNode key = (ScalarNode) Objects.requireNonNull(((MapNode) row).get("key"));
    return Objects.requireNonNull(key.string());
  }

  private static List<Node> rows(Node root, String component, String list) {
    return ((MapNode) root).get(component) instanceof MapNode lists
            && lists.get(list) instanceof ListNode rows
        ? rows.items()
        : List.of();
  }
}
