package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reports, values and failures of the machine have bounds, and what is beyond them is said. */
class BoundsTest {
  private static final String TOLERATIONS = "tolerations:\n" + "- x\n".repeat(350);

  @TempDir Path folder;

  @Test
  void after_a_hundred_findings_of_a_rule_in_a_file_there_is_a_count() throws IOException {
    Run run = lint(TOLERATIONS, "--select", "SCH002", "values.yaml");
    assertEquals(ExitStatus.FINDINGS, run.status());
    assertEquals(100, run.out().lines().filter(line -> line.contains("error SCH002 ")).count());
    assertTrue(run.out().contains("\nand 250 more of SCH002 in values.yaml\n"), run.out());
    assertTrue(run.out().contains("350 errors in 1 file."), run.out());
  }

  @Test
  void the_hundred_are_those_of_all_deployments_in_a_file() throws IOException {
    StringBuilder fleet =
        new StringBuilder(
            """
            helm:
              chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
              version: 26.8.1
              values: {serverName: example.org}
            targetCustomizations:
            """);
    for (int i = 0; i < 130; i++) {
      fleet.append("- {name: t%d, clusterName: c%d, helm: {values: {labelz: {a: b%d}}}}\n".formatted(i, i, i));
    }
    Files.writeString(folder.resolve("fleet.yaml"), fleet);
    Run run = Run.in(folder, "--select", "SCH001", "--format", "json", ".");
    JsonNode report = json(run);
    assertEquals(100, report.get("findings").size());
    assertEquals(1, report.get("more").size());
    assertEquals(30, report.get("more").get(0).get("count").asInt());
    assertEquals(130, report.get("summary").get("errors").asInt());
  }

  @Test
  void what_deployments_have_in_common_is_counted_once() throws IOException {
    Files.writeString(
        folder.resolve(".esslint.yaml"),
        "deployments:\n  a: {values: [values.yaml]}\n  b: {values: [values.yaml]}\n");
    JsonNode report = json(lint(TOLERATIONS, "--select", "SCH002", "--format", "json"));
    assertEquals(100, report.get("findings").size());
    assertEquals(1, report.get("more").size());
    assertEquals(250, report.get("more").get(0).get("count").asInt());
  }

  @Test
  void what_is_only_counted_is_in_json_and_its_summary() throws IOException {
    JsonNode report = json(lint(TOLERATIONS, "--select", "SCH002", "--format", "json", "values.yaml"));
    assertEquals(100, report.get("findings").size());
    JsonNode more = report.get("more").get(0);
    assertEquals("SCH002", more.get("rule").asString());
    assertEquals("values.yaml", more.get("file").asString());
    assertEquals(250, more.get("count").asInt());
    assertEquals(350, report.get("summary").get("errors").asInt());
  }

  @Test
  void what_is_only_counted_is_a_notification_of_sarif() throws IOException {
    JsonNode run = json(lint(TOLERATIONS, "--select", "SCH002", "--format", "sarif", "values.yaml")).at("/runs/0");
    assertEquals(100, run.get("results").size());
    JsonNode told = run.at("/invocations/0/toolExecutionNotifications/0");
    assertEquals("SCH002", told.at("/associatedRule/id").asString());
    assertEquals("SCH002", run.at("/tool/driver/rules/" + told.at("/associatedRule/index").asInt() + "/id").asString());
    assertTrue(told.at("/message/text").asString().startsWith("250 more of SCH002"));
  }

  @Test
  void an_upgrade_is_bounded_as_well() throws IOException {
    Run run = lint(TOLERATIONS, "upgrade", "--from", "26.1.0", "--select", "SCH002", "-q", "values.yaml");
    assertEquals(101, run.out().lines().count());
    assertTrue(run.out().endsWith("\nand 250 more of SCH002 in values.yaml\n"), run.out());
  }

