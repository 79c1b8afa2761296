package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.config.ClusterFile;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ClusterTest {
  private static final Path CASES = Path.of("testdata/cluster");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> what_kubectl_lists_becomes_a_cluster_file() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.sorted().toList().stream()
          .map(at -> DynamicTest.dynamicTest(at.getFileName().toString(), () -> compare(at)));
    }
  }

  private static void compare(Path at) throws Exception {
    String listed = Files.exists(at.resolve("listed.json")) ? "listed.json" : "listed.yaml";
    String text = Run.in(at, "cluster", listed).out();
    ClusterFile.read(new SourceText("cluster.yaml", text));
    Path expected = at.resolve("cluster.yaml");
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(expected, text);
    }
    assertEquals(Files.readString(expected), text);
  }

  @Test
  void several_lists_are_one_cluster() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "kind: SecretList\nitems: [{metadata: {name: a, namespace: x}}]\n");
    Files.writeString(folder.resolve("b.yaml"), "kind: StorageClass\nmetadata: {name: fast}\n---\nv1\napps/v1\n");
    assertEquals(
        List.of(
            "storageClasses:", "  - {name: fast}", "secrets:", "  - {name: a, namespace: x}", "apiVersions: [apps/v1, v1]"),
        Run.in(folder, "cluster", "a.yaml", "b.yaml").out().lines().skip(1).toList());
  }

  @Test
  void what_is_in_secrets_is_refused_and_not_shown() throws IOException {
    for (String field : List.of("data", "stringData")) {
      Files.writeString(
          folder.resolve("a.yaml"),
          "kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  " + field + ": {password: aHVudGVyMjI=}\n");
      Run run = Run.in(folder, "cluster", "a.yaml");
      assertEquals(2, run.status());
      assertEquals("", run.out());
      assertFalse(run.err().contains("aHVudGVyMjI"), run.err());
      assertTrue(run.err().contains("names and keys"), run.err());
    }
  }

  @Test
  void lists_after_one_another_need_no_dashes() throws IOException {
    String classes = "apiVersion: v1\nitems:\n- {kind: StorageClass, metadata: {name: fast}}\nkind: List\n";
    String secrets = "apiVersion: v1\nitems:\n- {kind: Secret, metadata: {name: a, namespace: x}}\nkind: List\n";
    String version = "Client Version: v1.33.1\nKustomize Version: v5.6.0\nServer Version: v1.32.6+k3s1\n";
    List<String> expected =
        List.of(
            "kubernetes: \"1.32.6+k3s1\"",
            "storageClasses:",
            "  - {name: fast}",
            "secrets:",
            "  - {name: a, namespace: x}",
            "apiVersions: [apps/v1, v1]");
    assertEquals(expected, facts(classes + secrets + "apps/v1\nv1\n" + version));
    assertEquals(expected, facts(version + "v1\napps/v1\n" + secrets + classes));
    String json = "{\n  \"kind\": \"List\",\n  \"items\": [\n    {\"kind\": \"%s\", \"metadata\": {\"name\": \"%s\"}}\n  ]\n}\n";
    assertEquals(
        List.of("storageClasses:", "  - {name: fast}", "secrets:", "  - {name: a}"),
        facts(json.formatted("StorageClass", "fast") + json.formatted("Secret", "a")));
  }

  @Test
  void the_content_of_secrets_is_found_wherever_they_are() throws IOException {
    String secret = "{kind: Secret, metadata: {name: a}, data: {password: aHVudGVyMjI=}}";
    String other = "apiVersion: v1\nkind: Node\nmetadata: {name: x}\n";
    for (String text :
        List.of(
            "kind: List\nitems: [{kind: List, items: [" + secret + "]}]\n",
            "kind: SecretList\nitems: [{metadata: {name: a}, data: {password: aHVudGVyMjI=}}]\n",
            "[" + secret + "]\n",
            "apiVersion: v1\nitems: [" + secret + "]\nkind: List\n" + other,
            other + "apiVersion: v1\nkind: Secret\nmetadata: {name: a, uid: b}\ndata: {password: aHVudGVyMjI=}\n",
            "Error from server (Forbidden): nodes is forbidden\n" + secret + "\n")) {
      Run run = listed(text);
      assertEquals(2, run.status(), text);
      assertEquals("", run.out(), text);
      assertTrue(run.err().contains("content of Secrets"), run.err());
      assertFalse(run.err().contains("aHVudGVyMjI"), run.err());
    }
  }

  @Test
  void what_kubectl_could_not_list_is_said_and_stays_unknown() throws IOException {
    String list = "apiVersion: v1\nitems:\n- {kind: StorageClass, metadata: {name: fast}}\nkind: List\n";
    String error = "Error from server (Forbidden): secrets is forbidden: User \"dev\" cannot list resource \"secrets\"\n";
    for (String text : List.of(error + list, list + error, "Warning: v1 X is deprecated\n" + error + list)) {
      Run run = listed(text);
      assertEquals(0, run.status());
      assertEquals(List.of("storageClasses:", "  - {name: fast}"), run.out().lines().skip(1).toList());
      assertTrue(run.err().contains("secrets is forbidden"), run.err());
      assertFalse(run.err().contains("deprecated"), run.err());
    }
    Run run = listed("error: the server doesn't have a resource type \"clusterissuers\"\n");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("clusterissuers"), run.err());
  }

  @Test
  void bad_input_is_named_for_what_it_is() throws IOException {
    assertRefused("NAME   STATUS   ROLES\nsrv    Ready    control-plane\n", "add `-o yaml`");
    assertRefused("NAMESPACE     NAME   TYPE\ndefault       service/kubernetes   ClusterIP\n", "add `-o yaml`");
    assertRefused("apiVersion: v1\nitems:\n- {kind: StorageClass, metadata: {name: fast}}\n", "the end of this list is missing");
    assertRefused("apiVersion: v1\nitems: []\nkind: List\n", "no Kubernetes objects");
    assertRefused("kind: Node\nmetadata: {name: a}\n---\nserverName: example.org\n", "a.yaml:4: these are no Kubernetes objects");
    assertRefused("kind: SecretList\nitems: []\nkind: ConfigMapList\nitems: []\n", "put `---` between them");
    assertRefused("{\"kind\": \"Node\"}{\"kind\": \"Node\"}", "put `---` between them");
    assertRefused("", "no Kubernetes objects");
  }

  @Test
  void one_object_by_its_name_is_no_list_of_all() throws IOException {
    Run run =
        listed(
            """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: fast, uid: 5f1f}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: a, namespace: b, uid: 5f20}
            spec: {ports: [{port: 80, nodePort: 30080}]}
            """);
    assertEquals(List.of("nodePorts:", "  - {port: 30080, protocol: TCP, service: a, namespace: b}"), run.out().lines().skip(1).toList());
    assertTrue(run.err().contains("StorageClass `fast` is not in a list"), run.err());
  }

  @Test
  void windows_writes_other_bytes_for_the_same_list() throws IOException {
    String list = "apiVersion: v1\r\nitems:\r\n- {kind: StorageClass, metadata: {name: fast}}\r\nkind: List\r\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.writeString(folder.resolve("a.yaml"), "\uFEFF" + list + list, charset);
      assertEquals(
          List.of("storageClasses:", "  - {name: fast}", "  - {name: fast}"),
          Run.in(folder, "cluster", "a.yaml").out().lines().skip(1).toList());
    }
  }

  @Test
  void the_lists_of_a_large_cluster_may_be_larger_than_values() throws IOException {
    String note = "n".repeat(100_000);
    StringBuilder list = new StringBuilder("apiVersion: v1\nitems:\n");
    for (int i = 0; i < 130; i++) {
      list.append("- {kind: StorageClass, metadata: {name: c").append(i).append(", annotations: {note: ").append(note).append("}}}\n");
    }
    assertEquals(131, facts(list + "kind: List\n").size());
  }

  private Run listed(String text) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), text);
    return Run.in(folder, "cluster", "a.yaml");
  }

  private List<String> facts(String text) throws IOException {
    return listed(text).out().lines().skip(1).toList();
  }

  private void assertRefused(String text, String reason) throws IOException {
    Run run = listed(text);
    assertEquals(2, run.status(), text);
    assertEquals("", run.out());
    assertTrue(run.err().contains(reason), run.err());
  }

  @Test
  void keys_of_secrets_may_be_given_without_values() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        {kind: Secret, metadata: {name: a, namespace: x}, keys: ["tls.crt", "yes", ]}
        ---
        {kind: Secret, metadata: {name: b, namespace: x}, data: {password: }}
        """);
    assertEquals(
        List.of(
            "secrets:",
            "  - {name: a, namespace: x, keys: [tls.crt, \"yes\"]}",
            "  - {name: b, namespace: x, keys: [password]}"),
        Run.in(folder, "cluster", "a.yaml").out().lines().skip(1).toList());
  }

  @Test
  void what_is_no_list_of_objects_is_refused() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "serverName: example.org\n");
    assertEquals(2, Run.in(folder, "cluster", "a.yaml").status());
    Files.writeString(folder.resolve("a.yaml"), "kind: [\n");
    assertEquals(3, Run.in(folder, "cluster", "a.yaml").status());
  }

  @Test
  void ports_of_the_release_itself_are_not_taken_by_others() throws IOException {
    Files.writeString(
        folder.resolve("cluster.yaml"),
        "nodePorts: [{port: 30001, protocol: TCP, service: ess-matrix-rtc-sfu-tcp, namespace: ess, partOf: matrix-stack}]\n");
    Files.copy(Path.of("testdata/base.yaml"), folder.resolve("v.yaml"));
    for (List<String> names :
        List.of(List.<String>of(), List.of("--name", "ess"), List.of("--name", "ess", "-n", "ess"))) {
      assertEquals("", linted(names));
    }
    assertTrue(linted(List.of("--name", "other")).contains("CLU010"));
    Files.writeString(
        folder.resolve("cluster.yaml"), Files.readString(folder.resolve("cluster.yaml")).replace(", partOf: matrix-stack", ""));
    assertEquals("", linted(List.of("--name", "ess")));
    assertTrue(linted(List.of("--name", "ess", "-n", "other")).contains("CLU010"));
  }

  @Test
  void names_in_a_cluster_file_are_no_secrets() throws IOException {
    Files.writeString(
        folder.resolve("cluster.yaml"),
        "secrets: [{name: wildcard, namespace: ess, keys: [tls.crt, tls.key]}]\napiVersions: [apps/v1, v1]\n");
    Files.writeString(
        folder.resolve("v.yaml"),
        Files.readString(Path.of("testdata/base.yaml")) + "hookshot: {enabled: true, passkey: {secret: wild, secretKey: k}}\n");
    String out = linted(List.of("--name", "ess", "-n", "ess"));
    assertTrue(out.contains("CLU011"), out);
    assertTrue(out.contains("There is no Secret `wild` in namespace `ess`"), out.replaceAll("\\s+", " "));
  }

  @Test
  void the_class_of_an_ingress_says_which_of_several_controllers_serves_it() throws IOException {
    Files.writeString(
        folder.resolve("cluster.yaml"),
        """
        ingressController: {name: traefik}
        ingressClasses: [{name: traefik, controller: traefik, default: true}, {name: inner, controller: ingress-nginx}]
        """);
    String annotated = "elementWeb: {ingress: {host: chat.example.org, annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 50m}%s}}\n";
    String base = Files.readString(Path.of("testdata/base.yaml")).replaceAll("(?m)^elementWeb:\\n(?: .*\\n)+", "");
    Files.writeString(folder.resolve("v.yaml"), base + annotated.formatted(", className: inner"));
    assertFalse(linted(List.of()).contains("ING057"), linted(List.of()));
    Files.writeString(folder.resolve("v.yaml"), base + annotated.formatted(""));
    assertTrue(linted(List.of()).contains("ING057"), linted(List.of()));
  }

  @Test
  void what_a_claim_that_exists_has_for_a_class_is_not_asked_again() throws IOException {
    Files.writeString(
        folder.resolve("v.yaml"),
        Files.readString(Path.of("testdata/base.yaml")) + "storage: {storageClassName: gone}\n");
    Files.writeString(folder.resolve("cluster.yaml"), "storageClasses: [{name: new, default: true}]\n");
    assertTrue(linted(List.of("--name", "ess")).contains("CLU004"));
    Files.writeString(
        folder.resolve("cluster.yaml"),
        """
        storageClasses: [{name: new, default: true}]
        claims: [{name: ess-synapse-media, namespace: ess}, {name: ess-postgres-data, namespace: ess}]
        """);
    assertFalse(linted(List.of("--name", "ess")).contains("CLU004"), linted(List.of("--name", "ess")));
  }

  @Test
  void what_is_missing_here_may_be_elsewhere_or_of_another_kind() throws IOException {
    Files.writeString(
        folder.resolve("cluster.yaml"),
        """
        secrets: [{name: pass, namespace: other}, {name: x, namespace: ess}]
        clusterIssuers: [ours]
        issuers: [{name: our-issuer, namespace: ess}]
        """);
    Files.writeString(
        folder.resolve("v.yaml"),
        Files.readString(Path.of("testdata/base.yaml")) + "hookshot: {enabled: true, passkey: {secret: pass, secretKey: k}}\n");
    String out = linted(List.of("--name", "ess", "-n", "ess")).replaceAll("\\s+", " ");
    assertTrue(out.contains("There is one in namespace `other`."), out);
    assertTrue(out.contains("There is an Issuer of this name."), out);
  }

  private String linted(List<String> names) {
    List<String> args = new ArrayList<>(List.of("-q", "--cluster", "cluster.yaml"));
    args.addAll(names);
    args.add("v.yaml");
    return Run.in(folder, args.toArray(new String[0])).out();
  }
}
