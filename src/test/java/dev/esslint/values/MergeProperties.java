package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.json.JsonString;
import dev.esslint.tree.Node;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of merging. */
final class MergeProperties {

  @Provide
  Arbitrary<String> mappings() {
    return Trees.mappings();
  }

  @Property(tries = 300)
  void an_empty_layer_changes_nothing(
      @ForAll("mappings") String defaults, @ForAll("mappings") String layer) {
    String alone = json(defaults, layer);
    assertEquals(alone, json(defaults, layer, "{}"));
    assertEquals(alone, json(defaults, "{}", layer));
    assertEquals(alone, json(defaults, layer, ""));
  }

  @Property(tries = 300)
  void a_layer_over_itself_changes_nothing(
      @ForAll("mappings") String defaults, @ForAll("mappings") String layer) {
    assertEquals(json(defaults, layer), json(defaults, layer, layer));
  }

  @Property(tries = 300)
  void layers_are_merged_from_the_first_to_the_last(
      @ForAll("mappings") String a, @ForAll("mappings") String b, @ForAll("mappings") String c) {
    String first = JsonText.of(Trees.resolve("{}", List.of(a, b)).written());
    String all = JsonText.of(Trees.resolve("{}", List.of(a, b, c)).written());
    assertEquals(all, JsonText.of(Trees.resolve("{}", List.of(first, c)).written()));
  }

  @Property(tries = 300)
  void what_no_layer_touches_is_the_default(@ForAll("mappings") String defaults) {
    assertEquals(
        JsonText.of(Trees.resolve("{}", List.of(defaults)).written()), json(defaults, "{}"));
  }

  @Property(tries = 300)
  void every_value_comes_from_the_last_layer_that_gives_it(
      @ForAll("mappings") String defaults,
      @ForAll("mappings") String a,
      @ForAll("mappings") String b) {
    ResolvedValues values = Trees.resolve(defaults, List.of(a, b));
    check(values, ValuePath.ROOT, values.root());
  }

  private static void check(ResolvedValues values, ValuePath path, Value value) {
    if (!path.isRoot()) {
      Layer last = null;
      for (Layer layer : values.layers()) {
        Value written =
            Value.of(
                layer,
                ((Layer.File) layer).document().root(),
                UnaryOperator.identity());
        if (ResolvedValues.below(written, path).isPresent()) {
          last = layer;
        }
      }
      assertEquals(last != null, value.origin().isWritten(), path.toString());
      if (last != null && value instanceof ScalarValue) {
        assertEquals(last, value.origin().layer(), path.toString());
      }
    }
    switch (value) {
      case MapValue map ->
          map.entries().forEach((key, below) -> check(values, path.key(key), below));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          check(values, path.index(i), list.items().get(i));
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  @Property(tries = 300)
  void a_null_takes_exactly_the_default_away(
      @ForAll("mappings") String defaults, @ForAll("mappings") String layer) {
    ResolvedValues values = Trees.resolve(defaults, List.of(layer, "{a: null}"));
    boolean preset =
        Trees.document(defaults).root() instanceof Node.MapNode map
            && map.entries().containsKey("a");
    if (preset) {
      assertFalse(values.root().entries().containsKey("a"));
      assertTrue(values.root().deleted().containsKey("a"));
    } else {
      assertTrue(
          values.root().entries().get("a") instanceof ScalarValue scalar
              && scalar.scalar().equals(new Scalar.Null()));
    }
  }

  @Property(tries = 300)
  void what_is_printed_as_yaml_reads_as_the_same_values(
      @ForAll("mappings") String layer, @ForAll String text) {
    ResolvedValues values =
        Trees.resolve("{}", List.of(layer, "{s: " + JsonString.quote(text) + "}"));
    String json = JsonText.of(values.root());
    assertEquals(
        json, JsonText.of(Trees.resolve("{}", List.of(YamlText.of(values.root()))).root()));
    assertEquals(json, JsonText.of(Trees.resolve("{}", List.of(json)).root()));
  }

  private static String json(String defaults, String... layers) {
    return JsonText.of(Trees.resolve(defaults, List.of(layers)).root());
  }
}
