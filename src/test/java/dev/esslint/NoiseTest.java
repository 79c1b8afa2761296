package dev.esslint;

import dev.esslint.analysis.Analysis;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;


/**
 * {@code docs/noise.md} lists every rule that fires on the examples that the chart ships, and why that is right. The
 * reasons are written there by hand; {@code -Dshared=../shared -Dexpected=write} writes everything else anew and leaves the
 * reason of a new rule empty.
 */
final class NoiseTest {
  private static final Path PAGE = Path.of("docs/noise.md");
  private static final Release RELEASE = new Release(26, 8, 1);

  private record Row(String name, String level, int findings, int files, String reason) {
    String line(String id) {
      return "| [%s](rules/%s.md) | %s | %s | %d | %d | %s |\n"
          .formatted(id, id, name, level, findings, files, reason);
    }
  }

  @Test
  void every_rule_on_the_page_is_as_it_says_and_has_a_reason() throws Exception {
    Map<String, String> rules =
        BuiltInRules.all().stream()
            .map(Rule::info)
            .collect(Collectors.toMap(RuleInfo::id, i -> i.name() + " " + i.level().label()));
    Map<String, Row> rows = rows();
    assertFalse(rows.isEmpty());
    rows.forEach(
        (id, row) -> {
          assertEquals(rules.get(id), row.name + " " + row.level, id);
          assertFalse(row.reason.isBlank(), id + " has no reason");
        });
  }

  @Test
  @Tag("shared")
  void the_page_tells_what_fires_on_the_examples_of_the_chart() throws Exception {
    Map<String, Row> old = rows();
    Map<String, Row> rows = new TreeMap<>();
    Map<Level, Integer> levels = new LinkedHashMap<>();
    int files = 0;
    int silent = 0;
    for (Analysis linted : ChartExamples.linted(RELEASE)) {
      files++;
      silent += linted.findings().isEmpty() ? 1 : 0;
      Map<String, Integer> here = new TreeMap<>();
      for (Finding finding : linted.findings()) {
        levels.merge(finding.rule().level(), 1, Integer::sum);
        here.merge(finding.rule().id(), 1, Integer::sum);
        rows.merge(finding.rule().id(), row(finding.rule(), old), NoiseTest::sum);
      }
      here.keySet().forEach(id -> rows.computeIfPresent(id, (same, row) -> inOneMoreFile(row)));
    }
    String page =
        head(files, summary(levels, silent))
            + rows.entrySet().stream()
                .map(row -> row.getValue().line(row.getKey()))
                .collect(Collectors.joining());
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE));
  }

  private static String head(int files, String summary) {
    return """
    # What fires on the chart's own examples

    The chart `matrix-stack` ships values files for its own tests. No rule may be wrong about them: every rule that fires on one of
    those of release %s is listed here, with how often, in how many of the %d files, and why that is right. Each file is checked by
    itself. Most only have to render: one component alone, at `ess.localhost`, with secrets that are none.

    %s

    In the examples of releases up to 25.8.3 there is also [OPT001](rules/OPT001.md), a warning: they say `push.jitter_dalay`, and
    Synapse has `push.jitter_delay`.

    | rule | name | level | findings | files | why that is right |
    |---|---|---|---|---|---|
    """
        .formatted(RELEASE, files, summary);
  }

  private static String summary(Map<Level, Integer> levels, int silent) {
    return "In all %d errors, %d warnings and %d notes; %d files get none."
        .formatted(
            levels.getOrDefault(Level.ERROR, 0),
            levels.getOrDefault(Level.WARNING, 0),
            levels.getOrDefault(Level.NOTE, 0),
            silent);
  }

  private static Row row(RuleInfo rule, Map<String, Row> old) {
    String reason = old.containsKey(rule.id()) ? old.get(rule.id()).reason : "";
    return new Row(rule.name(), rule.level().label(), 1, 0, reason);
  }

  private static Row sum(Row one, Row other) {
    return new Row(one.name, one.level, one.findings + other.findings, one.files, one.reason);
  }

  private static Row inOneMoreFile(Row row) {
    return new Row(row.name, row.level, row.findings, row.files + 1, row.reason);
  }

  private static Map<String, Row> rows() throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    if (!Files.exists(PAGE)) {
      return rows;
    }
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| [")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", 6);
        rows.put(
            cells[0].substring(1, cells[0].indexOf(']')),
            new Row(
                cells[1],
                cells[2],
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                cells[5].strip()));
      }
    }
    return rows;
  }
}
