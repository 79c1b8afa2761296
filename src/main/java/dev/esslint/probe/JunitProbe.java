package dev.esslint.probe;

import static dev.esslint.report.XmlReport.attribute;
import static dev.esslint.report.XmlReport.escaped;

import dev.esslint.report.XmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One case a check, for CI: a broken one fails, one that nothing can be said about is skipped with its reason. */
public final class JunitProbe implements ProbeWriter {

  @Override
  public void write(ProbeReport report, OutputStream out) throws IOException {
    long skipped = report.count("undecidable") + report.omitted().size();
    String counts =
        attribute("tests", Integer.toString(report.results().size() + report.omitted().size()))
            + attribute("failures", Long.toString(report.count("broken")))
            + attribute("errors", "0")
            + attribute("skipped", Long.toString(skipped));
    StringBuilder text = new StringBuilder(XmlReport.DECLARATION);
    text.append("<testsuites").append(attribute("name", "esslint probe")).append(">\n");
    text.append("  <testsuite").append(attribute("name", String.join(" + ", report.files()))).append(counts).append(">\n");
    report.results().forEach(result -> write(result, text));
    for (Omitted one : report.omitted()) {
      start(one.what(), "omitted", "0", text);
      text.append("      <skipped").append(attribute("message", one.reason())).append("/>\n    </testcase>\n");
    }
    text.append("  </testsuite>\n</testsuites>\n");
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void start(String name, String group, String time, StringBuilder text) {
    text.append("    <testcase").append(attribute("name", name)).append(attribute("classname", group)).append(attribute("time", time)).append(">\n");
  }

  private static void write(Result result, StringBuilder text) {
    String address = result.address().isEmpty() ? "" : " at " + result.address();
    String seconds = String.format(Locale.ROOT, "%.3f", result.elapsed().toMillis() / 1000.0);
    start(result.id() + " " + result.check().ask().words() + address, result.check().promise().group().word(), seconds, text);
    String seen = ProbeReport.evidence(result.verdict());
    List<Cause> causes = ProbeReport.causes(result.verdict());
    switch (result.verdict()) {
      case Verdict.Kept _ -> {}
      case Verdict.Broken _ ->
          text.append("      <failure")
              .append(attribute("message", causes.getFirst().fact()))
              .append(attribute("type", causes.getFirst().id()))
              .append('>')
              .append(escaped(seen + "\n" + causes.getFirst().fix() + Difference.lines(result.differences())))
              .append("</failure>\n");
      case Verdict.Suspicious _ ->
          text.append("      <system-out>").append(escaped(causes.getFirst().fact() + "\n" + seen + Difference.lines(result.differences()))).append("</system-out>\n");
      case Verdict.Undecidable _ -> text.append("      <skipped").append(attribute("message", seen)).append("/>\n");
    }
    text.append("    </testcase>\n");
  }
}
