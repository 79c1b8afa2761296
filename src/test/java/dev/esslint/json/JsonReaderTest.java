package dev.esslint.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.marcnuri.helm.Helm;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "{}",
        " {} \n",
        "[]",
        "3",
        "-",
        "\"x\"",
        "true",
        "nul",
        "{\"a\":1,}",
        "{,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1} x",
        "{\"a\":1}{}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":-0}",
        "{\"a\":1e999}",
        "{\"a\":1e-999}",
        "{\"a\":1E+2}",
        "{\"a\":NaN}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"tab\there\"}",
        "{\"a\":\"line\nhere\"}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
        "// c\n{}",
        "{\"a\":1 /*c*/}",
        "\u00a0{}",
        "{\"a\":{{ x }}}",
        "{\"a\":\"{{ x }}\"}",
        "{\"a\":True}",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1,{\"b\":[]},null]}",
        "{\"a\":[}",
        "{\"a\":{]",
        "\f{}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":[",
        "{\"a\": {\"b\": \"\\u00e4ä😀\"}}",
        "a: 1",
        "{\"a\":123456789012345678901234567890}",
        "[{}",
        "{\"Error\": 1}",
        "{\"\\u0045rror\": 1}",
        "{\"b\": {\"Error\": 1}}"
      })
  void what_go_reads_is_read_and_what_it_refuses_is_refused(String json) throws Exception {
    assertEquals(readByHelm(json), readHere(json), json);
  }

  @Test
  void nesting_is_bounded_as_in_go() {
    assertEquals(true, readHere("{\"a\":" + "[".repeat(9_999) + "]".repeat(9_999) + "}"));
    assertEquals(false, readHere("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
  }

  @Test
  void the_keys_are_those_of_the_outermost_object() throws Exception {
    assertEquals(
        Map.of("a", new Span(1, 4), "Error", new Span(18, 30)),
        JsonReader.keys(new SourceText("t", "{\"a\": [{\"b\": 1}], \"\\u0045rror\": {\"c\": 2}}")));
  }

  @Test
  void an_error_tells_its_place() {
    SourceException e =
        assertThrows(
            SourceException.class, () -> JsonReader.keys(new SourceText("t", "{\n  \"a\": 1,\n}")));
    assertEquals("`}` is not allowed where a key in double quotes is expected", e.getMessage());
    assertEquals(new Span(12, 13), e.place().orElseThrow().span());
  }

  /** Whether it is read, and has no key that the chart would take for an error. */
  private static boolean readHere(String json) {
    try {
      return !JsonReader.keys(new SourceText("t", json)).containsKey("Error");
    } catch (SourceException e) {
      return false;
    }
  }

  private boolean readByHelm(String json) throws Exception {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("Chart.yaml"), "{apiVersion: v2, name: json, version: 1.0.0}");
    Files.writeString(folder.resolve("values.yaml"), "{}");
    Files.writeString(
        folder.resolve("templates/read.yaml"),
        "read: {{ not (hasKey (.Values.text | fromJson) \"Error\") }}");
    StringBuilder text = new StringBuilder();
    json.chars()
        .forEach(
            c ->
                text.append(
                    c > ' ' && c < 127 && c != '"' && c != '\\'
                        ? "" + (char) c
                        : String.format("\\u%04x", c)));
    Path values =
        Files.writeString(folder.resolve("v.yaml"), "text: \"" + pairs(text.toString()) + "\"");
    return new Helm(folder).template().withValuesFile(values).call().contains("read: true");
  }

  /** YAML has no surrogate pairs. */
  private static String pairs(String text) {
    return text.replace("\\ud83d\\ude00", "\\U0001f600");
  }
}
