package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of an own chart may refuse what no schema of the chart ever did, as all values at once. */
class OwnSchemaTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'string'}",
        "{'type': 'array'}",
        "{'type': ['array', 'object', 'null'], 'enum': [null, []]}",
        "{'anyOf': [{'required': ['a']}, {'required': ['b']}]}",
        "{'properties': {'serverName': {'enum': [null, [1], {'a': 1}, true]}}}",
        "{'properties': {'serverName': {'const': [1.5]}}}",
        "{'properties': {'serverName': {'multipleOf': 2, 'type': 'integer'}}}",
        "{'not': {}}",
      })
  void whatever_is_refused_is_told(String schema) throws IOException {
    Run run = lint(schema, "values.yaml");
    assertEquals(ExitStatus.FINDINGS, run.status(), run.out() + run.err());
    assertTrue(run.out().contains(" error SCH"), run.out());
    assertEquals(ExitStatus.CLEAN, lint(schema, "fix", "--unsafe", "values.yaml").status());
  }

  @Test
  void values_that_are_no_texts_are_named() throws IOException {
    Run run = lint("{'properties': {'serverName': {'enum': [null, [1], 'a']}}}", "-q", "values.yaml");
    assertTrue(run.out().contains("`serverName` must be one of `null`, `[...]` or `a`"), run.out());
  }

  private Run lint(String schema, String... args) throws IOException {
    Files.createDirectories(folder.resolve("chart"));
    Files.writeString(folder.resolve("chart/Chart.yaml"), "apiVersion: v2\nname: matrix-stack\nversion: 26.9.0\n");
    Files.writeString(folder.resolve("chart/values.yaml"), "serverName: ''\n");
    Files.writeString(folder.resolve("chart/values.schema.json"), schema.replace('\'', '"'));
    Files.writeString(folder.resolve("values.yaml"), HostileTexts.base());
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--chart";
    all[args.length + 1] = "chart";
    return Run.in(folder, all);
  }
}
