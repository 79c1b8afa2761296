package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which release of the chart values are checked against, and where in a file its values lie. */
final class ReleasesTest {
  private static final String OFF =
      """
      elementWeb: {enabled: false}
      matrixAuthenticationService: {enabled: false}
      matrixRTC: {enabled: false}
      synapse: {enabled: false}
      wellKnownDelegation: {enabled: false}
      """;
  private static final String PARENT =
      """
      apiVersion: v2
      name: our-ess
      version: 1.0.0
      dependencies:
        - {name: redis, version: 1.2.3}
        - name: matrix-stack
          version: ~26.7.0
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run quiet(String... args) {
    List<String> all = new ArrayList<>(List.of("-q", "--select", "SCH,CHT,YAML"));
    all.addAll(List.of(args));
    return Run.in(folder, all.toArray(String[]::new));
  }

  private void expectRelease(String release, String... args) {
    List<String> all = new ArrayList<>(List.of("--select", "SCH001"));
    all.addAll(List.of(args));
    Run run = Run.in(folder, all.toArray(String[]::new));
    assertTrue(run.told().contains("against matrix-stack " + release + ": "), run.out() + run.err());
  }

  @Test
  void the_release_is_what_the_option_says_then_a_comment_then_a_chart_beside() throws Exception {
    write("a/values.yaml", "labels: {}\n");
    write("b/values.yaml", "# esslint: chart=26.5\nlabels: {}\n");
    write("b/Chart.yaml", "name: matrix-stack\nversion: 26.3.1\n");
    write("b/plain.yaml", "labels: {}\n");
    write(
        "c/values.yaml",
        "# yaml-language-server: $schema=../26.1.2/values.schema.json\nlabels: {}\n");
    expectRelease("26.8.1 (newest known)", "a/values.yaml");
    expectRelease("26.5.1 (named in the file)", "b/values.yaml");
    expectRelease("26.3.1 (from Chart.yaml)", "b/plain.yaml");
    expectRelease("26.1.2 (named in the file)", "c/values.yaml");
    expectRelease("25.9.3", "--chart-version", "25.9.3", "b/values.yaml");
    expectRelease("25.9.3 (25.9)", "--chart-version", "25.9", "b/values.yaml");
    expectRelease("26.8.1 (latest)", "--chart-version", "latest", "b/values.yaml");
    expectRelease(
        "26.5.1 (named in the file), 26.8.1 (newest known)", "b/values.yaml", "a/values.yaml");
    expectRelease("26.5.1 (named in the file)", "-f", "b/values.yaml", "-f", "a/values.yaml");
  }

  @Test
  void hostile_comments_take_no_time_and_little_room() throws Exception {
    write(
        "a.yaml",
        "# esslint:"
            + " ".repeat(1_000_000)
            + "=\n# esslint: chart="
            + "9".repeat(100_000)
            + "\n"
            + OFF);
    Run run = quiet("a.yaml");
    assertTrue(run.out().startsWith("a.yaml:2:18: warning CHT042 A text of 100000 characters is not a release"), run.out());
    assertTrue(run.out().length() < 500, run.out());
  }

  @Test
  void a_release_newer_than_all_known_gives_one_note() throws Exception {
    write("a.yaml", OFF);
    write("b.yaml", OFF);
    Run run = quiet("--chart-version", "99.1.0", "a.yaml", "b.yaml");
    assertEquals(
        "a.yaml:1:1: note CHT040 `99.1.0` is newer than all releases of the chart that esslint knows. The values are checked against 26.8.1.\n",
        run.out());
    assertEquals(0, run.status());
  }

  @Test
  void a_key_of_another_release_is_said_to_be_one() throws Exception {
    write("a.yaml", "# esslint: chart=25.9.0\nelementAdmin: {enabled: false}\n");
    write("b.yaml", "imagePullSecrets: []\n");
    assertEquals(
        """
        a.yaml:2:1: error SCH001 The top level has no key elementAdmin. It was added in 25.9.2.
        b.yaml:1:1: error SCH001 The top level has no key imagePullSecrets. It was removed in 25.12.0. The chart calls it image.pullSecrets.
        """,
        quiet("a.yaml", "b.yaml").out().replace("`", ""));
  }

  @Test
  void values_of_a_dependency_are_found_under_its_name() throws Exception {
    write("Chart.yaml", PARENT);
    write(
        "values.yaml",
        "redis: {x: 1}\nmatrix-stack:\n  mas: {}\n  synapse:\n    ingress: {hostname: a.example.org}\n");
    Run run = Run.in(folder, "--select", "SCH", "--format", "json", "values.yaml");
    assertTrue(run.out().contains("\"matrix-stack.mas\""), run.out());
    assertTrue(run.out().contains("\"matrix-stack.synapse.ingress.hostname\""), run.out());
    assertTrue(run.out().contains("\"26.7.2\""), run.out());
    assertEquals(
        "values.yaml:3:3,values.yaml:5:15",
        quiet("values.yaml")
            .out()
            .lines()
            .map(l -> l.split(": ", 2)[0])
            .collect(Collectors.joining(",")));
  }

  @Test
  void an_alias_and_what_is_handed_down_to_all_dependencies_are_respected() throws Exception {
    write("Chart.yaml", PARENT + "    alias: ess\n");
    write("values.yaml", "global: {synapse: {}}\ness: {mas: {}}\n");
    assertEquals(
        List.of("values.yaml:1:10: error SCH010", "values.yaml:2:7: error SCH001"),
        quiet("values.yaml")
            .out()
            .lines()
            .map(l -> l.substring(0, l.indexOf(' ', l.indexOf("error ") + 6)))
            .toList());
  }

  @Test
  void arguments_for_a_dependency_stand_below_its_alias_too() throws Exception {
    write("Chart.yaml", PARENT + "    alias: ess\n");
    write("values.yaml", "ess: {serverName: a.org}\n");
    String[] why = {"resolve", "--why", "serverName", "values.yaml", "--set"};
    String below = Run.in(folder, plus(why, "ess.serverName=b.org")).out();
    assertTrue(below.startsWith("serverName: b.org\n"), below);
    String beside = Run.in(folder, plus(why, "serverName=b.org")).out();
    assertTrue(beside.startsWith("serverName: a.org\n"), beside);
    String merged =
        Run.in(
                folder,
                "resolve",
                "--why",
                "serverName",
                "values.yaml",
                "--set-json",
                "{\"ess\":{\"serverName\":\"c.org\"}}")
            .out();
    assertTrue(merged.startsWith("serverName: c.org\n"), merged);
    String schema =
        Run.in(folder, "--select", "SCH,CHT", "values.yaml", "--set", "ess.labels.a=b").out();
    assertTrue(schema.contains("nothing found"), schema);
    String lost =
        Run.in(
                folder,
                "--select",
                "CHT043",
                "values.yaml",
                "--set",
                "synapse.replicas=2,x.password=Hush")
            .out();
    assertTrue(lost.contains("<--set>:1:1: "), lost);
    assertFalse(lost.contains("Hush"), lost);
  }

  private static String[] plus(String[] arguments, String last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  @Test
  void values_beside_the_key_of_the_dependency_are_not_passed_on() throws Exception {
    write("Chart.yaml", PARENT);
    write("values.yaml", OFF + "redis: {ours: true}\nanything: else\n");
    Run run = quiet("values.yaml");
    assertTrue(
        run.out().startsWith("values.yaml:1:1: error CHT043 `elementWeb` has no effect at the top"),
        run.out());
    assertEquals(1, run.out().lines().count(), run.out());
    write("values.yaml", "matrix-stack: {}\nserverName: for our own templates\nsynapse: {}\n");
    assertTrue(quiet("values.yaml").out().startsWith("values.yaml:3:1: error CHT043"), run.out());
  }

  @Test
  void values_under_a_key_without_a_dependency_are_reported_and_checked() throws Exception {
    write("values.yaml", "matrix-stack:\n  synapse: {ingres: {}}\n");
    assertEquals(
        List.of("values.yaml:1:1: error CHT044", "values.yaml:2:13: error SCH001"),
        quiet("values.yaml")
            .out()
            .lines()
            .map(l -> l.substring(0, l.indexOf(' ', l.indexOf("error ") + 6)))
            .toList());
    Run run = Run.in(folder, ".");
    assertEquals(2, run.status());
    assertTrue(
        run.told().startsWith("Skipped values.yaml: its values are under `matrix-stack`"),
        run.out());
  }

  @Test
  void what_runs_in_the_end_is_that_of_the_dependency() throws Exception {
    write("Chart.yaml", PARENT);
    write("values.yaml", "matrix-stack: {serverName: example.org}\n");
    Run run = Run.in(folder, "resolve", "--why", "serverName", "values.yaml");
    assertEquals(
        "serverName: example.org\n  set in values.yaml:1:16\n",
        run.out().lines().limit(2).map(l -> l + "\n").collect(Collectors.joining()));
  }

  @Test
  void a_chart_of_ones_own_is_read_from_its_folder() throws Exception {
    write("mine/Chart.yaml", "name: matrix-stack\nversion: 26.9.0\n");
    write("mine/values.yaml", "serverName: null\n");
    write(
        "mine/values.schema.json",
        "{\"additionalProperties\": false, \"properties\": {\"serverName\": {\"type\": [\"string\", \"null\"]}, \"brandNew\": {}}}");
    write("values.yaml", "brandNew: 1\nold: 2\n");
    Run run = Run.in(folder, "--select", "SCH", "--chart", "mine/", "values.yaml");
    assertTrue(run.out().startsWith("values.yaml:2:1: error SCH001"), run.out());
    assertTrue(run.told().contains("against matrix-stack 26.9.0 (from mine): 1 error"), run.out());
  }

  @Test
  void a_schema_that_no_validator_takes_is_no_bug() throws Exception {
    write("mine/Chart.yaml", "name: matrix-stack\nversion: 26.9.0\n");
    write("mine/values.yaml", "serverName: null\n");
    write("mine/values.schema.json", "{\"properties\": {\"serverName\": {\"pattern\": \"([\"}}}");
    write("values.yaml", "serverName: a.org\n");
    write("b.yaml", "serverName: b.org\n");
    String told = "esslint: the schema of the chart 26.9.0 is not valid JSON Schema\n";
    for (String[] files : new String[][] {{"values.yaml"}, {"values.yaml", "b.yaml"}}) {
      Run run = Run.in(folder, plus(files, "--chart=mine"));
      assertEquals(told, run.err());
      assertEquals(2, run.status());
    }
  }

  @Test
  void no_facts_are_written_unless_all_charts_can_be_read() throws Exception {
    write("mine/Chart.yaml", "name: matrix-stack\nversion: 26.9.0\n");
    write("mine/values.yaml", "serverName: null\n");
    write("mine/values.schema.json", "{}");
    write("other/Chart.yaml", "name: nginx\n");
    Path schemas = Files.createDirectory(folder.resolve("schemas"));
    assertEquals(2, Run.in(folder, "chart", "add", "mine", "other").status());
    Run twice = Run.in(folder, "chart", "add", "mine", "mine");
    assertEquals("esslint: mine is release 26.9.0 again\n", twice.err());
    assertEquals(2, twice.status());
    try (var written = Files.list(schemas)) {
      assertEquals(0, written.count());
    }
    assertEquals(0, Run.in(folder, "chart", "add", "mine").status());
  }

  @Test
  void what_is_older_than_all_known_releases_is_nearest_to_the_oldest() throws Exception {
    write("values.yaml", "labels: {}\n");
    for (String old : List.of("25.1", "<1", "25.1.0")) {
      String err = Run.in(folder, "--chart-version", old, "values.yaml").err();
      assertTrue(err.contains("nearest known one is 25.5.1"), err);
    }
  }

  @Test
  void what_is_not_finished_or_of_a_month_without_releases_is_nearest_to_the_release_before() throws Exception {
    write("values.yaml", "labels: {}\n");
    Map<String, String> nearest =
        Map.of("25.5.2-dev", "25.5.1", "25.13", "25.12.2", "~25.13.0", "25.12.2", "v25.13.1-rc.1", "25.12.2");
    for (var one : nearest.entrySet()) {
      String err = Run.in(folder, "--chart-version", one.getKey(), "values.yaml").err();
      assertTrue(err.contains("nearest known one is " + one.getValue() + "\n"), err);
    }
  }

  @Test
  void a_chart_that_cannot_be_used_is_refused_before_anything_is_checked() throws Exception {
    write("values.yaml", "labels: {}\n");
    write("other/Chart.yaml", "name: nginx\n");
    write("broken/Chart.yaml", "name: [\n");
    write("c.tgz", "no archive");
    Run other = Run.in(folder, "--chart", "other", "values.yaml");
    assertEquals(
        "esslint: other contains the chart `nginx`, but esslint knows only `matrix-stack`\n", other.err());
    assertEquals(2, other.status());
    assertEquals(2, Run.in(folder, "--chart", ".", "values.yaml").status());
    assertEquals(3, Run.in(folder, "--chart", "none", "values.yaml").status());
    assertEquals(3, Run.in(folder, "--chart", "c.tgz", "values.yaml").status());
    assertEquals(3, Run.in(folder, "--chart", "broken", "values.yaml").status());
    Run both = Run.in(folder, "--chart", "other", "--chart-version", "26.7", "values.yaml");
    assertEquals(
        "esslint: a chart has its own release; use either --chart or --chart-version\n",
        both.err());
    assertEquals(2, both.status());
  }
}
