package dev.esslint.probe;

import dev.esslint.json.JsonWriter;
import dev.esslint.model.base.Basis;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** For programs: version 1 of the format that {@code docs/probe-json-v1.md} describes. */
public final class JsonProbe implements ProbeWriter {

  @Override
  public void write(ProbeReport report, OutputStream out) throws IOException {
    JsonWriter.write(out, json -> write(report, json));
  }

  private static void write(ProbeReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("version", 1);
    JsonWriter.writeTool(report.version(), json);
    texts("files", report.files(), json);
    json.writeStringProperty("chart", report.chart());
    json.writeStringProperty("from", report.from().name().toLowerCase(Locale.ROOT));
    json.writeArrayPropertyStart("findings");
    for (ProbeReport.Known known : report.findings()) {
      json.writeStartObject();
      json.writeStringProperty("rule", known.rule());
      json.writeStringProperty("level", known.level());
      json.writeStringProperty("place", known.place());
      json.writeStringProperty("message", known.message().strip());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("checks");
    report.results().forEach(result -> write(report, result, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("omitted");
    for (Omitted one : report.omitted()) {
      json.writeStartObject();
      json.writeStringProperty("what", one.what());
      json.writeStringProperty("reason", one.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("summary");
    for (String word : List.of("kept", "broken", "suspicious", "undecidable")) {
      json.writeNumberProperty(word, report.count(word));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(ProbeReport report, Result result, JsonGenerator json) {
    Check check = result.check();
    json.writeStartObject();
    json.writeStringProperty("id", result.id());
    json.writeStringProperty("group", check.promise().group().word());
    json.writeStringProperty("title", check.promise().title());
    json.writeStringProperty("asked", check.ask().words());
    json.writeStringProperty("host", check.ask().host());
    json.writeStringProperty("address", result.address());
    json.writeStringProperty("expected", Expectations.of(check));
    json.writeStringProperty("verdict", ProbeReport.word(result.verdict()));
    json.writeStringProperty("seen", ProbeReport.evidence(result.verdict()));
    json.writeStringProperty("because", ProbeReport.because(result.verdict()));
    json.writeArrayPropertyStart("causes");
    for (Cause cause : ProbeReport.causes(result.verdict())) {
      json.writeStartObject();
      json.writeStringProperty("id", cause.id());
      json.writeStringProperty("fault", cause.fault().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("fact", cause.fact());
      json.writeStringProperty("fix", cause.fix());
      texts("rules", cause.rules(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    texts("follows", result.follows(), json);
    texts("explainedBy", report.explaining(result).stream().map(ProbeReport.Known::rule).distinct().toList(), json);
    json.writeArrayPropertyStart("differences");
    for (Difference one : result.differences()) {
      json.writeStartObject();
      json.writeStringProperty("key", one.key());
      json.writeStringProperty("expected", one.expected());
      json.writeStringProperty("served", one.served());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("milliseconds", result.elapsed().toMillis());
    Basis basis = check.basis();
    json.writeStringProperty("path", basis.path().toString());
    basis
        .place()
        .ifPresent(
            place -> {
              json.writeStringProperty("file", place.file());
              json.writeNumberProperty("line", place.position().line());
              json.writeNumberProperty("column", place.position().column());
            });
    json.writeEndObject();
  }

  private static void texts(String name, List<String> texts, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
