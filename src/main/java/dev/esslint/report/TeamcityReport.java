package dev.esslint.report;

import dev.esslint.finding.RuleInfo;
import dev.esslint.report.Report.Failure;
import dev.esslint.text.Visible;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Messages that TeamCity turns into inspections: each rule that found something, and then what it found. */
public final class TeamcityReport extends LineReport {
  private static final int MAX_NAME = 255;
  private static final int MAX_TEXT = 4000;

  @Override
  void write(Report report, StringBuilder out) {
    Map<String, RuleInfo> rules = new LinkedHashMap<>();
    report.findings().forEach(finding -> rules.put(finding.rule().id(), finding.rule()));
    report.more().forEach(more -> rules.put(more.rule().id(), more.rule()));
    for (RuleInfo rule : rules.values()) {
      out.append("##teamcity[inspectionType id='")
          .append(escaped(rule.id(), MAX_NAME))
          .append("' name='")
          .append(escaped(rule.name(), MAX_NAME))
          .append("' description='")
          .append(escaped(PlainText.paragraph(rule.summary()), MAX_TEXT))
          .append("' category='esslint']\n");
    }
    for (Told finding : report.findings()) {
      Place place = Place.of(finding.primary());
      inspection(finding.rule(), message(finding), place.file(), place.start().line(), out);
    }
    for (Untold more : report.more()) {
      inspection(more.rule(), message(more), more.file().toString(), 1, out);
    }
    for (Failure failure : report.failures()) {
      out.append("##teamcity[message text='")
          .append(escaped(failure.name() + ": " + failure.message(), MAX_TEXT))
          .append("' status='ERROR']\n");
    }
  }

  private static void inspection(
      RuleInfo rule, String message, String file, int line, StringBuilder out) {
    out.append("##teamcity[inspection typeId='")
        .append(escaped(rule.id(), MAX_NAME))
        .append("' message='")
        .append(escaped(message, MAX_TEXT))
        .append("' file='")
        .append(escaped(Visible.of(file), MAX_TEXT))
        .append("' line='")
        .append(line)
        .append("' SEVERITY='")
        .append(
            switch (rule.level()) {
              case ERROR -> "ERROR";
              case WARNING -> "WARNING";
              case NOTE -> "WEAK WARNING";
            })
        .append("']\n");
  }

  private static String escaped(String text, int most) {
    StringBuilder out = new StringBuilder();
    String whole = text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      switch (c) {
        case '|', '\'', '[', ']' -> out.append('|').append(c);
        case '\n' -> out.append("|n");
        case '\r' -> out.append("|r");
        default -> {
          if (c > '~') {
            out.append(String.format(Locale.ROOT, "|0x%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
