package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart itself among the files: what deploys it is checked against its own schema. */
final class ChartsInRepositoriesTest {
  private static final String ABOUT = "apiVersion: v2\nname: matrix-stack\nversion: %s\n";
  private static final String SCHEMA =
      "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\"serverName\": {\"type\": \"string\"},"
          + " \"forkOnly\": {\"type\": \"string\"}, \"global\": {\"type\": \"object\"}}}";
  private static final String UMBRELLA =
      "apiVersion: v2\nname: chat\nversion: 0.1.0\ndependencies:\n  - {name: matrix-stack, version: \"%s\", repository: \"%s\"}\n";
  private static final String OCI = "oci://ghcr.io/element-hq/ess-helm";

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private void chart(String at, String version) throws IOException {
    write(at + "/Chart.yaml", ABOUT.formatted(version));
    write(at + "/values.yaml", "serverName: null\nforkOnly: null\n");
    write(at + "/values.schema.json", SCHEMA);
  }

  private List<String> lint(String... args) {
    List<String> all = new ArrayList<>(List.of("-q", "--select", "SCH,CHT042,GIT048,CHT041"));
    all.addAll(List.of(args));
    return Run.in(folder, all.toArray(new String[0]))
        .out()
        .lines()
        .map(line -> line.replaceFirst("^(\\S+ \\w+ \\w+) .*$", "$1"))
        .toList();
  }

  @Test
  void a_vendored_folder_is_the_chart_of_an_umbrella() throws IOException {
    write("Chart.yaml", UMBRELLA.formatted("26.8.1", OCI));
    write("values.yaml", "matrix-stack:\n  serverName: a.org\n  forkOnly: x\n  other: 1\n");
    assertEquals(
        List.of("values.yaml:3:3: error SCH001", "values.yaml:4:3: error SCH001"), lint());
    chart("charts/matrix-stack", "26.8.1");
    assertEquals(List.of("values.yaml:4:3: error SCH001"), lint());
    assertTrue(Run.in(folder).told().contains("26.8.1 (from charts/matrix-stack)"));
  }

