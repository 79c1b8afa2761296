package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.esslint.text.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFolderTest {
  private static final String DIALECT =
      "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"";

  @TempDir Path parent;

  @Test
  void facts_are_names_types_and_bounds_without_prose() throws Exception {
    Path folder =
        chart(
            "26.8.1",
            "# what it is\na: 1 # one\nb: {c: yes}\n",
            """
            {%s, "$id": "x", "description": "What it is", "type": "object", "additionalProperties": false,
             "properties": {
              "description": {"type": "string", "title": "T", "format": "uri", "minium": 1, "pattern": "^a$"},
              "properties": {"properties": {"config": {"type": "string"}}}}}
            """
                .formatted(DIALECT));
    Path written = FactsWriter.write(read(folder), parent);
    assertEquals(
        "{\"a\": 1, \"b\": {\"c\": true}}\n", Files.readString(written.resolve("values.json")));
    assertEquals(
        """
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "additionalProperties": false,
         "properties": {
          "description": {"pattern": "^a$", "type": "string"},
          "properties": {"properties": {"config": {"type": "string"}}}
         },
         "type": "object"
        }
        """,
        Files.readString(written.resolve("schema.json")));
  }

  @Test
  void schemas_that_occur_twice_are_written_once() throws Exception {
    String labels =
        "{\"type\": \"object\", \"additionalProperties\": {\"type\": [\"string\", \"null\"]}}";
    Path folder =
        chart(
            "26.8.1",
            "{}",
            "{\"properties\": {\"a\": " + labels + ", \"b\": {\"items\": " + labels + "}}}");
    assertEquals(
        """
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"items": {"$ref": "#/$defs/a"}}},
         "$defs": {"a": {"additionalProperties": {"type": ["string", "null"]}, "type": "object"}}
        }
        """,
        Files.readString(FactsWriter.write(read(folder), parent).resolve("schema.json")));
  }

  @Test
  void references_inside_the_schema_are_followed() throws Exception {
    Path folder =
        chart(
            "26.8.1",
            "{}",
            "{\"definitions\": {\"x\": {\"type\": \"string\"}}, \"items\": {\"$ref\":"
                + " \"#/definitions/x\"}}");
    assertEquals(
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"items\": {\"type\":"
            + " \"string\"}}\n",
        Files.readString(FactsWriter.write(read(folder), parent).resolve("schema.json")));
  }

  @Test
  void sources_between_releases_are_known_by_their_folder() throws Exception {
    assertEquals("26.8.0", read(chart("26.8.0", "26.7.3-dev", "{}", "{}")).release());
    assertEquals("26.7.3", read(chart("work", "26.7.3-dev", "{}", "{}")).release());
    assertEquals("26.7.3", read(chart("26.8.2", "26.7.3", "{}", "{}")).release());
    assertEquals("26.7.3", read(chart("fork", "26.7.3+internal.1", "{}", "{}")).release());
  }

  @Test
  void what_cannot_be_used_is_refused_with_the_reason() throws Exception {
    assertRefused(
        "schema refers to itself",
        "is nested too deeply or refers to itself",
        "{\"items\": {\"$ref\": \"#/items\"}}");
    assertRefused(
        "missing target", "refers to `#/nowhere`, which is not in it", "{\"$ref\": \"#/nowhere\"}");
    assertRefused(
        "remote target",
        "refers to `https://example.org/x`, which is not in it",
        "{\"$ref\": \"https://example.org/x\"}");
    assertRefused(
        "unknown keyword",
        "uses `unevaluatedProperties`, which esslint does not know",
        "{\"unevaluatedProperties\": false}");
    assertRefused(
        "other dialect",
        "is not written in JSON Schema 2020-12",
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}");
    assertRefused("no mapping", "is not a mapping", "[]");
    assertRefused(
        "bomb",
        "grows beyond all measure when its references are followed",
        "{\"a0\": {}, "
            + IntStream.rangeClosed(1, 40)
                .mapToObj(
                    i ->
                        "\"a%d\": {\"anyOf\": [{\"$ref\": \"#/a%d\"}, {\"$ref\": \"#/a%d\"}]}"
                            .formatted(i, i - 1, i - 1))
                .collect(Collectors.joining(", "))
            + ", \"items\": {\"$ref\": \"#/a40\"}}");
  }

  @Test
  void what_is_no_chart_is_told_with_what_it_lacks() throws Exception {
    Path empty = Files.createDirectory(parent.resolve("empty"));
    assertEquals(
        empty + " is not a Helm chart, because it has no Chart.yaml",
        assertThrows(ChartException.class, () -> read(empty)).getMessage());
    Path chart = chart("26.8.1", "{}", "{}");
    Files.delete(chart.resolve("values.schema.json"));
    assertEquals(
        chart + " has no values.schema.json",
        assertThrows(ChartException.class, () -> read(chart)).getMessage());
    Files.delete(chart.resolve("values.yaml"));
    assertEquals(
        chart + " has no values.yaml",
        assertThrows(ChartException.class, () -> read(chart)).getMessage());
    Files.writeString(chart.resolve("Chart.yaml"), "name: nginx\nversion: 1.2.3\n");
    assertEquals(
        chart + " contains the chart `nginx`, but esslint knows only `matrix-stack`",
        assertThrows(ChartException.class, () -> read(chart)).getMessage());
    assertEquals(
        "this chart folder or archive does not exist",
        assertThrows(SourceException.class, () -> read(parent.resolve("none"))).getMessage());
  }

  private static Chart read(Path folder) throws Exception {
    return Charts.read(folder, folder.toString());
  }

  private void assertRefused(String folder, String reason, String schema) throws IOException {
    Path chart = chart(folder, "26.8.1", "{}", schema);
    assertEquals(
        chart.resolve("values.schema.json") + " " + reason,
        assertThrows(ChartException.class, () -> read(chart)).getMessage());
  }

  private Path chart(String version, String values, String schema) throws IOException {
    return chart("chart", version, values, schema);
  }

  private Path chart(String folder, String version, String values, String schema)
      throws IOException {
    Path chart = Files.createDirectories(parent.resolve(folder));
    Files.writeString(
        chart.resolve("Chart.yaml"), "name: matrix-stack\nversion: " + version + "\n");
    Files.writeString(chart.resolve("values.yaml"), values);
    Files.writeString(chart.resolve("values.schema.json"), schema);
    return chart;
  }
}
