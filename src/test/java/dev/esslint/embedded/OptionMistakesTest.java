package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes as people make them, by {@code testdata/option-mistakes.tsv}: each is one finding at its characters that names what is meant. */
final class OptionMistakesTest {
  private static final String WITHOUT_MAS =
      """
      matrixAuthenticationService: {enabled: false}
      elementAdmin: {enabled: false}
      """;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> every_mistake_is_told_at_its_place_with_what_is_meant() throws Exception {
    return Files.readAllLines(Path.of("testdata/option-mistakes.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[2], () -> check(row)));
  }

  /** The conditions under which the programs refuse to start, each by itself, whichever rule tells. */
  @TestFactory
  Stream<DynamicTest> what_a_program_stops_at_is_an_error() throws Exception {
    return Files.readAllLines(Path.of("testdata/refused-configurations.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[4], () -> checkStart(row)));
  }

  @Test
  void a_section_that_is_there_is_no_advice_for_what_is_in_it() throws Exception {
    List<Finding> found = found(values(Program.MAS, "email: {transport: blackhole, hourly: 1}"), "26.8.1");
    assertEquals(List.of("OPT004"), found.stream().map(finding -> finding.rule().id()).toList());
    assertFalse(found.getFirst().remedy().contains("Set `email`"), found.getFirst().remedy());
  }

  /** What else a rule could say of them is about a value that nobody can keep, or about one that is missing anyway. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          synapse | http_proxy: [squid] | OPT010
          synapse | email: ops@example.org | OPT010
          synapse | matrix_rtc: {transports: livekit} | OPT010
          mas | http: {issuer: account.example.org} | OPT010
          mas | secrets: {keys: old} | OPT010
          synapse | cas_config: {enabled: true} | SYN032
          synapse | jwt_config: {enabled: true} | SYN032
          mas | {upstream_oauth2: {providers: {issuer: "https://id.example.org", client_id: a, scope: openid}}} | OPT010
          mas | {account: {password_registration_enabled: true}, email: {from: a@example.org}} | OPT013
          """)
  void one_mistake_is_one_finding(String program, String fragment, String rule) throws Exception {
    List<String> rules =
        found(values(Program.of(program).orElseThrow(), fragment), "26.8.1").stream()
            .map(finding -> finding.rule().id())
            .toList();
    assertEquals(List.of(rule), rules);
  }

  private void checkStart(String[] row) throws Exception {
    String without = row[2].equals("mas") ? "" : WITHOUT_MAS;
    String values = values(Program.of(row[1]).orElseThrow(), row[4].replace("\\n", "\n"));
    List<String> errors =
        found(without + values, row[0]).stream()
            .filter(finding -> finding.rule().level() == Level.ERROR)
            .map(Finding::message)
            .toList();
    assertEquals(row[3].equals("stops"), !errors.isEmpty(), errors::toString);
  }

  private void check(String[] row) throws Exception {
    Program program = Program.of(row[1]).orElseThrow();
    String text = row[2].replace("\\n", "\n");
    List<Finding> findings =
        found(values(program, text), row[0]).stream()
            .filter(finding -> isOfOptions(finding.rule().id()))
            .toList();
    List<String> rules = findings.stream().map(f -> f.rule().id() + " " + f.message()).toList();
    assertEquals(1, findings.size(), rules::toString);
    Finding finding = findings.getFirst();
    assertEquals(row[4], finding.rule().id(), finding.message());
    assertEquals(row[3], finding.primary().source().slice(finding.primary().span()));
    String told = finding.message() + " " + finding.remedy();
    assertTrue(told.contains(row[5]), told);
  }

  private static String values(Program program, String fragment) {
    StringBuilder values = new StringBuilder();
    int depth = 0;
    for (String key : (program.component() + ".additional").split("\\.", -1)) {
      values.append("  ".repeat(depth++)).append(key).append(":\n");
    }
    if (program == Program.ELEMENT_WEB) {
      return values.append("    user.json: |\n").append(fragment.indent(6)).toString();
    }
    if (program == Program.HOOKSHOT) {
      values.insert("hookshot:\n".length(), "  enabled: true\n");
    }
    String indent = "  ".repeat(depth);
    return values
        .append(indent)
        .append("user.yaml:\n")
        .append(indent)
        .append("  config: |\n")
        .append(fragment.indent(2 * depth + 4))
        .toString();
  }

  private static boolean isOfOptions(String rule) {
    boolean ofVersions = rule.startsWith("OPT04") || rule.startsWith("OPT05");
    return (rule.startsWith("OPT") && !ofVersions) || rule.equals("RTC078") || rule.equals("RTC099");
  }

  private List<Finding> found(String values, String release) throws Exception {
    Path file = folder.resolve("values.yaml");
    Files.writeString(file, values);
    Analyzer analyzer =
        new Analyzer(
            Targets.all(Charts.builtIn(), Release.parse(release).orElseThrow()),
            BuiltInRules::usual,
            null);
    Analysis analysis =
        analyzer.analyze(
            new Request(
                List.of(Path.of("testdata/base.yaml").toAbsolutePath().toString(), file.toString()),
                false),
            new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    return analysis.findings();
  }
}
