package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code esslint rules new} writes. */
final class RulesNewTest {
  @TempDir private Path folder;

  @Test
  void what_is_written_has_nothing_wrong_and_finds_what_it_says() throws Exception {
    Run written = Run.in(folder, "rules", "new", "host-outside-our-domain");
    assertEquals(
        "OWN001-host-outside-our-domain.yaml is written;"
            + " `esslint rules check OWN001-host-outside-our-domain.yaml` checks it\n",
        written.out());
    Run check = Run.in(folder, "rules", "check", ".");
    assertEquals("1 rule checked: no problems.\n", check.out());
    assertEquals(0, check.status());
  }

  @Test
  void the_next_rule_gets_the_next_id() throws Exception {
    Run.in(folder, "rules", "new", "first-of-all", "-o", "CORP019-first-of-all.yaml");
    Run.in(folder, "rules", "new", "second-of-all");
    assertTrue(
        Files.readString(folder.resolve("CORP020-second-of-all.yaml")).contains("\nid: CORP020\n"));
  }

  @Test
  void nothing_is_overwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    Run run = Run.in(folder, "rules", "new", "some-name", "-o", "mine.yaml");
    assertEquals("esslint: there is a file `mine.yaml` already, which is not overwritten\n", run.err());
    assertEquals(2, run.status());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void a_word_that_is_no_name_and_a_folder_that_is_not_there_are_refused() {
    for (String name : new String[] {"one", "Two-Words", "a_b", "a-"}) {
      assertEquals(2, Run.in(folder, "rules", "new", name).status(), name);
    }
    Run run = Run.in(folder, "rules", "new", "some-name", "-o", "none/x.yaml");
    assertEquals(
        "esslint: the rule cannot be written to none/x.yaml: this folder does not exist\n", run.err());
    assertEquals(2, run.status());
  }
}
