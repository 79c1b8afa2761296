package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Failure;
import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;

/** A summary in Markdown, as the summary of a step in GitHub Actions or a comment of a merge request shows it. */
public final class MarkdownReport extends LineReport {

  /** GitHub takes a mebibyte for all of a step. */
  private static final int MOST = 1000;

  @Override
  void write(Report report, StringBuilder out) {
    out.append("### esslint\n\n").append(text(Summary.of(report).strip())).append("\n");
    if (report.findings().isEmpty() && report.failures().isEmpty()) {
      return;
    }
    out.append("\n| | Place | Rule | Finding |\n|---|---|---|---|\n");
    for (Failure failure : report.failures()) {
      row("error", code(failure.name().toString()), "", failure.message().toString(), out);
    }
    List<Told> findings = new ArrayList<>();
    for (Level level : Level.values()) {
      report.findings().stream().filter(f -> f.rule().level() == level).forEach(findings::add);
    }
    for (Told finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      row(
          finding.rule().level().label(),
          code(Place.of(finding.primary()).toString()),
          finding.rule().id() + " " + finding.rule().name(),
          message(finding),
          out);
    }
    for (Untold more : report.more()) {
      row(
          more.rule().level().label(),
          code(more.file().toString()),
          more.rule().id() + " " + more.rule().name(),
          message(more),
          out);
    }
    if (findings.size() > MOST) {
      out.append("\nand ").append(findings.size() - MOST).append(" more\n");
    }
  }

  private static void row(String level, String place, String rule, String message, StringBuilder out) {
    out.append("| ").append(level).append(" | ").append(place).append(" | ").append(rule);
    out.append(" | ").append(text(message)).append(" |\n");
  }

  /** Code in a table; a bar would end the cell, and a backquote the code. */
  private static String code(String text) {
    return "`" + Visible.of(text).replace("`", "'").replace("|", "\\|") + "`";
  }

  /** Prose in a table whose code stays code and whose other signs mean nothing. */
  private static String text(String prose) {
    StringBuilder out = new StringBuilder();
    boolean code = false;
    for (char c : Visible.of(prose).toCharArray()) {
      if (c == '`') {
        code = !code;
      }
      boolean means = !code && "*_<>[]\\#".indexOf(c) >= 0;
      out.append(means || c == '|' ? "\\" : "").append(c);
    }
    return out.toString();
  }
}
