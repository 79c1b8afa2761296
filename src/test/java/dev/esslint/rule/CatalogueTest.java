package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/catalogue.md} has every number that comments and documents refer to. Its tables are made from {@code
 * docs/coverage.tsv} and the rules; {@code -Dexpected=write} writes them anew.
 */
final class CatalogueTest {
  private static final Path PAGE = Path.of("docs/catalogue.md");
  private static final Pattern TABLE =
      Pattern.compile("(?m)^<!-- entries of (\\S+) -->\\n(?:\\n(?:\\|.*\\n)+)?");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (\\w+(?:\\.\\d+)?)\\. ");

  /** In a comment, which may be broken anywhere: catalogue 9, 12 and 13; catalogue entry 53. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "catalogue[\\s*/]+(entry[\\s*/]+)?(\\d[\\d.]*\\b(?:(?:,| and)[\\s*/]+\\d[\\d.]*\\b)*)");

  @Test
  void the_tables_say_which_rules_report_each_entry() throws Exception {
    String written = Files.readString(PAGE);
    Map<String, StringBuilder> tables = tables();
    Set<String> used = new HashSet<>();
    String page =
        TABLE
            .matcher(written)
            .replaceAll(
                match -> {
                  used.add(match.group(1));
                  return Matcher.quoteReplacement(
                      "<!-- entries of " + match.group(1) + " -->\n" + tables.get(match.group(1)));
                });
    assertEquals(tables.keySet(), used);
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE));
  }

  @Test
  void every_number_that_a_comment_names_is_there() throws Exception {
    Set<String> sections =
        HEADING.matcher(Files.readString(PAGE)).results().map(m -> m.group(1)).collect(Collectors.toSet());
    Set<String> entries =
        rows().stream().map(fields -> fields[0]).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    int references = 0;
    for (Path file : texts()) {
      Matcher reference = REFERENCE.matcher(Files.readString(file));
      while (reference.find()) {
        Set<String> known = reference.group(1) == null ? sections : entries;
        for (String number : reference.group(2).split("[^\\d.]+", -1)) {
          references++;
          if (!known.contains(number)) {
            missing.add(file + ": " + number);
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(references > 30, "only " + references + " references were found");
  }

  private static Map<String, StringBuilder> tables() throws Exception {
    Map<String, RuleInfo> rules = new HashMap<>();
    BuiltInRules.all().forEach(rule -> rules.put(rule.info().id(), rule.info()));
    Map<String, StringBuilder> tables = new HashMap<>();
    for (String[] row : rows()) {
      tables
          .computeIfAbsent(
              row[1],
              section -> new StringBuilder("\n| entry | name | what is wrong | reported by |\n|---|---|---|---|\n"))
          .append("| %s | %s | %s | %s |\n".formatted(row[0], row[2], what(row, rules), by(row[3])));
    }
    return tables;
  }

  private static String what(String[] row, Map<String, RuleInfo> rules) {
    return switch (row[3]) {
      case "not-checked" -> "not checked: " + row[4];
      default ->
          Stream.of(row[3].split(" ", -1))
              .map(id -> id.equals("schema") ? "Helm refuses it by the schema of the chart." : Objects.requireNonNull(rules.get(id), id).summary())
              .collect(Collectors.joining(" "))
              .replace("|", "\\|");
    };
  }

  private static String by(String decision) {
    return Stream.of(decision.split(" ", -1))
        .map(id -> id.matches("[A-Z0-9]+") ? "[" + id + "](rules/" + id + ".md)" : id)
        .collect(Collectors.joining(", "));
  }

  private static List<String[]> rows() throws Exception {
    return Files.readAllLines(Path.of("docs/coverage.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .toList();
  }

  private static List<Path> texts() throws Exception {
    List<Path> texts = new ArrayList<>();
    for (String folder : List.of("src", "rules", "schemas", "docs")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().matches(".*\\.(java|md|ya?ml|tsv|sh)")).forEach(texts::add);
      }
    }
    return texts;
  }
}
