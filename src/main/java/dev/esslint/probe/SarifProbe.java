package dev.esslint.probe;

import dev.esslint.json.JsonWriter;
import dev.esslint.model.base.Basis;
import dev.esslint.report.SarifReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What is broken or suspicious as SARIF 2.1.0, at the values that promise it. */
public final class SarifProbe implements ProbeWriter {
  private final UnaryOperator<String> uris;

  /**
   * @param uris makes a relative URI of the name of a file
   */
  public SarifProbe(UnaryOperator<String> uris) {
    this.uris = uris;
  }

  @Override
  public void write(ProbeReport report, OutputStream out) throws IOException {
    JsonWriter.write(out, json -> write(report, json));
  }

  private void write(ProbeReport report, JsonGenerator json) {
    List<Result> told = report.results().stream().filter(result -> !ProbeReport.causes(result.verdict()).isEmpty()).toList();
    List<Promise> rules = told.stream().map(result -> result.check().promise()).distinct().toList();
    json.writeStartObject();
    json.writeStringProperty("$schema", SarifReport.SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "esslint probe");
    json.writeStringProperty("version", report.version());
    json.writeArrayPropertyStart("rules");
    for (Promise promise : rules) {
      json.writeStartObject();
      json.writeStringProperty("id", promise.name());
      text("shortDescription", promise.title(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectPropertyStart("automationDetails");
    json.writeStringProperty("id", "esslint-probe/");
    json.writeEndObject();
    json.writeStringProperty("columnKind", "utf16CodeUnits");
    json.writeArrayPropertyStart("results");
    told.forEach(result -> write(result, rules.indexOf(result.check().promise()), json));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Result result, int rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", result.id());
    json.writeNumberProperty("ruleIndex", rule);
    json.writeStringProperty("level", result.verdict() instanceof Verdict.Broken ? "error" : "warning");
    text("message", message(result), json);
    json.writeArrayPropertyStart("locations");
    Basis basis = result.check().basis();
    basis.place().ifPresent(place -> location(place, json));
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("esslintProbe/v1", result.id() + " " + basis.path() + " " + ProbeReport.causes(result.verdict()).getFirst().id());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String message(Result result) {
    List<Cause> causes = ProbeReport.causes(result.verdict());
    String asked = result.check().ask().words() + (result.address().isEmpty() ? "" : " at " + result.address());
    return causes.getFirst().fact()
        + "\nAsked: " + asked
        + "\nSeen: " + ProbeReport.evidence(result.verdict())
        + causes.stream().map(cause -> "\nFix: " + cause.fix()).collect(Collectors.joining())
        + Difference.lines(result.differences());
  }

  private void location(Basis.Place place, JsonGenerator json) {
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", uris.apply(place.file()));
    json.writeEndObject();
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", place.position().line());
    json.writeNumberProperty("startColumn", place.position().column());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(String name, String text, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }
}
