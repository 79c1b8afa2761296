package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Skipped;
import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last lines of a text report: what was checked, against what, and how it went. */
final class Summary {
  /** More names or releases than this become a number. */
  private static final int MAX_LISTED = 3;

  private Summary() {}

  static String of(Report report) {
    StringBuilder out = new StringBuilder();
    Map<String, List<String>> skipped = new LinkedHashMap<>();
    for (Skipped input : report.skipped()) {
      skipped
          .computeIfAbsent(input.reason().toString(), r -> new ArrayList<>())
          .add(Visible.of(input.name().toString()));
    }
    skipped.forEach(
        (reason, names) ->
            out.append("Skipped ")
                .append(names(names))
                .append(": ")
                .append(PlainText.paragraph(reason))
                .append(".\n"));
    out.append("Checked ").append(what(report.checked()));
    if (!report.checked().isEmpty()) {
      out.append(": ").append(outcome(report));
    }
    if (report.hidden().suppressed() > 0) {
      out.append("; ").append(report.hidden().suppressed()).append(" suppressed");
      List<String> refused = report.hidden().refused();
      if (!refused.isEmpty()) {
        out.append(", of which Helm still refuses ").append(String.join(", ", refused));
      }
    }
    if (report.hidden().known() > 0) {
      out.append("; ").append(report.hidden().known()).append(" in the baseline");
    }
    if (report.hidden().old() > 0) {
      out.append("; ").append(report.hidden().old()).append(" in the values before, too");
    }
    if (!report.skipped().isEmpty()) {
      out.append("; ").append(count(report.skipped().size(), "input")).append(" skipped");
    }
    if (!report.failures().isEmpty()) {
      out.append("; ")
          .append(count(report.failures().size(), "input"))
          .append(" could not be read");
    }
    return out.append(fixable(report)).append(".\n").append(remarks(report.checked())).toString();
  }

  /** What was taken for granted, and what cannot be seen. */
  private static String remarks(List<Checked> checked) {
    Set<String> remarks = new LinkedHashSet<>();
    int unseen = 0;
    for (Checked deployment : checked) {
      unseen += deployment.unseen();
      deployment.remarks().forEach(remark -> remarks.add(Visible.of(remark.toString())));
    }
    StringBuilder out = new StringBuilder();
    int listed = 0;
    for (String remark : remarks) {
      if (++listed <= MAX_LISTED) {
        out.append(remark).append('\n');
      }
    }
    if (unseen > 0) {
      out.append(count(unseen, "input"))
          .append(unseen == 1 ? " is" : " are")
          .append(" not in these files. Nothing is reported about ")
          .append(unseen == 1 ? "it" : "them")
          .append("; `esslint deployments` lists ")
          .append(unseen == 1 ? "it.\n" : "them.\n");
    }
    return out.toString();
  }

  /** How many findings a command can mend; empty for none. */
  private static String fixable(Report report) {
    int safe = 0;
    int others = 0;
    for (Told finding : report.findings()) {
      safe += finding.fixable() == Told.Fixable.SAFELY ? 1 : 0;
      others += finding.fixable() == Told.Fixable.UNSAFELY ? 1 : 0;
    }
    if (safe == 0) {
      return others == 0 ? "" : "; `esslint fix --unsafe` can fix " + others;
    }
    return "; `esslint fix` can fix " + safe + (others == 0 ? "" : ", and " + others + " more with --unsafe");
  }

  /** The same for a terminal: broken to its width, and with what to do next. */
  static String ofTerminal(Report report) {
    StringBuilder out = new StringBuilder();
    for (String line : of(report).split("\n", -1)) {
      boolean breaks = line.startsWith("Checked ") && line.length() > TextReport.WIDTH;
      int outcome = breaks ? line.lastIndexOf(": ") + 1 : 0;
      for (String part : List.of(line.substring(0, outcome), line.substring(outcome))) {
        for (String words : PlainText.wrapped(part.strip(), TextReport.WIDTH)) {
          out.append(words).append('\n');
        }
      }
    }
    return out + next(report);
  }

  /** What to do next: how to see why, by the example of the gravest finding. */
  private static String next(Report report) {
    for (Level level : Level.values()) {
      for (Told finding : report.findings()) {
        if (finding.rule().level() == level && !finding.rule().own()) {
          String page = report.documentation().own(finding.rule());
          return "`esslint explain "
              + finding.rule().id()
              + "` shows why and what to write instead"
              + (page.isEmpty() ? ".\n" : "; so does\n" + Visible.of(page) + "\n");
        }
      }
    }
    return "";
  }

  private static String names(List<String> names) {
    return names.size() <= MAX_LISTED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MAX_LISTED))
            + " and "
            + (names.size() - MAX_LISTED)
            + " more";
  }

  private static String what(List<Checked> checked) {
    if (checked.isEmpty()) {
      return "nothing";
    }
    Set<String> files = new LinkedHashSet<>();
    Set<String> releases = new LinkedHashSet<>();
    boolean layered = false;
    for (Checked deployment : checked) {
      layered |= deployment.files().size() > 1;
      deployment.files().forEach(file -> files.add(Visible.of(file.toString())));
      String chosen = deployment.chosen().toString();
      releases.add(Visible.of(deployment.chart() + (chosen.isEmpty() ? "" : " (" + chosen + ")")));
    }
    String subject;
    if (checked.size() == 1 && files.size() <= MAX_LISTED) {
      subject = String.join(" + ", files);
    } else if (layered) {
      subject = count(checked.size(), "deployment") + " of " + count(files.size(), "file");
    } else {
      subject = count(files.size(), "file");
    }
    return subject
        + " against "
        + (releases.size() <= MAX_LISTED
            ? "matrix-stack " + String.join(", ", releases)
            : count(releases.size(), "release") + " of matrix-stack");
  }

  private static String outcome(Report report) {
    if (report.findings().isEmpty()) {
      return "nothing found";
    }
    List<String> counts = new ArrayList<>();
    for (Level level : Level.values()) {
      int count = report.count(level);
      if (count > 0) {
        counts.add(count(count, level.label()));
      }
    }
    Set<String> files = new HashSet<>();
    report.findings().forEach(finding -> files.add(finding.primary().source().name().toString()));
    return String.join(", ", counts) + " in " + count(files.size(), "file");
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
