package dev.esslint.report;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.Replacement;
import dev.esslint.finding.RuleInfo;
import dev.esslint.source.Position;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Findings for programs: version 1 of the format that {@code docs/json-v1.md} describes. */
public final class JsonReport implements Reporter {

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Json.write(out, json -> writeReport(report, json));
  }

  private static void writeReport(Report report, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", "esslint");
    json.writeStringProperty("version", report.version());
    json.writeEndObject();

    json.writeArrayPropertyStart("checked");
    for (Report.Checked deployment : report.checked()) {
      json.writeStartObject();
      writeStrings("files", deployment.files(), json);
      json.writeStringProperty("chart", deployment.chart());
      json.writeStringProperty("chosen", deployment.chosen());
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeArrayPropertyStart("findings");
    report.findings().forEach(finding -> writeFinding(finding, json));
    json.writeEndArray();

    if (!report.more().isEmpty()) {
      json.writeArrayPropertyStart("more");
      report.more().forEach(more -> writeMore(more, json));
      json.writeEndArray();
    }

    json.writeArrayPropertyStart("skipped");
    for (Report.Skipped input : report.skipped()) {
      json.writeStartObject();
      json.writeStringProperty("file", input.name());
      json.writeStringProperty("reason", input.reason());
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeArrayPropertyStart("failures");
    for (Report.Failure failure : report.failures()) {
      json.writeStartObject();
      json.writeStringProperty("file", failure.name());
      json.writeStringProperty("message", failure.message());
      failure.place().ifPresent(place -> writeRange(place.source(), place.span(), json));
      json.writeEndObject();
    }
    json.writeEndArray();

    json.writeObjectPropertyStart("summary");
    for (Level level : Level.values()) {
      json.writeNumberProperty(level.label() + "s", report.count(level));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeMore(More more, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", more.rule().id());
    json.writeStringProperty("name", more.rule().name());
    json.writeStringProperty("level", more.rule().level().label());
    json.writeStringProperty("file", more.file());
    json.writeNumberProperty("count", more.count());
    json.writeEndObject();
  }

  private static void writeFinding(Finding finding, JsonGenerator json) {
    RuleInfo rule = finding.rule();
    json.writeStartObject();
    json.writeStringProperty("rule", rule.id());
    json.writeStringProperty("name", rule.name());
    json.writeStringProperty("level", rule.level().label());
    json.writeStringProperty("class", rule.kind().label());
    json.writeStringProperty("message", finding.message());
    writeLocation(finding.primary(), json);
    json.writeArrayPropertyStart("related");
    for (Location location : finding.related()) {
      json.writeStartObject();
      writeLocation(location, json);
      json.writeStringProperty("note", location.note());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeStrings("notes", finding.notes(), json);
    json.writeStringProperty("remedy", finding.remedy().isBlank() ? rule.fix() : finding.remedy());
    if (!finding.replacements().isEmpty()) {
      json.writeArrayPropertyStart("edits");
      for (Replacement edit : finding.replacements()) {
        json.writeStartObject();
        json.writeStringProperty("file", edit.source().name());
        writeRange(edit.source(), edit.span(), json);
        json.writeStringProperty("text", edit.text());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!rule.docs().isEmpty()) {
      json.writeStringProperty("docs", rule.docs());
    }
    json.writeEndObject();
  }

  private static void writeLocation(Location location, JsonGenerator json) {
    json.writeStringProperty("file", location.source().name());
    json.writeStringProperty("path", location.path().toString());
    writeRange(location.source(), location.span(), json);
  }

  private static void writeRange(SourceText source, Span span, JsonGenerator json) {
    writePosition("start", source.position(span.start()), json);
    writePosition("end", source.position(span.end()), json);
  }

  private static void writePosition(String name, Position position, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("line", position.line());
    json.writeNumberProperty("column", position.column());
    json.writeEndObject();
  }

  private static void writeStrings(String name, List<String> strings, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    strings.forEach(json::writeString);
    json.writeEndArray();
  }
}
