package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * {@code esslint upgrade} as a whole. The golden runs are over {@code testdata/upgrade}: for the arguments in
 * {@code x.args} the output is {@code x.out}, which {@code -Dexpected=write} writes anew.
 */
final class UpgradeTest {
  private static final Path TESTDATA = Path.of("testdata/upgrade").toAbsolutePath();

  @TempDir private Path folder;

  private Run upgrade(String... args) {
    return Run.in(
        folder, Stream.concat(Stream.of("upgrade"), Stream.of(args)).toArray(String[]::new));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @TestFactory
  Stream<DynamicTest> what_an_upgrade_meets_is_told_as_expected() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(TESTDATA)) {
      files = all.filter(file -> file.toString().endsWith(".args")).sorted().toList();
    }
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Run run =
                          Run.in(
                              TESTDATA,
                              ("upgrade " + Files.readString(file).strip()).split("\\s+"));
                      String actual = run.out() + run.err() + "exit status " + run.status() + "\n";
                      Path expected =
                          file.resolveSibling(
                              file.getFileName().toString().replace(".args", ".out"));
                      if ("write".equals(System.getProperty("expected"))) {
                        Files.writeString(expected, actual);
                      }
                      assertEquals(Files.readString(expected), actual);
                    }));
  }

  private void refused(String message, String... args) {
    Run run = upgrade(args);
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("esslint: " + message), run.err());
    assertEquals(2, run.status());
  }

  @Test
  void what_is_wrong_on_the_command_line_is_said_in_one_message() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    refused(
        "which release is deployed now? Give it with --from; `helm list` shows it.", "values.yaml");
    refused(
        "--from 26.8.1 is not older than --to 26.1.0",
        "--from",
        "26.8.1",
        "--to",
        "26.1.0",
        "values.yaml");
    refused("--from 26.8.1 is not older than --to 26.8.1", "--from", "26.8.1", "values.yaml");
    refused(
        "release 26.3.9 of the chart is not known; the nearest known one is 26.3.2",
        "--from",
        "26.3.9",
        "values.yaml");
    refused("`new` is not a release of the chart", "--from", "26.1.0", "--to", "new", "values.yaml");
    refused(
        "release 99.1.0 of the chart is newer than all that esslint knows; the newest is 26.8.1; use the chart itself"
            + " with --chart",
        "--from",
        "26.1.0",
        "--to",
        "99.1.0",
        "values.yaml");
    refused(
        "--diff shows what --write would write",
        "--from",
        "26.1.0",
        "--diff",
        "--write",
        "values.yaml");
    refused(
        "--diff prints a diff", "--from", "26.1.0", "--diff", "--format", "json", "values.yaml");
    refused("standard input cannot be rewritten", "--from", "26.1.0", "--write", "-");
    refused("which values file?", "--from", "26.1.0", "--write");
    refused("-f is for the values files", "--from", "26.1.0", "-f", "values.yaml", "values.yaml");
  }

  @Test
  void what_is_no_yaml_is_told_with_its_place_and_nothing_is_written() throws Exception {
    write("values.yaml", "a: [1\n");
    write("good.yaml", "imagePullSecrets: []\n");
    Run run = upgrade("--from", "25.9.2", "--write", "good.yaml", "values.yaml", "missing.yaml");
    assertEquals("imagePullSecrets: []\n", read("good.yaml"));
    assertTrue(run.err().contains("esslint: values.yaml:"), run.err());
    assertTrue(run.err().contains("esslint: missing.yaml: this file does not exist"), run.err());
    assertEquals(3, run.status());
    assertEquals("a: [1\n", read("values.yaml"));
  }

  @Test
  void without_write_nothing_is_written() throws Exception {
    String text = "imagePullSecrets: []\n";
    write("values.yaml", text);
    upgrade("--from", "25.9.2", "values.yaml");
    upgrade("--from", "25.9.2", "--diff", "values.yaml");
    assertEquals(text, read("values.yaml"));
  }

  @Test
  void write_rewrites_and_tells_what_is_left() throws Exception {
    write("values.yaml", "# ours\nimagePullSecrets:\n- name: x\nserverName: example.org\n");
    Run run = upgrade("--from", "25.9.2", "--to", "25.12.0", "--write", "values.yaml");
    assertEquals(
        "# ours\nimage:\n  pullSecrets:\n  - name: x\nserverName: example.org\n",
        read("values.yaml"));
    assertTrue(run.err().startsWith("esslint: rewrote values.yaml: fixed 1 of "), run.err());
    assertFalse(run.out().contains("UPG001"), run.out());
  }

  @Test
  void a_second_run_finds_nothing_to_write() throws Exception {
    write("values.yaml", Files.readString(TESTDATA.resolve("values.yaml")));
    upgrade("--from", "25.9.2", "--write", "values.yaml");
    String once = read("values.yaml");
    assertEquals("", upgrade("--from", "25.9.2", "--diff", "values.yaml").out());
    upgrade("--from", "25.9.2", "--write", "values.yaml");
    assertEquals(once, read("values.yaml"));
  }

  @Test
  void all_layers_are_rewritten_together() throws Exception {
    write("base.yaml", "imagePullSecrets: [{name: x}]\n");
    write("prod.yaml", "imagePullSecrets: [{name: y}]\nserverName: example.org\n");
    upgrade("--from", "25.9.2", "--write", "-f", "base.yaml", "-f", "prod.yaml");
    assertEquals("image:\n  pullSecrets: [{name: x}]\n", read("base.yaml"));
    assertEquals(
        "image:\n  pullSecrets: [{name: y}]\nserverName: example.org\n", read("prod.yaml"));
  }

  @Test
  void what_an_argument_takes_part_in_is_said_and_left_as_it_is() throws Exception {
    String text = "imagePullSecrets:\n- name: x\nserverName: example.org\n";
    for (String argument :
        List.of(
            "--set=imagePullSecrets[1].name=y",
            "--set-json=imagePullSecrets=[{\"name\":\"y\"}]",
            "--set-json={\"imagePullSecrets\":[{\"name\":\"y\"}]}",
            "--set-string=image.pullSecrets[0].name=y",
            "--set-json=image={\"x\":1}")) {
      write("values.yaml", text);
      Run run = upgrade("--from=25.9.2", "--to=25.12.0", "--write", "values.yaml", argument);
      assertEquals(text, read("values.yaml"), argument);
      String option = argument.substring(0, argument.indexOf('='));
      assertTrue(
          run.told()
              .contains(
                  "note: `--write` does not change it: `"
                      + option
                      + "` also sets it, and only files can be rewritten"),
          run.out());
      Run diff = upgrade("--from=25.9.2", "--to=25.12.0", "--diff", "values.yaml", argument);
      assertEquals("", diff.out());
      assertTrue(
          diff.err().contains("UPG001 is not changed, because an argument sets it and only files"), diff.err());
    }
  }

  @Test
  void arguments_beside_a_change_do_not_keep_it_from_being_made() throws Exception {
    for (String argument :
        List.of(
            "--set=labels.a=b",
            "--set-json={\"image\":{},\"labels\":{}}",
            "--set-string=imagePullSecret=y")) {
      write("values.yaml", "imagePullSecrets:\n- name: x\n");
      upgrade("--from=25.9.2", "--to=25.12.0", "--write", "values.yaml", argument);
      assertEquals("image:\n  pullSecrets:\n  - name: x\n", read("values.yaml"), argument);
    }
  }

  @Test
  void arguments_alone_can_be_looked_at() {
    Run run = upgrade("--from=25.9.2", "--to=25.12.0", "-q", "--set=imagePullSecrets[0].name=y");
    assertTrue(run.out().contains("<--set>:1:1: error UPG001"), run.out());
    assertEquals(1, run.status());
  }

  @Test
  void a_chart_that_is_not_known_can_be_the_one_to_come() throws Exception {
    Files.createDirectory(folder.resolve("next"));
    write("next/Chart.yaml", "name: matrix-stack\nversion: 26.99.0\n");
    write("next/values.yaml", "serverName: null\n");
    write(
        "next/values.schema.json",
        "{\"additionalProperties\": false, \"properties\": {\"serverName\": {\"type\": [\"string\", \"null\"]}}}");
    write("values.yaml", "serverName: example.org\nlabels: {a: b}\n");
    Run run =
        upgrade("--from=26.8.1", "--chart=next", "--select=SCH", "--fail-on=never", "values.yaml");
    assertTrue(run.out().startsWith("values.yaml:2:1: error SCH001"), run.out());
    assertTrue(run.out().contains("note: 26.8.1 accepts it"), run.out());
    assertTrue(
        run.told().contains("matrix-stack 26.99.0 (from next, upgraded from 26.8.1): 1 error"),
        run.out());
    assertTrue(upgrade("--from=26.8.1", "--chart=next").out().startsWith("From 26.8.1 to 26.99.0"));
    refused(
        "a chart has its own release; use either --chart or --to",
        "--from=26.7.0",
        "--chart=next",
        "--to=26.8.1",
        "values.yaml");
    write("next/Chart.yaml", "name: matrix-stack\nversion: 26.7.0\n");
    refused(
        "--from 26.8.1 is not older than the new chart, 26.7.0",
        "--from=26.8.1",
        "--chart=next",
        "values.yaml");
    assertEquals(3, upgrade("--from=26.8.1", "--chart=none", "values.yaml").status());
    refused(". is not a Helm chart", "--from=26.8.1", "--chart=.", "values.yaml");
  }

  @Test
  void values_of_a_dependency_are_rewritten_under_their_key() throws Exception {
    write(
        "Chart.yaml",
        "apiVersion: v2\nname: ours\nversion: 1.0.0\ndependencies:\n- name: matrix-stack\n  alias: ess\n  version: 25.9.2\n");
    write(
        "values.yaml",
        "# ours\nother: {a: 1}\ness:\n  # to pull\n  imagePullSecrets: []\n  serverName: example.org # name\nlast: x\n");
    Run run = upgrade("--from", "25.9.2", "-q", "values.yaml");
    assertTrue(run.out().contains("values.yaml:5:3: error UPG001"), run.out());
    upgrade("--from", "25.9.2", "--write", "-q", "values.yaml");
    assertEquals(
        "# ours\nother: {a: 1}\ness:\n  # to pull\n  image:\n    pullSecrets: []\n  serverName: example.org # name\nlast: x\n",
        read("values.yaml"));
  }

  private static String chart(String name) {
    return """
        # the chart
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: {name: %s, namespace: matrix} # a name
        spec:
          chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
          version: 25.9.2
        """
        .formatted(name);
  }

  /** Values where a manifest keeps them, before and after. */
  private static final Map<String, String> PLACES =
      Map.of(
          "  valuesContent: |\n    # ours\n    imagePullSecrets: # to pull\n      - name: x\n\n    serverName: a.org\n  timeout: 10m\n",
          "  valuesContent: |\n    # ours\n    image:\n      pullSecrets: # to pull\n        - name: x\n\n    serverName: a.org\n  timeout: 10m\n",
          "  valuesContent: |2-\n        imagePullSecrets: []\n        serverName: a.org",
          "  valuesContent: |2-\n        image:\n          pullSecrets: []\n        serverName: a.org",
          "  values:\n      imagePullSecrets: []\n      # the name\n      serverName: a.org\n  timeout: 10m\n",
          "  values:\n      image:\n        pullSecrets: []\n      # the name\n      serverName: a.org\n  timeout: 10m\n",
          "  valuesContent: \"imagePullSecrets: []\\nserverName: a.org\"\n",
          "  valuesContent: \"imagePullSecrets: []\\nserverName: a.org\"\n");

  @Test
  void values_in_manifests_are_rewritten_where_they_are() throws Exception {
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      write("ess.yaml", chart("ess") + place.getKey());
      Run diff = upgrade("--from", "25.9.2", "--diff", "ess.yaml");
      assertEquals(
          place.getKey().equals(place.getValue()), diff.out().isEmpty(), diff.out() + diff.err());
      upgrade("--from", "25.9.2", "--write", "ess.yaml");
      assertEquals(chart("ess") + place.getValue(), read("ess.yaml"));
    }
  }

  @Test
  void several_deployments_of_one_file_are_rewritten_together() throws Exception {
    String before = "  valuesContent: |-\n    imagePullSecrets: []\n    serverName: a.org\n";
    String after = "  valuesContent: |-\n    image:\n      pullSecrets: []\n    serverName: a.org\n";
    write("ess.yaml", chart("a") + before + "---\n" + chart("b") + before);
    upgrade("--from", "25.9.2", "--write", "--deployment", "b", "ess.yaml");
    assertEquals(chart("a") + before + "---\n" + chart("b") + after, read("ess.yaml"));
    write("ess.yaml", chart("a") + before + "---\n" + chart("b") + before);
    Run run = upgrade("--from", "25.9.2", "--write", ".");
    assertEquals(chart("a") + after + "---\n" + chart("b") + after, read("ess.yaml"));
    assertTrue(run.err().contains("rewrote ess.yaml: fixed 2 of"), run.err());
    assertFalse(run.out().contains("UPG001"), run.out());
  }

  @Test
  void map_and_resolve_show_a_deployment_of_a_manifest() throws Exception {
    write("ess.yaml", chart("a") + "  valuesContent: |-\n    serverName: a.org\n");
    Run resolved = Run.in(folder, "resolve", "--no-defaults", "ess.yaml");
    assertEquals("serverName: a.org\n", resolved.out());
    assertTrue(
        Run.in(folder, "resolve", "--why", "serverName", ".").out().contains("ess.yaml:9:5"));
    assertTrue(Run.in(folder, "map", "--deployment", "a").out().contains("a.org"));
    write("b.yaml", chart("b") + "  valuesContent: |-\n    serverName: b.org\n");
    Run several = Run.in(folder, "resolve", ".");
    assertEquals(2, several.status());
    assertTrue(several.err().contains("ess.yaml#1"), several.err());
    assertEquals(
        "serverName: b.org\n",
        Run.in(folder, "resolve", "--no-defaults", "--deployment", "b", ".").out());
  }

  @Test
  void a_release_that_helm_refuses_is_told() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    assertTrue(
        upgrade("--from", "25.5.1", "--to", "25.7.0", "values.yaml").out().contains("CHT041"));
  }

  @Test
  void line_breaks_and_the_byte_order_mark_are_kept() throws Exception {
    String before = "imagePullSecrets: [{name: x}]\r\n# end\r\n";
    String after = "image:\r\n  pullSecrets: [{name: x}]\r\n# end\r\n";
    for (var charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(folder.resolve("values.yaml"), ("\uFEFF" + before).getBytes(charset));
      upgrade("--from", "25.9.2", "--write", "values.yaml");
      assertArrayEquals(
          ("\uFEFF" + after).getBytes(charset),
          Files.readAllBytes(folder.resolve("values.yaml")),
          charset.name());
    }
  }

  @Test
  void no_secret_is_printed_and_none_is_changed() throws Exception {
    String text =
        """
        imagePullSecrets: []
        synapse:
          macaroon:
            value: hunter2hunter2
          redis:
            extraEnv:
            - name: REDIS_PASSWORD
              value: hunter3hunter3
        """;
    write("values.yaml", text);
    for (String format : List.of("--diff", "--format=json", "--format=sarif", "--quiet")) {
      Run run =
          upgrade(
              "--from=25.9.2",
              format,
              "values.yaml",
              "--set=synapse.macaroon.value=hunter4,synapse.macaroon.valeu=hunter5",
              "--set-json=imagePullSecrets=[{\"password\":\"hunter6\"}]");
      assertFalse((run.out() + run.err()).contains("hunter"), format + run.out());
    }
    upgrade("--from", "25.9.2", "--write", "values.yaml");
    assertTrue(read("values.yaml").contains("value: hunter2hunter2"));
    assertTrue(read("values.yaml").contains("value: hunter3hunter3"));
  }

  @Test
  void edits_are_told_unless_they_hold_a_secret() throws Exception {
    for (String format : List.of("json", "sarif")) {
      write("values.yaml", "imagePullSecrets:\n- name: x\n");
      String told = upgrade("--from=25.9.2", "--format=" + format, "values.yaml").out();
      assertTrue(told.contains("  pullSecrets:\\n  - name: x\\n"), told);
      write("values.yaml", "imagePullSecrets:\n- name: x\n  password: hunter2\n");
      String kept = upgrade("--from=25.9.2", "--format=" + format, "values.yaml").out();
      assertTrue(kept.contains("`--write` does this"), kept);
      assertFalse(kept.contains("- name: x"), kept);
      assertFalse(kept.contains("hunter2"), kept);
    }
  }

  @Test
  void an_option_that_would_have_no_effect_is_refused() throws Exception {
    write("values.yaml", "imagePullSecrets: []\n");
    for (String option : List.of("--format=json", "--output=x")) {
      assertEquals(2, upgrade("--from=25.9.2", "--diff", option, "values.yaml").status());
      assertEquals(2, upgrade("--from=25.9.2", option).status());
    }
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void an_upgrade_without_a_file_tells_the_way() {
    Run run = upgrade("--from", "25.12.1", "--to", "25.12.2");
    assertTrue(run.out().contains("25.12.2  UPG016  warning"), run.out());
    assertFalse(run.out().contains("UPG001"), run.out());
    assertEquals(0, run.status());
  }

  @Test
  void rules_about_upgrades_have_nothing_to_say_about_one_release() throws Exception {
    write("values.yaml", "imagePullSecrets: []\n");
    assertFalse(Run.in(folder, "values.yaml").out().contains("UPG"));
    assertFalse(Run.in(folder, "--format", "sarif", "values.yaml").out().contains("UPG"));
  }

  @Test
  void the_threshold_decides_on_the_exit_status() throws Exception {
    write("values.yaml", "imagePullSecrets: []\n");
    assertEquals(0, upgrade("--from", "25.9.2", "--fail-on", "never", "values.yaml").status());
    assertEquals(1, upgrade("--from", "25.9.2", "values.yaml").status());
  }

  @Test
  void what_would_bring_more_errors_at_its_new_place_is_left_alone() throws Exception {
    String text =
        """
        serverName: example.org
        synapse:
          redis:
            resources: {}
            ingress:
              host: matrix.example.org
            media: {storage: {size: 1Gi}}
            workers: {}
        """;
    write("values.yaml", text);
    Run run = upgrade("--from", "26.1.0", "--to", "26.2.3", "--write", "values.yaml");
    assertEquals(text, Files.readString(folder.resolve("values.yaml")), run.out());
  }

  @Test
  void what_is_invalid_in_an_item_of_a_list_is_reported() throws Exception {
    for (String item : List.of("{name: templates, mountPath: {}}", "{mountPath: {}}", "{name: {}}", "[]", "{name: a, mountPath: []}")) {
      write("values.yaml", "serverName: example.org\nsynapse:\n  extraVolumeMounts:\n    - " + item + "\n");
      for (String option : List.of("--diff", "--write")) {
        Run run = upgrade("--from", "25.5.1", option, "values.yaml");
        assertEquals(1, run.status(), item + ": " + run.err());
      }
    }
  }
}
