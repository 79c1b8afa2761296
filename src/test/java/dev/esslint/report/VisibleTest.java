package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class VisibleTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "::error::x.yaml, \\u{3a}:error::x.yaml",
        "a ::add-mask::x, a \\u{3a}:add-mask::x",
        "::warning file=a::b, \\u{3a}:warning file=a::b",
        "##[error]x, ##\\u{5b}error]x",
        "a: ##vso[task.x], a: ##vso\\u{5b}task.x]",
        "##teamcity[x], ##teamcity\\u{5b}x]",
      })
  void what_a_log_would_obey_is_spelt_out(String text, String shown) {
    assertEquals(shown, Visible.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "listens at :: and ::1",
    "::ffff:192.0.2.1",
    "std::vector",
    "synapse.workers[0]",
    "## [link](x)",
    "#[x]",
    "##abcdefghijklmnop[x]"
  })
  void what_only_looks_like_a_command_stays(String text) {
    assertEquals(text, Visible.of(text));
  }

  @Provide
  static Arbitrary<String> odd() {
    return Arbitraries.of(
            "a", " ", ":", "::error::", "##[", "##vso[", "\n", "\t", "\"", "\\", "'", "#", "\u202e",
            "\u2066", "\u200b", "\u2028", "\ufeff", "\u0085", "\u00a0", "\udb40\udc01", "\ud83d\ude00",
            "\u001b", "\u007f", "%", "- ", "{{ x }}", "null")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void escaped_notation_means_the_same_and_shows_nothing_odd(@ForAll("odd") String text)
      throws Exception {
    Layer.Defaults none = new Layer.Defaults("", new MapNode(Span.NONE, new LinkedHashMap<>()));
    Origin origin = new Origin(none, Span.NONE, Span.NONE, null);
    MapValue map =
        new MapValue(
            new LinkedHashMap<>(Map.of("k" + text, new ScalarValue(new Scalar.Str(text), origin))),
            new LinkedHashMap<>(),
            origin);
    String yaml = Visible.escaped(YamlText.of(map), true);
    assertShowsNothingOdd(yaml);
    Layer.File file = new Layer.File(YamlReader.read(new SourceText("", yaml)));
    MapValue read = ResolvedValues.of(List.of(file), none).written();
    ScalarValue value = (ScalarValue) read.entries().firstEntry().getValue();
    assertEquals("k" + text, read.entries().firstEntry().getKey(), yaml);
    assertEquals(new Scalar.Str(text), value.scalar(), yaml);
    String json = Visible.escaped(JsonText.of(map), false);
    assertShowsNothingOdd(json);
    assertEquals(text, new JsonMapper().readTree(json).get("k" + text).stringValue(), json);
  }

  private static void assertShowsNothingOdd(String shown) {
    assertTrue(shown.codePoints().allMatch(c -> c == '\n' || !Visible.isHidden(c)), shown);
    assertFalse(shown.contains("##[") || shown.contains("##vso["), shown);
    assertTrue(shown.lines().noneMatch(line -> line.strip().startsWith("::")), shown);
  }
}
