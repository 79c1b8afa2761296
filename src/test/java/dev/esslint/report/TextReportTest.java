package dev.esslint.report;

import static dev.esslint.report.Samples.at;
import static dev.esslint.report.Samples.finding;
import static dev.esslint.report.Samples.report;
import static dev.esslint.report.Samples.source;
import static dev.esslint.report.Samples.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Hidden;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReportTest {

  /** The finding without its header, its message and the summary. */
  private static String frame(Location primary, Location... related) {
    return frame(report(finding(primary, related)));
  }

  private static String frame(Report report) {
    String text = Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report);
    int start = text.indexOf("  This is so.\n") + "  This is so.\n".length();
    return text.substring(start, text.lastIndexOf("\n\nChecked ") + 1);
  }

  private static String frame(String text, String piece) {
    SourceText source = source(text);
    return frame(at(source, piece, ""));
  }

  @Test
  void the_place_is_underlined() {
    assertEquals(
        """
          |
        2 |   b: true
          |      ^^^^
        """,
        frame("a:\n  b: true\n", "true"));
  }

  @Test
  void tabs_are_four_blanks_and_the_underline_fits() {
    assertEquals(
        """
          |
        1 |     a:    b    # c
          |           ^
        """,
        frame("\ta:\tb\t# c\n", "b"));
  }

  @Test
  void wide_characters_take_two_columns_and_combining_ones_none() {
    assertEquals(
        """
          |
        1 | 名前: 😀 e\u0301: x
          |             ^
        """,
        frame("名前: 😀 e\u0301: x", "x"));
  }

  @Test
  void a_character_of_two_units_is_underlined_whole() {
    assertEquals(
        """
          |
        1 | a: 😀😀 b
          |    ^^^^
        """,
        frame("a: 😀😀 b", "😀😀"));
  }

  @Test
  void controls_and_directions_become_visible_and_the_underline_fits() {
    assertEquals(
        """
          |
        1 | a: \\u{1b}[31m \\u{202e}b\\u{a0}c: x
          |                                 ^
        """,
        frame("a: \u001b[31m \u202eb\u00a0c: x", "x"));
  }

  @Test
  void a_line_break_of_two_characters_is_no_part_of_the_line() {
    assertEquals(
        """
          |
        2 | b: 2
          |    ^
        """,
        frame("a: 1\r\nb: 2\r\nc: 3\r\n", "2"));
  }

  @Test
  void an_empty_span_is_one_caret() {
    SourceText source = source("a:\nb: 1\n");
    assertEquals(
        """
          |
        1 | a:
          |   ^
        """,
        frame(at(source, new Span(2, 2), "")));
  }

  @Test
  void the_end_of_the_file_can_be_underlined() {
    SourceText source = source("a: 1\n");
    assertEquals(
        """
          |
        2 |
          | ^
        """,
        frame(at(source, new Span(5, 5), "")));
    assertEquals(
        """
          |
        1 |
          | ^
        """,
        frame(at(source(""), Span.NONE, "")));
  }

  @Test
  void a_line_break_alone_is_one_caret_at_the_end_of_its_line() {
    SourceText source = source("a: 1\r\nb: 2\r\n");
    assertEquals(
        """
          |
        1 | a: 1
          |     ^
        """,
        frame(at(source, new Span(4, 6), "")));
  }

  @Test
  void a_span_over_several_lines_is_underlined_at_both_ends() {
    SourceText source = source("a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5\ng: 6\n");
    assertEquals(
        """
          |
        1 | a:
          | ^^
        2 |   b: 1
          |   ^^^^
        """,
        frame(at(source, span(source, "a:\n  b: 1\n"), "")));
    assertEquals(
        """
          |
        1 | a:
          | ^^
        ...
        6 |   f: 5
          |   ^^^^
        """,
        frame(at(source, span(source, "a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5\n"), "")));
  }

  @Test
  void related_places_of_the_same_file_share_the_frame() {
    SourceText source = source("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: 9\nj: 10\n");
    assertEquals(
        """
           |
         1 | a: 1
           | - the key
           |    - the value
         2 | b: 2
         3 | c: 3
           |    ^
        ...
        10 | j: 10
           | - far away
        """,
        frame(
            at(source, "3", ""),
            at(source, "j", "far away"),
            at(source, new Span(3, 4), "the value"),
            at(source, "a", "the key")));
  }

  @Test
  void a_long_line_is_cut_around_each_place() {
    SourceText source = source("x".repeat(200) + "HERE" + "y".repeat(300) + "THERE");
    assertEquals(
        """
          |
        1 | …%s
          |  %s^^^^
        1 | …%s
          |  %s-----
          |%send
        """
            .formatted(
                "x".repeat(24) + "HERE" + "y".repeat(44) + "…",
                " ".repeat(24),
                "y".repeat(67) + "THERE",
                " ".repeat(67),
                " ".repeat(37)),
        frame(at(source, "HERE", ""), at(source, "THERE", "end")));
  }

  @Test
  void a_long_line_is_not_cut_through_a_character() {
    SourceText source = source("😀".repeat(100) + "x" + "😀".repeat(100));
    String frame = frame(at(source, "x", ""));
    assertFalse(frame.contains("\\u{"), frame);
    assertEquals(1, frame.lines().filter(line -> line.endsWith("^")).count(), frame);
  }

  @Test
  void a_secret_is_masked_with_a_fixed_length() {
    SourceText source = source("a: hunter2 # b\nc: |\n  hunter2\n  more\nd: 1\n");
    Map<SourceText, List<Span>> secrets =
        Map.of(source, List.of(new Span(3, 10), new Span(18, 35), new Span(5, 10)));
    assertEquals(
        """
          |
        1 | a: *** # b
          |          ^
        2 | c: ***
        3 |   ***
          |   --- here
        """,
        frame(report(secrets, finding(at(source, "b", ""), at(source, new Span(24, 27), "here")))));
  }

  @Test
  void names_and_messages_cannot_steer_the_terminal() {
    SourceText source = new SourceText("\u001b[2Jevil\n.yaml", "a: 1");
    Finding finding =
        new Finding(
            Samples.DEFAULT,
            "One\u001b]8;;x\u0007\n\n  two\u202e.",
            new Location.InText(ValuePath.ROOT, source, new Span(0, 1), ""),
            List.of(),
            List.of("bell \u0007"),
            "Write\u009b it.");
    assertEquals(
        """
        \\u{1b}[2Jevil\\u{a}.yaml:1:1: note NET002 same-as-default
          One\\u{1b}]8;;x\\u{7}\\u{a}\\u{a}  two\\u{202e}.
          |
        1 | a: 1
          | ^
          |
          = note: bell \\u{7}
          = fix: Write\\u{9b} it.

        Checked values.yaml against matrix-stack 26.8.1 (newest known):
        1 note in 1 file.
        `esslint explain NET002` shows why and what to write instead; so does
        https://github.com/esslint/esslint/blob/main/docs/rules/NET002.md
        """,
        Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report(finding)));
    assertEquals(
        "\\u{1b}[2Jevil\\u{a}.yaml:1:1: note NET002 One\\u{1b}]8;;x\\u{7}\\u{a}\\u{a}  two\\u{202e}.\n",
        Samples.write(new TextReport(false, TextReport.Detail.QUIET), report(finding)));
  }

  @Test
  void the_remedy_of_the_rule_is_told_if_the_finding_has_none() {
    SourceText source = source("a: 1");
    Finding finding =
        new Finding(Samples.STUN, "This is so.", at(source, "1", ""), List.of(), List.of(), "");
    assertEquals(
        """
          |
        1 | a: 1
          |    ^
          |
          = fix: Keep one of the two.
        """,
        frame(report(finding)));
  }

  @Test
  void a_remedy_may_be_code_only() {
    SourceText source = source("a: 1");
    Finding finding =
        new Finding(
            Samples.STUN,
            "This is so.",
            at(source, "1", ""),
            List.of(),
            List.of(),
            "```yaml\na:\n  b: 2\n```");
    assertEquals(
        """
          |
        1 | a: 1
          |    ^
          |
          = fix:
                     a:
                       b: 2
        """,
        frame(report(finding)));
  }

  @Test
  void text_is_broken_at_words_to_fit_a_terminal() {
    SourceText source = source("a: 1\n" + "b: 2 ".repeat(60));
    Finding finding =
        new Finding(
            Samples.STUN,
            "This is so. ".repeat(20),
            at(source, "1", ""),
            List.of(at(source, "a", "a label of many words ".repeat(8))),
            List.of("a fact of many words ".repeat(8)),
            "A remedy of many words.\n".repeat(8) + "\n- an item of many words" + " more".repeat(20));
    String text = Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report(finding));
    text.lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void three_findings_of_a_file_in_a_row_have_its_path_once() {
    SourceText source = source("a: 1\n");
    Finding finding = finding(at(source, "1", ""));
    String two = Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report(finding, finding));
    assertTrue(two.startsWith("values.yaml:1:4: note NET002 "), two);
    String three =
        Samples.write(
            new TextReport(false, TextReport.Detail.WHOLE), report(finding, finding, finding));
    assertTrue(three.startsWith("values.yaml\n\n1:4: note NET002 "), three);
    assertFalse(three.contains("values.yaml:1:4"), three);
    String concise =
        Samples.write(
            new TextReport(false, TextReport.Detail.CONCISE), report(finding, finding, finding));
    assertTrue(
        concise.lines().limit(3).allMatch(line -> line.startsWith("values.yaml:1:4: note NET002 ")),
        concise);
    assertTrue(concise.contains("\nChecked values.yaml "), concise);
  }

  @Test
  void the_gravest_findings_can_come_first() {
    SourceText source = source("a: 1\n");
    Finding grave =
        new Finding(Samples.STUN, "So.", at(source, "1", ""), List.of(), List.of(), "");
    Finding minor =
        new Finding(Samples.DEFAULT, "So.", at(source, "a", ""), List.of(), List.of(), "");
    Report report = report(minor, grave, minor);
    assertEquals(
        List.of("RTC003", "NET002", "NET002"),
        report.bySeverity().findings().stream().map(told -> told.rule().id()).toList());
  }

  @Test
  void more_than_eight_related_places_are_counted() {
    SourceText source = source("a: 1");
    Location[] related =
        IntStream.range(0, 20).mapToObj(i -> at(source, "a", "r" + i)).toArray(Location[]::new);
    String frame = frame(at(source, "1", ""), related);
    assertTrue(frame.contains("- r7\n"), frame);
    assertFalse(frame.contains("- r8\n"), frame);
    assertTrue(frame.endsWith("  = note: 12 more related places\n"), frame);
  }

  @Test
  void a_clean_run_says_what_was_checked() {
    assertEquals(
        "Checked values.yaml against matrix-stack 26.8.1 (newest known): nothing found.\n",
        Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report()));
    assertEquals("", Samples.write(new TextReport(false, TextReport.Detail.QUIET), report()));
  }

  @Test
  void the_summary_counts_files_deployments_and_releases() {
    assertEquals(
        "Checked 2 files against matrix-stack 26.8.1: nothing found.\n",
        summary(checked("26.8.1", "a.yaml"), checked("26.8.1", "b.yaml")));
    assertEquals(
        "Checked 2 deployments of 3 files against matrix-stack 26.8.1, 26.8.0:\nnothing found.\n",
        summary(
            checked("26.8.1", "base.yaml", "a.yaml"), checked("26.8.0", "base.yaml", "b.yaml")));
    assertEquals(
        "Checked 4 files against 4 releases of matrix-stack: nothing found.\n",
        summary(
            checked("26.8.1", "a"),
            checked("26.8.2", "b"),
            checked("26.8.3", "c"),
            checked("26.8.4", "d")));
    assertEquals("Checked nothing.\n", summary());
  }

  @Test
  void skipped_inputs_are_told_by_reason() {
    Report report =
        new Report(
            "0.1.0",
            List.of(checked("26.8.1", "a.yaml")),
            List.of(),
            List.of(),
            Hidden.NONE,
            List.of(
                Samples.skipped("1", "no YAML file"),
                Samples.skipped("2", "empty"),
                Samples.skipped("3", "no YAML file"),
                Samples.skipped("4", "no YAML file"),
                Samples.skipped("5", "no YAML file")),
            List.of());
    assertEquals(
        """
        Skipped 1, 3, 4 and 1 more: no YAML file.
        Skipped 2: empty.
        Checked a.yaml against matrix-stack 26.8.1: nothing found; 5 inputs skipped.
        """,
        Samples.write(new TextReport(false, TextReport.Detail.WHOLE), report));
  }

  @Test
  void findings_in_many_files_are_written_as_those_in_one_file_after_the_other() {
    List<Finding> all =
        IntStream.range(0, 500)
            .mapToObj(i -> new SourceText("file" + i / 4 + ".yaml", "a: " + i + "\n"))
            .map(source -> finding(at(source, new Span(3, source.text().length() - 1), "")))
            .toList();
    StringBuilder each = new StringBuilder();
    for (int i = 0; i < all.size(); i += 4) {
      each.append(findings(all.subList(i, i + 4)));
    }
    assertEquals(each.toString(), findings(all));
  }

  private static String findings(List<Finding> findings) {
    String text =
        Samples.write(
            new TextReport(false, TextReport.Detail.WHOLE), report(findings.toArray(Finding[]::new)));
    return text.substring(0, text.lastIndexOf("\nChecked ") + 1);
  }

  private static Checked checked(String chart, String... files) {
    return Samples.checked(chart, "", files);
  }

  private static String summary(Checked... checked) {
    return Samples.write(
        new TextReport(false, TextReport.Detail.WHOLE),
        new Report(
            "0.1.0",
            List.of(checked),
            List.of(),
            List.of(),
            Hidden.NONE,
            List.of(),
            List.of()));
  }
}
