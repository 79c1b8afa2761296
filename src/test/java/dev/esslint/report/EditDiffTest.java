package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change does to the user's lines, as the text report shows it. */
final class EditDiffTest {
  private static final SourceText VALUES =
      new SourceText("values.yaml", "synapse:\n  ingress:\n    hostname: matrix.example.org\n  workers: {}\nelementWeb:\n  enabled: false\n");

  private static Replacement edit(SourceText source, String piece, String text) {
    return new Replacement(source, Samples.span(source, piece), text);
  }

  private static Finding finding(SourceText source, String remedy, Replacement... edits) {
    Finding plain = Samples.finding(Samples.at(source, new Span(0, 1), ""));
    return new Finding(plain.rule(), plain.message(), plain.primary(), plain.related(), plain.notes(), remedy, Repair.NONE, List.of(edits));
  }

  private static String whole(Map<SourceText, List<Span>> secrets, Finding finding) {
    return Samples.write(new TextReport(false, TextReport.Detail.WHOLE), Samples.report(secrets, finding));
  }

  /** What is below the frame and above the summary. */
  private static String remedy(Finding finding) {
    return remedy(Map.of(), finding);
  }

  private static String remedy(Map<SourceText, List<Span>> secrets, Finding finding) {
    String text = whole(secrets, finding);
    return text.substring(text.indexOf(" = fix:"), text.indexOf("\n\nChecked"));
  }

  @Test
  void a_line_that_changes_takes_the_place_of_the_yaml_of_the_remedy() {
    String remedy = "Remove `a` and write instead:\n\n```yaml\nsynapse:\n  ingress:\n    host: matrix.example.org\n```\n\nThat is all.";
    assertEquals(
        " = fix: Remove `a` and write instead:\n  |\n3 -     hostname: matrix.example.org\n3 +     host: matrix.example.org\n  |\n         That is all.",
        remedy(finding(VALUES, remedy, edit(VALUES, "hostname", "host"))));
  }

  @Test
  void a_remedy_of_other_keys_stays_beside_the_change() {
    String remedy = "Remove it, or write:\n\n```yaml\nother: 1\n```";
    String text = remedy(finding(VALUES, remedy, edit(VALUES, "  workers: {}\n", "")));
    assertTrue(text.endsWith("other: 1\n  |\n  = note: `esslint fix` makes this change:\n  |\n4 -   workers: {}"), text);
  }

  @Test
  void places_that_are_apart_are_parted_and_numbered_as_they_will_be() {
    String text =
        remedy(finding(VALUES, "Move it.", edit(VALUES, "  workers: {}\n", ""), new Replacement(VALUES, new Span(VALUES.text().length(), VALUES.text().length()), "workers: {}\n")));
    assertTrue(text.endsWith("4 -   workers: {}\n...\n6 + workers: {}"), text);
  }

  @Test
  void many_lines_are_counted() {
    SourceText list = new SourceText("values.yaml", "a: 1\n" + "b: 2\n".repeat(30) + "c: 3\n");
    String text = remedy(finding(list, "Remove them.", new Replacement(list, new Span(5, 5 + 150), "")));
    assertTrue(text.endsWith(" 7 - b: 2\n... 24 more lines are removed"), text);
    List<Replacement> places = new ArrayList<>();
    for (int i = 0; i < 30; i += 6) {
      places.add(new Replacement(list, new Span(5 + 5 * i, 6 + 5 * i), "x"));
    }
    assertTrue(remedy(finding(list, "Rename them.", places.toArray(Replacement[]::new))).endsWith("... and at 2 more places"));
  }

  @Test
  void long_lines_are_cut_around_what_is_different() {
    String value = "v".repeat(200);
    SourceText wide = new SourceText("values.yaml", "key: '" + value + "' # \u001b[2J\u202e\n");
    String text = remedy(finding(wide, "Quote it.", edit(wide, "' #", "\" #")));
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    assertTrue(text.contains("- …vvv") && text.contains("v' # \\u{1b}") && text.contains("v\" # \\u{1b}"), text);
  }

  @Test
  void a_secret_in_a_line_that_changes_is_masked() {
    SourceText own = new SourceText("values.yaml", "password: {value: geheim, extra: geheim2}\nx: 1\n");
    Map<SourceText, List<Span>> secrets = Map.of(own, List.of(new Span(18, 24), new Span(33, 40)));
    String text = remedy(secrets, finding(own, "Remove it.", edit(own, ", extra: geheim2", "")));
    assertTrue(text.endsWith("1 - password: {value: ***, extra: ***}\n1 + password: {value: ***}"), text);
    String moved = whole(secrets, finding(own, "Move it.", edit(own, "x: 1", "y: geheim")));
    assertFalse(moved.contains("geheim") || moved.contains("+ y"), moved);
  }

  @Test
  void another_file_is_named_and_line_breaks_of_any_kind_are_one() {
    SourceText other = new SourceText("prod.yaml", "a: 1\r\nb: 2\r\n");
    String text = remedy(finding(VALUES, "Change it.", edit(other, "1\r\nb", "1\r\nc: 3\r\nb")));
    assertTrue(text.endsWith("  ::: prod.yaml\n2 + c: 3"), text);
  }

  @Test
  void a_concise_report_has_no_change() {
    String text = Samples.write(new TextReport(false, TextReport.Detail.CONCISE), Samples.report(finding(VALUES, "Rename it.", edit(VALUES, "hostname", "host"))));
    assertFalse(text.contains(" + "), text);
  }
}
