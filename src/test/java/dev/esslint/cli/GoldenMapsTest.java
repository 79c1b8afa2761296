package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole maps of the files in {@code testdata/map}: beside each stands what it gives in every
 * format, with what is told on standard error at the end of the text; {@code -Dexpected=write}
 * writes them anew.
 */
final class GoldenMapsTest {
  private static final Path MAPS = Path.of("testdata/map").toAbsolutePath();
  private static final Map<String, String> ENDINGS =
      Map.of("text", "txt", "json", "json", "mermaid", "mmd", "svg", "svg", "html", "html");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> a_map_is_as_expected_in_every_format() throws Exception {
    return files().stream()
        .flatMap(
            file ->
                ENDINGS.keySet().stream()
                    .sorted()
                    .map(
                        format ->
                            DynamicTest.dynamicTest(
                                file + " as " + format, () -> assertExpected(file, format))));
  }

  private static void assertExpected(String file, String format) throws Exception {
    Run run = Run.in(MAPS, "map", "--format", format, file);
    assertEquals(0, run.status(), run.err());
    String actual = format.equals("text") ? run.out() + run.err() : run.out();
    Path expected = MAPS.resolve(file.replace(".yaml", "." + ENDINGS.get(format)));
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }

  @TestFactory
  Stream<DynamicTest> no_line_of_the_tables_is_longer_than_100_columns() throws Exception {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file,
                    () ->
                        Run.in(MAPS, "map", file)
                            .out()
                            .lines()
                            .forEach(line -> assertTrue(line.length() <= 100, line))));
  }

  @Test
  void a_map_is_written_to_the_file_that_is_asked_for() throws Exception {
    String values = MAPS.resolve("default.yaml").toString();
    Run run = Run.in(folder, "map", "--format", "svg", "--output", "map.svg", values);
    assertEquals("", run.out() + run.err());
    assertEquals(
        Run.in(folder, "map", "--format", "svg", values).out(),
        Files.readString(folder.resolve("map.svg")));
  }

  @Test
  void layers_arguments_and_standard_input_are_taken_as_helm_takes_them() throws Exception {
    Files.writeString(folder.resolve("base.yaml"), "serverName: base.example.org\n");
    Run run =
        Run.with(
            folder,
            "synapse: {ingress: {host: matrix.example.org}}\n",
            "map",
            "-f",
            "base.yaml",
            "-",
            "--set",
            "elementWeb.ingress.host=chat.example.org");
    assertTrue(
        run.out().startsWith("base.yaml + <stdin> + <--set> with matrix-stack 26.8.1"), run.out());
    assertTrue(run.out().matches("(?s).*base\\.example\\.org .* base\\.yaml:1:1\n.*"));
    assertTrue(run.out().matches("(?s).*matrix\\.example\\.org .* <stdin>:1:21\n.*"));
    assertTrue(run.out().matches("(?s).*chat\\.example\\.org .* <--set>:1:20\n.*"));
  }

  @Test
  void what_helm_refuses_is_told_on_standard_error_and_drawn_nevertheless() {
    Run run = Run.with(folder, "serverNam: example.org\n", "map", "--format", "svg", "-");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("not set"), run.out());
    assertTrue(run.err().startsWith("esslint: Helm will refuse these values; "), run.err());
    assertTrue(run.err().contains("<stdin>:1:1: SCH001 "), run.err());
  }

  @Test
  void what_is_no_mapping_gives_one_message_and_no_map() {
    Run run = Run.with(folder, "- a\n", "map", "-");
    assertEquals(
        "esslint: <stdin>:1:1: values must be a mapping of keys, not a list\n", run.err());
    assertEquals("", run.out());
    assertEquals(3, run.status());
  }

  @Test
  void without_a_file_it_asks_for_one() {
    Run run = Run.in(folder, "map");
    assertEquals("esslint: which values file?\nTry `esslint map --help`.\n", run.err());
    assertEquals(2, run.status());
  }

  private static List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(MAPS)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }
}
