package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written, and files that never end: nothing is lost, and nobody waits for ever. */
@DisabledOnOs(OS.WINDOWS)
final class WrittenFilesTest {
  private static final String OLD = "imagePullSecrets:\n- name: x\nserverName: example.org\n";

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private Run rewrite(String... more) {
    return Run.in(
        folder,
        Stream.concat(
                Stream.of("upgrade", "--from", "25.9.2", "--to", "25.12.0", "--write"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "values.yaml", "./values.yaml", "symbolic", "hard", "cluster.yaml", ".esslint.yaml", "set.txt",
        "chart/values.yaml"
      })
  void an_output_that_is_an_input_is_refused_and_stays_as_it_is(String output) throws Exception {
    write("values.yaml", "serverName: example.org\n");
    write("cluster.yaml", "kernelIPv6: false\n");
    write(".esslint.yaml", "fail-on: never\n");
    write("set.txt", "text");
    Files.createDirectory(folder.resolve("chart"));
    write("chart/Chart.yaml", "name: matrix-stack\nversion: 26.99.0\n");
    write("chart/values.yaml", "serverName: null\n");
    write("chart/values.schema.json", "{\"type\": \"object\"}");
    Files.createSymbolicLink(folder.resolve("symbolic"), Path.of("values.yaml"));
    Files.createLink(folder.resolve("hard"), folder.resolve("values.yaml"));
    String before = read(output);
    Run run =
        Run.in(
            folder,
            "-o",
            output,
            "--cluster",
            "cluster.yaml",
            "--set-file",
            "a=set.txt",
            "--chart",
            "chart",
            "-f",
            "values.yaml");
    assertEquals(2, run.status(), run.err());
    assertEquals(
        "esslint: "
            + output
            + " is an input of this run, and --output would overwrite it; use another file\n",
        run.err());
    assertEquals(before, read(output));
  }

  @Test
  void a_map_does_not_overwrite_its_values_either() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    assertEquals(2, Run.in(folder, "map", "-o", "values.yaml", "values.yaml").status());
    assertEquals("serverName: example.org\n", read("values.yaml"));
  }

  @Test
  void an_output_that_is_an_input_is_refused_before_a_file_is_rewritten() throws Exception {
    write("values.yaml", OLD);
    write("other.yaml", OLD);
    Run run = rewrite("-o", "other.yaml", "values.yaml", "other.yaml");
    assertEquals(2, run.status(), run.err());
    assertEquals(OLD, read("values.yaml"));
    assertEquals(OLD, read("other.yaml"));
  }

  @Test
  void a_report_replaces_an_older_one_and_leaves_nothing_beside_it() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    write("report.json", "old");
    Run.in(folder, "--format", "json", "-o", "report.json", "values.yaml");
    assertTrue(read("report.json").startsWith("{"), "the new report");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void a_report_goes_into_what_can_only_be_written_into() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    Run run = Run.in(folder, "-o", "/dev/null", "values.yaml");
    assertEquals(1, run.status(), run.err());
    assertTrue(!Files.isRegularFile(Path.of("/dev/null")), "still a device");
  }

  @Test
  void a_rewritten_file_keeps_its_permissions() throws Exception {
    write("values.yaml", OLD);
    Files.setPosixFilePermissions(
        folder.resolve("values.yaml"), PosixFilePermissions.fromString("rw-rw-rw-"));
    rewrite("values.yaml");
    assertTrue(read("values.yaml").contains("pullSecrets"), read("values.yaml"));
    assertEquals(
        "rw-rw-rw-",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("values.yaml"))));
  }

  @Test
  void through_a_link_the_file_that_it_leads_to_is_rewritten() throws Exception {
    Files.createDirectory(folder.resolve("real"));
    write("real/values.yaml", OLD);
    Files.createSymbolicLink(folder.resolve("values.yaml"), Path.of("real/values.yaml"));
    rewrite("values.yaml");
    assertTrue(Files.isSymbolicLink(folder.resolve("values.yaml")));
    assertTrue(read("real/values.yaml").contains("pullSecrets"));
  }

  @Test
  void a_file_with_several_names_is_not_torn_from_them() throws Exception {
    write("values.yaml", OLD);
    Files.createLink(folder.resolve("other.yaml"), folder.resolve("values.yaml"));
    Run run = rewrite("values.yaml");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("values.yaml cannot be rewritten: it is not a regular file"), run.err());
    assertEquals(OLD, read("values.yaml"));
  }

  @Test
  void of_several_files_none_is_rewritten_if_one_cannot_be() throws Exception {
    write("a.yaml", OLD);
    write("b.yaml", OLD);
    Files.createLink(folder.resolve("other"), folder.resolve("b.yaml"));
    assertEquals(2, rewrite("a.yaml", "b.yaml").status());
    assertEquals(OLD, read("a.yaml"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void what_somebody_changed_meanwhile_is_not_overwritten() throws Exception {
    write("values.yaml", "serverName: changed.example.org\n");
    Rewritten text =
        new Rewritten(new SourceText("values.yaml", OLD), new SourceText("values.yaml", "a: b\n"));
    IOException e =
        assertThrows(IOException.class, () -> text.besides(folder.resolve("values.yaml")).close());
    assertEquals("it has changed since it was read", e.getMessage());
  }

  @Test
  void until_it_is_committed_a_file_is_as_it_was() throws Exception {
    write("values.yaml", OLD);
    try (AtomicFile next = AtomicFile.of(folder.resolve("values.yaml"))) {
      next.stream().write("half".getBytes(StandardCharsets.UTF_8));
      assertEquals(OLD, read("values.yaml"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  private void pipe(String name) throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start();
    assertEquals(0, mkfifo.waitFor());
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_pipe_in_the_folder_of_a_chart_is_refused() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    pipe("Chart.yaml");
    Run run = Run.in(folder, "--chart", ".", "values.yaml");
    assertEquals(ExitStatus.USAGE, run.status());
    assertTrue(run.err().contains("Chart.yaml is not a regular file"), run.err());
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_pipe_in_a_folder_is_passed_over() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    pipe("pipe.yaml");
    pipe("Chart.yaml");
    Run run = Run.in(folder, "--fail-on", "never", ".");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("Skipped pipe.yaml: not a regular file."), run.out());
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_pipe_or_a_link_to_nothing_is_no_configuration() throws Exception {
    write("values.yaml", "serverName: example.org\n");
    pipe(".esslint.yaml");
    Run run = Run.in(folder, "values.yaml");
    assertEquals(2, run.status());
    assertEquals(
        "esslint: the configuration cannot be read: .esslint.yaml is not a regular file\n", run.err());
    Files.delete(folder.resolve(".esslint.yaml"));
    Files.createSymbolicLink(folder.resolve(".esslint.yaml"), Path.of("nowhere"));
    assertTrue(Run.in(folder, "values.yaml").err().contains(".esslint.yaml is a broken link"));
  }
}
