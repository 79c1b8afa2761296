package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Failure;
import dev.esslint.text.Visible;

/**
 * Commands that GitHub Actions turns into annotations. It shows ten of each level in a step and drops the others, so the gravest come
 * first, and the summary with the true counts comes last.
 */
public final class GithubReport extends LineReport {

  @Override
  void write(Report report, StringBuilder out) {
    for (Failure failure : report.failures()) {
      command(
          Level.ERROR,
          "file=" + property(failure.name().toString()),
          Visible.of(failure.message().toString()),
          out);
    }
    for (Level level : Level.values()) {
      for (Told finding : report.findings()) {
        if (finding.rule().level() == level) {
          command(level, properties(finding), told(finding), out);
        }
      }
      for (Untold more : report.more()) {
        if (more.rule().level() == level) {
          command(level, "file=" + property(more.file().toString()), message(more), out);
        }
      }
    }
    out.append(Summary.of(report));
  }

  private static String properties(Told finding) {
    Place place = Place.of(finding.primary());
    StringBuilder properties = new StringBuilder("file=").append(property(place.file()));
    properties.append(",line=").append(place.start().line());
    properties.append(",endLine=").append(place.end().line());
    if (place.isOneLine()) {
      properties.append(",col=").append(place.start().column());
      properties.append(",endColumn=").append(place.end().column());
    }
    return properties
        .append(",title=")
        .append(property(finding.rule().id() + " " + finding.rule().name()))
        .toString();
  }

  private static String told(Told finding) {
    StringBuilder text = new StringBuilder();
    text.append(Place.of(finding.primary())).append(": ");
    text.append(finding.rule().id()).append(' ').append(message(finding));
    for (Told.Spot related : finding.related()) {
      text.append('\n').append(Place.of(related));
      if (!related.note().toString().isEmpty()) {
        text.append(": ").append(PlainText.paragraph(related.note().toString()));
      }
    }
    return text.toString();
  }

  private static void command(Level level, String properties, String message, StringBuilder out) {
    out.append("::")
        .append(level == Level.NOTE ? "notice" : level.label())
        .append(' ')
        .append(properties)
        .append("::")
        .append(data(message))
        .append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(Visible.of(text)).replace(":", "%3A").replace(",", "%2C");
  }
}
