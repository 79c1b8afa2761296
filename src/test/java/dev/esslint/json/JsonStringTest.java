package dev.esslint.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonStringTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\"b\\c\nd\r\t", "\u0000\u001f\u007f\u009f", "\u00e4 \ud83d\ude00 <&>"})
  void a_string_is_read_as_it_was_written(String text) throws Exception {
    for (String json :
        new String[] {
          JsonString.quote(text), JsonString.ascii(text), '"' + JsonString.insideAsGo(text) + '"'
        }) {
      ScalarNode read = (ScalarNode) JsonReader.read(new SourceText("t", json), 0);
      assertEquals(new Scalar.Str(text), read.value(), json);
    }
  }

  @Test
  void each_form_escapes_what_its_readers_must_not_see() {
    String text = "a\"b\\c\nd\u00e4<\u007f\ud800";
    assertEquals("\"a\\\"b\\\\c\\nd\u00e4<\\u007f\\ud800\"", JsonString.quote(text));
    assertEquals("\"a\\\"b\\\\c\\nd\\u00e4<\\u007f\\ud800\"", JsonString.ascii(text));
    assertEquals("a\\\"b\\\\c\\nd\u00e4\\u003c\u007f\\ud800", JsonString.insideAsGo(text));
  }
}
