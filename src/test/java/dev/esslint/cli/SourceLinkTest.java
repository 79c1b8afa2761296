package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links from the page of a map to lines of the files. */
final class SourceLinkTest {
  private static final String VALUES =
      """
      serverName: example.org
      synapse: {ingress: {host: matrix.example.org}}
      """;

  @TempDir private Path folder;

  private String page(String... args) {
    return Run.in(folder, args).out();
  }

  @Test
  void a_fact_links_to_the_line_of_its_file() throws Exception {
    Files.createDirectories(folder.resolve("prod"));
    Files.writeString(folder.resolve("prod/my values&co.yaml"), VALUES);
    String page =
        page(
            "map",
            "--format",
            "html",
            "--source-link",
            "https://git.example.org/?a=1&f={file}#L{line}C{column}",
            "prod/my values&co.yaml");
    assertTrue(
        page.contains(
            "<a href=\"https://git.example.org/?a=1&amp;f=prod/my%20values%26co.yaml#L1C1\">my values&amp;co.yaml:1:1</a>"),
        page);
    assertTrue(page.contains("my%20values%26co.yaml#L2C"), page);
  }

  @Test
  void of_two_files_with_one_name_each_links_to_its_own() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(folder.resolve("a/values.yaml"), VALUES);
    Files.writeString(folder.resolve("b/values.yaml"), "matrixRTC: {ingress: {host: mrtc.example.org}}\n");
    String page =
        page("map", "--format", "html", "--source-link", "https://g/{file}#{line}", "-f", "a/values.yaml", "-f", "b/values.yaml");
    assertTrue(page.contains("\"https://g/a/values.yaml#1\""), page);
    assertTrue(page.contains("\"https://g/b/values.yaml#1\""), page);
  }

  @Test
  void without_an_address_there_is_no_link() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), VALUES);
    assertFalse(page("map", "--format", "html", "values.yaml").contains("<a href=\"http"));
  }

  @Test
  void an_address_without_a_file_is_refused() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), VALUES);
    Run run = Run.in(folder, "map", "--format", "html", "--source-link", "https://g/", "values.yaml");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--source-link needs {file}"), run.err());
  }
}
