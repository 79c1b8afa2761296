package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Program;
import dev.esslint.embedded.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code esslint explain program:option} and {@code esslint programs add}. */
final class OptionPageTest {
  @TempDir private Path folder;

  @Test
  void an_option_is_explained_with_what_it_takes_and_where_to_write_it() {
    Run run = Run.in(folder, "explain", "mas:account.registration_token_required");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("`true` or `false`"), run.out());
    assertTrue(run.out().contains("from 0.17.0 on"), run.out());
    assertTrue(run.out().contains("        account:\n          registration_token_required: true\n"), run.out());
  }

  @Test
  void an_option_of_the_chart_is_explained_with_what_to_set_instead() {
    Run run = Run.in(folder, "explain", "synapse:server_name");
    assertTrue(run.out().contains("Set `serverName`."), run.out());
    assertTrue(!run.out().contains("```"), run.out());
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void every_option_at_the_top_has_a_page(Program program) {
    for (String name : Options.of(program).top().names()) {
      if (!name.contains("*")) {
        assertEquals(0, Run.in(folder, "explain", program.id() + ":" + name).status(), name);
      }
    }
  }

  @Test
  void an_option_that_is_none_is_wrong_usage() {
    Run run = Run.in(folder, "explain", "synapse:whitelist");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("federation_domain_whitelist"), run.err());
    assertEquals(2, Run.in(folder, "explain", "nothing:x").status());
  }

  @Test
  void tables_are_added_as_they_are() throws Exception {
    Files.createDirectories(folder.resolve("schemas/programs"));
    Path tables = Path.of("schemas/programs").toAbsolutePath();
    assertEquals(0, Run.in(folder, "programs", "add", tables.toString()).status());
    assertEquals(
        Files.readString(tables.resolve("synapse.tsv")),
        Files.readString(folder.resolve("schemas/programs/synapse.tsv")));
  }

  @Test
  void a_wrong_table_is_told_with_its_line_and_nothing_is_written() throws Exception {
    Files.createDirectories(folder.resolve("schemas/programs"));
    Files.createDirectories(folder.resolve("new"));
    String header =
        "path\ttype\tvalues\trequired\tsince\tuntil\tdeprecated\tsecret\tunknown-keys\tnote\n";
    for (String row :
        new String[] {"a\tstring\t\t\tsoon\t\t\t\t\t", "a\ttext\t\t\t\t\t\t\t\t", "a\tstring"}) {
      Files.writeString(folder.resolve("new/mas.tsv"), header + "(root)\tobject\t\t\t\t\t\t\tignored\t\n" + row + "\n");
      Run run = Run.in(folder, "programs", "add", "new");
      assertEquals(2, run.status());
      assertTrue(run.err().contains("new/mas.tsv:3: "), run.err());
    }
    Files.writeString(folder.resolve("new/mas.tsv"), header.replace("note", "remark"));
    assertTrue(Run.in(folder, "programs", "add", "new").err().contains("new/mas.tsv:1: "));
    assertTrue(Files.notExists(folder.resolve("schemas/programs/mas.tsv")));
  }
}
