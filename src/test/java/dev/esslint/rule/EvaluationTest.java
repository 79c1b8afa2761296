package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.esslint.chart.Release;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvaluationTest {
  private static final String VALUES =
      """
      box: {a: true}
      text: some text
      tag: v1.150.0-ess.1
      number: 7
      empty: ""
      nothing: {}
      list: [a, b]
      ip: 10.43.0.10
      hidden: "{{ .Values.x }}"
      secret: ref+vault://a/b
      items:
        - {num: 1, s: x}
        - {num: 2, s: "${LATER}"}
      json: '{"k": {"l": [1, 2]}}'
      broken: '{'
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: tag, version: '>=1.150.0'} | TRUE",
        "{path: tag, version: '<1.150.0'} | FALSE",
        "{path: tag, version: '>=1.9.0 <1.150.1'} | TRUE",
        "{path: text, version: '>=1.0.0'} | UNKNOWN",
        "{path: none, version: '>=1.0.0'} | FALSE",
        "{path: text, is: set} | TRUE",
        "{path: none, is: set} | FALSE",
        "{path: none, is: unset} | TRUE",
        "{path: none, is: empty} | TRUE",
        "{path: empty, is: empty} | TRUE",
        "{path: nothing, is: filled} | FALSE",
        "{path: list, is: filled} | TRUE",
        "{path: hidden, is: set} | TRUE",
        "{path: hidden, is: filled} | UNKNOWN",
        "{path: secret, is: filled} | TRUE",
        "{path: hidden, is: placeholder} | TRUE",
        "{path: text, equals: some text} | TRUE",
        "{path: text, equals: {path: text}} | TRUE",
        "{path: text, equals: {path: none}} | FALSE",
        "{path: text, equals: {path: hidden}} | UNKNOWN",
        "{path: number, equals: '7'} | FALSE",
        "{path: number, equals: 7} | TRUE",
        "{path: hidden, equals: x} | UNKNOWN",
        "{path: none, equals: x} | FALSE",
        "{path: text, enum: [other, some text]} | TRUE",
        "{path: text, pattern: '^some'} | TRUE",
        "{path: number, pattern: '7'} | FALSE",
        "{path: number, minimum: 7} | TRUE",
        "{path: number, minimum: 8} | FALSE",
        "{path: number, maximum: 6} | FALSE",
        "{path: text, maximum: 6} | FALSE",
        "{path: list, contains: b} | TRUE",
        "{path: list, contains: c} | FALSE",
        "{path: text, contains: text} | TRUE",
        "{path: ip, address: [private]} | TRUE",
        "{path: text, address: [none]} | TRUE",
        "{path: ip, within: cluster.serviceCIDRs} | TRUE",
        "{path: ip, within: cluster.podCIDRs} | UNKNOWN",
        "{path: cluster.kernelIPv6, equals: true} | UNKNOWN",
        "{path: cluster.kernelIPv6, is: unset} | TRUE",
        "{not: {path: hidden, equals: x}} | UNKNOWN",
        "{not: {path: text, equals: x}} | TRUE",
        "{all: [{path: hidden, equals: x}, {path: text, equals: x}]} | FALSE",
        "{all: [{path: hidden, equals: x}, {path: text, is: set}]} | UNKNOWN",
        "{any: [{path: hidden, equals: x}, {path: text, is: set}]} | TRUE",
        "{any: [{path: hidden, equals: x}, {path: none, is: set}]} | UNKNOWN",
        "{each: items, where: {path: item.num, equals: 2}} | TRUE",
        "{each: items, where: {path: item.s, equals: y}} | UNKNOWN",
        "{each: items, where: {path: item.num, equals: 3}} | FALSE",
        "{each: none, where: {path: item, is: set}} | FALSE",
        "{each: hidden, where: {path: item, is: set}} | UNKNOWN",
        "{each: nothing, where: {path: item, is: set}} | FALSE",
        "{each: box, where: {path: key, equals: a}} | TRUE",
        "{some: items, where: {path: item.num, equals: 2}} | TRUE",
        "{some: items, where: {path: item.s, equals: y}} | UNKNOWN",
        "{some: items, where: {path: item.num, equals: 3}} | FALSE",
        "{path: \"documents.json.k.l[1]\", equals: 2} | TRUE",
        "{path: documents.broken.k, equals: 2} | UNKNOWN",
        "{path: documents.json.m, is: set} | FALSE",
        "{path: set.text, is: set} | TRUE",
        "{path: set.preset, is: set} | FALSE",
        "{path: preset, equals: 1} | TRUE",
        "{path: chart.release, equals: 26.8.1} | TRUE",
      })
  void a_condition_is_true_false_or_unknown(String condition, Truth expected) throws Exception {
    Scope scope = scope();
    assertEquals(expected, new Evaluation(scope).truth(condition(condition)));
  }

  private static List<Evaluation.Match> matches(Condition condition) throws SourceException {
    List<Evaluation.Match> matches = new ArrayList<>();
    new Evaluation(scope()).forEachMatch(condition, matches::add);
    return matches;
  }

  @Test
  void every_item_that_fits_is_a_match_of_its_own() throws Exception {
    Condition condition =
        condition(
            "{all: [{path: text, is: set}, {each: items, where: {path: item.num, minimum: 1}}]}");
    List<Evaluation.Match> matches = matches(condition);
    assertEquals(2, matches.size());
    assertEquals(
        List.of("text", "items[1].num"),
        matches.get(1).evidence().stream().map(path -> path.path().toString()).toList());
  }

  @Test
  void all_items_that_fit_together_are_one_match_that_speaks_of_the_first() throws Exception {
    Condition condition = condition("{some: items, where: {path: item.num, minimum: 1}}");
    List<Evaluation.Match> matches = matches(condition);
    assertEquals(1, matches.size());
    assertEquals("0", Objects.requireNonNull(matches.getFirst().item()).key());
    assertEquals(
        List.of("items[0].num", "items[1].num"),
        matches.getFirst().evidence().stream().map(path -> path.path().toString()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: a} | `path` needs an operator: is, equals",
        "{path: a, like: b} | no operator `like`; there are is, equals",
        "{path: a, is: there} | ",
        "{all: {}} | a list is expected here",
        "{each: a} | `each` and `some` need `where`",
        "{path: 'a..b', is: set} | is not a path",
        "{path: a, pattern: '('} | Unclosed group",
        "{path: a, address: [home]} | "
      })
  void what_is_no_condition_is_refused(String condition, String message) {
    RuleException e = assertThrows(RuleException.class, () -> condition(condition));
    assertEquals(
        true, message == null || String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  private static Condition condition(String yaml) throws RuleException, SourceException {
    RuleNotes notes = new RuleNotes();
    Condition condition = new ConditionReader(notes).condition(read(yaml).root());
    if (!notes.problems().isEmpty()) {
      Problem first = notes.problems().getFirst();
      throw new RuleException(first.message(), first.span());
    }
    return condition;
  }

  private static Scope scope() throws SourceException {
    Node defaults = read("{preset: 1}").root();
    ResolvedValues values =
        ResolvedValues.of(
            List.of(new Layer.File(read(VALUES))), new Layer.Defaults("26.8.1", defaults));
    Layer.File cluster = new Layer.File(read("serviceCIDRs: [10.43.0.0/16]"));
    return new Scope(
        DeploymentFacts.of(values, Release.parse("26.8.1").orElseThrow()),
        Value.of(cluster, cluster.document().root(), UnaryOperator.identity()));
  }

  private static Document read(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("values.yaml", yaml));
  }
}
