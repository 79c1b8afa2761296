package dev.esslint.report;

import dev.esslint.finding.Bounded;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Findings as SARIF 2.1.0, as GitHub code scanning takes it. Other viewers read it as well. It holds no snippets, so no
 * secrets, and no path of the machine.
 */
public final class SarifReport implements Reporter {
  /** Where the program has its page; the build cannot know where a clone comes from. */
  static final String INFORMATION = Documentation.HOME;

  /** The schema of the format. */
  public static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
  private static final String BASE_ID = "%SRCROOT%";

  /** With more, GitHub refuses the whole upload. */
  private static final int MAX_RESULTS = 25_000;

  private final ArtifactUris uris;

  /**
   * @param root the directory that URIs are relative to: the working directory, which should be the root of the
   *     repository
   */
  public SarifReport(Path root) {
    this.uris = new ArtifactUris(root);
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    JsonWriter.write(out, json -> new Run(report, json).write());
  }

  /** One report on its way out. */
  private final class Run {
    private final Report report;
    private final JsonGenerator json;
    private final SarifRules rules;
    private final Map<ShownText, LineHashes> lineHashes = new HashMap<>();
    private final Fingerprints fingerprints = new Fingerprints();

    Run(Report report, JsonGenerator json) {
      this.report = report;
      this.json = json;
      this.rules = new SarifRules(report);
    }

