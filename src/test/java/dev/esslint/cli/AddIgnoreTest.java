package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --add-ignore} writes comments that hide what is found. */
final class AddIgnoreTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void a_byte_order_mark_of_values_in_a_manifest_stays_in_front() throws Exception {
    String manifest =
        """
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: {name: ess, namespace: kube-system}
        spec:
          chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
          version: 26.8.1
          targetNamespace: ess
          valuesContent: |-
            \uFEFFserverName: example.org
            foo: bar
        """;
    write("chart.yaml", manifest);
    Run run = Run.in(folder, "--add-ignore=x", "--select=SCH001,ING001", "chart.yaml");
    assertEquals(ExitStatus.CLEAN, run.status(), run.err());
    assertTrue(read("chart.yaml").contains("|-\n    \uFEFF# esslint: ignore"), read("chart.yaml"));
    assertTrue(
        read("chart.yaml").endsWith("] x\n    serverName: example.org\n    # esslint: ignore[SCH001] x\n    foo: bar\n"), read("chart.yaml"));
  }

  @Test
  void a_comment_stands_above_each_place_and_nothing_is_found_any_more() throws Exception {
    write(
        "values.yaml",
        """
        serverName: example.org
        certManager: {clusterIssuer: letsencrypt}
        matrixRTC: {ingress: {host: mrtc.example.org}}
        matrixAuthenticationService: {ingress: {host: account.example.org}}
        elementWeb:
          ingress: {host: chat.example.org}
          # how many
          replicas: "2" # two
        elementAdmin: {ingress: {host: admin.example.org}}
        synapse:
          ingress: {host: matrix.example.org}
          additional:
            user.yaml:
              config: |
                # who may register
                enable_registration: true
                presence: {enabled: true}
        # esslint: ignore[PG001x, ING035] by hand
        labels: {team: 5, b: 6}
        """);
    Run run = Run.in(folder, "--add-ignore=they know", "values.yaml");
    assertEquals(
        """
        serverName: example.org
        certManager: {clusterIssuer: letsencrypt}
        matrixRTC: {ingress: {host: mrtc.example.org}}
        matrixAuthenticationService: {ingress: {host: account.example.org}}
        elementWeb:
          ingress: {host: chat.example.org}
          # how many
          # esslint: ignore[SCH002] they know
          replicas: "2" # two
        elementAdmin: {ingress: {host: admin.example.org}}
        synapse:
          ingress: {host: matrix.example.org}
          additional:
            user.yaml:
              config: |
                # who may register
                # esslint: ignore[SYN032] they know
                enable_registration: true
                presence: {enabled: true}
        # esslint: ignore[PG001x, ING035] by hand
        # esslint: ignore[SCH002] they know
        labels: {team: 5, b: 6}
        """,
        read("values.yaml"),
        run.out() + run.err());
    assertEquals("Ignored 4 findings in values.yaml.\n", run.out());
    assertEquals(0, run.status());
    Run again = Run.in(folder, "--select", "SCH,SYN", "values.yaml");
    assertTrue(again.out().contains("nothing found; 4 suppressed"), again.out());
  }

  @Test
  void a_comment_that_is_there_takes_one_more_rule() throws Exception {
    write("values.yaml", "serverName: example.org\r\n# esslint: ignore[ING035] known\r\nlabels: {team: 5}\r\n");
    Run.in(folder, "--add-ignore=known", "--select", "SCH", "values.yaml");
    assertEquals(
        "serverName: example.org\r\n# esslint: ignore[ING035, SCH002] known\r\nlabels: {team: 5}\r\n", read("values.yaml"));
  }

  @Test
  void what_is_about_the_file_is_ignored_at_its_top() throws Exception {
    write("values.yaml", "# ours\nlabels: {a: b}\n");
    Run.in(folder, "--add-ignore", "--select", "SYN001", "values.yaml");
    assertEquals("# ours\n# esslint: ignore-file[SYN001]\nlabels: {a: b}\n", read("values.yaml"));
  }

  @Test
  void a_text_that_is_no_configuration_is_ignored_at_its_key() throws Exception {
    write(
        "values.yaml",
        "serverName: example.org\nwellKnownDelegation:\n  additional:\n    client: |\n      {\n        \"org.example\": 1,\n      }\n");
    Run run = Run.in(folder, "--add-ignore=so", "--select", "WKD", "values.yaml");
    assertEquals(
        "serverName: example.org\nwellKnownDelegation:\n  additional:\n    # esslint: ignore[WKD013] so\n    client: |\n      {\n        \"org.example\": 1,\n      }\n",
        read("values.yaml"),
        run.out() + run.err());
  }

  @Test
  void json_has_no_comments_and_that_is_said() throws Exception {
    write("values.json", "{\"serverName\": \"example.org\", \"labels\": {\"a\": 1}}");
    Run run = Run.in(folder, "--add-ignore", "--select", "SCH", "values.json");
    assertEquals("{\"serverName\": \"example.org\", \"labels\": {\"a\": 1}}", read("values.json"));
    assertTrue(run.err().contains("values.json: JSON has no comments"), run.err());
    assertEquals("Ignored 0 findings; 1 is left.\n", run.out());
    assertEquals(1, run.status());
  }

  @Test
  void what_cannot_be_a_reason_or_an_input_is_refused() throws Exception {
    write("values.yaml", "labels: {a: 1}\n");
    assertEquals(2, Run.in(folder, "--add-ignore=a # b", "values.yaml").status());
    assertEquals(2, Run.with(folder, "labels: {a: 1}\n", "--add-ignore", "-").status());
    assertEquals("labels: {a: 1}\n", read("values.yaml"));
  }

  @Test
  void what_is_wrong_with_a_manifest_is_ignored_above_its_line_and_beside_what_is_wrong_with_its_values()
      throws Exception {
    write(
        "ess.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: matrix}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: ess, namespace: matrix}
        spec:
          url: oci://ghcr.io/element-hq/ess-helm
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: matrix}
        spec:
          chart:
            spec:
              chart: matrix-stack
              sourceRef: {kind: HelmRepository, name: ess}
          values:
            serverName: example.org
            labels: {team: 5}
        """);
    Run run = Run.in(folder, "--add-ignore=known", "--select", "SCH,GIT", "ess.yaml");
    assertEquals(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: matrix}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: ess, namespace: matrix}
        spec:
          # esslint: ignore[GIT005] known
          url: oci://ghcr.io/element-hq/ess-helm
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: matrix}
        spec:
          chart:
            spec:
              # esslint: ignore[GIT001] known
              chart: matrix-stack
              sourceRef: {kind: HelmRepository, name: ess}
          values:
            serverName: example.org
            # esslint: ignore[SCH002] known
            labels: {team: 5}
        """,
        read("ess.yaml"),
        run.out() + run.err());
    assertEquals("Ignored 3 findings in ess.yaml.\n", run.out());
    assertEquals(0, run.status());
    Run again = Run.in(folder, "--select", "SCH,GIT,YAML", "ess.yaml");
    assertTrue(again.out().contains("3 suppressed"), again.out());
    assertEquals(0, again.status(), again.out());
  }

  @Test
  void what_is_wrong_in_the_block_of_a_manifest_is_ignored_at_the_key_of_the_block() throws Exception {
    write(
        ".github/workflows/deploy.yaml",
        """
        on: push
        jobs:
          deploy:
            steps:
              - name: deploy
                run: |
                  helm upgrade --install ess \\
                    oci://ghcr.io/element-hq/ess-helm/matrix-stack \\
                    -f values.yaml
        """);
    write("values.yaml", "serverName: example.org\n");
    Run run = Run.in(folder, "--add-ignore", "--select", "GIT");
    assertTrue(
        read(".github/workflows/deploy.yaml")
            .contains("      - name: deploy\n        # esslint: ignore[GIT001]\n        run: |\n"),
        read(".github/workflows/deploy.yaml") + run.out() + run.err());
    assertEquals(0, run.status());
    assertEquals(0, Run.in(folder, "--select", "GIT").status());
  }

  @Test
  void a_script_has_the_comment_below_the_name_of_its_shell_and_terraform_above_the_line() throws Exception {
    write(
        "up.sh",
        "#!/bin/sh\n# ours\nhelm upgrade --install ess \\\n  oci://ghcr.io/element-hq/ess-helm/matrix-stack \\\n  -f values.yaml\n");
    write("values.yaml", "serverName: example.org\n");
    write(
        "tf/main.tf",
        """
        resource "helm_release" "ess" {
          name       = "ess"
          repository = "oci://ghcr.io/element-hq/ess-helm"
          chart      = "matrix-stack"
        }
        """);
    Run run = Run.in(folder, "--add-ignore=so", "--select", "GIT");
    assertEquals(
        "#!/bin/sh\n# ours\n# esslint: ignore-file[GIT001] so\nhelm upgrade --install ess \\\n  oci://ghcr.io/element-hq/ess-helm/matrix-stack \\\n  -f values.yaml\n",
        read("up.sh"),
        run.out() + run.err());
    assertTrue(read("tf/main.tf").contains("  # esslint: ignore[GIT001] so\n  chart "), read("tf/main.tf"));
    assertEquals("Ignored 2 findings in tf/main.tf, up.sh.\n", run.out());
    assertEquals("", Run.in(folder, "-q", "--select", "GIT").out());
  }

  @Test
  void what_is_in_the_baseline_gets_no_comment() throws Exception {
    write("values.yaml", "serverName: example.org\nlabels: {a: 1}\n");
    Run.in(folder, "--select=SCH", "--baseline-write");
    String both = "serverName: example.org\nlabels: {a: 1}\nfoo: bar\n";
    write("values.yaml", both);
    Run run = Run.in(folder, "--select=SCH", "--add-ignore=later");
    assertEquals("Ignored 1 finding in values.yaml.\n", run.out());
    assertEquals(both.replace("foo:", "# esslint: ignore[SCH001] later\nfoo:"), read("values.yaml"));
  }

  @Test
  void of_files_that_belong_together_only_those_that_are_named_get_comments() throws Exception {
    write("a.yaml", "serverName: example.org\nsynapse: {foo: 1}\n");
    write("b.yaml", "elementWeb: {bar: 1}\n");
    Run run = Run.in(folder, "--add-ignore", "--select=SCH001", "b.yaml");
    assertEquals("serverName: example.org\nsynapse: {foo: 1}\n", read("a.yaml"));
    assertEquals("# esslint: ignore[SCH001]\nelementWeb: {bar: 1}\n", read("b.yaml"));
    assertEquals("Ignored 1 finding in b.yaml; 1 is left.\n", run.out());
    assertEquals(ExitStatus.FINDINGS, run.status());
    assertTrue(run.err().startsWith("esslint: a.yaml: comments are only written into files that are named; "), run.err());
    Run.in(folder, "--add-ignore", "--select=SCH001", "a.yaml", "b.yaml");
    assertTrue(read("a.yaml").contains("ignore[SCH001]"));
  }
}
