package dev.esslint.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.yaml.GoJson;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A strict JSON library judges what is JSON. */
final class JsonReaderProperties {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\\n\\u00e4\"",
            "\"\\x\"",
            "\"",
            "0",
            "1",
            "-",
            "01",
            "2.5",
            "1e-3",
            "1.",
            ".5",
            "true",
            "false",
            "null",
            "nul",
            " ",
            "\n",
            "[]",
            "{}",
            "{\"a\":1}",
            "[1,2]",
            "\u00a0");
    return tokens.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
  }

  @Property(tries = 3000)
  void what_is_json_is_read_as_the_library_reads_it(@ForAll("texts") String text) {
    // the library loses the sign of -0, which Go keeps
    Assume.that(!text.contains("-0"));
    Node library = library(text);
    Node ours = ours(text);
    assertEquals(library == null, ours == null, text);
    assertTrue(library == null || (ours != null && library.sameValue(ours)), text);
  }

  @Example
  void a_value_ends_where_nothing_can_follow_in_it() throws Exception {
    assertEquals(new Span(2, 3), JsonReader.read(new SourceText("j", "a=1,b=2"), 2).span());
    assertEquals(new Span(3, 8), JsonReader.read(new SourceText("j", "a= [1,2] x"), 2).span());
    assertEquals(new Span(0, 4), JsonReader.read(new SourceText("j", "truex"), 0).span());
  }

  @Example
  void deep_nesting_is_refused_and_no_stack_overflows() {
    assertThrows(
        SourceException.class, () -> JsonReader.read(new SourceText("j", "[".repeat(100_000)), 0));
  }

  private static @Nullable Node ours(String text) {
    try {
      Node node = JsonReader.read(new SourceText("j", text), 0);
      return text.substring(node.span().end()).matches("[ \\n]*") ? node : null;
    } catch (SourceException e) {
      return null;
    }
  }

  private static @Nullable Node library(String text) {
    try {
      return STRICT.readTree(text).isMissingNode() ? null : GoJson.read(text);
    } catch (JacksonException e) {
      return null;
    }
  }
}
