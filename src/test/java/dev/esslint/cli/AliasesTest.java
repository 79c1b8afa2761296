package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in several places by an alias, and is one mistake. */
class AliasesTest {
  private static final String VALUES =
      """
      # esslint: chart=26.8.1
      serverName: example.org
      certManager: {clusterIssuer: le}
      synapse:
        ingress: {host: matrix.example.org}
        resources: &memory
          requests: {memory: 4Gi}
          limits: {memory: 2Gi}
        nodeSelector: &nodes {kubernetes.io/arch: aarch64}
        additional:
          a.yaml: &fragment
            config: |
              presense: {enabled: true}
          b.yaml: *fragment
      matrixAuthenticationService: {ingress: {host: account.example.org}, resources: *memory, nodeSelector: *nodes}
      matrixRTC: {ingress: {host: mrtc.example.org}, resources: *memory}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}, resources: {limits: {memory: 10Mi}}}
      """;

  @TempDir private Path folder;

  private Run run(String... args) throws Exception {
    Files.writeString(folder.resolve("values.yaml"), VALUES);
    return Run.in(folder, args);
  }

  @Test
  void a_finding_is_told_once_where_the_text_is_written() throws Exception {
    Run run = run("-q", "--ignore", "OPT,RTC", "values.yaml");
    assertEquals(
        """
        values.yaml:7:24: error K8S020 synapse requests `4Gi` of memory, but its limit is `2Gi`. \
        The API server refuses it (`must be less than or equal to memory limit`).
        values.yaml:9:45: error K8S076 No node has the label `kubernetes.io/arch: aarch64`, because Kubernetes calls it `arm64`. \
        The pods stay `Pending`.
        values.yaml:18:81: error K8S020 elementAdmin requests `50Mi` of memory, but its limit is `10Mi`. \
        The API server refuses it (`must be less than or equal to memory limit`).
        """,
        run.out());
  }

  @Test
  void it_names_the_other_places() throws Exception {
    Run run = run("--format", "json", "--select", "K8S020", "values.yaml");
    assertTrue(
        run.out().contains(
            "by an alias, the same is in `matrixAuthenticationService.resources.requests.memory`, `matrixRTC.resources.requests.memory`"),
        run.out());
  }

  @Test
  void all_places_are_mended_at_once() throws Exception {
    Run run = run("fix", "values.yaml");
    assertTrue(Files.readString(folder.resolve("values.yaml")).contains("nodeSelector: &nodes {kubernetes.io/arch: arm64}"), run.err());
  }
}
