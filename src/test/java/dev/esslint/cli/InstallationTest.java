package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --name} and {@code --namespace} say, on the command line and in the configuration. */
final class InstallationTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeRepository() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(
        folder.resolve("values.yaml"),
        Files.readString(Path.of("testdata/base.yaml"))
            + """
            clusterDomain: ".cluster.local"
            imagePullPolicy: Always
            """);
    Files.writeString(
        folder.resolve("hosts.yaml"),
        """
        synapse: {ingress: {host: "matrix.{{ .Release.Namespace }}.{{ .Release.Name }}.org"}}
        """);
  }

  private Run run(String... args) {
    return Run.in(folder, args);
  }

  @Test
  void templates_in_values_and_names_of_objects_are_known() {
    Run map = run("map", "--name", "ess", "-n", "chat", "-f", "values.yaml", "-f", "hosts.yaml");
    assertTrue(map.out().contains("matrix.chat.ess.org"), map.out());
    assertTrue(map.out().contains("StatefulSet ess-synapse-main"), map.out());
    assertTrue(map.out().contains("ess-well-known.chat.svc..cluster.local"), map.out());
    assertFalse(map.out().contains("<release>"), map.out());
  }

  @Test
  void without_them_templates_are_not_known() {
    Run map = run("map", "-f", "values.yaml", "-f", "hosts.yaml");
    assertFalse(map.out().contains("matrix.chat.ess.org"), map.out());
    assertTrue(map.out().contains("<release>-synapse-main"), map.out());
  }

  @Test
  void messages_name_services() throws IOException {
    Run lint = run("-q", "--name", "ess", "--namespace", "chat", "values.yaml");
    assertTrue(lint.out().contains("`ess-synapse.chat.svc..cluster.local`"), lint.out());
    Files.writeString(folder.resolve(".esslint.yaml"), "name: main\n");
    assertTrue(
        run("-q", "values.yaml").out().contains("`main-synapse.<namespace>.svc."),
        run("-q", "values.yaml").out());
    assertTrue(
        run("-q", "--name", "ess", "values.yaml").out().contains("`ess-synapse.<namespace>"));
  }

  @Test
  void what_helm_would_not_take_is_refused_with_what_is_nearest() throws IOException {
    String name =
        "esslint: --name must be a Helm release name: lower-case letters, digits, `-` and `.`, a letter or digit"
            + " at both ends, ";
    String namespace =
        "esslint: --namespace must be a Kubernetes namespace: lower-case letters, digits and `-`, a letter or digit at"
            + " both ends, ";
    List<List<String>> cases =
        List.of(
            List.of("--name", "Ess_Prod", name + "not `Ess_Prod`; did you mean `ess-prod`?"),
            List.of("--name", "-ess.", name + "not `-ess.`; did you mean `ess`?"),
            List.of("--name", "...", name + "not `...`"),
            List.of("--name", "synapse.macaroon.value=hush", name + "not `synapse.macaroon.value=***`"),
            List.of("--name", "a".repeat(54), name + "at most 53 characters, not 54"),
            List.of("--name", "", "esslint: --name is empty; is a variable not set?"),
            List.of("--namespace", "my.chat", namespace + "not `my.chat`; did you mean `my-chat`?"),
            List.of("-n", "n".repeat(64), namespace + "at most 63 characters, not 64"));
    for (String command : List.of("", "map", "upgrade")) {
      for (List<String> one : cases) {
        Run run =
            switch (command) {
              case "" -> run(one.get(0), one.get(1), "values.yaml");
              case "map" -> run("map", one.get(0), one.get(1), "values.yaml");
              default -> run("upgrade", "--from", "25.5.1", one.get(0), one.get(1), "values.yaml");
            };
        assertEquals(one.get(2) + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(2, run.status());
      }
    }
    assertEquals(0, run("--fail-on=never", "--name", "a".repeat(53), "-n", "n".repeat(63), "values.yaml").status());
    assertEquals(0, run("--fail-on=never", "--name", "1.a-b", "values.yaml").status());
  }

  @Test
  void the_configuration_is_held_to_the_same() throws IOException {
    Files.writeString(folder.resolve(".esslint.yaml"), "namespace: Chat\n");
    Run run = run("values.yaml");
    assertEquals(2, run.status());
    assertTrue(run.err().startsWith("esslint: .esslint.yaml:1:12: namespace must be a Kubernetes namespace"), run.err());
    assertTrue(run.err().contains("did you mean `chat`?"), run.err());
  }
}
