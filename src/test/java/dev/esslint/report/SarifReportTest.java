package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.report.Report.Hidden;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub wants and validators do not notice. */
class SarifReportTest {
  private static JsonNode run(Report report) {
    String sarif = Samples.write(new SarifReport(Path.of("/srv/repo")), report);
    return JsonMapper.shared().readTree(sarif).at("/runs/0");
  }

  private static Finding finding(RuleInfo rule, String message, Location... related) {
    SourceText source = Samples.source("a: 1\n");
    return new Finding(rule, message, Samples.at(source, "1", ""), List.of(related), List.of(), "");
  }

  @Test
  void a_clean_run_has_empty_results_and_no_rules() {
    JsonNode run = run(Samples.report());
    assertEquals("[]", run.get("results").toString());
    assertEquals("[]", run.at("/tool/driver/rules").toString());
    assertTrue(run.at("/invocations/0/executionSuccessful").asBoolean());
  }

  @Test
  void the_help_of_a_rule_is_its_page_and_says_where_that_is() throws Exception {
    Finding[] all =
        BuiltInRules.all().stream().map(rule -> finding(rule.info(), "So.")).toArray(Finding[]::new);
    for (JsonNode rule : run(Samples.report(all)).at("/tool/driver/rules")) {
      String id = rule.get("id").asString();
      String page = Files.readString(Path.of("docs/rules", id + ".md"));
      String markdown = rule.at("/help/markdown").asString();
      for (String section : List.of("Why", "How to ignore it", "See also")) {
        assertEquals(section(page, section), section(markdown, section), id);
      }
      String address = "https://github.com/esslint/esslint/blob/main/docs/rules/" + id + ".md";
      assertTrue(markdown.endsWith("shows this page; it is also at <" + address + ">.\n"), id);
      assertEquals(address, rule.get("helpUri").asString());
    }
  }

