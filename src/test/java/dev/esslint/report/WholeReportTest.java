package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole outputs of one report that has everything. {@code -Dexpected=write} writes the expected files anew, to be
 * looked at in the diff.
 */
@Isolated("changes the locale")
class WholeReportTest {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/esslint/report");

  @Test
  void the_text_report_is_as_expected() throws IOException {
    assertExpected("full.txt", new TextReport(false, TextReport.Detail.WHOLE));
  }

  @Test
  void the_coloured_text_report_is_as_expected() throws IOException {
    assertExpected("full-coloured.txt", new TextReport(true, TextReport.Detail.WHOLE));
  }

  @Test
  void the_quiet_text_report_is_as_expected() throws IOException {
    assertExpected("full-quiet.txt", new TextReport(false, TextReport.Detail.QUIET));
  }

  @Test
  void the_json_report_is_as_expected() throws IOException {
    assertExpected("full.json", new JsonReport());
  }

  @Test
  void the_sarif_report_is_as_expected() throws IOException {
    assertExpected("full.sarif", new SarifReport(Path.of("/work/deployment")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github", "gitlab", "junit", "checkstyle", "rdjson", "azure", "sonar", "teamcity", "markdown"
      })
  void the_report_for_a_tool_is_as_expected(String format) throws IOException {
    assertExpected("full." + format, FormatsTest.reporter(format));
  }

  @Test
  void no_format_depends_on_the_locale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      assertExpected("full.txt", new TextReport(false, TextReport.Detail.WHOLE));
      assertExpected("full.json", new JsonReport());
      assertExpected("full.sarif", new SarifReport(Path.of("/work/deployment")));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void assertExpected(String file, Reporter reporter) throws IOException {
    String actual = Samples.write(reporter, Samples.full());
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(RESOURCES.resolve(file), actual);
    }
    assertEquals(Files.readString(RESOURCES.resolve(file)), actual);
  }
}
