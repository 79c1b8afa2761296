package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.config.ClusterFile;
import dev.esslint.text.SourceText;
import java.io.IOException;
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
    assertTrue(linted(List.of("--name", "ess", "-n", "other")).contains("CLU010"));
  }

  private String linted(List<String> names) {
    List<String> args = new ArrayList<>(List.of("-q", "--cluster", "cluster.yaml"));
    args.addAll(names);
    args.add("v.yaml");
    return Run.in(folder, args.toArray(new String[0])).out();
  }
}