  @Test
  void links_lead_to_another_site_by_one_address() throws Exception {
    Report report = Samples.report(finding(BuiltInRules.all().getFirst().info(), "So."));
    String id = BuiltInRules.all().getFirst().info().id();
    for (var base : Map.of("https://docs.test/", "https://docs.test/rules/" + id + ".html", "https://docs.test", "https://docs.test/rules/" + id + ".html", "https://wiki.test/{rule}?x", "https://wiki.test/" + id + "?x").entrySet()) {
      Report linked = report.with(new Documentation(base.getKey()));
      assertEquals(base.getValue(), run(linked).at("/tool/driver/rules/0/helpUri").asString());
      for (Reporter reporter : List.of(new JsonReport(), new RdjsonReport(), new TextReport(false, TextReport.Detail.WHOLE))) {
        assertTrue(Samples.write(reporter, linked).contains(base.getValue()), base.getKey());
      }
    }
    String without = Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report.with(new Documentation("")));
    assertTrue(without.endsWith("shows why and what to write instead.\n"), without);
    assertEquals(BuiltInRules.all().getFirst().info().docs(), run(report.with(new Documentation(""))).at("/tool/driver/rules/0/helpUri").asString());
  }

  /** What is below a heading. */
  private static String section(String page, String title) {
    int start = page.indexOf("\n## " + title + "\n");
    int end = start < 0 ? -1 : page.indexOf("\n## ", start + 1);
    int last = end < 0 ? page.indexOf("\n`esslint explain ") : end;
    return start < 0 ? "" : page.substring(start, last < 0 ? page.length() : last).strip();
  }

  @Test
  void columns_are_declared_to_be_utf_16_units() {
    assertEquals("utf16CodeUnits", run(Samples.report()).get("columnKind").asString());
    SourceText source = Samples.source("😀: b");
    JsonNode region =
        run(Samples.report(Samples.finding(Samples.at(source, "b", ""))))
            .at("/results/0/locations/0/physicalLocation/region");
    assertEquals(
        "{\"startLine\":1,\"startColumn\":5,\"endLine\":1,\"endColumn\":6}", region.toString());
  }

  @Test
  void the_category_ends_in_a_slash() {
    assertEquals("esslint/", run(Samples.report()).at("/automationDetails/id").asString());
  }

  @Test
  void only_rules_on_secrets_are_security_rules_and_their_severity_is_a_string() {
    for (JsonNode rule : run(Samples.full()).at("/tool/driver/rules")) {
      boolean security = rule.get("id").asString().startsWith("SEC");
      JsonNode properties = rule.get("properties");
      assertEquals(security, properties.has("security-severity"));
      assertEquals(security, properties.get("tags").toString().contains("\"security\""));
      assertTrue(!security || properties.get("security-severity").isString());
      assertTrue(properties.has("problem.severity"));
    }
  }

  @Test
  void levels_and_indices_of_results_fit_their_rules() {
    JsonNode run = run(Samples.full());
    for (JsonNode result : run.get("results")) {
      JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
      assertEquals(rule.get("id"), result.get("ruleId"));
      assertEquals(rule.at("/defaultConfiguration/level"), result.get("level"));
      assertTrue(List.of("error", "warning", "note").contains(result.get("level").asString()));
    }
  }

  @Test
  void a_rule_is_described_once_for_all_its_results() {
    RuleInfo own =
        new RuleInfo(
            "ORG001", "own", Level.NOTE, RuleClass.RISKY, "", "Own.", "", "", "", List.of());
    JsonNode run = run(Samples.report(finding(own, "So."), finding(own, "Again.")));
    assertEquals(0, run.at("/results/1/ruleIndex").asInt());
    assertEquals("ORG001", run.at("/tool/driver/rules/0/id").asString());
    assertEquals(1, run.at("/tool/driver/rules").size());
  }

  @Test
  void every_result_has_the_fingerprint_of_its_line() {
    SourceText source = Samples.source(" a\nb\n  \t\tc\n d");
    assertEquals(
        "180aee12dab6264:1",
        run(Samples.report(Samples.finding(Samples.at(source, "c", ""))))
            .at("/results/0/partialFingerprints/primaryLocationLineHash")
            .asString());
  }

  @Test
  void our_own_fingerprint_is_the_rule_and_the_path_and_counts() {
    JsonNode results =
        run(Samples.report(finding(Samples.STUN, "A."), finding(Samples.STUN, "B.")))
            .get("results");
    assertEquals(
        "RTC003:some.value:1",
        results.get(0).at("/partialFingerprints").get("esslint/v1").asString());
    assertEquals(
        "RTC003:some.value:2",
        results.get(1).at("/partialFingerprints").get("esslint/v1").asString());
  }

  @Test
  void descriptions_are_never_empty_and_at_most_1024_characters() {
    RuleInfo wordy =
        new RuleInfo(
            "NET001",
            "wordy",
            Level.NOTE,
            RuleClass.RISKY,
            "",
            "It is wordy.",
            "word ".repeat(500),
            "",
            "",
            List.of());
    for (JsonNode rule : run(Samples.report(finding(wordy, "So."))).at("/tool/driver/rules")) {
      for (String property : List.of("shortDescription", "fullDescription", "help")) {
        String text = rule.get(property).get("text").asString();
        assertFalse(text.isBlank());
        assertTrue(property.equals("help") || text.length() <= 1024);
        assertTrue(property.equals("help") || text.endsWith("."), text);
      }
    }
  }

  @Test
  void links_of_a_message_are_those_to_related_places() {
    SourceText source = Samples.source("a: 1\n");
    JsonNode result =
        run(Samples.report(
                finding(
                    Samples.DEFAULT,
                    "Reads [x](1) \u202e.",
                    Samples.at(source, "1", "a[0] \\ is here"),
                    Samples.at(source, "a", ""))))
            .at("/results/0");
    assertEquals(
        """
        Reads \\[x\\](1) \\\\u{202e}.
        See [a\\[0\\] \\\\ is here](1), [some.value](2).
        More: esslint explain NET002.\
        """,
        result.at("/message/text").asString());
    assertEquals(1, result.at("/relatedLocations/0/id").asInt());
    assertEquals(2, result.at("/relatedLocations/1/id").asInt());
  }

  @Test
  void the_limits_of_github_are_kept_and_the_gravest_results_stay() {
    List<Finding> findings =
        new ArrayList<>(Collections.nCopies(25_001, finding(Samples.DEFAULT, "A note.")));
    findings.add(finding(Samples.STUN, "An error."));
    JsonNode run = run(Samples.report(findings.toArray(Finding[]::new)));
    assertEquals(25_000, run.get("results").size());
    assertEquals("error", run.at("/results/24999/level").asString());
    assertEquals(
        "2 findings of the lowest levels are left out. A run contains at most 25000 results.",
        run.at("/invocations/0/toolExecutionNotifications/0/message/text").asString());
  }

  @Test
  void a_result_has_at_most_a_hundred_more_places() {
    Location place = Samples.at(Samples.source("a: 1"), "a", "here");
    Finding finding =
        finding(Samples.STUN, "So.", Collections.nCopies(1500, place).toArray(Location[]::new));
    JsonNode result = run(Samples.report(finding)).at("/results/0");
    assertEquals(100, result.get("relatedLocations").size());
    String message = result.at("/message/text").asString();
    assertTrue(message.contains("[here](100).\nNote: there are 1400 more places."), message);
  }

  @Test
  void places_without_characters_and_at_the_end_are_valid_regions() {
    SourceText source = Samples.source("a: 1\n");
    for (Span span : List.of(Span.NONE, new Span(2, 2), new Span(5, 5), new Span(3, 5))) {
      JsonNode region =
          run(Samples.report(Samples.finding(Samples.at(source, span, ""))))
              .at("/results/0/locations/0/physicalLocation/region");
      int startLine = region.get("startLine").asInt();
      int endLine = region.get("endLine").asInt();
      assertTrue(startLine >= 1 && endLine >= startLine);
      assertTrue(region.get("startColumn").asInt() >= 1 && region.get("endColumn").asInt() >= 1);
      assertTrue(
          endLine > startLine
              || region.get("endColumn").asInt() >= region.get("startColumn").asInt());
    }
  }

  @Test
  void no_path_of_the_machine_is_told() {
    SourceText source = new SourceText("/srv/repo/a b.yaml", "a: 1");
    Finding finding =
        new Finding(
            Samples.STUN,
            "So.",
            new Location.InText(ValuePath.of("a"), source, new Span(0, 1), ""),
            List.of(),
            List.of(),
            "");
    String sarif = Samples.write(new SarifReport(Path.of("/srv/repo")), Samples.report(finding));
    assertFalse(sarif.contains("/srv"), sarif);
    assertTrue(sarif.contains("\"uri\": \"a%20b.yaml\""), sarif);
  }
}
