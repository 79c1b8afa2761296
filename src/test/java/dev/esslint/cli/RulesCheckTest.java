package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code esslint rules check} tells. A file {@code x.yaml} of {@code testdata/rules-check} gives what {@code x.out} holds, which
 * {@code -Dexpected=write} writes anew.
 */
final class RulesCheckTest {
  private static final Path TESTDATA = Path.of("testdata/rules-check").toAbsolutePath();
  private static final Path RULE = Path.of("rules/RTC/RTC003-manual-ip-with-stun.yaml");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> what_is_wrong_is_told_at_its_place_with_what_is_right() throws Exception {
    try (Stream<Path> files = Files.list(TESTDATA)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(name(file))));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void compare(String name) throws Exception {
    Run run = Run.in(TESTDATA, "rules", "check", name);
    String actual =
        (run.out() + run.err() + "exit status " + run.status() + "\n")
            .replace(Charts.builtIn().newest().toString(), "(newest)");
    Path expected = TESTDATA.resolve(name.replace(".yaml", ".out"));
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }

  @Test
  void problems_of_several_files_are_told_in_one_run_in_their_order() {
    Run both = Run.in(TESTDATA, "rules", "check", "wrong-in-every-field.yaml", "a-list.yaml");
    List<String> files = both.out().lines().map(line -> line.split(":", 2)[0]).distinct().toList();
    assertEquals(List.of("a-list.yaml", "wrong-in-every-field.yaml", "2 rules checked"), files);
    assertEquals(1, both.status());
  }

  @Test
  void the_others_are_checked_when_one_is_missing() {
    Run run = Run.in(TESTDATA, "rules", "check", "none.yaml", "a-list.yaml");
    assertEquals("esslint: none.yaml: this file does not exist\n", run.err());
    assertTrue(run.out().startsWith("a-list.yaml:1:1: a rule is a mapping of keys"), run.out());
    assertEquals(3, run.status());
  }

  @Test
  void after_a_hundred_problems_of_a_file_there_is_a_count() throws Exception {
    Run.in(folder, "rules", "new", "some-name", "-o", "a.yaml");
    StringBuilder rule = new StringBuilder(Files.readString(folder.resolve("a.yaml")));
    for (int i = 0; i < 400; i++) {
      rule.append("unknown").append(i).append(": x\n");
    }
    Files.writeString(folder.resolve("a.yaml"), rule);
    Run run = Run.in(folder, "rules", "check", "a.yaml");
    assertEquals(100, run.out().lines().filter(line -> line.startsWith("a.yaml:")).count());
    assertTrue(run.out().contains("\nand 300 more in a.yaml\n1 rule checked: 400 problems.\n"), run.out());
  }

  @Test
  void one_id_in_two_files_is_told_in_the_second() throws Exception {
    Run.in(folder, "rules", "new", "some-name", "-o", "a.yaml");
    Files.copy(folder.resolve("a.yaml"), folder.resolve("b.yaml"));
    Run run = Run.in(folder, "rules", "check", ".");
    assertTrue(run.out().contains("b.yaml:5:5: the id `OWN001` is already used by a.yaml"), run.out());
    assertTrue(run.out().contains("b.yaml:7:7: the name `some-name` is already used by a.yaml"), run.out());
  }

  @Test
  void an_empty_folder_and_pages_of_rules_of_ones_own_are_wrong_usage() throws Exception {
    assertEquals(2, Run.in(folder, "rules", "check", ".").status());
    Run.in(folder, "rules", "new", "some-name");
    Run run = Run.in(folder, "rules", "check", "--write", ".");
    assertTrue(run.err().contains("none of these is built in"), run.err());
    assertEquals(2, run.status());
  }

  @Test
  void a_rule_of_esslint_needs_its_file_name_and_its_page() throws Exception {
    Path family = sources();
    Path rule = family.resolve(RULE.getFileName());
    Files.copy(RULE, rule);
    Run unwritten = Run.in(folder, "rules", "check", "rules");
    assertEquals(
        "rules/RTC/RTC003-manual-ip-with-stun.yaml:1:1: docs/rules/RTC003.md does not match this rule;"
            + " `--write` writes it\n1 rule checked: 1 problem.\n",
        unwritten.out());
    assertEquals(0, Run.in(folder, "rules", "check", "--write", "rules").status());
    assertEquals(
        Files.readString(Path.of("docs/rules/RTC003.md")),
        Files.readString(folder.resolve("docs/rules/RTC003.md")));
    assertEquals(
        Files.readString(Path.of("docs/rules/README.md")),
        Files.readString(folder.resolve("docs/rules/README.md")));
    Files.copy(RULE, family.resolve("RTC003-another.yaml"));
    String told = Run.in(folder, "rules", "check", "rules/RTC/RTC003-another.yaml").out();
    assertTrue(told.contains("the file of this rule must be named RTC/RTC003-manual"), told);
    assertTrue(told.contains("the id `RTC003` is already used by RTC003-manual-ip-with-stun.yaml"), told);
  }

  @Test
  void a_rule_of_esslint_needs_more_examples_than_one_of_ones_own() throws Exception {
    String text = Files.readString(RULE);
    int second = text.indexOf("  - bad:", text.indexOf("  - bad:") + 1);
    Files.writeString(
        sources().resolve(RULE.getFileName()),
        text.substring(0, second) + text.substring(text.indexOf("  - good:")));
    String told = Run.in(folder, "rules", "check", "rules").out();
    assertTrue(told.contains("a rule needs at least two bad and two good examples"), told);
  }

  /** A folder as that of esslint's own sources. */
  private Path sources() throws Exception {
    Files.createDirectories(folder.resolve("schemas/matrix-stack"));
    Files.createDirectories(folder.resolve("docs/rules"));
    return Files.createDirectories(folder.resolve("rules/RTC"));
  }

  @Test
  void every_check_is_named_by_one_rule() {
    List<BuiltInCheck> named =
        BuiltInRules.all().stream()
            .filter(rule -> rule.trigger() instanceof Rule.Checked)
            .map(rule -> ((Rule.Checked) rule.trigger()).check())
            .sorted()
            .toList();
    assertEquals(Arrays.asList(BuiltInCheck.values()), named);
    assertFalse(named.isEmpty());
  }
}
