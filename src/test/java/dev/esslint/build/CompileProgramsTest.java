package dev.esslint.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileProgramsTest {
  @TempDir Path folder;

  @BeforeEach
  void the_tables_are_those_of_the_project() throws IOException {
    try (Stream<Path> tables = Files.list(Path.of("schemas/programs"))) {
      for (Path table : (Iterable<Path>) tables::iterator) {
        Files.copy(table, folder.resolve(table.getFileName()));
      }
    }
  }

  @Test
  void a_row_of_a_program_that_there_is_not_is_refused_in_each_table() throws IOException {
    for (String table : List.of("added.tsv", "corrections.tsv", "names.tsv", "refused.tsv", "topics.tsv")) {
      String right = Files.readString(folder.resolve(table));
      int line = (int) right.lines().count() + 1;
      String row = right.lines().skip(1).findFirst().orElseThrow().replaceFirst("^[^\t]+", "synaps");
      assertEquals(
          folder.resolve(table) + ":" + line + ": there is no program synaps", refusal(table, right + row + "\n"));
      Files.writeString(folder.resolve(table), right);
    }
  }

  @Test
  void an_option_that_the_table_has_is_not_added() throws IOException {
    String right = Files.readString(folder.resolve("added.tsv"));
    String row = "synapse\tserver_name" + right.lines().skip(1).findFirst().orElseThrow().replaceFirst("^[^\t]+\t[^\t]+", "");
    int line = (int) right.lines().count() + 1;
    assertEquals(folder.resolve("added.tsv") + ":" + line + ": the table has it: server_name", refusal("added.tsv", right + row + "\n"));
  }

  @Test
  void a_second_row_of_a_word_is_refused() throws IOException {
    String right = Files.readString(folder.resolve("words.tsv"));
    String refusal = refusal("words.tsv", right + "smtp\tlogin\n");
    assertTrue(refusal.endsWith("the columns are word\tmeans, with a row for each word"), refusal);
  }

  private String refusal(String table, String text) throws IOException {
    Files.writeString(folder.resolve(table), text);
    Path target = Files.createDirectories(folder.resolve("target"));
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> CompilePrograms.compile(folder, target)).getMessage());
  }
}
