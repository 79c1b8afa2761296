package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DeploymentsTest {
  private static final String CHART =
      """
      apiVersion: helm.cattle.io/v1
      kind: HelmChart
      metadata: {name: ess, namespace: matrix}
      spec:
        chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
        version: 26.8.1
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private List<String> places(String... args) {
    boolean selects = args.length > 0 && args[0].equals("--select");
    List<String> all = new ArrayList<>(List.of("-q"));
    if (!selects) {
      all.addAll(List.of("--select", "SCH001,SCH002,GIT"));
    }
    all.addAll(List.of(args));
    return Run.in(folder, all.toArray(new String[0]))
        .out()
        .lines()
        .map(line -> line.replaceFirst("^(\\S+ \\w+ \\w+) .*$", "$1"))
        .toList();
  }

  @Test
  void what_terraform_calls_sensitive_is_shown_nowhere_whatever_it_sets() throws IOException {
    write(
        "main.tf",
        """
        resource "helm_release" "ess" {
          name    = "ess"
          chart   = "oci://ghcr.io/element-hq/ess-helm/matrix-stack"
          version = "26.8.1"
          values  = [<<-EOT
            serverName: example.org
          EOT
          ]
          set_sensitive {
            name  = "labels.any"
            value = "hush1"
          }
          set_wo = [{ name = "labels.other", value = "hush2" }, { name = "labels.shown", value_wo = "hush3" }]
        }
        """);
    for (String[] line : new String[][] {{"main.tf"}, {"resolve", "main.tf"}, {"deployments", "--values", "main.tf"}}) {
      Run run = Run.in(folder, line);
      assertFalse((run.out() + run.err()).contains("hush"), run.out());
      assertTrue(run.out().contains("labels") || line.length == 1, run.out());
    }
  }

  @Test
  void a_finding_is_at_its_character_in_a_block_with_an_indentation_indicator() throws IOException {
    write(
        "ess.yaml",
        CHART + "  valuesContent: |2\n      elementWeb:\n        replicas: \"two\"\n      sinapse: {}\n");
    assertEquals(
        List.of("ess.yaml:9:19: error SCH002", "ess.yaml:10:7: error SCH001"), places());
    assertEquals(places(), places("."));
    assertEquals(places(), places("ess.yaml"));
  }

  @Test
  void a_file_that_several_deployments_share_is_told_of_once() throws IOException {
    write("values.yaml", "serverName: a.org\nsinapse: {}\n");
    write("values-prod.yaml", "elementWeb: {replicas: 2}\n");
    write("values-test.yaml", "elementWeb: {replicas: 1}\n");
    assertEquals(List.of("values.yaml:2:1: error SCH001"), places("."));
  }

  @Test
  void nothing_is_missing_where_something_that_cannot_be_seen_may_have_it() throws IOException {
    write(
        "ess.yaml",
        CHART + "  valuesSecrets:\n    - {name: hosts, keys: [values.yaml]}\n");
    Run run = Run.in(folder, "-q");
    assertEquals("", run.out());
    assertEquals(0, run.status());
  }

  @Test
  void outside_of_a_repository_a_named_file_leads_only_to_its_neighbours_and_to_what_they_name()
      throws IOException {
    write("apps/ess/kustomization.yaml", "resources: [../base/release.yaml]\n");
    write("apps/base/release.yaml", CHART + "  valuesContent: |\n    sinapse: {}\n");
    write("apps/ess/deeper/values.yaml", "serverName: a.org\nsinapse: {}\n");
    write("other/values.yaml", "serverName: a.org\nsinapse: {}\n");
    assertEquals(
        List.of("apps/base/release.yaml:8:5: error SCH001"), places("apps/base/release.yaml"));
    assertEquals(List.of("other/values.yaml:2:1: error SCH001"), places("other/values.yaml"));
    write("other/hosts.yaml", "synapse: {ingress: {host: m.a.org}}\n");
    assertEquals(List.of("other/values.yaml:2:1: error SCH001"), places("other/values.yaml"));
  }

  @Test
  void a_folder_without_a_deployment_has_nothing_to_check() throws IOException {
    write("other.yaml", "image: {tag: x}\n");
    assertEquals(2, Run.in(folder).status());
    assertEquals(0, Run.in(folder, "--allow-empty").status());
  }

  @Test
  void a_file_of_a_tool_that_is_named_and_has_no_neighbours_is_looked_into() throws IOException {
    Map<String, String> files =
        Map.of(
            "helmfile.yaml",
            """
            releases:
              - name: ess
                chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
                version: 26.8.1
                values: [{serverName: a_b}]
            """,
            "play.yml",
            """
            - hosts: localhost
              tasks:
                - kubernetes.core.helm:
                    name: ess
                    chart_ref: oci://ghcr.io/element-hq/ess-helm/matrix-stack
                    chart_version: 26.8.1
                    values: {serverName: a_b}
            """,
            "ci.yml",
            """
            on: push
            jobs:
              deploy:
                steps:
                  - run: helm upgrade --install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --set serverName=a_b
            """);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path alone = Files.createDirectory(folder.resolve("of-" + file.getKey()));
      Files.writeString(alone.resolve(file.getKey()), file.getValue());
      Run run = Run.in(alone, "--select", "ING020", file.getKey());
      assertTrue(run.out().contains("ING020"), file.getKey() + ": " + run.out() + run.err());
      Run resolved = Run.in(alone, "resolve", file.getKey());
      assertTrue(resolved.out().startsWith("serverName: a_b\n"), file.getKey() + ": " + resolved.out() + resolved.err());
    }
  }

  @Test
  void what_other_programs_print_is_read_from_standard_input() throws IOException {
    String built =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: ess}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: ess}
        spec:
          source:
            repoURL: ghcr.io/element-hq/ess-helm
            chart: matrix-stack
            targetRevision: 26.8.1
            helm:
              valuesObject: {serverName: a_b}
        """;
    Run run = Run.with(folder, built, "--concise", "--select", "ING020", "-");
    assertTrue(run.out().startsWith("<stdin>:14:34: error ING020"), run.out() + run.err());
    assertEquals("serverName: a_b\n", Run.with(folder, built, "resolve", "-").out().lines().limit(1).map(line -> line + "\n").findFirst().orElse(""));
    Run printed = Run.with(folder, "USER-SUPPLIED VALUES:\nserverName: a_b\n", "--concise", "--select", "ING020,SCH001", "-");
    assertTrue(printed.out().startsWith("<stdin>:2:13: error ING020"), printed.out() + printed.err());
    assertFalse(printed.out().contains("SCH001"), printed.out());
  }

  @Test
  void what_helm_prints_about_a_release_has_its_name_and_version_and_values() throws IOException {
    String all =
        """
        NAME: ess
        LAST DEPLOYED: Mon Nov 30 02:00:00 2026
        NAMESPACE: chat
        STATUS: deployed
        REVISION: 1
        CHART: matrix-stack
        VERSION: 26.1.0
        APP_VERSION:\s
        TEST SUITE: None
        USER-SUPPLIED VALUES:
        serverName: a_b

        COMPUTED VALUES:
        serverName: computed_b

        HOOKS:
        MANIFEST:
        ---
        apiVersion: v1
        """;
    Run run = Run.with(folder, all, "--concise", "--select", "ING020", "-");
    assertTrue(run.out().startsWith("<stdin>:11:13: error ING020 `a_b`"), run.out() + run.err());
    assertTrue(run.out().contains("Checked <stdin> against matrix-stack 26.1.0 (from <stdin>)"), run.out());
    assertFalse(run.out().contains("computed"), run.out());
    assertTrue(Run.with(folder, all, "map", "-").out().contains(" as ess in namespace chat"));
  }

  @Test
  void what_is_on_standard_input_and_has_nothing_of_the_chart_is_named_for_what_it_is() {
    Run run = Run.with(folder, "apiVersion: v1\nkind: Namespace\nmetadata: {name: ess}\n", "-");
    assertTrue(run.out().startsWith("Skipped"), run.out());
    assertEquals(2, run.status());
  }

  @Test
  void a_manifest_is_no_layer_and_nothing_is_set_over_it() throws IOException {
    write("app.yaml", CHART + "  valuesContent: |\n    serverName: a.org\n");
    for (String command : List.of("", "map", "resolve")) {
      List<String> args = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
      args.addAll(List.of("-f", "app.yaml"));
      Run layer = Run.in(folder, args.toArray(new String[0]));
      assertEquals("esslint: -f is for values files, but `app.yaml` is a manifest; name it without -f\n", layer.err());
      assertEquals(2, layer.status());
    }
    Run set = Run.in(folder, "--set", "serverName=b.org", "app.yaml");
    assertEquals("esslint: --set is for values files, but `app.yaml` is a manifest, which sets its values itself\n", set.err());
  }

  @Test
  void a_manifest_that_is_none_of_ours_is_named_for_what_it_is() throws IOException {
    write(
        "sync.yaml",
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./a}\n");
    Run run = Run.in(folder, "sync.yaml");
    assertTrue(run.out().contains("it is a Flux Kustomization"), run.out());
    assertEquals(2, run.status());
  }

  @Test
  void the_configuration_states_layers_in_their_order() throws IOException {
    write("base.yaml", "labels: {a: x}\n");
    write("cluster.yaml", "spec:\n  values:\n    elementWeb: {replicas: [1]}\n");
    write(
        ".esslint.yaml",
        """
        deployments:
          prod:
            chart: 26.7.2
            values:
              - base.yaml
              - {file: cluster.yaml, at: /spec/values}
          test: {extends: prod, chart: 26.8.x, values: [base.yaml]}
        """);
    assertEquals(List.of("cluster.yaml:3:18: error SCH002"), places());
    assertEquals(List.of("cluster.yaml:3:18: error SCH002"), places("cluster.yaml"));
    assertEquals(List.of(), places("--deployment", "test"));
    assertEquals(2, Run.in(folder, "--deployment", "nope").status());
  }

  @Test
  void each_deployment_may_have_a_cluster_of_its_own() throws IOException {
    write("a.yaml", "ingress: {className: nginx}\nserverName: a.org\n");
    write("x.cluster.yaml", "ingressClasses: [{name: nginx}]\n");
    write("y.cluster.yaml", "ingressClasses: [{name: traefik}]\n");
    write(
        ".esslint.yaml",
        "cluster: x.cluster.yaml\ndeployments:\n  one: {values: [a.yaml]}\n  two: {extends: one, cluster: y.cluster.yaml}\n");
    Run run = Run.in(folder, "-q", "--select", "CLU", "--deployment", "one");
    assertEquals("", run.out());
    run = Run.in(folder, "-q", "--select", "CLU", "--deployment", "two");
    assertTrue(run.out().startsWith("a.yaml:1:22: error CLU001"), run.out() + run.err());
    write("y.cluster.yaml", "nothing: 1\n");
    run = Run.in(folder, "-q");
    assertEquals(2, run.status());
    assertTrue(run.err().contains(".esslint.yaml:4:"), run.err());
  }

  @Test
  void substitutions_may_come_from_files() throws IOException {
    write("a.yaml", "serverName: ${DOMAIN}\nlabels: {a: ${TIER}, b: ${ZONE}}\n");
    write("vars.env", "# comment\nexport DOMAIN=\"a.org\"\nTIER=x\n");
    write("vars.yaml", "kind: ConfigMap\ndata: {TIER: w, ZONE: z}\n");
    write(
        ".esslint.yaml",
        "deployments:\n  one: {values: [a.yaml], substitute-from: [vars.env, vars.yaml], substitute: {ZONE: own}}\n");
    assertEquals(
        "serverName: a.org\nlabels:\n  a: w\n  b: own\n",
        Run.in(folder, "resolve", "--no-defaults", "--deployment", "one").out());
  }

  @Test
  void what_is_found_can_be_narrowed() throws IOException {
    write("prod/ess.yaml", CHART + "  valuesContent: |\n    sinapse: {}\n");
    write("archive/ess.yaml", CHART + "  valuesContent: |\n    sinapse: {}\n");
    write("archive/values.yaml", "serverName: a.org\nsinapse: {}\n");
    assertEquals(3, places().size());
    write(".esslint.yaml", "discover: {exclude: [archive/**]}\n");
    assertEquals(List.of("prod/ess.yaml:8:5: error SCH001"), places());
    write(".esslint.yaml", "discover: {include: [archive]}\n");
    assertEquals(2, places().size());
  }

  @Test
  void only_what_the_entries_of_a_cluster_lead_to_is_deployed() throws IOException {
    String release =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess}
        spec:
          chartRef: {kind: OCIRepository, name: matrix-stack}
          values: {sinapse: {}}
        """;
    String kustomization =
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: %s}\nspec: {path: ./%s}\n";
    write("apps/prod/ess.yaml", release);
    write("apps/test/ess.yaml", release);
    write("clusters/prod/apps.yaml", kustomization.formatted("apps", "more"));
    write("more/ess.yaml", kustomization.formatted("ess", "apps/prod"));
    write("clusters/test/apps.yaml", kustomization.formatted("apps", "apps/test"));
    assertEquals(2, places("--select", "SCH001").size());
    write(".esslint.yaml", "discover: {flux: {clusters: [./clusters/prod/]}}\n");
    assertEquals(
        List.of("apps/prod/ess.yaml:6:12: error SCH001"), places("--select", "SCH001"));
  }

  @Test
  void all_that_is_wrong_with_stated_deployments_is_told_in_one_run() throws IOException {
    write("base.yaml", "serverName: example.org\n");
    write(
        ".esslint.yaml",
        """
        deployments:
          a: {extends: b}
          b: {extends: a}
          c: {extends: nobody}
          d: {values: [gone/*.yaml, base.yaml, gone.yaml]}
          e: {extends: d}
          f: {values: [{file: base.yaml, at: /nowhere}, {file: base.yaml, at: serverName}]}
        """);
    assertEquals(
        """
        esslint: the configuration is invalid
        .esslint.yaml:2:16: the deployments extend each other in a circle
        .esslint.yaml:4:16: there is no deployment `nobody`
        .esslint.yaml:5:16: no file matches this pattern
        .esslint.yaml:5:40: there is no file `gone.yaml`
        .esslint.yaml:7:38: there are no values at `/nowhere` in base.yaml
        .esslint.yaml:7:71: `at` must begin with `/`, as in `/spec/values`
        """,
        Run.in(folder).err());
  }

  @Test
  void variables_are_filled_in_wherever_a_stated_deployment_has_its_values() throws IOException {
    write("release.yaml", "spec:\n  values: {serverName: \"${DOMAIN}\", labels: {a: \"${UNSET}\"}}\n  text: |\n    labels: {b: \"x${DOMAIN}\"}\n");
    write(
        ".esslint.yaml",
        """
        deployments:
          one:
            values:
              - {file: release.yaml, at: /spec/values}
              - {file: release.yaml, at: /spec/text}
              - {set: ["synapse.ingress.host=matrix.${DOMAIN}", "labels.c=${UNSET}"]}
              - {file: gone.yaml, optional: true}
            substitute: {DOMAIN: example.org}
        """);
    String json = Run.in(folder, "deployments", "--values", "--format", "json").out();
    for (String part :
        List.of(
            "\"serverName\": \"example.org\"",
            "\"b\": \"xexample.org\"",
            "\"host\": \"matrix.example.org\"",
            "\"path\": \"labels.a\"",
            "\"path\": \"labels.c\"",
            "gone.yaml, not among these files")) {
      assertTrue(json.contains(part), () -> part + " in " + json);
    }
  }

  @Test
  void a_finding_is_at_its_character_in_an_array_and_in_a_script_within_a_script() throws IOException {
    write(
        "deploy.sh",
        """
        #!/bin/bash
        args=(upgrade --install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1
          --set "synapse.replicas=x")
        helm "${args[@]}"
        ssh host <<'END'
          cat > more.yaml <<Y
        synapse:
          replica: 3
        Y
          helm upgrade --install two oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f more.yaml
        END
        """);
    assertEquals(List.of("deploy.sh:3:27: error SCH002", "deploy.sh:8:3: error SCH001"), places());
  }

  @Test
  void what_holds_no_mapping_is_told_where_it_is_and_hides_what_it_would_set() throws IOException {
    write("list.yaml", "- a\n");
    write("base.yaml", "serverName: example.org\n");
    write("deploy.sh", "#!/bin/sh\nhelm install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f base.yaml -f list.yaml\n");
    assertEquals(
        "list.yaml:1:1: error YAML004 The values are a list, but Helm needs a mapping of keys to values at the top level of a values file.\n",
        Run.in(folder, "-q", "--select", "YAML,ING001", ".").out());
    write(".esslint.yaml", "deployments:\n  one: {values: [base.yaml, list.yaml]}\n");
    assertEquals(
        "list.yaml:1:1: error YAML004 The values are a list, but Helm needs a mapping of keys to values at the top level of a values file.\n",
        Run.in(folder, "-q", "--select", "YAML,ING001").out());
  }

  @Test
  void deployments_that_extend_each_other_in_a_circle_are_refused_at_their_place()
      throws IOException {
    write(".esslint.yaml", "deployments:\n  a: {extends: b}\n  b: {extends: a}\n");
    Run run = Run.in(folder);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("extend each other in a circle"), run.err());
  }

  @Test
  void a_key_with_dots_is_told_once() throws IOException {
    write("ess.yaml", CHART + "  values: {synapse.ingress.host: m.example.org}\n");
    assertEquals(List.of("ess.yaml:7:12: error GIT024"), places());
  }

  @Test
  void secrets_are_masked_in_the_list_of_deployments() throws IOException {
    write(
        "ess.yaml",
        CHART
            + "  set:\n    synapse.postgres.password.value: hunter22\n    serverName: example.org\n"
            + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData: {any: verysecret}\n");
    for (String format : List.of("text", "json")) {
      String out = Run.in(folder, "deployments", "--values", "--format", format).out();
      assertFalse(out.contains("hunter22"), out);
      assertFalse(out.contains("verysecret"), out);
      assertTrue(out.contains("example.org"), out);
    }
  }

  @Test
  void a_number_that_is_a_secret_elsewhere_is_masked_in_the_list_of_deployments() throws IOException {
    write("values.yaml", "serverName: example.org\nx: 73671156155353\nsynapse: {signingKey: {value: 73671156155353}}\n");
    for (String format : List.of("text", "json")) {
      String out = Run.in(folder, "deployments", "--values", "--format", format, "values.yaml").out();
      assertFalse(out.contains("7367115"), out);
    }
  }

  @Test
  void the_list_of_deployments_is_json_of_version_1() throws IOException {
    write("ess.yaml", CHART + "  values: {serverName: example.org}\n");
    JsonNode json =
        JsonMapper.shared().readTree(Run.in(folder, "deployments", "--format", "json").out());
    assertEquals(1, json.get("version").asInt());
    JsonNode one = json.get("deployments").get(0);
    assertEquals("ess.yaml#1", one.get("id").asString());
    assertEquals("26.8.1", one.get("chart").get("version").asString());
    assertEquals(7, one.get("layers").get(0).get("line").asInt());
    assertFalse(one.has("userValues"));
  }

  @Test
  void a_path_from_the_root_means_the_same_as_the_name_in_the_repository() throws IOException {
    write(".git/HEAD", "");
    write("apps/ess.yaml", CHART + "  valuesSecrets:\n    - {name: values, keys: [values.yaml]}\n");
    write("secrets/values.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: values, namespace: matrix}\nstringData: {values.yaml: \"sinapse: {}\"}\n");
    List<String> found = List.of("secrets/values.yaml:4:28: error SCH001");
    assertEquals(found, places("secrets/values.yaml"));
    assertEquals(found, places(folder.resolve("secrets/values.yaml").toString()));
    assertEquals(found, places(folder.resolve("apps/../secrets/values.yaml").toString()));
  }

  @Test
  void files_with_absolute_names_are_told_of_once_and_by_these_names() throws IOException {
    write("a/values.yaml", "serverName: a.org\nsinapse: {}\n");
    write("a/other.yaml", "x: 1\n");
    write("b/values.yaml", "serverName: b.org\nunheardOf: 1\n");
    String a = folder.resolve("a/values.yaml").toString();
    String b = folder.resolve("b/values.yaml").toString();
    assertEquals(List.of(a + ":2:1: error SCH001"), places(a));
    assertEquals(List.of(a + ":2:1: error SCH001", b + ":2:1: error SCH001"), places(a, b));
  }

  @Test
  void a_file_with_an_absolute_name_belongs_to_the_deployment_that_the_configuration_has() throws IOException {
    write(".esslint.yaml", "deployments:\n  ess: {values: [common/all.yaml, sites/a.yaml]}\n");
    write("common/all.yaml", "serverName: a.org\nsinapse: {}\n");
    write("sites/a.yaml", "elementWeb: {replicas: 2}\n");
    String site = folder.resolve("sites/a.yaml").toString();
    assertEquals(List.of("common/all.yaml:2:1: error SCH001"), places(site));
    assertEquals(List.of("common/all.yaml:2:1: error SCH001"), places(site, "common/all.yaml"));
  }

  @Test
  void the_same_is_found_among_few_files_and_among_many() throws IOException {
    write(
        "ess.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: matrix}
        spec:
          chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
          valuesFrom: [{kind: ConfigMap, name: ess-values, valuesKey: more.yaml}]
          values: {sinapse: {}}
        """);
    write(
        "config/values.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: ess-values, namespace: matrix}
        data:
          more.yaml: |
            unheardOf: 1
        """);
    List<String> few = places("ess.yaml", "config/values.yaml");
    assertEquals(
        List.of("config/values.yaml:6:5: error SCH001", "ess.yaml:5:90: note GIT011", "ess.yaml:7:12: error SCH001"), few);
    for (int i = 0; i < 300; i++) {
      String name = "app" + i;
      write(name + "/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s}\n".formatted(name));
      write("config/" + name + ".yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n".formatted(name));
    }
    assertEquals(few, places("ess.yaml", "config/values.yaml"));
    assertEquals(few, places("."));
  }

  @Test
  void what_only_the_schema_refuses_is_not_rejected_where_nobody_checks_it() throws IOException {
    String release =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: matrix}
        spec:
          interval: 1h
          chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
          install: {disableSchemaValidation: true}
          upgrade: {disableSchemaValidation: %s}
          values:
            unheardOf: 1
            synapse: {replicas: "2"}
        """;
    write("ess.yaml", release.formatted("true"));
    assertEquals(List.of("SCH001 ignored", "SCH002 broken"), classes());
    write("ess.yaml", release.formatted("false"));
    assertEquals(List.of("SCH001 rejected", "SCH002 rejected"), classes());
  }

  private List<String> classes() {
    List<String> classes = new ArrayList<>();
    String report = Run.in(folder, "--select", "SCH001,SCH002", "--format", "json").out();
    for (JsonNode finding : new JsonMapper().readTree(report).get("findings")) {
      classes.add(finding.get("rule").asString() + " " + finding.get("class").asString());
    }
    return classes;
  }

  @Test
  void items_of_a_list_are_called_by_their_numbers_and_of_many_the_first_are_named() throws IOException {
    StringBuilder list = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (int i = 0; i < 12; i++) {
      list.append(
          """
          - apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: r%d}
            spec:
              chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
              values: {serverName: r%d.example.org}
          """
              .formatted(i, i));
    }
    write("all.yaml", list.toString());
    assertTrue(Run.in(folder, "deployments").out().contains("all.yaml#1.2:/spec/values"));
    assertTrue(Run.in(folder, "resolve", "--deployment", "all.yaml#1.12", "--why", "serverName").out().contains("r11.example.org"));
    assertEquals(
        "esslint: there are several deployments; --deployment picks one of them: all.yaml#1.1, all.yaml#1.2, all.yaml#1.3, all.yaml#1.4,"
            + " all.yaml#1.5, all.yaml#1.6, all.yaml#1.7, all.yaml#1.8, all.yaml#1.9, all.yaml#1.10 and 2 more, which"
            + " `esslint deployments` lists\n",
        Run.in(folder, "resolve", "all.yaml").err());
  }

  @Test
  void of_values_at_a_place_that_nothing_reads_only_the_place_is_told() throws IOException {
    write("k3s/chart.yaml", CHART + "  valueContent: |\n    serverName: example.org\n");
    write(
        "kustomize/kustomization.yaml",
        """
        helmCharts:
        - name: matrix-stack
          repo: oci://ghcr.io/element-hq/ess-helm
          version: 26.8.1
          releaseName: ess
          values: {serverName: example.org}
        """);
    write(
        "helmfile/helmfile.yaml",
        """
        values:
        - serverName: example.org
          synapse: {ingress: {host: matrix.example.org}}
        releases:
        - {name: ess, chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack, version: 26.8.1}
        """);
    assertEquals(
        List.of(
            "helmfile/helmfile.yaml:2:3: error GIT021",
            "k3s/chart.yaml:7:3: error GIT021",
            "kustomize/kustomization.yaml:6:3: error GIT021"),
        Run.in(folder, "-q", "--concise").out().lines().map(line -> line.replaceFirst("^(\\S+ \\w+ \\w+) .*$", "$1")).sorted().toList());
  }
}
