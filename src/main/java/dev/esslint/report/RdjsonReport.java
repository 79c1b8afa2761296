package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.json.JsonWriter;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Told.Edit;
import dev.esslint.report.Told.Spot;
import dev.esslint.text.Position;
import dev.esslint.text.Span;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** Findings for reviewdog, whose columns count bytes of UTF-8. An edit of one place is a suggestion; those of several are not independent. */
public final class RdjsonReport implements Reporter {

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    JsonWriter.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("source");
          json.writeStringProperty("name", "esslint");
          json.writeStringProperty("url", SarifReport.INFORMATION);
          json.writeEndObject();
          json.writeArrayPropertyStart("diagnostics");
          report.findings().forEach(finding -> diagnostic(finding, report.documentation(), json));
          for (Untold more : report.more()) {
            plain(LineReport.message(more), more.file().toString(), more.rule().level(), more.rule().id(), json);
          }
          for (Failure failure : report.failures()) {
            plain(failure.message().toString(), failure.name().toString(), Level.ERROR, "unreadable", json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void plain(String message, String file, Level level, String code, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("message", message);
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("path", file);
    json.writeEndObject();
    severity(level, json);
    code(code, "", json);
    json.writeEndObject();
  }

  private static void diagnostic(Told finding, Documentation documentation, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("message", LineReport.message(finding));
    json.writeObjectPropertyStart("location");
    location(finding.primary(), json);
    json.writeEndObject();
    severity(finding.rule().level(), json);
    code(finding.rule().id(), documentation.page(finding.rule()), json);
    if (finding.edits().size() == 1
        && finding.edits().getFirst().source().equals(finding.primary().source())) {
      Edit edit = finding.edits().getFirst();
      json.writeArrayPropertyStart("suggestions");
      json.writeStartObject();
      range(new Spot(finding.primary().path(), edit.source(), edit.span(), edit.text()), edit.span(), json);
      json.writeStringProperty("text", edit.text().toString());
      json.writeEndObject();
      json.writeEndArray();
    }
    if (!finding.related().isEmpty()) {
      json.writeArrayPropertyStart("related_locations");
      for (Spot related : finding.related()) {
        json.writeStartObject();
        json.writeStringProperty("message", PlainText.paragraph(related.note().toString()));
        json.writeObjectPropertyStart("location");
        location(related, json);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void severity(Level level, JsonGenerator json) {
    json.writeStringProperty(
        "severity",
        switch (level) {
          case ERROR -> "ERROR";
          case WARNING -> "WARNING";
          case NOTE -> "INFO";
        });
  }

  private static void code(String code, String url, JsonGenerator json) {
    json.writeObjectPropertyStart("code");
    json.writeStringProperty("value", code);
    if (!url.isEmpty()) {
      json.writeStringProperty("url", url);
    }
    json.writeEndObject();
  }

  private static void location(Spot spot, JsonGenerator json) {
    json.writeStringProperty("path", Place.of(spot).file());
    range(spot, spot.span(), json);
  }

  private static void range(Spot spot, Span span, JsonGenerator json) {
    json.writeObjectPropertyStart("range");
    position("start", spot, spot.source().position(span.start()), json);
    position("end", spot, spot.source().position(span.end()), json);
    json.writeEndObject();
  }

  private static void position(String name, Spot spot, Position position, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("line", position.line());
    json.writeNumberProperty("column", Place.byteColumn(spot, position));
    json.writeEndObject();
  }
}