    void write() {
      json.writeStartObject();
      json.writeStringProperty("$schema", SCHEMA);
      json.writeStringProperty("version", "2.1.0");
      json.writeArrayPropertyStart("runs");
      json.writeStartObject();
      json.writeObjectPropertyStart("tool");
      json.writeObjectPropertyStart("driver");
      json.writeStringProperty("name", "esslint");
      json.writeStringProperty("version", report.version());
      json.writeStringProperty("semanticVersion", report.version());
      json.writeStringProperty("informationUri", INFORMATION);
      rules.write(json);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectPropertyStart("automationDetails");
      json.writeStringProperty("id", "esslint/");
      json.writeEndObject();
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      json.writeObjectPropertyStart("originalUriBaseIds");
      json.writeObjectPropertyStart(BASE_ID);
      writeText("description", "The directory that esslint ran in.");
      json.writeEndObject();
      json.writeEndObject();
      List<Told> told = gravest(report.findings());
      writeInvocation(report.findings().size() - told.size());
      json.writeArrayPropertyStart("results");
      told.forEach(this::writeResult);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void writeInvocation(int leftOut) {
      json.writeArrayPropertyStart("invocations");
      json.writeStartObject();
      json.writeBooleanProperty("executionSuccessful", report.failures().isEmpty());
      json.writeArrayPropertyStart("toolExecutionNotifications");
      for (Report.Failure failure : report.failures()) {
        json.writeStartObject();
        json.writeStringProperty("level", "error");
        writeText("message", sentence(failure.message().toString()));
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        failure
            .place()
            .ifPresentOrElse(
                place -> writePhysical(failure.name(), place.source(), place.span()),
                () -> writePhysical(failure.name(), null, Span.NONE));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
      }
      for (Report.Skipped input : report.skipped()) {
        json.writeStartObject();
        json.writeStringProperty("level", "note");
        writeText("message", sentence("Skipped: " + input.reason()));
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        writePhysical(input.name(), null, Span.NONE);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
      }
      for (Untold more : report.more()) {
        json.writeStartObject();
        json.writeStringProperty("level", more.rule().level().label());
        writeText(
            "message",
            more.count()
                + " more of "
                + more.rule().id()
                + " in this file. For each rule and file, a run contains at most "
                + Bounded.MOST
                + " results.");
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        writePhysical(more.file(), null, Span.NONE);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectPropertyStart("associatedRule");
        json.writeStringProperty("id", more.rule().id());
        json.writeNumberProperty("index", rules.index(more.rule()));
        json.writeEndObject();
        json.writeEndObject();
      }
      if (leftOut > 0) {
        json.writeStartObject();
        json.writeStringProperty("level", "warning");
        writeText(
            "message",
            leftOut
                + " findings of the lowest levels are left out. A run contains at most "
                + MAX_RESULTS
                + " results.");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void writeResult(Told finding) {
      RuleInfo rule = finding.rule();
      Spot primary = finding.primary();
      List<Spot> related = finding.related();
      json.writeStartObject();
      json.writeStringProperty("ruleId", rule.id());
      json.writeNumberProperty("ruleIndex", rules.index(rule));
      json.writeStringProperty("level", rule.level().label());
      writeText("message", message(finding, related));
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      writePhysical(primary.source().name(), primary.source(), primary.span());
      json.writeEndObject();
      json.writeEndArray();
      if (!related.isEmpty()) {
        json.writeArrayPropertyStart("relatedLocations");
        for (int i = 0; i < related.size(); i++) {
          Spot location = related.get(i);
          json.writeStartObject();
          json.writeNumberProperty("id", i + 1);
          writePhysical(location.source().name(), location.source(), location.span());
          writeText("message", sentence(caption(location)));
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      writeFingerprints(finding);
      if (!finding.edits().isEmpty()) {
        writeFix(finding);
      }
      json.writeEndObject();
    }

    private void writeFix(Told finding) {
      List<Edit> replacements = finding.edits();
      Map<ShownText, List<Edit>> files = new LinkedHashMap<>();
      for (Edit replacement : replacements) {
        files.computeIfAbsent(replacement.source(), source -> new ArrayList<>()).add(replacement);
      }
      json.writeArrayPropertyStart("fixes");
      json.writeStartObject();
      writeText(
          "description",
          switch (finding.fixable()) {
            case NO -> "The change that esslint upgrade --write makes.";
            case SAFELY -> "The change that esslint fix makes.";
            case UNSAFELY -> "The change that esslint fix --unsafe makes. It changes what is deployed.";
          });
      json.writeArrayPropertyStart("artifactChanges");
      for (Map.Entry<ShownText, List<Edit>> file : files.entrySet()) {
        json.writeStartObject();
        writeArtifact(file.getKey().name());
        json.writeArrayPropertyStart("replacements");
        for (Edit replacement : file.getValue()) {
          json.writeStartObject();
          writeRegion("deletedRegion", replacement.source(), replacement.span());
          writeText("insertedContent", replacement.text().toString());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void writeFingerprints(Told finding) {
      Spot primary = finding.primary();
      json.writeObjectPropertyStart("partialFingerprints");
      ShownText source = primary.source();
      lineHashes
          .computeIfAbsent(source, LineHashes::new)
          .of(source.position(primary.span().start()).line())
          .ifPresent(hash -> json.writeStringProperty("primaryLocationLineHash", hash));
      json.writeStringProperty("esslint/v1", fingerprints.next(finding));
      json.writeEndObject();
    }

    /** A file, and a region in it unless the source is {@code null}. */
    private void writePhysical(Shown name, @Nullable ShownText source, Span span) {
      json.writeObjectPropertyStart("physicalLocation");
      writeArtifact(name);
      if (source != null) {
        writeRegion("region", source, span);
      }
      json.writeEndObject();
    }

    private void writeArtifact(Shown name) {
      json.writeObjectPropertyStart("artifactLocation");
      json.writeStringProperty("uri", uris.of(name.toString()));
      json.writeStringProperty("uriBaseId", BASE_ID);
      json.writeEndObject();
    }

    private void writeRegion(String property, ShownText source, Span span) {
      Position start = source.position(span.start());
      Position end = source.position(span.end());
      json.writeObjectPropertyStart(property);
      json.writeNumberProperty("startLine", start.line());
      json.writeNumberProperty("startColumn", start.column());
      json.writeNumberProperty("endLine", end.line());
      json.writeNumberProperty("endColumn", end.column());
      json.writeEndObject();
    }

    private void writeText(String name, String text) {
      json.writeObjectPropertyStart(name);
      json.writeStringProperty("text", text);
      json.writeEndObject();
    }
  }

  /** All that there is to say: viewers show the text and little else. The first sentence becomes the title. */
  private static String message(Told finding, List<Spot> related) {
    StringBuilder text = new StringBuilder(unlinked(sentence(finding.message().toString())));
    for (int i = 0; i < related.size(); i++) {
      text.append(i == 0 ? "\nSee " : ", ")
          .append('[')
          .append(caption(related.get(i)).replaceAll("[\\[\\]\\\\]", "\\\\$0"))
          .append("](")
          .append(i + 1)
          .append(')');
    }
    text.append(related.isEmpty() ? "" : ".");
    for (Shown note : finding.notes()) {
      text.append("\nNote: ").append(unlinked(sentence(note.toString())));
    }
    String remedy = finding.remedyText();
    if (!remedy.isBlank()) {
      text.append("\nFix: ").append(unlinked(String.join("\n", PlainText.lines(remedy, PlainText.ANY_WIDTH)).strip()));
    }
    return text.append("\nMore: esslint explain ")
        .append(finding.rule().id())
        .append('.')
        .toString();
  }

  private static String caption(Spot location) {
    String note = PlainText.paragraph(location.note().toString());
    if (!note.isEmpty()) {
      return note;
    }
    return location.path().isEmpty() ? "here" : PlainText.paragraph(location.path().toString());
  }

  private static String sentence(String text) {
    String paragraph = PlainText.message(text);
    return paragraph.endsWith(".") ? paragraph : paragraph + ".";
  }

  /** Keeps what looks like a link from being one. */
  private static String unlinked(String text) {
    return text.contains("](") ? text.replaceAll("[\\[\\]\\\\]", "\\\\$0") : text;
  }

  /** As many findings as a run may hold, in their order. */
  private static List<Told> gravest(List<Told> findings) {
    if (findings.size() <= MAX_RESULTS) {
      return findings;
    }
    return IntStream.range(0, findings.size())
        .boxed()
        .sorted((one, other) -> findings.get(one).rule().level().compareTo(findings.get(other).rule().level()))
        .limit(MAX_RESULTS)
        .sorted()
        .map(findings::get)
        .toList();
  }
}
