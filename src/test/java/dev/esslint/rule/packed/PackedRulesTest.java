package dev.esslint.rule.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.Rules;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedRulesTest {
  private static final String DECLARED =
      """
      id: ABC123
      name: some-name
      level: warning
      class: risky
      charts: ">=25.9.3 <26.1.0 || 26.8.1"
      summary: A summary with an é.
      when:
        all:
          - any:
              - {path: serverName, is: placeholder}
              - {path: set.serverName, equals: example.org}
              - {path: a.b, equals: {path: cluster.c}}
          - not: {path: "deployment.list[3].x", enum: [1, -1, 0.5, 1.0e+300, true, false, null, text, ""]}
          - each: documents.synapse.additional["a.yaml"].config
            where:
              all:
                - {path: item.port, minimum: 1}
                - {path: item.port, maximum: {path: item.last}}
                - {path: key, pattern: "^[a-z]+$"}
          - some: items
            where: {path: item.num, is: set}
          - {path: item.names, contains: x}
          - {path: chart.release, address: [none, link-local]}
          - {path: serverName, within: cluster.podCidrs}
      at: item.port
      message: "`{item.port}` and {serverName}"
      why: Because.
      fix: Write {serverName}.
      docs: https://example.org/
      examples:
        - bad: "a: 1 # <- here"
          layer: "b: 2"
          cluster: "c: 3"
          release: 26.8.1
          alone: true
        - good: "a: 2"
      """;

  private static final String CHECKED =
      """
      id: ABC124
      name: other-name
      level: error
      class: rejected
      summary: Another summary.
      check: yaml.syntax
      why: Because.
      fix: Write it.
      examples: []
      """;

  private static final String OF_UPGRADES =
      """
      id: UPG999
      name: one-more-name
      level: note
      class: risky
      charts: ">=26.1.0"
      from: ">=25.9.3 <26.1.0"
      summary: A summary.
      when: {each: set.list, where: {all: [{path: item.port, is: changed}, {path: from.item.port, is: set}]}}
      at: item
      message: "`{from.item.port}`"
      why: Because.
      fix: Write it.
      edit:
        - remove: item.gone
        - {move: item.port, to: item.ports.tcp}
        - {put: true, at: item.on}
        - {put: {path: from.item.port}, at: item.port}
      examples:
        - bad: "a: 1 # <- here"
          from: 25.9.3
          release: 26.1.0
      """;

  private static List<Rule> packedAndRead(Rule... rules) {
    List<Rule> written = List.of(rules);
    byte[] pages = PackedRules.pages(written);
    return PackedRules.read(PackedRules.conditions(written), () -> ByteBuffer.wrap(pages));
  }

  @Test
  void a_rule_is_read_as_it_was_written() throws Exception {
    Rule written = rule(DECLARED);
    Rule read = packedAndRead(rule(CHECKED), written).getLast();
    assertEquals("ABC123", read.info().id());
    assertEquals("some-name", read.info().name());
    assertEquals(Level.WARNING, read.info().level());
    assertEquals(RuleClass.RISKY, read.info().kind());
    assertEquals(written.charts(), read.charts());
    assertEquals(written.info().page().get(), read.info().page().get());
    Declared before = (Declared) written.trigger();
    Declared after = (Declared) read.trigger();
    assertEquals(before.when().toString(), after.when().toString());
    assertEquals(before.at(), after.at());
    assertEquals(
        "`<port>` and <serverName>", after.message().fill(path -> "<" + path.path() + ">"));
    assertEquals("Write <serverName>.", after.fix().fill(path -> "<" + path.path() + ">"));
  }

  @Test
  void a_rule_with_a_check_is_read_as_it_was_written() throws Exception {
    Rule written = rule(CHECKED);
    Rule read = packedAndRead(written, rule(DECLARED)).getFirst();
    assertEquals(written.trigger(), read.trigger());
    assertEquals(written.charts(), read.charts());
    assertEquals(written.info().page().get(), read.info().page().get());
  }

  @Test
  void a_rule_about_upgrades_is_read_as_it_was_written() throws Exception {
    Rule written = rule(OF_UPGRADES);
    List<Rule> read = packedAndRead(written, rule(CHECKED));
    assertEquals(RuleInfo.Subject.DEPLOYMENT, read.getLast().info().subject());
    assertEquals(RuleInfo.Subject.UPGRADE, read.getFirst().info().subject());
    assertEquals(written.charts(), read.getFirst().charts());
    assertEquals(written.from(), read.getFirst().from());
    assertEquals(written.info().from(), read.getFirst().info().from());
    assertEquals(written.info().page().get(), read.getFirst().info().page().get());
    Declared before = (Declared) written.trigger();
    Declared after = (Declared) read.getFirst().trigger();
    assertEquals(before.when(), after.when());
    assertEquals(before.edits(), after.edits());
    assertEquals(4, after.edits().size());
  }

  private static Rule rule(String yaml) throws Exception {
    return Rules.read(YamlReader.read(new SourceText("rule.yaml", yaml))).rule();
  }
}
