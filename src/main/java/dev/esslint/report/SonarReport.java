package dev.esslint.report;

import dev.esslint.finding.RuleInfo;
import dev.esslint.json.JsonWriter;
import dev.esslint.report.Told.Spot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Findings as generic issues of SonarQube 10.3 and later, whose columns count from 0. */
public final class SonarReport implements Reporter {

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Map<String, RuleInfo> rules = new TreeMap<>();
    report.findings().forEach(finding -> rules.put(finding.rule().id(), finding.rule()));
    JsonWriter.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("rules");
          rules.values().forEach(rule -> rule(rule, json));
          json.writeEndArray();
          json.writeArrayPropertyStart("issues");
          report.findings().forEach(finding -> issue(finding, json));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void rule(RuleInfo rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.id());
    json.writeStringProperty("name", rule.name());
    json.writeStringProperty("description", PlainText.paragraph(rule.summary()));
    json.writeStringProperty("engineId", "esslint");
    json.writeStringProperty("cleanCodeAttribute", "LOGICAL");
    json.writeArrayPropertyStart("impacts");
    json.writeStartObject();
    json.writeStringProperty(
        "softwareQuality", rule.family().equals("SEC") ? "SECURITY" : "RELIABILITY");
    json.writeStringProperty(
        "severity",
        switch (rule.level()) {
          case ERROR -> "HIGH";
          case WARNING -> "MEDIUM";
          case NOTE -> "LOW";
        });
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void issue(Told finding, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule().id());
    json.writeObjectPropertyStart("primaryLocation");
    json.writeStringProperty("message", LineReport.message(finding));
    location(finding.primary(), json);
    json.writeEndObject();
    if (!finding.related().isEmpty()) {
      json.writeArrayPropertyStart("secondaryLocations");
      for (Spot related : finding.related()) {
        json.writeStartObject();
        if (!related.note().toString().isEmpty()) {
          json.writeStringProperty("message", PlainText.paragraph(related.note().toString()));
        }
        location(related, json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** SonarQube refuses an empty range, so that of an empty place is its line. */
  private static void location(Spot spot, JsonGenerator json) {
    Place place = Place.of(spot);
    json.writeStringProperty("filePath", place.file());
    json.writeObjectPropertyStart("textRange");
    json.writeNumberProperty("startLine", place.start().line());
    if (!place.start().equals(place.end())) {
      json.writeNumberProperty("startColumn", place.start().column() - 1);
      json.writeNumberProperty("endLine", place.end().line());
      json.writeNumberProperty("endColumn", place.end().column() - 1);
    }
    json.writeEndObject();
  }
}