  @Test
  void a_key_or_a_command_of_thousands_of_words_takes_no_time_for_each_pair_of_them() throws IOException {
    Files.writeString(
        folder.resolve("install.sh"),
        "helm upgrade ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --set serverName=a.org" + " --wait".repeat(40_000) + "\n");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertTrue(lint("? " + "word ".repeat(40_000) + "\n: 1\n", "-q", "values.yaml").out().contains("SCH001"));
          assertNotEquals(ExitStatus.BUG, Run.in(folder, "-q", "install.sh").status());
        });
  }

  @Test
  void a_comment_that_ignores_thousands_of_rules_takes_no_more_than_its_length() throws IOException {
    String values = "# esslint: ignore[" + "RTC003,".repeat(13_000) + "RTC004]\n";
    Run run = lint(values, "-q", "values.yaml");
    assertEquals(100, run.out().lines().filter(line -> line.contains("warning YAML010")).count());
    assertTrue(run.out().contains(" more of YAML010 in values.yaml\n"), run.out());
  }

  @Test
  void thousands_of_comments_that_ignore_no_rule_take_no_time_for_each_rule_that_there_is() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      values.append("# esslint: ignore[nope").append(i).append("]\n");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertTrue(lint(values.toString(), "-q", "values.yaml").out().contains(" more of YAML011 in values.yaml")));
  }

  @Test
  void thousands_of_workers_are_a_map_in_no_time() {
    StringBuilder values = new StringBuilder("synapse:\n  workers:\n");
    for (int i = 0; i < 4_000; i++) {
      values.append("    w").append(i).append(": {enabled: true}\n");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(ExitStatus.CLEAN, lint(values.toString(), "map", "values.yaml").status()));
  }

  @Test
  void a_long_value_is_not_quoted_whole() throws IOException {
    String value = "\ud83d\ude00".repeat(3000);
    Run run = lint("labels: {a: \"" + value + "\"}\n", "--format", "json", "values.yaml");
    assertTrue(run.out().contains("\u2026"), run.out());
    assertTrue(run.out().length() < 6000, run.out());
    assertFalse(run.out().contains("\ufffd"));
  }

  @Test
  void too_many_keys_and_values_are_refused_at_once() throws IOException {
    Run run = lint("tolerations:\n" + "- {}\n".repeat(600_000), "-q", "values.yaml");
    assertEquals(ExitStatus.INPUT, run.status());
    assertTrue(run.out().contains("ore than 500,000 keys and values, far more than any values file has"), run.out());
  }

  @Test
  void a_text_that_no_object_can_hold_is_refused_at_once() throws IOException {
    String options = "        option: 1\n".repeat(110_000);
    String values = "synapse:\n  additional:\n    a.yaml:\n      config: |\n" + options;
    Run run = lint(values, "-q", "values.yaml");
    assertEquals(ExitStatus.INPUT, run.status());
    String told = run.out() + run.err();
    assertTrue(
        told.contains(":15: a text of more than 1 MiB, which is more than Kubernetes stores of any object"), told);
    String small = "labels: {a: b}\n" + "# what nobody deploys\n".repeat(100_000);
    assertEquals(ExitStatus.CLEAN, lint(small, "-q", "values.yaml").status());
  }

  @Test
  void a_template_that_writes_itself_again_and_again_is_given_up() {
    String self = "{{ quote .Values.serverName }}".repeat(3_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Files.writeString(
              folder.resolve("values.yaml"), HostileTexts.with("serverName", self));
          assertTrue(Run.in(folder, "values.yaml").status() <= ExitStatus.FINDINGS);
        });
  }

  @Test
  void thousands_of_mistakes_in_the_options_of_fragments_take_no_time_for_each_other() {
    StringBuilder values = new StringBuilder("synapse:\n  additional:\n");
    for (int i = 0; i < 10_000; i++) {
      values.append("    f%04d.yaml: {config: 'limits_%04d: {burst: 3}'}\n".formatted(i, i));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertTrue(lint(values.toString(), "-q", "values.yaml").out().contains(" more of OPT004 in values.yaml")));
  }

  @Test
  void too_many_fragments_are_refused_at_once() throws IOException {
    StringBuilder values = new StringBuilder("matrixRTC:\n  sfu:\n    additional:\n");
    for (int i = 0; i < 110_000; i++) {
      values.append("      f").append(i).append(": {config: 'a: ['}\n");
    }
    Run run = lint(values.toString(), "-q", "values.yaml");
    assertEquals(ExitStatus.INPUT, run.status());
    String told = run.out() + run.err();
    assertTrue(
        told.contains(":5: `matrixRTC.sfu.additional` has more than 100,000 fragments, far more than any deployment has"),
        told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse:\n  additional:\n    a:\n      config: 'x: y'\n|      k%d: 1\n",
        "synapse:\n  labels:\n|    'bad label %d': x\n",
        "synapse:\n  serviceAccount:\n    annotations:\n|      'bad annotation %d': x\n",
        "matrixAuthenticationService:\n  additional:\n    a:\n      config: |\n        upstream_oauth2:\n          providers:\n|"
            + "          - {id: x%d, client_id: a, isuer: x}\n",
        "synapse:\n  additional:\n    a:\n      config: |\n        modules:\n|          - {modul: x%d}\n",
        "synapse:\n|  replicas: %d\n",
      })
  void thousands_of_places_of_one_mistake_take_no_time_for_each_other(String values) {
    int item = values.lastIndexOf('|');
    StringBuilder all = new StringBuilder(values.substring(0, item));
    for (int i = 0; i < 6_000; i++) {
      all.append(values.substring(item + 1).formatted(i));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertTrue(lint(all.toString(), "-q", "values.yaml").status() <= ExitStatus.FINDINGS));
  }

  @Test
  void a_key_of_an_argument_has_a_depth() throws IOException {
    Run run = lint("", "values.yaml", "--set", "a" + "[0]".repeat(2000) + "=1");
    assertEquals(ExitStatus.USAGE, run.status());
    assertTrue(run.err().contains("nested more than 1000 levels deep"), run.err());
  }

  @Test
  void indices_of_arguments_make_no_endless_lists() throws IOException {
    Run run = lint("", "values.yaml", "--set", "a[65536]=1,".repeat(2000));
    assertEquals(ExitStatus.USAGE, run.status());
    assertTrue(run.err().contains("lists of more than 500,000 items"), run.err());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_failure_of_the_run_time_is_one_line_and_status_70(boolean stack) throws IOException {
    Error failure = stack ? new StackOverflowError() : new OutOfMemoryError();
    InputStream input =
        new InputStream() {
          @Override
          public int read() {
            throw failure;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw failure;
          }
        };
    assertFails(input, "-", "values.yaml");
    Files.writeString(folder.resolve("values.yaml"), HostileTexts.base());
    assertFails(input, "-f", "values.yaml", "-f", "-");
    assertFails(input, "resolve", "-");
  }

  private void assertFails(InputStream input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(ExitStatus.BUG, Run.run(folder, input, out, err, Map.of(), args));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  @Test
  void nothing_is_told_if_the_run_time_fails_while_a_report_is_written() throws IOException {
    Files.writeString(folder.resolve("values.yaml"), TOLERATIONS);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError();
          }
        };
    int status = Run.run(folder, InputStream.nullInputStream(), out, err, Map.of(), "values.yaml");
    assertEquals(ExitStatus.BUG, status);
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  private Run lint(String values, String... args) throws IOException {
    Files.writeString(folder.resolve("values.yaml"), HostileTexts.base() + values);
    return Run.in(folder, args);
  }

  private static JsonNode json(Run run) {
    return new ObjectMapper().readTree(run.out());
  }
}
