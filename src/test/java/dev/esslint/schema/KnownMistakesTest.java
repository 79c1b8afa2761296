package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.values.ValuePath;
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
}
