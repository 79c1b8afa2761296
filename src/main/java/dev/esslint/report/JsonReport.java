package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.json.JsonWriter;
import dev.esslint.report.Told.Edit;
import dev.esslint.report.Told.Spot;
import dev.esslint.secret.Shown;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Position;
import dev.esslint.text.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Findings for programs: version 1 of the format that {@code docs/json-v1.md} describes. */
public final class JsonReport implements Reporter {

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    JsonWriter.write(out, json -> writeReport(report, json));
  }

  private static void writeReport(Report report, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    JsonWriter.writeTool(report.version(), json);

    json.writeArrayPropertyStart("checked");
    for (Report.Checked deployment : report.checked()) {
      json.writeStartObject();
      writeTexts("files", deployment.files(), json);
      json.writeStringProperty("chart", deployment.chart());
      write("chosen", deployment.chosen(), json);
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeArrayPropertyStart("findings");
    report.findings().forEach(finding -> writeFinding(finding, report.documentation(), json));
    json.writeEndArray();

    if (!report.more().isEmpty()) {
      json.writeArrayPropertyStart("more");
      report.more().forEach(more -> writeMore(more, json));
      json.writeEndArray();
    }

    json.writeArrayPropertyStart("skipped");
    for (Report.Skipped input : report.skipped()) {
      json.writeStartObject();
      write("file", input.name(), json);
      write("reason", input.reason(), json);
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeArrayPropertyStart("failures");
    for (Report.Failure failure : report.failures()) {
      json.writeStartObject();
      write("file", failure.name(), json);
      write("message", failure.message(), json);
      failure.place().ifPresent(place -> writeRange(place.source(), place.span(), json));
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeObjectPropertyStart("summary");
    for (Level level : Level.values()) {
      json.writeNumberProperty(level.label() + "s", report.count(level));
    }
    if (report.hidden().suppressed() > 0) {
      json.writeNumberProperty("suppressed", report.hidden().suppressed());
    }
    if (report.hidden().known() > 0) {
      json.writeNumberProperty("baseline", report.hidden().known());
    }
    if (report.hidden().old() > 0) {
      json.writeNumberProperty("before", report.hidden().old());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeMore(Untold more, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", more.rule().id());
    json.writeStringProperty("name", more.rule().name());
    json.writeStringProperty("level", more.rule().level().label());
    json.writeStringProperty("file", more.file().toString());
    json.writeNumberProperty("count", more.count());
    json.writeEndObject();
  }

  private static void writeFinding(Told finding, Documentation documentation, JsonGenerator json) {
    RuleInfo rule = finding.rule();
    json.writeStartObject();
    json.writeStringProperty("rule", rule.id());
    json.writeStringProperty("name", rule.name());
    json.writeStringProperty("level", rule.level().label());
    json.writeStringProperty("class", rule.kind().label());
    write("message", finding.message(), json);
    writeLocation(finding.primary(), json);
    json.writeArrayPropertyStart("related");
    for (Spot location : finding.related()) {
      json.writeStartObject();
      writeLocation(location, json);
      write("note", location.note(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTexts("notes", finding.notes(), json);
    json.writeStringProperty("remedy", finding.remedyText());
    switch (finding.fixable()) {
      case NO -> {}
      case SAFELY -> json.writeStringProperty("fix", "safe");
      case UNSAFELY -> json.writeStringProperty("fix", "unsafe");
    }
    if (!finding.edits().isEmpty()) {
      json.writeArrayPropertyStart("edits");
      for (Edit edit : finding.edits()) {
        json.writeStartObject();
        write("file", edit.source().name(), json);
        writeRange(edit.source(), edit.span(), json);
        write("text", edit.text(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    String page = documentation.page(rule);
    if (!page.isEmpty()) {
      json.writeStringProperty("docs", page);
    }
    json.writeEndObject();
  }

  private static void writeLocation(Spot location, JsonGenerator json) {
    write("file", location.source().name(), json);
    write("path", location.path(), json);
    writeRange(location.source(), location.span(), json);
  }

  private static void writeRange(ShownText source, Span span, JsonGenerator json) {
    writePosition("start", source.position(span.start()), json);
    writePosition("end", source.position(span.end()), json);
  }

  private static void writePosition(String name, Position position, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("line", position.line());
    json.writeNumberProperty("column", position.column());
    json.writeEndObject();
  }

  private static void writeTexts(String name, List<Shown> texts, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    texts.forEach(text -> json.writeString(text.toString()));
    json.writeEndArray();
  }

  private static void write(String name, Shown text, JsonGenerator json) {
    json.writeStringProperty(name, text.toString());
  }
}
