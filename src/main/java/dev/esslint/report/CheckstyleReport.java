package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in the XML of Checkstyle, which many tools read: Jenkins, reviewdog, Bitbucket. */
public final class CheckstyleReport extends XmlReport {

  @Override
  void write(Report report, StringBuilder out) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (Report.Checked deployment : report.checked()) {
      deployment.files().forEach(file -> files.putIfAbsent(name(file.toString()), new ArrayList<>()));
    }
    for (Told finding : report.findings()) {
      Place place = Place.of(finding.primary());
      files
          .computeIfAbsent(place.file(), file -> new ArrayList<>())
          .add(
              error(
                  place.start().line(),
                  attribute("column", Integer.toString(place.start().column())),
                  finding.rule().level(),
                  message(finding),
                  finding.rule().id()));
    }
    for (Untold more : report.more()) {
      files
          .computeIfAbsent(name(more.file().toString()), file -> new ArrayList<>())
          .add(error(1, "", more.rule().level(), message(more), more.rule().id()));
    }
    for (Failure failure : report.failures()) {
      files
          .computeIfAbsent(name(failure.name().toString()), file -> new ArrayList<>())
          .add(error(1, "", Level.ERROR, failure.message().toString(), "unreadable"));
    }
    out.append(DECLARATION).append("<checkstyle version=\"4.3\">\n");
    files.forEach(
        (file, errors) -> {
          out.append("  <file").append(attribute("name", file)).append(">\n");
          errors.forEach(out::append);
          out.append("  </file>\n");
        });
    out.append("</checkstyle>\n");
  }

  private static String name(String file) {
    return file.startsWith("./") ? file.substring(2) : file;
  }

  private static String error(int line, String column, Level level, String message, String id) {
    String severity =
        switch (level) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "info";
        };
    return "    <error"
        + attribute("line", Integer.toString(line))
        + column
        + attribute("severity", severity)
        + attribute("message", message)
        + attribute("source", "esslint." + id)
        + "/>\n";
  }
}
