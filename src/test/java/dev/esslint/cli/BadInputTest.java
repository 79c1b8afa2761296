package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tired admin, or somebody hostile, gives: one clear message with its place and the right exit status. */
final class BadInputTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Run lint(String... args) {
    Run run = Run.in(folder, args);
    assertFalse((run.out() + run.err()).contains("Exception"), run.out() + run.err());
    return run;
  }

  /** Lints one text and expects the first line of the report. */
  private void expect(String text, int status, String firstLine, String message)
      throws IOException {
    write("values.yaml", text);
    Run run = lint("values.yaml");
    assertEquals(firstLine, run.out().lines().findFirst().orElse(""), run.out());
    assertTrue(run.out().contains(message), run.out());
    assertEquals(status, run.status());
  }

  @Test
  void a_file_that_is_not_there_is_named_with_the_one_that_was_meant() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    Run run = lint("values.yml");
    assertEquals(
        "esslint: values.yml: this file does not exist; did you mean values.yaml?\n", run.err());
    assertEquals(3, run.status());
  }

  @Test
  void the_other_files_are_checked_when_one_cannot_be_read() throws Exception {
    write("values.yaml", "mas: {}\nserverName: a.org\n");
    Run run = lint("missing.yaml", "values.yaml");
    assertTrue(run.out().contains("SCH001"), run.out());
    assertEquals(3, run.status());
  }

  @Test
  void a_folder_where_a_layer_is_meant_is_refused() {
    Run run = lint("-f", ".");
    assertEquals("esslint: .: it is a folder, but a file is needed here\n", run.err());
    assertEquals(3, run.status());
  }

  @Test
  void an_empty_folder_is_an_error_unless_that_is_allowed() {
    assertEquals(2, lint(".").status());
    assertEquals(0, lint("--allow-empty", ".").status());
  }

  @Test
  void a_folder_is_searched_and_what_is_no_values_file_is_said() throws Exception {
    write("values.yaml", "elementAdmin: {enabled: false}\n");
    write("deployment.yaml", "apiVersion: v1\nkind: Service\n");
    write("compose.yml", "services: {}\n");
    write("template.yaml", "{{- if .x }}\na: {{ .x }}\n");
    write("notes.txt", "not looked at");
    Files.createDirectory(folder.resolve(".hidden"));
    write(".hidden/values.yaml", "mas: {}\n");
    Run run = lint("-q", ".");
    assertFalse(run.out().contains("mas"), run.out());
    Run told = lint("--fail-on", "never", ".");
    assertTrue(
        told.out().contains("Skipped deployment.yaml: it is a Kubernetes manifest.\n"), told.out());
    assertTrue(
        told.out().contains("Skipped compose.yml: it has no key of the chart at the top level.\n"),
        told.out());
    assertTrue(told.out().contains("Skipped template.yaml: "), told.out());
    assertTrue(told.out().contains("Checked values.yaml against"), told.out());
  }

  @Test
  void a_byte_that_is_no_utf_8_has_a_place() throws Exception {
    Files.write(folder.resolve("values.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});
    Run run = lint("values.yaml");
    assertTrue(run.out().startsWith("values.yaml:1:4: error YAML001"), run.out());
    assertEquals(3, run.status());
  }

  @Test
  void a_nul_byte_has_a_place() throws Exception {
    expect("a: x\0y\n", 3, "values.yaml:1:5: error YAML001 invalid-yaml", "not a text file");
  }

  @Test
  void a_tab_in_the_indentation_is_called_a_tab() throws Exception {
    expect("a:\n\tb: 1\n", 3, "values.yaml:2:1: error YAML001 invalid-yaml", "This is a tab, but ");
  }

  @Test
  void an_unclosed_bracket_is_shown_where_it_opens() throws Exception {
    expect("a: [1,\nb: 2\n", 3, "values.yaml:1:4: error YAML001 invalid-yaml", "never closed");
  }

  @Test
  void a_list_at_the_top_is_refused() throws Exception {
    expect("- a\n- b\n", 3, "values.yaml:1:1: error YAML004 not-a-mapping", "a list");
  }

  @Test
  void a_scalar_at_the_top_is_refused() throws Exception {
    expect("hello\n", 3, "values.yaml:1:1: error YAML004 not-a-mapping", "a single scalar");
  }

  @Test
  void an_anchor_inside_itself_is_refused() throws Exception {
    expect("a: &a\n  b: *a\n", 3, "values.yaml:2:6: error YAML001 invalid-yaml", "never end");
  }

  @Test
  void an_alias_bomb_is_refused_in_no_time() throws Exception {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(IntStream.range(0, 9).mapToObj(i -> alias).collect(Collectors.joining(",")));
      bomb.append("]\n");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            expect(
                bomb.toString(),
                3,
                "values.yaml:4:17: error YAML001 invalid-yaml",
                "aliases expand"));
  }

  @Test
  void a_hundred_thousand_brackets_are_refused_in_no_time() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            expect(
                "a: " + "[".repeat(100_000),
                3,
                "values.yaml:1:1003: error YAML001 invalid-yaml",
                "1000 levels"));
  }

  @Test
  void a_hundred_megabytes_are_refused_before_they_are_parsed() throws Exception {
    Path file = folder.resolve("values.yaml");
    byte[] block = "labels: {}\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < 95; i++) {
        out.write(block);
      }
    }
    Run run = lint("values.yaml");
    assertEquals(
        "esslint: values.yaml: it is larger than 12 MiB, far larger than any values file\n", run.err());
    assertEquals(3, run.status());
  }

  @Test
  void an_embedded_document_of_thousands_of_lines_is_told_at_its_character() throws Exception {
    String lines =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "        key%d: [%d]\n".formatted(i, i))
            .collect(Collectors.joining());
    write(
        "values.yaml",
        """
        synapse:
          additional:
            x.yaml:
              config: |
        %s        last: ]
        """
            .formatted(lines));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertEquals(
                "values.yaml:5005:15: error CHT002 `synapse.additional[\"x.yaml\"].config` is invalid: a"
                    + " value is expected before this ']'; put it in quotes if it is plain text. Helm will refuse these values.",
                lint("-q", "--select", "CHT002", "values.yaml").out().strip()));
  }

  @Test
  void of_thousands_of_broken_documents_a_hundred_are_told_and_the_others_counted() throws Exception {
    String entries =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "    x%d: \"{\\\"a\\\": %d\"\n".formatted(i, i))
            .collect(Collectors.joining());
    write("values.yaml", "elementWeb:\n  additional:\n" + entries);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Run run = lint("-q", "--select", "WEB001", "values.yaml");
          assertEquals(101, run.out().lines().count());
          assertTrue(run.out().endsWith("\nand 2,900 more of WEB001 in values.yaml\n"));
          assertEquals(1, run.status());
        });
  }

  @Test
  void an_embedded_document_of_another_type_is_told_at_its_value() throws Exception {
    write(
        "values.yaml",
        """
        synapse: {additional: {x.yaml: {config: [a]}}}
        wellKnownDelegation: {additional: {client: 5}}
        elementWeb: {additional: {x.json: true}}
        matrixAuthenticationService: {additional: {x.yaml: text}}
        """);
    assertEquals(
        """
        values.yaml:1:33: error CHT003
        values.yaml:2:44: error SCH002
        values.yaml:3:35: error SCH002
        values.yaml:4:52: error SCH002
        """,
        places(lint("-q", "--select", "CHT,SCH", "values.yaml")));
  }

  @Test
  void a_host_of_three_hundred_characters_is_told_at_the_host() throws Exception {
    write(
        "values.yaml",
        "serverName: %s.org\nsynapse: {ingress: {host: %s}}\n".formatted("x".repeat(300), "x.".repeat(150)));
    assertEquals(
        """
        values.yaml:1:13: error ING020
        values.yaml:2:27: error ING020
        """,
        places(lint("-q", "--select", "ING020", "values.yaml")));
  }

  @Test
  void a_port_that_is_no_number_is_told_at_the_port() throws Exception {
    write(
        "values.yaml",
        """
        matrixRTC:
          sfu:
            exposedServices:
              rtcTcp: {port: http}
              rtcMuxedUdp: {port: 1.5, nodePort: abc}
              turnTLS: {port: [1]}
              rtcUdp: {portRange: {startPort: "30000", endPort: -1}}
        synapse:
          postgres: {host: db, port: "five"}
        """);
    assertEquals(
        """
        values.yaml:4:22: error SCH002
        values.yaml:5:27: error RTC038
        values.yaml:5:42: error RTC038
        values.yaml:6:17: error SCH002
        values.yaml:7:39: error SCH002
        values.yaml:9:30: error SCH002
        """,
        places(lint("-q", "--select", "SCH002,RTC038", "values.yaml")));
  }

  /** The head of every line of a short report. */
  private static String places(Run run) {
    return run.out()
        .lines()
        .map(line -> line.replaceFirst("^(\\S+ \\w+ \\w+) .*", "$1\n"))
        .collect(Collectors.joining());
  }

  @Test
  void an_empty_file_is_checked_as_no_values_at_all() throws Exception {
    write("values.yaml", "");
    Run run = lint("--select", "YAML,SCH", "values.yaml");
    assertTrue(run.out().startsWith("Checked values.yaml against"), run.out());
    assertEquals(0, run.status());
  }

  @Test
  void an_unknown_release_is_told_with_the_nearest_known() throws Exception {
    write("values.yaml", "");
    Run run = lint("--chart-version", "26.7.99", "values.yaml");
    assertEquals(
        "esslint: release 26.7.99 of the chart is not known; the nearest known one is 26.7.2\n",
        run.err());
    assertEquals(2, run.status());
    assertEquals(2, lint("--chart-version", "24.1.0", "values.yaml").status());
    assertEquals(2, lint("--chart-version", "newish", "values.yaml").status());
    assertEquals(2, lint("--chart-version", "", "values.yaml").status());
  }

  @Test
  void every_problem_of_a_cluster_file_is_told_with_its_place() throws Exception {
    write("values.yaml", "");
    write("cluster.yaml", "kernelIPv6: maybe\nserviceCIDR: []\nnodeAddresses: [10.0.0.1]\n");
    Run run = lint("--cluster", "cluster.yaml", "values.yaml");
    assertEquals(
        """
        esslint: the facts about the cluster are invalid
        cluster.yaml:1:13: `kernelIPv6` must be `true` or `false`, but this is a string.
        cluster.yaml:2:1: The top level has no key `serviceCIDR`. Did you mean `serviceCIDRs`?
        """,
        run.err());
    assertEquals(2, run.status());
    write("cluster.yaml", "podCIDRs: [10.0.0.0/99]\nnodePortRange: {first: 9, last: 8}\n");
    assertEquals(
        """
        esslint: the facts about the cluster are invalid
        cluster.yaml:1:12: `10.0.0.0/99` is not a network such as 10.43.0.0/16.
        cluster.yaml:2:33: the range ends before it starts.
        """,
        lint("--cluster", "cluster.yaml", "values.yaml").err());
    write("cluster.yaml", "ipFamilies: [ipv4, ipv4]\n");
    assertEquals(
        """
        esslint: the facts about the cluster are invalid
        cluster.yaml:1:1: `ipFamilies` has a duplicate item.
        """,
        lint("--cluster", "cluster.yaml", "values.yaml").err());
    write("cluster.yaml", "a: [\n");
    assertEquals(2, lint("--cluster", "cluster.yaml", "values.yaml").status());
    assertEquals(2, lint("--cluster", "missing.yaml", "values.yaml").status());
  }

  @Test
  void wrong_usage_is_told_in_one_line_with_where_to_look() throws Exception {
    write("values.yaml", "");
    assertEquals(2, lint().status());
    Run unknown = lint("--formt", "json", "values.yaml");
    assertEquals(
        "esslint: there is no option or argument `--formt`; did you mean --format?\nTry `esslint --help`.\n",
        unknown.err());
    assertEquals(2, unknown.status());
    assertEquals(2, lint("--format", "xml", "values.yaml").status());
    assertEquals(2, lint("--fail-on").status());
    assertEquals(2, lint("--select", "NOPE", "values.yaml").status());
    assertEquals(2, lint("-f", "a.yaml", "b.yaml").status());
    assertEquals(2, lint("explain", "NOPE001").status());
    assertEquals(2, lint("resolve").status());
    assertEquals(2, lint("resolve", "--why", "a..b", "values.yaml").status());
  }

  @Test
  void a_report_that_cannot_be_written_is_no_success() throws Exception {
    write("values.yaml", "mas: {}\n");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Run.run(
            folder,
            InputStream.nullInputStream(),
            Run.closedAfter(10),
            err,
            Map.of(),
            "values.yaml");
    assertEquals(
        "esslint: the report cannot be written: Broken pipe\n",
        err.toString(StandardCharsets.UTF_8));
    assertEquals(2, status);
    assertEquals(
        "esslint: the report cannot be written to none/out.txt: this folder does not exist\n",
        lint("-o", "none/out.txt", "values.yaml").err());
  }

  @Test
  void standard_input_is_read_and_named() {
    Run run = Run.with(folder, "mas: {}\n", "--concise", "--stdin-filename", "prod/values.yaml", "-");
    assertTrue(run.out().contains("prod/values.yaml:1:1: error SCH001"), run.out());
    assertEquals(1, run.status());
  }

  @Test
  void control_characters_of_the_input_never_reach_the_terminal() throws Exception {
    write("values.yaml", "\"\\e]0;x\\a\": 1\nserverName: [\u009b31m]\n");
    Run run = lint("values.yaml");
    assertTrue(run.out().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\": 1",
        "\"a[b\": 1",
        "a[b]: {enabled: true}",
        "\".\": {a: 1}",
        "\"a..b\": {enabled: true}"
      })
  void a_key_that_no_path_is_written_with_is_a_key_like_any_other(String text) throws Exception {
    write("values.yaml", text + "\nserverName: a.org\n");
    Run run = lint("-q", "values.yaml");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("error SCH001"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--select=RTC", "--ignore=YAML"})
  void that_a_file_is_no_yaml_is_told_whatever_is_selected(String option) throws Exception {
    write("values.yaml", "synapse: {enabled: true\nfoo: [1,2\n");
    Run run = lint(option, "values.yaml");
    assertEquals(3, run.status());
    assertTrue(run.out().contains("error YAML001 invalid-yaml"), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Hush1",
        "%Hush1",
        "`Hush1`",
        "\"Hush1",
        "\"Hush1\\q\"",
        "Hush1: x",
        "|Hush1",
        "*Hush1",
        "{value: Hush1"
      })
  void a_secret_that_is_no_yaml_is_not_shown(String secret) throws Exception {
    write("values.yaml", "synapse:\n  postgres:\n    password:\n      value: " + secret + "\n");
    write("other.yaml", "synapse:\n  macaroon: " + secret + "\n");
    for (String format : List.of("text", "json", "sarif")) {
      Run run = lint("--format", format, "values.yaml", "other.yaml");
      assertFalse(run.out().contains("Hush1"), run.out());
      assertFalse(run.err().contains("Hush1"), run.err());
    }
  }

  @Test
  void a_secret_at_a_key_that_stands_twice_or_without_its_mapping_is_not_shown() throws Exception {
    write(
        "values.yaml",
        """
        synapse:
          macaroon:
            value: Hush1
            value: Hush2
        matrixRTC:
          livekitAuth: {key: a, secret: Hush3}
        """);
    Run run = lint("values.yaml");
    assertTrue(run.out().contains("YAML002"), run.out());
    assertFalse(run.out().contains("Hush"), run.out());
  }

  @Test
  void what_is_filled_in_before_helm_sees_it_is_not_judged() throws Exception {
    write(
        "values.yaml",
        """
        synapse:
          replicas: ${REPLICAS:=1}
          postgres:
            host: db.example.org
            user: synapse
            database: synapse
            port: "<path:secret/data/ess#port>"
            sslMode: "${MODE}"
            password: {secret: db, secretKey: password}
          media: {maxUploadSize: "${UPLOAD}"}
          checkConfigHook: {enabled: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:bool]"}
        sops: {mac: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]", version: 3.9.0}
        """);
    String out = lint("--select", "SCH", "values.yaml").out();
    assertFalse(out.contains("SCH0"), out);
  }

  @Test
  void all_rules_that_are_not_there_are_named() throws Exception {
    write("values.yaml", "");
    assertEquals(
        "esslint: there is no rule, family or component `RTC998`, `nope`; `esslint rules` lists them\n",
        lint("--ignore", "RTC998,RTC001,nope", "values.yaml").err());
  }

  @Test
  void an_optional_rule_is_not_in_its_family() throws Exception {
    write("values.yaml", "elementWeb: {replicas: 1}\n");
    assertFalse(lint("--select", "CHT", "values.yaml").out().contains("CHT023"));
    assertTrue(lint("--select", "repeated-default", "values.yaml").out().contains("CHT023"));
    assertTrue(lint("--extend-select", "CHT023", "values.yaml").out().contains("CHT023"));
  }

  @Test
  void the_name_of_a_file_does_not_control_the_terminal() {
    String err = lint("v\033[31mred.yaml").err();
    assertEquals("esslint: v\\u{1b}[31mred.yaml: this file does not exist\n", err);
  }

  @Test
  void an_empty_name_is_no_file() {
    Run run = lint("");
    assertEquals(2, run.status());
    assertEquals("esslint: the name of a file is empty; is a variable not set?\n", run.err());
  }

  @Test
  void a_bug_is_told_as_one() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream none =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new IllegalStateException("for the test");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("for the test");
          }
        };
    int status = Run.run(folder, InputStream.nullInputStream(), none, err, Map.of(), "-");
    assertEquals(70, status);
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("esslint: a bug in esslint: "));
  }

  @Test
  void a_command_of_other_programs_is_told_from_a_file() throws Exception {
    Run run = Run.in(folder, "lint", "values.yaml");
    assertEquals(2, run.status());
    assertEquals(
        "esslint: there is no command `lint`: esslint without a command checks, as in `esslint values.yaml`\n",
        run.err());
    Files.writeString(Files.createDirectory(folder.resolve("check")).resolve("values.yaml"), "serverName: example.org\n");
    assertTrue(Run.in(folder, "--select", "SCH", "check").out().startsWith("Checked check/values.yaml"));
  }
}
