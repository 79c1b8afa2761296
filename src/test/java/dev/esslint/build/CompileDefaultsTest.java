package dev.esslint.build;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Defaults;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of defaults that are not of their form. */
final class CompileDefaultsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse\tmax_uplod_size\t50M\t\t\t",
        "synapse\temail.smtp_port\t465\t\t\temail.force_tsl: true",
        "synapse\tmax_upload_size\t50M\tsoon\t\t",
        "synapse\tmax_upload_size\t50M",
        "nobody\tmax_upload_size\t50M\t\t\t",
      })
  void the_build_tells_the_line_of_a_default_that_is_none(String row) throws Exception {
    String problem = problem(String.join("\t", Defaults.COLUMNS) + "\n" + row + "\n", given());
    assertTrue(problem.contains("defaults.tsv:2: "), problem);
  }

  @Test
  void the_build_tells_of_other_columns_and_of_releases_that_are_none() throws Exception {
    assertTrue(problem("program\toption\n", given()).contains("defaults.tsv:1: the columns are program"));
    String row = "synapse\turl_preview_enabled\ttrue\t>= soon\t\n";
    assertTrue(problem(String.join("\t", Defaults.COLUMNS) + "\n", given() + row).contains("given.tsv:2: "));
  }

  private static String given() {
    return String.join("\t", Defaults.GIVEN_COLUMNS) + "\n";
  }

  private String problem(String defaults, String given) throws Exception {
    Files.writeString(folder.resolve("defaults.tsv"), defaults);
    Files.writeString(folder.resolve("given.tsv"), given);
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> CompileDefaults.compile(folder, folder.resolve("packed")))
            .getMessage());
  }
}
