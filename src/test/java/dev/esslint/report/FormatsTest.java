package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of formats beside their whole outputs: nothing of the user's text is grammar, and all tell the same findings. */
final class FormatsTest {
  private static final String ODD = "a%b\r\n::error::x|'[y]];z,]]>&<\"\u0001\u202e\ud83d\ude00";

  static Reporter reporter(String format) {
    return switch (format) {
      case "github" -> new GithubReport();
      case "gitlab" -> new GitlabReport();
      case "junit" -> new JunitReport(Level.ERROR);
      case "checkstyle" -> new CheckstyleReport();
      case "rdjson" -> new RdjsonReport();
      case "azure" -> new AzureReport();
      case "sonar" -> new SonarReport();
      case "teamcity" -> new TeamcityReport();
      case "markdown" -> new MarkdownReport();
      case "json" -> new JsonReport();
      default -> new SarifReport(Path.of("/srv"));
    };
  }

  /** Three findings, two of them equal, in a file of an odd name, with odd text in message and note. */
  private static Report odd() {
    SourceText source = new SourceText("dir/" + ODD + ".yaml", "\u00e9\ud83d\ude00: value\nb: 2\n");
    Finding one = finding(source, "value");
    return Samples.report(one, one, finding(source, "2"));
  }

  private static Finding finding(SourceText source, String piece) {
    Span span = Samples.span(source, piece);
    return new Finding(
        Samples.STUN,
        "It is " + ODD + ".",
        Samples.at(source, span, ""),
        List.of(Samples.at(source, span, ODD)),
        List.of(),
        "");
  }

  private static String odd(String format) {
    return Samples.write(reporter(format), odd());
  }

  private static JsonNode json(String format) {
    return JsonMapper.shared().readTree(odd(format));
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static int count(String text, String pattern) {
    return (int) Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().count();
  }

  @Test
  void all_formats_tell_the_same_number_of_findings() throws Exception {
    assertEquals(3, count(odd("github"), "^::error file="));
    assertEquals(3, json("gitlab").size());
    assertEquals(3, xml(odd("junit")).getElementsByTagName("failure").getLength());
    assertEquals(3, xml(odd("checkstyle")).getElementsByTagName("error").getLength());
    assertEquals(3, json("rdjson").at("/diagnostics").size());
    assertEquals(3, count(odd("azure"), "^##vso\\[task.logissue type=error;"));
    assertEquals(3, json("sonar").at("/issues").size());
    assertEquals(3, count(odd("teamcity"), "^##teamcity\\[inspection "));
    assertEquals(3, count(odd("markdown"), "^\\| error \\|"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "azure", "teamcity", "markdown"})
  void what_the_user_wrote_begins_no_line_and_no_command(String format) {
    for (String line : odd(format).lines().toList()) {
      assertFalse(line.startsWith("::error::"), line);
      assertFalse(line.contains("\u202e") || line.contains("\u0001"), line);
      assertTrue(
          line.matches("(?s)(::error file=|##vso\\[task|##teamcity\\[inspection|\\||#|Checked ).*|"), line);
    }
  }

  @Test
  void properties_and_data_of_github_are_escaped_percent_signs_first() {
    String line = odd("github").lines().findFirst().orElseThrow();
    String properties = line.substring(0, line.indexOf("::It") < 0 ? line.indexOf("::dir") : line.indexOf("::It"));
    assertTrue(properties.contains("a%25b"), properties);
    assertFalse(properties.substring(2).contains("::"), properties);
    assertTrue(properties.contains("z%2C"), properties);
  }

  @Test
  void attributes_of_xml_hold_what_was_meant() throws Exception {
    Element file = (Element) xml(odd("checkstyle")).getElementsByTagName("file").item(0);
    assertEquals("values.yaml", file.getAttribute("name"));
    Element odd = (Element) xml(odd("checkstyle")).getElementsByTagName("file").item(1);
    assertTrue(odd.getAttribute("name").startsWith("dir/a%b"), odd.getAttribute("name"));
    assertTrue(odd.getAttribute("name").contains("]]>&<\""), odd.getAttribute("name"));
  }

  @Test
  void equal_findings_have_fingerprints_of_their_own_that_know_no_line() {
    JsonNode issues = json("gitlab");
    List<String> prints = issues.valueStream().map(i -> i.get("fingerprint").asString()).toList();
    assertEquals(3, prints.stream().distinct().count());
    SourceText moved =
        new SourceText("dir/" + ODD + ".yaml", "# more\n\u00e9\ud83d\ude00: value\nb: 2\n");
    Finding one = finding(moved, "value");
    JsonNode after =
        JsonMapper.shared()
            .readTree(Samples.write(reporter("gitlab"), Samples.report(one, one, finding(moved, "2"))));
    assertEquals(prints, after.valueStream().map(i -> i.get("fingerprint").asString()).toList());
  }

  @Test
  void columns_count_bytes_for_reviewdog_and_from_zero_for_sonar() {
    assertEquals(9, json("rdjson").at("/diagnostics/0/location/range/start/column").asInt());
    assertEquals(5, json("sonar").at("/issues/0/primaryLocation/textRange/startColumn").asInt());
  }

  @Test
  void a_run_without_findings_is_a_test_that_passes_and_an_empty_list() throws Exception {
    Report clean = Samples.report();
    assertEquals("[]\n", Samples.write(new GitlabReport(), clean));
    Document junit = xml(Samples.write(new JunitReport(Level.ERROR), clean));
    assertEquals(1, junit.getElementsByTagName("testcase").getLength());
    assertEquals("0", junit.getDocumentElement().getAttribute("failures"));
  }

  @Test
  void a_finding_below_the_threshold_does_not_fail_a_test() throws Exception {
    Document junit = xml(Samples.write(new JunitReport(null), odd()));
    assertEquals(0, junit.getElementsByTagName("failure").getLength());
    assertEquals(3, junit.getElementsByTagName("system-out").getLength());
  }
}
