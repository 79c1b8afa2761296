package dev.esslint.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.finding.Quotation;
import dev.esslint.finding.RuleInfo;
import dev.esslint.report.RulePage;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages under {@code docs/rules} are what the rules say. {@code -Dexpected=write} writes them anew. */
final class RulePagesTest {
  private static final Path FOLDER = Path.of("docs/rules");

  @Test
  void every_rule_has_its_page_and_every_page_its_rule() throws Exception {
    List<RuleInfo> rules = BuiltInRules.all().stream().map(Rule::info).toList();
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", RulePage.index(rules));
    RulePages written = new RulePages(ExampleRuns.builtIn(), BuiltInRules.all());
    BuiltInRules.all().forEach(rule -> pages.put(rule.info().id() + ".md", written.of(rule)));
    if ("write".equals(System.getProperty("expected"))) {
      Files.createDirectories(FOLDER);
      for (String name : present().keySet()) {
        Files.delete(FOLDER.resolve(name));
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }
    assertEquals(pages, present());
  }

  @Test
  void no_page_shows_the_variables_of_a_text() throws Exception {
    present()
        .forEach(
            (name, page) -> {
              String prose = page.replaceAll("(?s)```.*?```", "");
              assertFalse(Quotation.PATTERN.matcher(prose).find(), name);
              assertFalse(page.contains("(unset)"), name);
            });
  }

  private static Map<String, String> present() throws Exception {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }
}
