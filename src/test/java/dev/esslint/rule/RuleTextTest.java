package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.RuleInfo.Wording;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleTextTest {
  private static final Map<RulePath, String> VALUES =
      Map.of(
          RulePath.parse("item.host"), "Example.org",
          RulePath.parse("item.fault"), "upper-case");

  private static final List<Wording> WORDINGS =
      List.of(new Wording("item.fault", "upper-case", "has capitals, as `{item.host}` shows"));

  @Test
  void a_quoted_value_is_told_in_the_words_that_the_rule_has_for_it() {
    assertEquals(
        "Example.org has capitals, as `Example.org` shows.",
        new RuleText(() -> "{item.host} {item.fault}.").fill(VALUES::get, WORDINGS, path -> List.of(VALUES.get(path))));
  }

  @Test
  void a_value_without_words_is_told_as_it_is() {
    assertEquals(
        "port: 80",
        new RuleText(() -> "{item.fault}: 80").fill(path -> "port", WORDINGS, path -> List.of("port")));
  }

  @Test
  void each_item_of_a_list_is_told_in_its_own_words() {
    assertEquals(
        "has capitals, as `Example.org` shows; port",
        new RuleText(() -> "{item.fault}")
            .fill(VALUES::get, WORDINGS, path -> List.of("upper-case", "port")));
  }

  @Test
  void an_empty_text_between_the_signs_of_code_is_seen() {
    assertEquals("`\"\"` is no name, and nor is .", new RuleText(() -> "`{a}` is no name, and nor is {a}.").fill(path -> ""));
  }

  @Test
  void words_for_what_no_text_quotes_are_a_problem() throws Exception {
    RuleDraft draft =
        Rules.read(
            YamlReader.read(
                new SourceText("rule.yaml", "message: It {item.fault}.\nwords: {item.sort: {port: has a port}}\n")));
    assertTrue(
        draft.problems().stream()
            .anyMatch(p -> p.message().equals("neither `message` nor `fix` quotes `item.sort`")),
        draft.problems().toString());
  }

  @Test
  void a_quotation_that_would_not_be_filled_in_is_a_problem() throws Exception {
    RuleDraft draft =
        Rules.read(
            YamlReader.read(
                new SourceText("rule.yaml", "message: '`${{item.variable}}` is not {item.fault}, as ${NAME} is'\n")));
    assertTrue(
        draft.problems().stream()
            .anyMatch(
                p ->
                    p.message().equals("`{item.variable}` is not filled in here, because of the sign before or behind it")
                        && p.span().start() == "message: '`${".length()),
        draft.problems().toString());
  }
}
