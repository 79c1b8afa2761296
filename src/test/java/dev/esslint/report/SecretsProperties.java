package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SecretsProperties {
  private static final List<Reporter> REPORTERS =
      List.of(
          new TextReport(false, TextReport.Detail.WHOLE),
          new TextReport(true, TextReport.Detail.WHOLE),
          new TextReport(false, TextReport.Detail.QUIET),
          new JsonReport(),
          new SarifReport(Path.of("/srv")),
          new GithubReport(),
          new GitlabReport(),
          new JunitReport(Level.NOTE),
          new CheckstyleReport(),
          new RdjsonReport(),
          new AzureReport(),
          new SonarReport(),
          new TeamcityReport(),
          new MarkdownReport());

  @Provide
  Arbitrary<String> around() {
    return Arbitraries.strings().withChars("ab: \t\r\n😀\u202e").ofMaxLength(150);
  }

  /** Long ones, so that cut lines are among them. */
  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().withChars("ЖЩЮ").ofMinLength(2).ofMaxLength(200);
  }

  @Property(tries = 300)
  void no_format_prints_a_character_of_a_secret(
      @ForAll("around") String before,
      @ForAll("secrets") String secret,
      @ForAll("around") String after,
      @ForAll @IntRange(max = 500) int from,
      @ForAll @IntRange(max = 500) int length) {
    SourceText source = Samples.source(before + secret + "\n  " + secret + after);
    int size = source.text().length();
    Span place = new Span(from % size, Math.min(size, from % size + length));
    Span hidden = new Span(before.length(), before.length() + 2 * secret.length() + 3);
    Finding finding =
        Samples.finding(Samples.at(source, place, ""), Samples.at(source, hidden, "n"));
    Report report = Samples.report(Map.of(source, List.of(hidden)), finding);
    for (Reporter reporter : REPORTERS) {
      String written = Samples.write(reporter, report);
      assertFalse(written.matches("(?s).*[ЖЩЮ].*"), written);
    }
  }

  @Property(tries = 300)
  void no_change_prints_a_character_of_a_secret(
      @ForAll("around") String before,
      @ForAll("secrets") String secret,
      @ForAll("around") String after,
      @ForAll @IntRange(max = 500) int from,
      @ForAll @IntRange(max = 500) int length,
      @ForAll("around") String text) {
    SourceText source = Samples.source(before + secret + "\n  " + secret + after);
    int size = source.text().length();
    Span changed = new Span(from % size, Math.min(size, from % size + length));
    Span hidden = new Span(before.length(), before.length() + 2 * secret.length() + 3);
    Finding plain = Samples.finding(Samples.at(source, hidden, ""));
    Finding finding =
        new Finding(
            plain.rule(), plain.message(), plain.primary(), plain.related(), plain.notes(), "", Repair.NONE, List.of(new Replacement(source, changed, text)));
    String written = Samples.write(new TextReport(false, TextReport.Detail.WHOLE), Samples.report(Map.of(source, List.of(hidden)), finding));
    assertFalse(written.matches("(?s).*[ЖЩЮ\u202e].*"), written);
  }

  @Property(tries = 100)
  void the_length_of_a_secret_in_a_short_line_does_not_show(
      @ForAll @IntRange(min = 1, max = 100) int length) {
    assertEquals(masked("Ж"), masked("Ж".repeat(length)));
  }

  private static String masked(String secret) {
    SourceText source = Samples.source("a: " + secret);
    Span span = new Span(3, 3 + secret.length());
    return Samples.write(
        new TextReport(false, TextReport.Detail.WHOLE),
        Samples.report(
            Map.of(source, List.of(span)), Samples.finding(Samples.at(source, span, ""))));
  }
}
