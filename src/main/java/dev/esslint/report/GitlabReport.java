package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.json.JsonWriter;
import dev.esslint.report.Report.Failure;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** Findings for the Code Quality widget of GitLab, and for others that read reports of Code Climate. */
public final class GitlabReport implements Reporter {

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    JsonWriter.write(
        out,
        json -> {
          json.writeStartArray();
          Fingerprints fingerprints = new Fingerprints();
          for (Told finding : report.findings()) {
            Place place = Place.of(finding.primary());
            issue(
                finding.rule().id(),
                finding.rule().level(),
                LineReport.message(finding),
                fingerprints.whole(finding),
                place.file(),
                place.start().line(),
                json);
          }
          for (Untold more : report.more()) {
            String file = more.file().toString();
            String id = more.rule().id();
            issue(id, more.rule().level(), LineReport.message(more), id + " more in " + file, file, 1, json);
          }
          for (Failure failure : report.failures()) {
            String file = failure.name().toString();
            issue("unreadable", Level.ERROR, failure.message().toString(), "unreadable " + file, file, 1, json);
          }
          json.writeEndArray();
        });
  }

  private static void issue(
      String id,
      Level level,
      String message,
      String fingerprint,
      String file,
      int line,
      JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "issue");
    json.writeStringProperty("description", id + ": " + message);
    json.writeStringProperty("check_name", id);
    json.writeArrayPropertyStart("categories");
    json.writeString(id.startsWith("SEC") ? "Security" : "Bug Risk");
    json.writeEndArray();
    json.writeStringProperty("fingerprint", fingerprint);
    json.writeStringProperty(
        "severity",
        switch (level) {
          case ERROR -> "critical";
          case WARNING -> "major";
          case NOTE -> "info";
        });
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("path", file);
    json.writeObjectPropertyStart("lines");
    json.writeNumberProperty("begin", line);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
