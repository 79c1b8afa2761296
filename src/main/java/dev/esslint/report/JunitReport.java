package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Findings as tests that fail, in the XML of JUnit as GitLab, Jenkins and Azure read it: a suite for each file and a case for each
 * finding, named by rule and value path, so that two runs can be compared. What does not make the run fail is a case that passes and
 * says the finding in its output. A file without findings has one case that passes.
 */
public final class JunitReport extends XmlReport {
  private final @Nullable Level lowest;

  /**
   * @param lowest the lowest level at which a finding is a failure; null if none is
   */
  public JunitReport(@Nullable Level lowest) {
    this.lowest = lowest;
  }

  /** The cases of a file. */
  private static final class Suite {
    final List<String> cases = new ArrayList<>();
    int failures;
    int errors;
  }

  @Override
  void write(Report report, StringBuilder out) {
    Map<String, Suite> suites = new LinkedHashMap<>();
    for (Report.Checked deployment : report.checked()) {
      deployment.files().forEach(file -> suites.putIfAbsent(file.toString(), new Suite()));
    }
    Map<String, Integer> names = new TreeMap<>();
    for (Told finding : report.findings()) {
      Place place = Place.of(finding.primary());
      String file = finding.primary().source().name().toString();
      String name = (finding.rule().id() + " " + finding.primary().path()).strip();
      int number = names.merge(file + "\n" + name, 1, Integer::sum);
      add(
          suites.computeIfAbsent(file, f -> new Suite()),
          file,
          number == 1 ? name : name + " (" + number + ")",
          finding.rule().level(),
          finding.rule().name(),
          message(finding),
          "line " + place.start().line() + ", column " + place.start().column());
    }
    for (Untold more : report.more()) {
      String file = more.file().toString();
      add(
          suites.computeIfAbsent(file, f -> new Suite()),
          file,
          more.rule().id() + " more",
          more.rule().level(),
          more.rule().name(),
          message(more),
          "");
    }
    for (Failure failure : report.failures()) {
      Suite suite = suites.computeIfAbsent(failure.name().toString(), f -> new Suite());
      suite.errors++;
      suite.cases.add(
          start("readable", failure.name().toString())
              + "      <error"
              + attribute("message", failure.message().toString())
              + attribute("type", "unreadable")
              + "/>\n    </testcase>\n");
    }
    suites.forEach(
        (file, suite) -> {
          if (suite.cases.isEmpty()) {
            suite.cases.add(start("nothing found", file) + "    </testcase>\n");
          }
        });
    int tests = suites.values().stream().mapToInt(suite -> suite.cases.size()).sum();
    int failures = suites.values().stream().mapToInt(suite -> suite.failures).sum();
    int errors = suites.values().stream().mapToInt(suite -> suite.errors).sum();
    out.append(DECLARATION).append("<testsuites").append(attribute("name", "esslint"));
    counts(tests, failures, errors, out);
    out.append(">\n");
    suites.forEach(
        (file, suite) -> {
          out.append("  <testsuite").append(attribute("name", file));
          counts(suite.cases.size(), suite.failures, suite.errors, out);
          out.append(" skipped=\"0\">\n");
          suite.cases.forEach(out::append);
          out.append("  </testsuite>\n");
        });
    out.append("</testsuites>\n");
  }

  private static void counts(int tests, int failures, int errors, StringBuilder out) {
    out.append(attribute("tests", Integer.toString(tests)))
        .append(attribute("failures", Integer.toString(failures)))
        .append(attribute("errors", Integer.toString(errors)))
        .append(attribute("time", "0"));
  }

  private void add(
      Suite suite, String file, String name, Level level, String type, String message, String at) {
    StringBuilder text = new StringBuilder(start(name, file));
    if (lowest != null && level.atLeast(lowest)) {
      suite.failures++;
      text.append("      <failure")
          .append(attribute("message", message))
          .append(attribute("type", type))
          .append('>')
          .append(escaped(level.label() + (at.isEmpty() ? "" : ", " + at) + ": " + message))
          .append("</failure>\n");
    } else {
      text.append("      <system-out>")
          .append(escaped(level.label() + (at.isEmpty() ? "" : ", " + at) + ": " + message))
          .append("</system-out>\n");
    }
    suite.cases.add(text.append("    </testcase>\n").toString());
  }

  private static String start(String name, String file) {
    return "    <testcase"
        + attribute("name", name)
        + attribute("classname", file)
        + attribute("file", file)
        + attribute("time", "0")
        + ">\n";
  }
}
