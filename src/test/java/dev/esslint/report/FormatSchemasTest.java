package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.esslint.finding.Level;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports against schemas of what their readers take. */
final class FormatSchemasTest {
  private static final List<Report> REPORTS = List.of(Samples.full(), Samples.report());

  @Test
  void reports_for_junit_and_checkstyle_fit_their_schemas() throws Exception {
    for (Report report : REPORTS) {
      for (Map.Entry<String, Reporter> format :
          Map.of(
                  "junit", new JunitReport(Level.ERROR),
                  "checkstyle", (Reporter) new CheckstyleReport())
              .entrySet()) {
        try (InputStream schema = schema(format.getKey() + ".xsd")) {
          SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
              .newSchema(new StreamSource(schema))
              .newValidator()
              .validate(
                  new StreamSource(new StringReader(Samples.write(format.getValue(), report))));
        }
      }
    }
  }

  @Test
  void reports_for_gitlab_and_reviewdog_fit_their_schemas() throws Exception {
    for (Report report : REPORTS) {
      for (Map.Entry<String, Reporter> format :
          Map.of("gitlab", new GitlabReport(), "rdjson", (Reporter) new RdjsonReport()).entrySet()) {
        try (InputStream in = schema(format.getKey() + ".json")) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          Schema schema =
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(JsonMapper.shared().readTree(text));
          assertEquals(
              List.of(),
              schema.validate(
                  JsonMapper.shared().readTree(Samples.write(format.getValue(), report))));
        }
      }
    }
  }

  /**
   * With {@code -Dofficial=FOLDER} also against the schemas of the readers themselves, which are not ours to have here: reviewdog's {@code
   * DiagnosticResult.json}, and {@code codeclimate.json}, by which GitLab checks each entry.
   */
  @Test
  void reports_fit_the_schemas_of_reviewdog_and_gitlab_where_these_are_at_hand() throws Exception {
    String official = System.getProperty("official");
    if (official == null) {
      return;
    }
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema result = registry.getSchema(JsonMapper.shared().readTree(Path.of(official, "DiagnosticResult.json").toFile()));
    Schema entry = registry.getSchema(JsonMapper.shared().readTree(Path.of(official, "codeclimate.json").toFile()));
    for (Report report : REPORTS) {
      assertEquals(
          List.of(), result.validate(JsonMapper.shared().readTree(Samples.write(new RdjsonReport(), report))));
      for (JsonNode one : JsonMapper.shared().readTree(Samples.write(new GitlabReport(), report))) {
        assertEquals(List.of(), entry.validate(one));
      }
    }
  }

  private static InputStream schema(String name) {
    return Objects.requireNonNull(FormatSchemasTest.class.getResourceAsStream("schemas/" + name));
  }
}
