package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a repository is said clearly, ends soon, and is never guessed around. */
final class BadRepositoriesTest {
  private static final String SOURCE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: chart, namespace: m}
      spec: {url: oci://ghcr.io/element-hq/ess-helm/matrix-stack, ref: {tag: 26.8.1}}
      """;
  private static final String RELEASE =
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: ess, namespace: m}
      spec:
        chartRef: {kind: OCIRepository, name: chart}
      """;
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v, namespace: m}\ndata: {values.yaml: \"%s\"}\n";

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String found() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Run.in(folder, "deployments", "--values").out());
  }

  private String told() {
    return Run.in(folder, "-q", "--select", "SCH,GIT").out();
  }

  @Test
  void kustomizations_that_build_on_each_other_end() throws IOException {
    write("a/kustomization.yaml", "resources: [../b, hr.yaml]\n");
    write("b/kustomization.yaml", "resources: [../a, .]\ncomponents: [../b]\n");
    write("a/hr.yaml", RELEASE + "  values: {sinapse: {}}\n---\n" + SOURCE);
    assertTrue(found().endsWith("1 deployment\n"), found());
    assertTrue(told().startsWith("a/hr.yaml:6:12: error SCH001"), told());
  }

  @Test
  void charts_and_sources_that_lead_to_each_other_end() throws IOException {
    String umbrella =
        "apiVersion: v2\nname: %s\nversion: 1.0.0\ndependencies: [{name: matrix-stack, version: 26.8.1, repository: \"file://../%s\"}]\n";
    write("a/Chart.yaml", umbrella.formatted("a", "b"));
    write("b/Chart.yaml", umbrella.formatted("b", "a"));
    write("a/values.yaml", "matrix-stack: {sinapse: {}}\n");
    write(
        "app.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: ess}
        spec:
          sources:
            - {repoURL: https://git.example.org/x, ref: x, path: a, helm: {valueFiles: [$y/v.yaml, $x/v.yaml]}}
            - {repoURL: https://git.example.org/x, ref: y, path: b, helm: {valueFiles: [$x/v.yaml]}}
        """);
    write("v.yaml", "matrix-stack: {serverName: a.org}\n");
    assertTrue(found().contains("serverName: a.org"), found());
    assertTrue(told().contains("a/values.yaml:1:16: error SCH001"), told());
  }

  @Test
  void variables_that_name_each_other_are_filled_in_once() throws IOException {
    write(
        "ks.yaml",
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: ess, namespace: m}
        spec:
          path: apps
          postBuild:
            substitute: {A: "${B}", B: "${A}"}
            substituteFrom: [{kind: ConfigMap, name: loop}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: loop, namespace: m}
        data: {C: "${C}"}
        """);
    write("apps/hr.yaml", RELEASE + "  values: {serverName: \"${A}\", labels: {c: \"${C}\"}}\n---\n" + SOURCE);
    assertTrue(found().contains("serverName: \"${B}\""), found());
  }

  @Test
  void of_several_objects_of_one_name_none_is_taken() throws IOException {
    write("a.yaml", RELEASE + "  valuesFrom: [{kind: ConfigMap, name: v}]\n---\n" + SOURCE);
    write("b.yaml", CONFIG_MAP.formatted("sinapse: {}"));
    write("c.yaml", CONFIG_MAP.formatted("sinopse: {}"));
    assertTrue(found().contains("ConfigMap v: several in the repository"), found());
    assertEquals("", told());
    write("d/src.yaml", SOURCE.replace("26.8.1", "26.7.2"));
    write("e/src.yaml", SOURCE);
    write("a.yaml", RELEASE + "  values: {serverName: a.org, synapse: {}}\n");
    assertTrue(told().contains("or more than one, so the source of the chart is unknown"), told());
  }

  @Test
  void missing_files_are_named_and_what_they_hold_is_unknown() throws IOException {
    write(
        "up.sh",
        "helm upgrade -i ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f gone.yaml -f v.yaml\n");
    write("v.yaml", "sinapse: {}\n");
    assertTrue(found().contains("gone.yaml, not among these files"), found());
    assertTrue(told().startsWith("v.yaml:1:1: error SCH001"), told());
    assertTrue(Run.in(folder).told().contains("1 input is not in these files"));
    write(
        "helmfile.yaml",
        "releases: [{name: ess, chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack, version: 26.8.1, values: [no.yaml]}]\n");
    assertTrue(told().contains("There is no file `no.yaml`, so helmfile stops."), told());
  }

  @Test
  void patterns_that_match_nothing_are_refused_where_they_stand() throws IOException {
    write(".esslint.yaml", "deployments:\n  a: {values: [\"no/*.yaml\"]}\n");
    for (String[] args : new String[][] {{}, {"deployments"}}) {
      Run run = Run.in(folder, args);
      assertEquals(2, run.status());
      assertTrue(run.err().contains(".esslint.yaml:2:16: no file matches this pattern"), run.err());
    }
  }

  @Test
  void an_anchor_of_another_document_is_said_to_be_none() throws IOException {
    write("a.yaml", "x: &v {serverName: a.org}\n---\n" + RELEASE + "  values: *v\n---\n" + SOURCE);
    write("b.yaml", "values: x\n");
    Run run = Run.in(folder);
    assertTrue(run.told().contains("a.yaml: it is not YAML: no anchor with this name"), run.out());
    assertTrue(run.told().contains("line 8"), run.out());
    assertEquals(2, run.status());
  }

  @Test
  void an_anchor_of_the_same_document_counts() throws IOException {
    write(
        "a.yaml",
        RELEASE + "  values: {labels: &l {a: b}, synapse: {labels: *l}, sinapse: *l}\n---\n" + SOURCE);
    assertTrue(found().contains("synapse:\n      labels:\n        a: b"), found());
    assertTrue(told().startsWith("a.yaml:6:54: error SCH001"), told());
  }

  @Test
  void a_secret_that_is_not_there_is_unknown_and_counted_once() throws IOException {
    write(
        "a.yaml",
        RELEASE
            + "  valuesFrom: [{kind: Secret, name: s}, {kind: Secret, name: t, optional: true}]\n  values: {sinapse: {}}\n---\n"
            + SOURCE);
    assertTrue(told().startsWith("a.yaml:7:12: error SCH001"), told());
    assertFalse(told().contains("SYN001"), told());
    assertTrue(Run.in(folder).told().contains("2 inputs are not in these files"));
    write(".esslint.yaml", "unknown: {allow: [\"*\"]}\n");
    assertFalse(Run.in(folder).told().contains("not in these files"));
  }

  @Test
  void only_the_unknown_values_that_nobody_allows_are_counted() throws IOException {
    write(
        "up.sh",
        "helm upgrade -i ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --set serverName=$A"
            + " --set synapse.postgres.host=$B,synapse.postgres.user=$C\n");
    assertTrue(Run.in(folder).told().contains("3 inputs are not in these files"));
    write(".esslint.yaml", "unknown: {allow: [synapse.postgres.*]}\n");
    assertTrue(Run.in(folder).told().contains("1 input is not in these files"));
  }

  @Test
  void templates_that_nobody_can_tell_make_all_unknown() throws IOException {
    write(
        "set.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: ess}
        spec:
          goTemplate: true
          generators: [{clusters: {}}, {pullRequest: {}}]
          template:
            metadata: {name: 'ess-{{ .name }}'}
            spec:
              source:
                repoURL: ghcr.io/element-hq/ess-helm
                chart: matrix-stack
                targetRevision: 26.8.1
                helm:
                  values: |
                    {{- range .x }}
                    sinapse: {}
                    {{- end }}
        """);
    write(
        "helmfile.yaml.gotmpl",
        "{{ range .Values.all }}\nreleases: [{name: a, chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack}]\n{{ end }}\n");
    assertEquals("", told());
    assertTrue(Run.in(folder).told().contains("helmfile.yaml.gotmpl: its templates produce more than values"));
    assertTrue(found().endsWith("2 deployments\n"), found());
  }

  @Test
  void a_product_of_generators_is_bounded() throws IOException {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      list.append(i == 0 ? "" : ", ").append("{x: \"").append(i).append("\"}");
    }
    String generator = "{list: {elements: [" + list + "]}}";
    write(
        "set.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: ess}\nspec:\n  generators: [{matrix: {generators: ["
            + generator
            + ", "
            + generator.replace("x:", "y:")
            + "]}}]\n  template:\n    metadata: {name: 'ess-{{x}}-{{y}}'}\n    spec:\n      source: {repoURL: ghcr.io/element-hq/ess-helm, chart:"
            + " matrix-stack, targetRevision: 26.8.1, helm: {valuesObject: {sinapse: {}}}}\n");
    assertTrue(told().startsWith("set.yaml:"), told());
    assertEquals(1, told().lines().count());
  }

  @Test
  void a_rendered_manifest_of_thirty_megabytes_is_passed_over() throws IOException {
    String object =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {helm.sh/chart: matrix-stack-26.8.1}}\ndata: {a: "
            + "x".repeat(900)
            + "}\n---\n";
    try (Writer out = Files.newBufferedWriter(folder.resolve("rendered.yaml"))) {
      for (int i = 0; i < 31_000; i++) {
        out.write(object);
      }
    }
    write("values.yaml", "sinapse: {}\nserverName: a.org\n");
    Run run = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Run.in(folder));
    assertTrue(run.told().contains("Skipped rendered.yaml: it is larger than 10 MiB"), run.out());
    assertTrue(run.out().contains("SCH001"), run.out());
  }

  @Test
  void what_a_shell_fills_in_is_neither_a_conflict_nor_a_variable_that_nothing_sets()
      throws IOException {
    write(
        "up.sh",
        """
        cat > v.yaml <<EOF
        serverName: a.org
        synapse:
          serviceAccount: ${ACCOUNT}
          additional:
            turn:
              config: |
                turn_shared_secret: "${SECRET}"
        EOF
        helm upgrade -i ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f v.yaml
        """);
    String out = Run.in(folder, "-q", "--select", "CHT010,CFG006,SCH").out();
    assertEquals("", out);
  }
}
