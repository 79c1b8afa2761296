package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/coverage.tsv} says for every known mistake which rule tells it, that the schema does, or why nothing can.
 * {@code docs/not-checked.md} is made from it; {@code -Dexpected=write} writes that anew.
 */
final class CoverageTest {
  private static final Path TABLE = Path.of("docs/coverage.tsv");
  private static final Path NOT_CHECKED = Path.of("docs/not-checked.md");

  /** A row of the table. */
  private record Row(String entry, String name, String decision, String reason) {}

  @Test
  void every_decision_is_a_rule_or_has_a_reason() throws Exception {
    Set<String> rules =
        BuiltInRules.all().stream().map(rule -> rule.info().id()).collect(Collectors.toSet());
    for (Row row : rows().values()) {
      switch (row.decision()) {
        case "schema" -> {}
        case "not-checked" -> assertFalse(row.reason().isBlank(), row.entry());
        default -> {
          for (String id : row.decision().split(" ", -1)) {
            assertTrue(id.equals("schema") || rules.contains(id), row.entry() + ": " + id);
          }
        }
      }
    }
  }

  @Test
  void what_is_not_checked_is_told_with_its_reason() throws Exception {
    StringBuilder page = new StringBuilder("# What is not checked\n\nThe numbers are those of the [catalogue](catalogue.md).\n\n| entry | what | why |\n|---|---|---|\n");
    for (Row row : rows().values()) {
      if (row.decision().equals("not-checked")) {
        page.append("| ").append(row.entry()).append(" | ").append(row.name()).append(" | ").append(row.reason()).append(" |\n");
      }
    }
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(NOT_CHECKED, page);
    }
    assertEquals(page.toString(), Files.readString(NOT_CHECKED));
  }

  @Test
  @Tag("shared")
  void every_entry_of_the_catalogue_and_of_the_users_mistakes_is_decided() throws Exception {
    Path facts = Path.of(System.getProperty("shared"), "facts");
    List<String> entries = new ArrayList<>(entries(facts.resolve("catalogue.md"), "\\d+"));
    entries.addAll(entries(facts.resolve("user-mistakes.md"), "[A-F]\\d+"));
    assertTrue(entries.size() > 500, "only " + entries.size() + " entries");
    entries.removeAll(rows().keySet());
    assertEquals(List.of(), entries);
  }

  private static List<String> entries(Path file, String number) throws Exception {
    return Pattern.compile("(?m)^\\| (" + number + ") \\|")
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static Map<String, Row> rows() throws Exception {
    Map<String, Row> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(TABLE);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      Row before = rows.put(fields[0], new Row(fields[0], fields[2], fields[3], fields[4]));
      assertEquals(null, before, fields[0] + " is decided twice");
    }
    return rows;
  }
}