  @Test
  void a_vendored_archive_is_the_chart_of_an_umbrella_and_of_what_deploys_it() throws IOException {
    write("ess/Chart.yaml", UMBRELLA.formatted("^26.1.0", OCI));
    write("ess/values.yaml", "matrix-stack: {serverName: a.org, forkOnly: x}\n");
    write(
        "app.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: chat}
        spec:
          source:
            repoURL: https://git.example.org/x.git
            path: ess
            helm:
              valuesObject: {matrix-stack: {other: 1}}
        """);
    archive("ess/charts/matrix-stack-26.99.0.tgz", "26.99.0");
    assertEquals(List.of("app.yaml:9:37: error SCH001"), lint());
    assertTrue(Run.in(folder, "deployments").out().contains("matrix-stack 26.99.0"));
  }

  @Test
  void of_several_archives_the_locked_one_counts_or_none() throws IOException {
    write("Chart.yaml", UMBRELLA.formatted("^26.1.0", OCI));
    write("values.yaml", "matrix-stack: {serverName: a.org, forkOnly: x}\n");
    archive("charts/matrix-stack-26.7.2.tgz", "26.7.2");
    archive("charts/matrix-stack-26.8.1.tgz", "26.8.1");
    assertEquals(List.of("values.yaml:1:35: error SCH001"), lint());
    write("Chart.lock", "dependencies: [{name: matrix-stack, version: 26.7.2}]\n");
    assertEquals(List.of(), lint());
    assertTrue(Run.in(folder).told().contains("26.7.2 (from charts/matrix-stack-26.7.2.tgz)"));
  }

  @Test
  void what_is_vendored_counts_also_where_another_version_is_asked_for() throws IOException {
    write("Chart.yaml", UMBRELLA.formatted("26.8.1", OCI));
    write("values.yaml", "matrix-stack: {serverName: a.org}\n");
    archive("charts/matrix-stack-26.7.2.tgz", "26.7.2");
    assertEquals(List.of("Chart.yaml:5:26: error GIT048"), lint());
  }

  @Test
  void a_chart_that_cannot_be_read_is_told_once_and_its_version_has_to_do() throws IOException {
    write("Chart.yaml", UMBRELLA.formatted("26.8.1", OCI));
    write("values.yaml", "matrix-stack: {serverName: a.org, forkOnly: x}\n");
    write("charts/matrix-stack-26.8.1.tgz", "no archive");
    assertEquals(
        List.of("Chart.yaml:5:35: warning CHT042", "values.yaml:1:35: error SCH001"), lint());
  }

  @Test
  void commands_and_file_addresses_lead_to_the_chart_too() throws IOException {
    chart("vendor-charts/matrix-stack", "26.8.1");
    write("up.sh", "helm upgrade -i ess ./vendor-charts/matrix-stack -f mine.yaml\n");
    write("mine.yaml", "serverName: a.org\nforkOnly: x\nother: 1\n");
    write("ess/Chart.yaml", UMBRELLA.formatted("*", "file://../vendor-charts/matrix-stack"));
    write("ess/values.yaml", "matrix-stack: {forkOnly: x, another: 1}\n");
    assertEquals(
        List.of("ess/values.yaml:1:29: error SCH001", "mine.yaml:3:1: error SCH001"),
        lint().stream().sorted().toList());
  }

  @Test
  void the_defaults_of_the_chart_are_no_deployment_and_its_tests_only_have_to_be_accepted()
      throws IOException {
    chart("charts/matrix-stack", "26.9.0-dev");
    write("charts/matrix-stack/ci/a-values.yaml", "serverName: ess.localhost\nother: 1\n");
    write("charts/matrix-stack/ci/fragment.yaml", "serverName: ess.localhost\nelementWeb: {}\n");
    Run run = Run.in(folder, "-q");
    assertEquals(List.of("charts/matrix-stack/ci/a-values.yaml:2:1: error SCH001"), lint());
    assertFalse(run.out().contains("OPT040"), run.out());
    assertTrue(Run.in(folder).told().contains("charts/matrix-stack/values.yaml: it belongs to the chart itself"));
    write(".git/HEAD", "");
    assertEquals(2, Run.in(folder, "charts/matrix-stack/values.yaml").status());
  }

  @Test
  void what_the_tests_of_the_chart_are_made_of_is_no_deployment() throws IOException {
    chart("charts/matrix-stack", "26.9.0-dev");
    write("charts/matrix-stack/ci_extra/b-values.yaml", "serverName: ess.localhost\nother: 1\n");
    write("charts/matrix-stack/ci/fragments/part.yaml", "synapse: {}\nelementWeb: {}\n");
    write("charts/matrix-stack/ci_extra/fragments/x/whole-values.yaml", "serverName: ess.localhost\nelementWeb: {}\n");
    assertEquals(List.of("charts/matrix-stack/ci_extra/b-values.yaml:2:1: error SCH001"), lint());
    assertTrue(
        Run.in(folder).told().contains("ci_extra/fragments/x/whole-values.yaml, charts/matrix-stack/values.yaml: it belongs to the chart itself"));
  }

  @Test
  void the_charts_that_lie_below_another_one_bring_no_deployments() throws IOException {
    write("Chart.yaml", UMBRELLA.formatted("26.8.1", OCI));
    write("values.yaml", "matrix-stack: {serverName: a.org}\n");
    chart("charts/matrix-stack", "26.8.1");
    write("charts/matrix-stack/ci/a-values.yaml", "serverName: ess.localhost\nother: 1\n");
    assertTrue(Run.in(folder, "deployments").out().contains("1 deployment\n"));
  }

  private void archive(String name, String version) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, archived(ABOUT.formatted(version)));
  }

  private static byte[] archived(String about) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "matrix-stack/Chart.yaml", about);
    entry(tar, "matrix-stack/values.yaml", "serverName: null\nforkOnly: null\n");
    entry(tar, "matrix-stack/values.schema.json", SCHEMA);
    tar.write(new byte[1024]);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(tar.toByteArray());
    }
    return packed.toByteArray();
  }

  private static void entry(ByteArrayOutputStream tar, String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(content.length));
    put(header, 136, "00000000000\0");
    header[156] = '0';
    put(header, 257, "ustar\00000");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    tar.write(header);
    tar.write(content);
    tar.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Test
  void the_chart_may_stand_in_a_manifest_of_k3s() throws IOException {
    String content = Base64.getMimeEncoder().encodeToString(archived(ABOUT.formatted("26.8.1")));
    String manifest =
        "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: chat, namespace: matrix}\nspec:\n"
            + "  chart: another\n  version: 25.6.0\n  valuesContent: |\n    serverName: a.org\n    forkOnly: x\n    other: 1\n"
            + "  chartContent: |\n    "
            + content.replace("\r\n", "\n    ")
            + "\n";
    write("chat.yaml", manifest);
    assertEquals(List.of("chat.yaml:10:5: error SCH001"), lint());
    assertEquals(lint(), lint("chat.yaml"));
    String found = Run.in(folder, "deployments").out();
    assertTrue(found.contains("chart     chat.yaml#1:/spec/chartContent 26.8.1"), found);

    write("chat.yaml", manifest.replace(content.substring(0, 8), "AAAAAAAA"));
    assertEquals(List.of(), lint("--allow-empty"), "it may be any chart");
    write("chat.yaml", manifest.replace(content.substring(0, 8), "AAAAAAAA").replace("another", "matrix-stack"));
    Run broken = Run.in(folder, "-q", "--select", "SCH,CHT042");
    assertTrue(broken.out().contains("CHT042"), broken.out() + broken.err());
  }

  @Test
  void another_chart_in_a_manifest_of_k3s_is_no_deployment() throws IOException {
    write(
        "chat.yaml",
        "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: matrix-stack}\nspec:\n  chartContent: "
            + Base64.getEncoder().encodeToString(archived("apiVersion: v2\nname: grafana\nversion: 1.0.0\n"))
            + "\n");
    assertEquals(2, Run.in(folder, "chat.yaml").status());
  }
}
