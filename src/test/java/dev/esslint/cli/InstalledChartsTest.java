package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.Release;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InstalledChartsTest {
  private static final Release NEWEST = Charts.builtIn().newest();
  private static final Release NEXT = new Release(NEWEST.year() + 1, 1, 0);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** The newest release again, as the next one, with one key more at the top. */
  @BeforeEach
  void chart() throws IOException {
    Chart newest = Charts.builtIn().load(Charts.builtIn().releases().getLast());
    Path written = FactsWriter.write(new Chart("x", newest.defaults(), newest.schema()), folder);
    Path chart = Files.createDirectories(folder.resolve("chart"));
    Files.copy(written.resolve("values.json"), chart.resolve("values.yaml"));
    Files.writeString(
        chart.resolve("values.schema.json"),
        Files.readString(written.resolve("schema.json"))
            .replaceFirst("\"properties\": ?\\{", "\"properties\": {\"brandNew\": {\"type\": \"string\"},"));
    Files.writeString(chart.resolve("Chart.yaml"), "name: matrix-stack\nversion: " + NEXT + "\n");
  }

  @Test
  void an_installed_release_is_known_like_a_built_in_one_until_it_is_removed() throws IOException {
    assertEquals(0, run("chart", "install", "chart"), err::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("Release " + NEXT + " is installed in "));
    assertEquals(0, run("chart", "list"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\n" + NEXT + "  "));

    Files.writeString(folder.resolve("values.yaml"), "serverName: example.org\nbrandNew: text\n");
    run("--chart-version", NEXT.toString(), "values.yaml");
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    run("--chart-version", NEXT.year() + ".1", "values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("matrix-stack " + NEXT), out::toString);
    run("--chart-version", Charts.builtIn().releases().getLast().toString(), "values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);

    assertEquals(0, run("chart", "remove", NEXT.toString()));
    assertEquals(2, run("chart", "remove", NEXT.toString()));
    run("values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(Charts.builtIn().releases().getLast().toString()));
  }

  @Test
  void a_damaged_file_is_named_and_not_used() throws IOException {
    assertEquals(0, run("chart", "install", "chart"), err::toString);
    Path file = folder.resolve("data/esslint/charts/" + NEXT + ".facts");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertEquals(0, run("chart", "list"));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(NEXT + ".facts is damaged"), err::toString);
  }

  @Test
  void a_chart_in_the_folder_for_dependencies_is_known_where_it_lies() throws IOException {
    Path charts = Files.createDirectories(folder.resolve("umbrella/charts"));
    Files.move(folder.resolve("chart"), charts.resolve("matrix-stack"));
    Files.writeString(folder.resolve("umbrella/values.yaml"), "serverName: example.org\nbrandNew: text\n");
    run("--chart-version", "latest", "umbrella/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    Files.writeString(charts.resolve("matrix-stack/values.schema.json"), "{");
    run("--chart-version", "latest", "umbrella/values.yaml");
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .contains("The chart in `umbrella/charts/matrix-stack` cannot be used: "),
        out::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    run("--chart-version", NEWEST.toString(), "umbrella/values.yaml");
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("cannot be used"), out::toString);
  }

  @Test
  void a_chart_beside_one_deployment_is_not_known_to_another_one_of_the_run() throws IOException {
    Path charts = Files.createDirectories(folder.resolve("with/charts"));
    Files.move(folder.resolve("chart"), charts.resolve("matrix-stack"));
    Path without = Files.createDirectories(folder.resolve("without"));
    for (Path one : List.of(folder.resolve("with"), without)) {
      Files.writeString(one.resolve("values.yaml"), "serverName: example.org\nsynapse: {}\nbrandNew: text\n");
    }
    for (List<String> how :
        List.of(List.<String>of(), List.of("--chart-version", "latest"), List.of("--chart-version", NEXT.toString()))) {
      for (List<String> files :
          List.of(
              List.of("with/values.yaml", "without/values.yaml"),
              List.of("without/values.yaml", "with/values.yaml"))) {
        List<String> line = new ArrayList<>(how);
        line.addAll(List.of("--format", "json"));
        line.addAll(files);
        run(line.toArray(new String[0]));
        String report = out.toString(StandardCharsets.UTF_8);
        assertEquals(Map.of("with/values.yaml", NEXT.toString(), "without/values.yaml", NEWEST.toString()), checked(report), report);
        assertFalse(mentions("with/values.yaml", report), report);
        assertTrue(mentions("without/values.yaml", report), report);
      }
    }
  }

  /** The releases that deployments were checked against, by their files. */
  private static Map<String, String> checked(String report) {
    Map<String, String> releases = new TreeMap<>();
    JsonNode all = JsonMapper.shared().readTree(report).get("checked");
    all.forEach(one -> releases.put(one.get("files").get(0).asString(), one.get("chart").asString().replaceFirst("^\\D+", "")));
    return releases;
  }

  private static boolean mentions(String file, String report) {
    for (JsonNode finding : JsonMapper.shared().readTree(report).get("findings")) {
      if (finding.get("file").asString().equals(file)
          && finding.get("message").asString().contains("brandNew")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void every_command_knows_the_chart_beside_a_deployment() throws IOException {
    Path charts = Files.createDirectories(folder.resolve("umbrella/charts"));
    Files.move(folder.resolve("chart"), charts.resolve("matrix-stack"));
    Files.writeString(folder.resolve("umbrella/values.yaml"), "serverName: example.org\nbrandNew: text\n");
    assertEquals(0, run("map", "--format", "json", "umbrella/values.yaml"), err::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);
    assertEquals(0, run("resolve", "--format", "json", "umbrella/values.yaml"), err::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    run("config", "umbrella/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT + ", newest known"), out::toString);
    run("upgrade", "--from", NEWEST.toString(), "umbrella/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT + " (upgraded from " + NEWEST), out::toString);
  }

  @Test
  void the_history_of_a_key_knows_what_is_installed() throws IOException {
    assertEquals(2, run("explain", "brandNew"));
    assertEquals(0, run("chart", "install", "chart"), err::toString);
    assertEquals(0, run("explain", "brandNew"), err::toString);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("since " + NEXT), out::toString);
    assertEquals(0, run("chart", "remove", NEXT.toString()));
    assertEquals(2, run("explain", "brandNew"));
  }

  @Test
  void the_deployed_values_of_a_revision_know_the_chart_beside_them_then()
      throws IOException, InterruptedException {
    Path below = Files.createDirectories(folder.resolve("umbrella/charts"));
    Files.move(folder.resolve("chart"), below.resolve("matrix-stack"));
    Files.writeString(
        folder.resolve("umbrella/values.yaml"),
        "# esslint: chart=" + NEXT + "\nserverName: example.org\nbrandNew: text\n");
    for (List<String> git :
        List.of(
            List.of("init", "-q"),
            List.of("add", "umbrella"),
            List.of("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first"))) {
      List<String> line = new ArrayList<>(List.of("git", "-C", folder.toString()));
      line.addAll(git);
      assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
    }
    Files.delete(below.resolve("matrix-stack/Chart.yaml"));
    run("--before", "git:HEAD", "--only-new", "-f", "umbrella/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
  }

  @Test
  void the_configuration_names_further_folders_with_charts() throws IOException {
    Path charts = Files.createDirectories(folder.resolve("vendor/charts"));
    Files.move(folder.resolve("chart"), charts.resolve("matrix-stack"));
    Path below = Files.createDirectories(folder.resolve("prod"));
    Files.writeString(below.resolve("values.yaml"), "serverName: example.org\nbrandNew: text\n");
    Files.writeString(folder.resolve(".esslint.yaml"), "chart-version: latest\n");
    run("prod/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    Files.writeString(
        folder.resolve(".esslint.yaml"), "chart-version: latest\nchart-folders: [vendor/charts]\n");
    run("prod/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    run("map", "prod/values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);
    Files.writeString(folder.resolve(".esslint.yaml"), "chart-folders: [vendor/charts, nowhere]\n");
    assertEquals(2, run("prod/values.yaml"));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains(".esslint.yaml:1:32: there is no folder nowhere"),
        err::toString);
  }

  @Test
  void what_helm_has_fetched_is_used_only_where_the_configuration_says_so() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache/repository"));
    Files.move(folder.resolve("chart"), cache.resolve("matrix-stack"));
    Files.writeString(folder.resolve("values.yaml"), "serverName: example.org\nbrandNew: text\n");
    run("--chart-version", "latest", "values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    Files.writeString(folder.resolve(".esslint.yaml"), "helm-cache: true\n");
    run("--chart-version", "latest", "values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(NEXT.toString()), out::toString);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
    run("--no-config", "--chart-version", "latest", "values.yaml");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("brandNew"), out::toString);
  }

  @Test
  void another_chart_is_not_installed() throws IOException {
    Files.writeString(folder.resolve("chart/Chart.yaml"), "name: other\nversion: 1.2.3\n");
    assertEquals(2, run("chart", "install", "chart"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("the chart `other`"), err::toString);
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void a_release_that_esslint_comes_with_is_not_installed() throws IOException {
    Files.writeString(
        folder.resolve("chart/Chart.yaml"), "name: matrix-stack\nversion: " + Charts.builtIn().releases().getFirst() + "\n");
    assertEquals(0, run("chart", "install", "chart"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("already"), out::toString);
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void a_folder_that_cannot_be_written_is_told() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");
    assertEquals(2, run("chart", "install", "chart"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("cannot be installed in "), err::toString);
  }

  private int run(String... args) throws IOException {
    out.reset();
    err.reset();
    try (PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Terminal terminal =
          new Terminal(
              new ByteArrayInputStream(new byte[0]),
              out,
              errors,
              Map.of(
                  "XDG_DATA_HOME", folder.resolve("data").toString(),
                  "HELM_CACHE_HOME", folder.resolve("cache").toString()),
              false,
              folder);
      return new Main(terminal).run(args);
    }
  }
}
