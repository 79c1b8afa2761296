package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds no values of the chart is named for what it is, and never linted, also when it is named. */
final class ForeignFilesTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Dockerfile | FROM alpine | a Dockerfile",
        "deploy.sh | helm upgrade x y/other | a shell script",
        "Makefile | all: x | a Makefile",
        "main.tf | resource \"a\" \"b\" {} | Terraform",
        "nginx.conf | server { listen 80; } | another program",
        "ess.service | [Unit] | systemd",
        "notes.md | # Matrix | a text",
        "chart.tgz | xx | an archive",
        "data.csv | a,b | not YAML",
        "config.json | {\"default_server_config\": {}} | Element Web",
        "docker-compose.yml | services: {synapse: {image: x}} | Docker Compose",
        "homeserver.yaml | {server_name: a.org, listeners: []} | of Synapse",
        "sfu.yaml | {port: 7880, rtc: {tcp_port: 7881}, keys: {a: b}} | LiveKit",
        "mas.yaml | {http: {public_base: x}, secrets: {}, passwords: {}} | Matrix Authentication Service",
        "registration.yaml | {id: x, as_token: a, hs_token: b, sender_localpart: c} | an application service",
        "ci.yml | {on: push, jobs: {a: {steps: []}}} | a workflow",
        "svc.yaml | {apiVersion: v1, kind: Service, metadata: {name: a}} | a Kubernetes Service",
        "app.yaml | {apiVersion: argoproj.io/v1alpha1, kind: AppProject, metadata: {name: a}} | an Argo CD AppProject",
        "k.yaml | {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: a}} | a Flux Kustomization",
        "out.yaml | {apiVersion: v1, kind: ConfigMap, metadata: {labels: {helm.sh/chart: matrix-stack-26.8.1}}} | what the chart rendered",
        "inventory.yml | {all: {hosts: {a: {}}, vars: {serverName: a}}} | an inventory of Ansible",
        "group_vars/chat.yml | {serverName: a.org, synapse: {host: b}, matrixRTC: {}} | variables of Ansible",
        "templates/cm.yaml | '{{- if .Values.a }} apiVersion: v1 kind: ConfigMap {{- end }}' | a template of a chart",
        "play.yml | '[{hosts: all, tasks: []}]' | Ansible",
        "helmfile.yaml | {releases: [{name: a, chart: b/c}]} | a helmfile",
        "other/values.yaml | {replicaCount: 1, image: {tag: x}} | other charts",
        "some.yaml | {foo: 1} | no key of the chart",
        ".sops.yaml | {creation_rules: []} | SOPS",
        "justfile | x: ; helm version | a justfile",
        "Taskfile.yml | {version: '3', tasks: {a: {cmds: [helm version]}}} | a Taskfile",
        "Jenkinsfile | pipeline {} | a pipeline of Jenkins",
        "azure-pipelines.yml | {trigger: [main], steps: [{script: echo}]} | a pipeline of Azure",
        "bitbucket-pipelines.yml | {pipelines: {default: []}} | a pipeline of Bitbucket",
        ".circleci/config.yml | {version: 2.1, jobs: {a: {steps: []}}, workflows: {}} | a pipeline of CircleCI",
        "main.py | import pulumi | a program",
        "kust.yaml | {apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: []} | a kustomization",
        "skaffold.yaml | {apiVersion: skaffold/v4beta11, kind: Config} | Skaffold",
        "main.yml | '[{name: a, ansible.builtin.debug: {msg: b}}]' | Ansible",
      })
  void a_named_file(String name, String text, String what) throws IOException {
    write(name, text.replaceAll("^'|'$", "") + "\n");
    for (boolean repository : new boolean[] {false, true}) {
      if (repository) {
        write(".git/HEAD", "ref: refs/heads/main\n");
      }
      for (String given : new String[] {"./" + name, name}) {
        String out = Run.in(folder, given).out();
        assertTrue(out.replaceAll("\\s+", " ").contains(what), out);
        assertEquals(1, out.split("Skipped", -1).length - 1, out);
      }
      Run run = Run.in(folder, name);
      assertEquals(2, run.status());
      assertEquals(0, Run.in(folder, "--allow-empty", name).status());
    }
  }

  @Test
  void slips_and_keys_of_older_releases_are_linted_all_the_same() throws IOException {
    write("a.yaml", "synaps: {}\n");
    assertTrue(Run.in(folder, "-q", "a.yaml").out().contains("Did you mean `synapse`?"));
    write("b.yaml", "imagePullSecrets: []\n");
    assertTrue(Run.in(folder, "-q", "b.yaml").out().contains("was removed in"));
    write("c.yaml", "ess: {serverName: a.org, synapse: {}}\n");
    assertTrue(Run.in(folder, "-q", "c.yaml").out().contains("error"));
    write("d.yaml", "");
    assertTrue(Run.in(folder, "-q", "d.yaml").out().contains("SYN001"));
  }

  @Test
  void a_layer_is_linted_whatever_it_holds() throws IOException {
    write("a.yaml", "foo: 1\n");
    assertTrue(Run.in(folder, "-q", "-f", "a.yaml").out().contains("SCH001"));
  }

  @Test
  void a_script_that_deploys_the_chart_is_looked_into() throws IOException {
    write(
        "deploy.sh",
        "helm install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --set serverName=a.org\n");
    assertTrue(Run.in(folder, "-q", "deploy.sh").out().startsWith("deploy.sh:1:1: error ING001"));
  }

  @Test
  void a_file_that_is_too_large_to_be_looked_into_is_told_as_that() throws IOException {
    write("main.tf", "resource \"helm_release\" \"ess\" {}\n" + "# a comment\n".repeat(100_000));
    Run run = Run.in(folder, "main.tf");
    assertTrue(run.out().contains("it is larger than 1 MiB"), run.out());
    assertEquals(2, run.status());
  }
}
