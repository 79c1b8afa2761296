package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.bjurr.violations.lib.ViolationsLogger;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** Reports as a reader understands them that is not ours, but that of plugins of Jenkins, Gradle and GitLab. */
final class OtherReadersTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void checkstyle_is_read_with_file_line_column_level_rule_and_message() throws Exception {
    assertEquals(
        Set.of(
            "deploy/my valües.yaml:3:15 ERROR esslint.RTC003 `manualIP` and STUN are both on. The SFU does not start.",
            "deploy/my valües.yaml:14:21 WARN esslint.SEC001 The password of Postgres stands in the values.",
            "deploy/base.yaml:1:-1 ERROR esslint.RTC003 And 1234 more of RTC003 in this file.",
            "deploy/broken.yaml:1:-1 ERROR esslint.unreadable a list is not closed",
            "deploy/gone.yaml:1:-1 ERROR esslint.unreadable this file does not exist"),
        read(Parser.CHECKSTYLE, new CheckstyleReport(), Samples.full()));
  }

  @Test
  void what_gitlab_takes_is_read_as_of_code_climate() throws Exception {
    assertEquals(
        Set.of(
            "deploy/my valües.yaml:3:-1 ERROR RTC003 RTC003: `manualIP` and STUN are both on. The SFU does not start.",
            "deploy/my valües.yaml:14:-1 ERROR SEC001 SEC001: The password of Postgres stands in the values.",
            "deploy/base.yaml:1:-1 ERROR RTC003 RTC003: And 1234 more of RTC003 in this file.",
            "deploy/broken.yaml:1:-1 ERROR unreadable unreadable: a list is not closed",
            "deploy/gone.yaml:1:-1 ERROR unreadable unreadable: this file does not exist"),
        read(Parser.CODECLIMATE, new GitlabReport(), Samples.full()));
  }

  @Test
  void a_report_without_findings_is_read_as_such() throws Exception {
    assertEquals(Set.of(), read(Parser.CHECKSTYLE, new CheckstyleReport(), Samples.report()));
    assertEquals(Set.of(), read(Parser.CODECLIMATE, new GitlabReport(), Samples.report()));
    assertEquals(Set.of(), read(Parser.SARIF, new SarifReport(folder), Samples.report()));
  }

  private Set<String> read(Parser parser, Reporter reporter, Report report) throws Exception {
    Path file = Files.writeString(folder.resolve("report"), Samples.write(reporter, report));
    return parser.findViolations(new Failing(), List.of(file.toFile())).stream()
        .map(OtherReadersTest::shown)
        .collect(Collectors.toSet());
  }

  private static String shown(Violation violation) {
    return "%s:%d:%d %s %s %s"
        .formatted(
            violation.getFile(),
            violation.getStartLine(),
            violation.getColumn(),
            violation.getSeverity(),
            violation.getRule(),
            violation.getMessage());
  }

  /** The library logs what it cannot read, and goes on. */
  private static final class Failing implements ViolationsLogger {
    @Override
    public void log(Level level, String message) {
      if (level.intValue() >= Level.WARNING.intValue()) {
        throw new AssertionError(message);
      }
    }

    @Override
    public void log(Level level, String message, Throwable cause) {
      throw new AssertionError(message, cause);
    }
  }
}
