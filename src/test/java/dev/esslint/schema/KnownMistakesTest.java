package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.values.ValuePath;
import org.junit.jupiter.api.Test;

class KnownMistakesTest {
  private final SchemaTree tree = new SchemaTree(Values.CHART.schema());

  @Test
  void every_entry_offers_something_that_the_newest_release_has() {
    for (KnownMistakes.Entry entry : KnownMistakes.get().keys()) {
      boolean relative = !entry.use().isEmpty() && !entry.use().startsWith("/");
      boolean wild = entry.at().stream().anyMatch(step -> step.startsWith("*"));
      if (entry.use().isEmpty()) {
        assertFalse(
            entry.fix().isEmpty(), entry + " says neither where to write it nor what to do");
      } else if (!relative) {
        assertTrue(
            tree.at(ValuePath.parse(entry.use().substring(1))).isPresent(), entry.toString());
      } else if (!wild && entry.at().size() == 1) {
        assertTrue(tree.at(ValuePath.parse(entry.use())).isPresent(), entry.toString());
      }
    }
  }

  @Test
  void no_entry_speaks_of_a_key_that_the_newest_release_has_at_the_top() {
    for (String key : tree.allowedKeys(ValuePath.ROOT)) {
      assertTrue(KnownMistakes.get().about(ValuePath.of(key)).findAny().isEmpty(), key);
    }
  }
}
