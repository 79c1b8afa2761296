package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
  private static String json(Report report) {
    return Samples.write(new JsonReport(), report);
  }

  private static List<Error> errors(String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("schemas/report-v1.schema.json")));
    return schema.validate(json, InputFormat.JSON);
  }

  @Test
  void edits_fit_the_schema_and_are_left_out_where_there_are_none() throws Exception {
    SourceText source = Samples.source("a: 1\n");
    Finding finding = Samples.finding(Samples.at(source, "1", ""));
    assertFalse(json(Samples.report(finding)).contains("\"edits\""));
    Finding mended =
        finding.replacing(List.of(new Replacement(source, Samples.span(source, "1"), "2")));
    String json = json(Samples.report(mended));
    assertEquals(List.of(), errors(json));
    assertTrue(json.contains("\"text\": \"2\""), json);
    assertFalse(errors(json.replace("\"text\"", "\"by\"")).isEmpty());
  }

  @Test
  void reports_are_valid_against_the_schema() throws IOException {
    assertEquals(List.of(), errors(json(Samples.full())));
    assertEquals(List.of(), errors(json(Samples.report())));
  }

  @Test
  void the_schema_notices_what_is_missing() throws IOException {
    assertFalse(errors(json(Samples.full()).replace("\"line\"", "\"row\"")).isEmpty());
    assertFalse(errors(json(Samples.report()).replace("\"findings\"", "\"results\"")).isEmpty());
  }

  @Test
  void a_clean_report_has_all_properties() {
    assertEquals(
        """
        {
          "version": 1,
          "tool": {
            "name": "esslint",
            "version": "0.1.0"
          },
          "checked": [
            {
              "files": [
                "values.yaml"
              ],
              "chart": "26.8.1",
              "chosen": "newest known"
            }
          ],
          "findings": [],
          "skipped": [],
          "failures": [],
          "summary": {
            "errors": 0,
            "warnings": 0,
            "notes": 0
          }
        }
        """,
        json(Samples.report()));
  }

  @Test
  void every_character_comes_back_and_none_steers_a_terminal() {
    String name = "\u0000\u001b[2J\u007f\u009b\u00a0\u202e\u2028\ufeffäß漢😀\ud800x\"\\/";
    SourceText source = new SourceText(name, "a: 1");
    Finding finding =
        new Finding(
            Samples.DEFAULT,
            name,
            new Location.InText(ValuePath.of(name), source, new Span(0, 1), ""),
            List.of(),
            List.of(),
            "");
    String json = json(Samples.report(finding));
    assertTrue(json.codePoints().allMatch(c -> c == '\n' || !Visible.isHidden(c)), json);
    assertTrue(json.contains("äß漢"), json);
    JsonNode read = JsonMapper.shared().readTree(json).at("/findings/0");
    assertEquals(name, read.get("message").asString());
    assertEquals(name, read.get("file").asString());
  }

  @Test
  void columns_count_utf_16_units_and_ends_are_one_past() {
    SourceText source = Samples.source("a: 1\r\n😀: b\r\n");
    String json = json(Samples.report(Samples.finding(Samples.at(source, "b", ""))));
    JsonNode finding = JsonMapper.shared().readTree(json).at("/findings/0");
    assertEquals("{\"line\":2,\"column\":5}", finding.get("start").toString());
    assertEquals("{\"line\":2,\"column\":6}", finding.get("end").toString());
  }

  @Test
  void a_stream_that_is_closed_early_is_an_io_exception() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (Reporter reporter :
        List.of(new JsonReport(), new SarifReport(Path.of("/")), new TextReport(false, TextReport.Detail.WHOLE))) {
      IOException thrown =
          assertThrows(IOException.class, () -> reporter.write(Samples.full(), closed));
      assertEquals("Broken pipe", thrown.getMessage());
    }
    Finding[] many = new Finding[20_000];
    Arrays.fill(many, Samples.finding(Samples.at(Samples.source("a: 1"), "a", "")));
    assertThrows(IOException.class, () -> new JsonReport().write(Samples.report(many), closed));
  }
}
