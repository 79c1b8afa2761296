package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Failure;
import dev.esslint.text.Visible;

/** Commands that Azure Pipelines turns into issues of the build. It knows no notes: they are warnings there. */
public final class AzureReport extends LineReport {

  @Override
  void write(Report report, StringBuilder out) {
    for (Failure failure : report.failures()) {
      command(Level.ERROR, failure.name().toString(), "", failure.message().toString(), out);
    }
    for (Told finding : report.findings()) {
      Place place = Place.of(finding.primary());
      command(
          finding.rule().level(),
          place.file(),
          "linenumber="
              + place.start().line()
              + ";columnnumber="
              + place.start().column()
              + ";code="
              + finding.rule().id()
              + ";",
          message(finding),
          out);
    }
    for (Untold more : report.more()) {
      command(
          more.rule().level(),
          more.file().toString(),
          "code=" + more.rule().id() + ";",
          message(more),
          out);
    }
    out.append(Summary.of(report));
  }

  private static void command(
      Level level, String file, String properties, String message, StringBuilder out) {
    out.append("##vso[task.logissue type=")
        .append(level == Level.ERROR ? "error" : "warning")
        .append(";sourcepath=")
        .append(data(Visible.of(file)).replace("]", "%5D").replace(";", "%3B"))
        .append(';')
        .append(properties)
        .append(']')
        .append(data(Visible.of(message)))
        .append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
