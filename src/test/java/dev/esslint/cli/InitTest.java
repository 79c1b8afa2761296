package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve(".esslint.yaml"));
  }

  private void uncomment() throws IOException {
    write(".esslint.yaml", written().replaceAll("(?m)^#(deployments|  )", "$1"));
  }

  @Test
  void an_empty_folder_gets_an_example() throws IOException {
    assertEquals("wrote .esslint.yaml with 0 deployments\n", Run.in(folder, "init").out());
    assertTrue(written().contains("# No deployment of the chart was found"), written());
    write("values.yaml", Files.readString(Path.of("testdata/base.yaml")));
    uncomment();
    assertEquals(0, Run.in(folder).status());
  }

  @Test
  void what_is_there_is_never_overwritten() throws IOException {
    write(".esslint.yaml", "fail-on: note\n");
    Run run = Run.in(folder, "init");
    assertEquals(2, run.status());
    assertEquals("esslint: .esslint.yaml already exists and is not changed\n", run.err());
    assertEquals("fail-on: note\n", written());
  }

  @Test
  void the_entries_check_the_same_as_what_was_found() throws IOException {
    String values = Files.readString(Path.of("testdata/base.yaml"));
    write("plain/values.yaml", values);
    write("plain/values-prod.yaml", "labels: {a: [1]}\n");
    write("plain/values-test.yaml", "labels: {a: {}}\n");
    write(
        "flux/release.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: ess}
        spec:
          interval: 1h
          chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
          valuesFrom: [{kind: ConfigMap, name: more}, {kind: Secret, name: hidden}]
          values:
            labels: {x: [1]}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: more, namespace: ess}
        data:
          values.yaml: |
        """
            + values.indent(4)
        + """
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: ess, namespace: ess}
        spec: {type: oci, url: "oci://ghcr.io/element-hq/ess-helm"}
        """);
    write(
        "argo/chat.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: chat, namespace: argocd}
        spec:
          destination: {namespace: chat}
          source:
            repoURL: ghcr.io/element-hq/ess-helm
            chart: matrix-stack
            targetRevision: 26.7.2
            helm:
              parameters: [{name: elementWeb.replicas, value: "2"}]
              values: |
        """
            + values.indent(8)
            + "        labels: {z: [1]}\n");
    write(
        "umbrella/Chart.yaml",
        "apiVersion: v2\nname: chat\nversion: 1.0.0\ndependencies: [{name: matrix-stack, alias: ess, version: 26.8.1, repository: \"oci://ghcr.io/element-hq/ess-helm\"}]\n");
    write("umbrella/values.yaml", "ess:\n" + values.indent(2) + "  labels: {u: [1]}\n");
    String found = Run.in(folder, "-q", "--select", "SCH002").out();
    assertEquals(5, found.lines().count(), found);
    Run.in(folder, "init");
    assertEquals(found, Run.in(folder, "-q", "--select", "SCH002").out());
    uncomment();
    Run stated = Run.in(folder, "-q", "--select", "SCH002");
    assertEquals(found.lines().sorted().toList(), stated.out().lines().sorted().toList(), () -> stated.err() + read());
    for (String part :
        new String[] {
          "release: chat", "{file: flux/release.yaml, at: \"/data/values.yaml\"}", "{set-json: [\"elementWeb.replicas=2\"]}", "under: ess"
        }) {
      assertTrue(written().contains(part), () -> part + " in " + read());
    }
  }

  private String read() {
    try {
      return written();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void values_in_place_of_the_name_of_a_file_are_not_written_down() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: ess
            chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
            version: 26.8.1
            values:
              - |
                postgres: {adminPassword: {value: hushHush1}}
                synapse: {macaroon: {value: hushHush2}}
              - 'synapse: {macaroon: {value: hushHush3}}'
        """);
    assertEquals("wrote .esslint.yaml with 1 deployment\n", Run.in(folder, "init").out());
    assertTrue(written().contains("opaque"), written());
    assertFalse(written().contains("hush"), written());
  }

  @Test
  void what_no_entry_can_say_stays_found_and_secrets_stay_where_they_are() throws IOException {
    write(
        "install.sh",
        """
        #!/bin/sh
        helm upgrade --install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 \\
          --set serverName=example.org --set synapse.postgres.password.value=aaaaBBBBccccDDDD1234
        """);
    Run.in(folder, "init");
    assertTrue(written().contains("# install.sh:2 is found, but its values cannot be put together in an entry."), written());
    assertFalse(written().contains("aaaaBBBB"), written());
    assertFalse(written().contains("#deployments"), written());
  }
}
