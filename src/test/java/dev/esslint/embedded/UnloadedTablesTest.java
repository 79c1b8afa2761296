package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the programs costs a run nothing that has no fragment. */
final class UnloadedTablesTest {
  private static final String VALUES =
      """
      serverName: example.org
      certManager: {clusterIssuer: letsencrypt}
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      matrixRTC: {ingress: {host: mrtc.example.org}}
      """;

  @TempDir private Path folder;

  @Test
  void a_run_without_fragments_loads_nothing_of_the_programs() throws Exception {
    assertEquals(List.of(), loaded(VALUES));
  }

  @Test
  void a_run_on_a_file_loads_nothing_of_the_probe() throws Exception {
    assertEquals(List.of(), loaded(VALUES, "dev.esslint.probe."));
  }

  @Test
  void a_run_with_a_fragment_does() throws Exception {
    String fragment = "synapse: {additional: {a.yaml: {config: 'max_upload_size: 10M'}}}\n";
    List<String> loaded = loaded(fragment);
    assertTrue(loaded.contains("dev.esslint.embedded.Options"));
    assertTrue(!loaded.contains("dev.esslint.embedded.Defaults"), "only pages about options read them");
  }

  /** The classes of this package that a run on a values file loads. */
  private List<String> loaded(String values) throws Exception {
    return loaded(values, "dev.esslint.embedded.");
  }

  private List<String> loaded(String values, String start) throws Exception {
    Path file = folder.resolve("values.yaml");
    Path log = folder.resolve("classes");
    Files.writeString(file, values);
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.esslint.cli.Main",
                file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "out"))
            .start()
            .waitFor();
    String printed = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    assertTrue(status == 0 || status == 1, printed);
    return Files.readAllLines(log).stream()
        .flatMap(line -> List.of(line.split(" ", -1)).stream())
        .filter(word -> word.startsWith(start))
        .toList();
  }
}
