package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code esslint config}, and settings of single deployments. */
final class ConfigCommandTest {
  @TempDir Path folder;

  @Test
  void every_setting_of_the_schema_is_shown() throws Exception {
    MapNode schema =
        (MapNode)
            YamlReader.read(
                    new SourceText("schema", Files.readString(Path.of("schemas/config.schema.json"))))
                .root();
    assertEquals(
        schema.get("properties") instanceof MapNode properties
            ? properties.entries().keySet()
            : Set.of(),
        ConfigCommand.DEFAULTS.keySet());
  }

  @Test
  void where_nobody_says_anything_the_defaults_are_shown() {
    Run run = Run.in(folder, "config", "--no-config");
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("all files, configuration none, "), run.out());
    assertTrue(run.out().contains("  fail-on         error  (default)\n"), run.out());
  }

  @Test
  void each_setting_tells_where_it_comes_from() throws Exception {
    write(
        ".esslint.yaml",
        """
        chart-version: 26.7
        fail-on: warning
        severity:
          RTC034: note
        per-file:
          - {files: "dev/*.yaml", ignore: [SEC003, ING], reason: a test cluster}
          - {files: "prod/*.yaml", ignore: [SEC003]}
        """);
    write("dev/values.yaml", "serverName: example.org\n");
    Run run = Run.in(folder, "config", "--fail-on", "never", "dev/values.yaml");
    assertEquals("", run.err());
    assertTrue(run.out().contains("chart-version   26.7  (.esslint.yaml:1:16)\n"), run.out());
    assertTrue(run.out().contains("fail-on         never  (command line)\n"), run.out());
    assertTrue(run.out().contains("severity.RTC034 note  (.esslint.yaml:4:3)\n"), run.out());
    assertTrue(
        run.out().contains("per-file.dev/*.yaml ignores SEC003, ING (a test cluster)  (.esslint.yaml:6:5)\n"),
        run.out());
    assertFalse(run.out().contains("prod"), run.out());
    assertTrue(run.out().contains("release         26.7."), run.out());
  }

  @Test
  void a_file_that_names_its_release_is_asked() throws Exception {
    write("values.yaml", "# esslint: chart=26.6.2\nserverName: example.org\n");
    Run run = Run.in(folder, "config", "values.yaml");
    assertTrue(run.out().contains("release         26.6.2, named in the file  (values.yaml:1:18)\n"), run.out());
  }

  @Test
  void programs_get_the_same_as_json() throws Exception {
    write(".esslint.yaml", "fail-on: note\n");
    Run run = Run.in(folder, "config", "--format", "json");
    assertTrue(
        run.out().replaceAll("\\s+", "").contains(
            "{\"key\":\"fail-on\",\"value\":\"note\",\"from\":\"configuration\",\"file\":\".esslint.yaml\",\"line\":1,\"column\":10}"),
        run.out());
  }

  @Test
  void what_a_run_would_refuse_is_refused() throws Exception {
    write(".esslint.yaml", "fial-on: error\n");
    Run misspelt = Run.in(folder, "config");
    assertEquals(2, misspelt.status());
    assertTrue(misspelt.err().contains("fail-on"), misspelt.err());
    write(".esslint.yaml", "deployments:\n  prod: {values: [values.yaml], ignore: [RTC999]}\n");
    write("values.yaml", "serverName: example.org\n");
    for (String command : new String[] {"config", "--allow-empty"}) {
      Run unknown = Run.in(folder, command);
      assertEquals(2, unknown.status());
      assertTrue(unknown.err().contains(".esslint.yaml:2:42: there is no rule, family or component `RTC999`"), unknown.err());
    }
  }

  @Test
  void a_deployment_has_settings_of_its_own() throws Exception {
    Files.createDirectories(folder.resolve("a"));
    write("values.yaml", Files.readString(Path.of("testdata/base.yaml")) + "deploymentMarkers: {enabled: false}\n");
    write("cluster.yaml", "kernelIPv6: false\n");
    write(
        ".esslint.yaml",
        """
        deployments:
          base: {values: [values.yaml]}
          prod: {extends: base, severity: {MAS037: error}}
          dev: {extends: prod, ignore: [deployment-markers-off], cluster: cluster.yaml}
        """);
    assertEquals(1, Run.in(folder, "-q", "--deployment", "prod").status());
    Run base = Run.in(folder, "-q", "--deployment", "base");
    assertEquals(0, base.status());
    assertTrue(base.out().contains("warning MAS037"), base.out());
    Run dev = Run.in(folder, "--deployment", "dev");
    assertFalse(dev.out().contains("MAS037"), dev.out() + dev.err());
    assertTrue(dev.out().contains("cluster kernelIPv6"), dev.out());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void the_release_of_a_layer_is_that_of_its_deployment() throws IOException {
    write(
        "release.yaml",
        """
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: {name: ess, namespace: kube-system}
        spec:
          chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
          version: 26.1.0
          valuesContent: |
            serverName: a.org
        """);
    Run run = Run.in(folder, "config", "release.yaml");
    assertTrue(run.out().endsWith("release         26.1.0, from release.yaml  (release.yaml:6:12)\n"), run.out() + run.err());
  }
}
