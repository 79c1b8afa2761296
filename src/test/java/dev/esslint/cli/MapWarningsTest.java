package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MapWarningsTest {
  private static final String BASE =
      """
      serverName: example.org
      certManager: {clusterIssuer: letsencrypt}
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      matrixRTC:
        ingress: {host: mrtc.example.org}
      """;

  @TempDir private Path folder;

  @Test
  void the_page_has_what_is_wrong_in_its_overview_in_the_picture_and_in_a_table() throws Exception {
    String page = page(BASE + "  sfu:\n    manualIP: 93.184.215.14\n");
    assertTrue(page.contains("esslint reports 1 error."), page);
    assertTrue(page.contains(">1 error</text>"), page);
    assertTrue(page.contains("<td data-head=\"Rule\">error RTC003</td>"), page);
    assertTrue(page.contains("values.yaml:10:15"), page);
    assertFalse(Run.in(folder, "map", "--format", "svg", "values.yaml").out().contains("1 error"));
  }

  @Test
  void what_is_ignored_is_not_on_the_page() throws Exception {
    String page = page(BASE + "  sfu:\n    manualIP: 93.184.215.14 # esslint: ignore[RTC003] on purpose\n");
    assertFalse(page.contains("RTC003"), page);
    Files.writeString(folder.resolve(".esslint.yaml"), "ignore: [RTC003]\n");
    page = page(BASE + "  sfu:\n    manualIP: 93.184.215.14\n");
    assertFalse(page.contains("RTC003"), page);
  }

  @Test
  void that_helm_refuses_the_values_is_said_whatever_is_ignored() throws Exception {
    Files.writeString(folder.resolve(".esslint.yaml"), "ignore: [SCH]\n");
    Files.writeString(folder.resolve("values.yaml"), BASE + "nothing: {of: the chart}\n");
    Run run = Run.in(folder, "map", "--format", "html", "values.yaml");
    assertTrue(run.err().contains("Helm will refuse these values"), run.err());
    assertTrue(run.err().contains("SCH001"), run.err());
    assertFalse(run.out().contains("SCH001"), run.out());
  }

  @Test
  void a_cluster_without_an_ingress_controller_has_a_gateway_or_proxy_of_the_users() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), BASE.replace("certManager: {clusterIssuer: letsencrypt}\n", ""));
    Files.writeString(folder.resolve("cluster.yaml"), "ingressController: {name: none}\n");
    String map = Run.in(folder, "map", "--cluster", "cluster.yaml", "values.yaml").out();
    assertTrue(map.contains("matrix.example.org   your own gateway or proxy"), map);
    assertTrue(map.contains("TLS: of the proxy that terminates TLS"), map);
    assertFalse(map.contains("the ingress controller") || map.contains("default of the controller"), map);
    Files.writeString(folder.resolve(".esslint.yaml"), "cluster: cluster.yaml\n");
    assertTrue(Run.in(folder, "map", "values.yaml").out().endsWith(map), map);
  }

  private String page(String values) throws Exception {
    Files.writeString(folder.resolve("values.yaml"), values);
    return Run.in(folder, "map", "--format", "html", "values.yaml").out();
  }
}
