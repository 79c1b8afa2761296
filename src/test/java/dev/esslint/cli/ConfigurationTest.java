package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.PackedNodes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .esslint.yaml} says, where it is looked for, and what is wrong with it. */
final class ConfigurationTest {
  private static final String NAME = ".esslint.yaml";

  /** Gives SCH001 for its second line. */
  private static final String VALUES = "serverName: example.org\nmas: {}\n";

  @TempDir private Path folder;

  @BeforeEach
  void makeRepository() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    write("values.yaml", VALUES);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run run(String... args) {
    return Run.in(folder, args);
  }

  private static void expectRelease(String release, Run run) {
    assertTrue(run.told().contains(" against matrix-stack " + release + ": "), run.toString());
  }

  /** Runs with a configuration that is not usable and expects one message about it. */
  private void expectRefused(String configuration, String message) throws IOException {
    write(NAME, configuration);
    expectRefused(message);
  }

  private void expectRefused(String message, String... args) {
    Run run = args.length == 0 ? run("values.yaml") : run(args);
    assertEquals("esslint: " + message + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }

  @Test
  void one_address_leads_to_the_pages_of_rules() throws Exception {
    write(NAME, "docs: {base: https://docs.example.org/esslint}\n");
    assertTrue(run("--select", "SCH", "values.yaml").out().endsWith("so does\nhttps://docs.example.org/esslint/rules/SCH001.html\n"), run("values.yaml").out());
    assertTrue(run("--format", "json", "values.yaml").out().contains("\"docs\": \"https://docs.example.org/esslint/rules/SCH001.html\""));
    assertTrue(run("config").out().contains("docs.base"), run("config").out());
    write(NAME, "docs: {base: ''}\n");
    assertTrue(run("values.yaml").out().endsWith("what to write instead.\n"), run("values.yaml").out());
    write(NAME, "docs: {base: 'javascript:x'}\n");
    assertEquals(2, run("values.yaml").status());
  }

  @Test
  void it_says_what_the_command_line_does_not() throws Exception {
    write("facts/cluster.yaml", "kernelIPv6: false\n");
    write("values.yaml", VALUES + "networking: {ipFamily: dual-stack}\n");
    write(
        NAME,
        """
        chart-version: 26.7.2
        cluster: facts/cluster.yaml
        select: [SCH, NET]
        ignore: [unknown-key]
        fail-on: never
        """);
    Run run = run("values.yaml");
    expectRelease("26.7.2 (from .esslint.yaml)", run);
    assertTrue(run.out().contains("NET001"), run.out());
    assertFalse(run.out().contains("SCH001"), run.out());
    assertFalse(run.out().contains("ING"), run.out());
    assertEquals("", run.err());
    assertEquals(0, run.status());
  }

  @Test
  void the_command_line_wins_over_each_of_its_keys() throws Exception {
    write("cluster.yaml", "kernelIPv6: false\n");
    write(
        NAME,
        """
        chart-version: 26.7
        cluster: none.yaml
        select: [RTC]
        ignore: [SCH]
        fail-on: never
        """);
    Run run =
        run(
            "--chart-version=26.5.1",
            "--cluster=cluster.yaml",
            "--select=SCH",
            "--ignore=NET",
            "--fail-on=error",
            "values.yaml");
    expectRelease("26.5.1", run);
    assertTrue(run.out().contains("SCH001"), run.out());
    assertEquals(1, run.status());
  }

  @Test
  void it_wins_over_a_comment_in_the_values_and_a_chart_beside_them() throws Exception {
    write("values.yaml", "# esslint: chart=26.5.0\n" + VALUES);
    write("Chart.yaml", "name: matrix-stack\nversion: 26.3.1\n");
    expectRelease("26.5.0 (named in the file)", run("values.yaml"));
    write(NAME, "chart-version: 26.7\n");
    expectRelease("26.7.2 (from .esslint.yaml)", run("values.yaml"));
  }

  @Test
  void a_chart_and_a_release_exclude_each_other_wherever_they_are_said() throws Exception {
    write("charts/ours/Chart.yaml", "name: matrix-stack\nversion: 26.9.0\n");
    write("charts/ours/values.yaml", "serverName: null\n");
    write("charts/ours/values.schema.json", "{\"properties\": {\"serverName\": {}}}");
    write(NAME, "chart: charts/ours/\n");
    expectRelease("26.9.0 (from charts/ours)", run("--select=SCH", "values.yaml"));
    expectRelease("26.7.2", run("--chart-version=26.7.2", "values.yaml"));
    write(NAME, "chart-version: 26.7\n");
    expectRelease(
        "26.9.0 (from charts/ours)", run("--chart=charts/ours", "--select=SCH", "values.yaml"));
    expectRefused(
        "chart-version: 26.7\nchart: charts/ours\n",
        ".esslint.yaml:2:8: a chart has its own release; use either --chart or --chart-version");
  }

  @Test
  void a_release_means_what_is_written_also_without_quotes() throws Exception {
    write(NAME, "chart-version: 25.10\n");
    expectRelease("25.10.3 (from .esslint.yaml)", run("values.yaml"));
  }

  @Test
  void it_is_found_from_a_folder_below_and_its_paths_start_from_it() throws Exception {
    write("clusters/a/values.yaml", VALUES);
    write("facts/cluster.yaml", "kernelIPv6: maybe\n");
    write(NAME, "chart-version: 26.7\n");
    Path below = folder.resolve("clusters/a");
    expectRelease("26.7.2 (from ../../.esslint.yaml)", Run.in(below, "values.yaml"));
    write(NAME, "cluster: facts/cluster.yaml\n");
    assertEquals(
        """
        esslint: ../../.esslint.yaml:1:10: the facts about the cluster are invalid
        ../../facts/cluster.yaml:1:13: `kernelIPv6` must be `true` or `false`, but this is a string.
        """,
        Run.in(below, "values.yaml").err());
    write("facts/cluster.yaml", "kernelIPv6: false\n");
    assertEquals("", Run.in(below, "values.yaml").err());
    write(NAME, "cluster: " + folder.resolve("facts/cluster.yaml") + "\n");
    assertEquals("", Run.in(below, "values.yaml").err());
  }

  @Test
  void the_nearest_one_counts_alone() throws Exception {
    write("a/values.yaml", VALUES);
    write("a/" + NAME, "select: [SCH]\n");
    write(NAME, "chart-version: 26.7\n");
    expectRelease("26.8.1 (newest known)", Run.in(folder.resolve("a"), "values.yaml"));
  }

  @Test
  void what_is_above_the_repository_is_not_asked() throws Exception {
    write(NAME, "no: configuration\n");
    write("repository/values.yaml", VALUES);
    Path repository = folder.resolve("repository");
    assertEquals(2, Run.in(repository, "values.yaml").status());
    // as in a work tree, where it is a file
    write("repository/.git", "gitdir: elsewhere\n");
    assertEquals(1, Run.in(repository, "values.yaml").status());
    assertEquals("", Run.in(repository, "values.yaml").err());
  }

  @Test
  void another_one_can_be_named_or_none_be_used() throws Exception {
    write(NAME, "fail-on: never\n");
    write("ci/strict.yaml", "fail-on: error\nchart-version: 26.7.2\nselect: [SCH]\n");
    assertEquals(0, run("values.yaml").status());
    assertEquals(1, run("--no-config", "values.yaml").status());
    Run named = run("--config=ci/strict.yaml", "values.yaml");
    expectRelease("26.7.2 (from ci/strict.yaml)", named);
    assertEquals(1, named.status());
    expectRefused(
        "--no-config uses no configuration; use either it or --config",
        "--config=ci/strict.yaml",
        "--no-config",
        "values.yaml");
    expectRefused(
        "the configuration cannot be read\nci/strict.yml: this file does not exist; did you mean ci/strict.yaml?",
        "--config=ci/strict.yml",
        "values.yaml");
  }

  @Test
  void all_commands_that_judge_values_heed_it() throws Exception {
    write(NAME, "chart-version: 26.5.0\nignore: [UPG]\nfail-on: never\n");
    assertTrue(
        run("resolve", "--why=synapse.enabled", "values.yaml")
            .out()
            .contains("by default in matrix-stack 26.5.0"));
    assertFalse(
        run("resolve", "--no-config", "--why=synapse.enabled", "values.yaml")
            .out()
            .contains("26.5.0"));
    write("values.yaml", "imagePullSecrets: []\n");
    Run upgrade = run("upgrade", "--from=25.9.2", "values.yaml");
    expectRelease("26.8.1 (upgraded from 25.9.2)", upgrade);
    assertFalse(upgrade.out().contains("UPG"), upgrade.out());
    assertEquals(0, upgrade.status());
    assertEquals(1, run("upgrade", "--no-config", "--from=25.9.2", "values.yaml").status());
  }

  @Test
  void an_empty_one_says_nothing() throws Exception {
    Run without = run("values.yaml");
    for (String empty : List.of("", "# nothing\n", "{}\n", "---\n", "\uFEFF")) {
      write(NAME, empty);
      assertEquals(without, run("values.yaml"));
    }
  }

  @Test
  void line_ends_and_a_byte_order_mark_change_nothing() throws Exception {
    write(NAME, "\uFEFFselect:\r\n- SCH\r\nchart-version: 26.7\r\n");
    expectRelease("26.7.2 (from .esslint.yaml)", run("values.yaml"));
    expectRefused(
        "\uFEFFselect:\r\n- SCH\r\n- NOPE\r\n",
        ".esslint.yaml:3:3: there is no rule, family or component `NOPE`; `esslint rules` lists them");
  }

  @Test
  void a_folder_that_is_checked_may_hold_it() throws Exception {
    write(NAME, "select: [SCH]\nfail-on: never\n");
    write("sub/" + NAME, "serverName: 1\n");
    Run run = run(".");
    assertTrue(run.out().contains("Checked values.yaml against"), run.out());
    assertFalse(run.out().contains("esslint.yaml"), run.out());
  }

  @Test
  void a_release_that_is_newer_than_all_known_is_told_where_it_is_named() throws Exception {
    write(NAME, "select: [CHT]\nchart-version: 99.1.0\n");
    assertEquals(
        ".esslint.yaml:2:16: note CHT040 `99.1.0` is newer than all releases of the chart that esslint knows. The values are checked against 26.8.1.\n",
        run("-q", "values.yaml").out());
  }

  @Test
  void what_it_cannot_say_is_told_with_its_place_all_at_once() throws Exception {
    expectRefused(
        """
        fail_on: error
        chart-version:
        cluster: 1
        select: RTC
        ignore: []
        fail-on: warn
        ignore: [RTC]
        """,
        """
        the configuration is invalid
        .esslint.yaml:7:1: `ignore` is here and in line 5 already.""");
    expectRefused(
        """
        fail_on: error
        chart-version:
        cluster: 1
        select: RTC
        ignore: [RTC, 1, '']
        fail-on: warn
        """,
        """
        the configuration is invalid
        .esslint.yaml:1:1: The top level has no key `fail_on`. Did you mean `fail-on`?
        .esslint.yaml:2:1: `chart-version` has no value. It must be a string or a number.
        .esslint.yaml:3:10: `cluster` must be a string, but YAML reads the unquoted `1` as a number.
        .esslint.yaml:4:9: `select` must be a list, but this is a string.
        .esslint.yaml:5:15: `ignore[1]` must be a string, but YAML reads the unquoted `1` as a number.
        .esslint.yaml:5:18: `ignore[2]` must not be empty.
        .esslint.yaml:6:10: `fail-on` must be one of `error`, `warning`, `note` or `never`, not `warn`.""");
    expectRefused(
        "select: []\n---\nignore: [RTC]\n",
        "the configuration is invalid\n"
            + ".esslint.yaml:2:1: A second YAML document begins here, but there can be only one.");
    expectRefused(
        "- select\n",
        "the configuration is invalid\n"
            + ".esslint.yaml:1:1: The top level must be a mapping of keys to values, but this is a list.");
    expectRefused(
        "select: [RTC\n",
        "the configuration cannot be read\n.esslint.yaml:1:9: this '[' is never closed");
  }

  @Test
  void what_its_values_name_has_to_be_there() throws Exception {
    expectRefused(
        "chart-version: 26.7.99\n",
        ".esslint.yaml:1:16: release 26.7.99 of the chart is not known; the nearest known one is 26.7.2");
    expectRefused(
        "chart-version: newish\n",
        ".esslint.yaml:1:16: `newish` is not a release of the chart; releases look like 26.8.1");
    expectRefused(
        "cluster: none.yaml\n",
        ".esslint.yaml:1:10: the facts about the cluster cannot be read\nnone.yaml: this file does not exist");
    expectRefused(
        "chart: none\n", ".esslint.yaml:1:8: none: this chart folder or archive does not exist");
    expectRefused("chart: .\n", ".esslint.yaml:1:8: . is not a Helm chart, because it has no Chart.yaml");
    expectRefused(
        "ignore: [RTC, NOPE]\n",
        ".esslint.yaml:1:15: there is no rule, family or component `NOPE`; `esslint rules` lists them");
    expectRefused(
        "select: [RTC003]\nignore: [RTC]\n",
        ".esslint.yaml:2:10: no rule is left, because all selected rules are ignored");
  }

  @Test
  void one_that_cannot_be_read_is_told() throws Exception {
    Path file = folder.resolve(NAME);
    Files.createDirectory(file);
    expectRefused(
        "the configuration cannot be read\n.esslint.yaml: it is a folder, but a file is needed here");
    Files.delete(file);
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100L << 20);
    }
    expectRefused(
        "the configuration cannot be read\n"
            + ".esslint.yaml: it is larger than 12 MiB, far larger than any values file");
  }

  @Test
  void one_that_may_not_be_read_is_told() throws Exception {
    Path file = Files.writeString(folder.resolve(NAME), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");
    expectRefused(
        "the configuration cannot be read\n.esslint.yaml: no permission to read it");
  }

  @Test
  void no_secret_of_a_file_taken_for_it_is_printed() throws Exception {
    write("values.yaml", VALUES + "synapse: {macaroon: {value: hush}}\n");
    Run run = run("--config=values.yaml", "values.yaml");
    assertEquals(2, run.status());
    assertFalse((run.out() + run.err()).contains("hush"), run.err());
  }

  private static final Set<String> NOT_OPTIONS =
      Set.of("deployments", "discover", "unknown", "severity", "per-file", "per-path", "require-reason", "docs", "chart-folders", "helm-cache");

  @Test
  void every_key_that_is_one_value_or_a_list_of_them_is_an_option() {
    String help = run("--help").out();
    Node schema = PackedNodes.resource(ConfigurationFile.class, ConfigurationFile.SCHEMA);
    assertTrue(
        schema instanceof MapNode root
            && root.get("properties") instanceof MapNode keys
            && keys.entries().keySet().stream()
                .filter(key -> !NOT_OPTIONS.contains(key))
                .allMatch(key -> help.contains(" --" + key + "=")));
  }

  @Test
  void what_is_selected_for_every_day_hides_nothing_of_an_upgrade() throws Exception {
    write("values.yaml", "synapse: {redis: {replicas: 1}}\n");
    String all = Run.in(folder, "upgrade", "--from", "25.5.1", "values.yaml").out();
    write(".esslint.yaml", "select: [RTC]\n");
    assertEquals(all, Run.in(folder, "upgrade", "--from", "25.5.1", "values.yaml").out());
  }

  @Test
  void a_path_that_is_none_is_told_at_its_place() throws Exception {
    expectRefused(
        "chart: \"a\\0b\"\n", ".esslint.yaml:1:8: this is not a path: Nul character not allowed");
  }
}
