package dev.esslint.probe;

import dev.esslint.probe.Verdict.Broken;
import dev.esslint.probe.Verdict.Kept;
import dev.esslint.probe.Verdict.Suspicious;
import dev.esslint.probe.Verdict.Undecidable;
import dev.esslint.report.PlainText;
import dev.esslint.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** For a terminal of 80 columns: what is broken first, and briefly what is kept. */
public final class TextProbe implements ProbeWriter {
  private static final int COLUMNS = 80;
  private static final String INDENT = "  ";
  private static final int LABEL = 7;
  private static final int MOST_DIFFERENCES = 8;

  private final StringBuilder out = new StringBuilder();

  @Override
  public void write(ProbeReport report, OutputStream stream) throws IOException {
    out.setLength(0);
    lines("", title(report));
    findings(report);
    report.results().stream().filter(result -> result.verdict() instanceof Broken).forEach(result -> whole(report, result));
    report.results().stream().filter(result -> result.verdict() instanceof Suspicious).forEach(result -> whole(report, result));
    undecidable(report);
    kept(report);
    omitted(report.omitted());
    out.append('\n').append(summary(report)).append('\n');
    stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private static String title(ProbeReport report) {
    return String.join(" + ", report.files())
        + " with matrix-stack "
        + report.chart()
        + (report.chosen().isEmpty() ? "" : " (" + report.chosen() + ")")
        + ", asked from a "
        + report.from().name().toLowerCase(Locale.ROOT);
  }

  private void lines(String indent, String text) {
    PlainText.wrapped(Visible.of(text), COLUMNS - indent.length()).forEach(line -> out.append(indent).append(line).append('\n'));
  }

  /** A label and what it is about, with later lines below the first; an empty one goes on with the one before. */
  private void labelled(String label, String text) {
    String first = INDENT + label + (label.isEmpty() ? " " : ":") + " ".repeat(Math.max(1, LABEL - label.length()));
    String later = " ".repeat(first.length());
    List<String> wrapped = PlainText.wrapped(Visible.of(text), COLUMNS - first.length());
    for (int i = 0; i < wrapped.size(); i++) {
      out.append(i == 0 ? first : later).append(wrapped.get(i)).append('\n');
    }
  }

  private void findings(ProbeReport report) {
    if (report.findings().isEmpty()) {
      return;
    }
    out.append("\nIn the values already (see `esslint FILE`):\n");
    for (ProbeReport.Known known : report.findings()) {
      lines(INDENT, known.place() + ": " + known.level() + " " + known.rule() + " " + known.message().strip().replaceAll("\\s+", " "));
    }
  }

  private void whole(ProbeReport report, Result result) {
    out.append('\n');
    lines("", ProbeReport.word(result.verdict()) + "  " + result.id() + "  " + result.check().promise().title() + ": " + asked(result));
    List<Cause> causes = ProbeReport.causes(result.verdict());
    lines(INDENT, causes.getFirst().fact());
    labelled("Seen", ProbeReport.evidence(result.verdict()) + time(result));
    List<ProbeReport.Known> explaining = report.explaining(result);
    if (explaining.isEmpty()) {
      labelled("Where", causes.getFirst().fault().words());
      labelled("Fix", causes.getFirst().fix());
      causes.subList(1, causes.size()).forEach(cause -> labelled("Or", cause.fact() + " " + cause.fix()));
    } else {
      explaining.forEach(known -> labelled("Why", known.rule() + " at " + known.place() + ", see above"));
    }
    labelled("Value", place(result));
    differences(result.differences());
    if (!result.follows().isEmpty()) {
      labelled("Also", String.join(", ", result.follows()) + ", for the same cause");
    }
  }

  private void differences(List<Difference> differences) {
    if (differences.isEmpty()) {
      return;
    }
    labelled("Diff", Difference.LEGEND);
    for (Difference one : differences.subList(0, Math.min(MOST_DIFFERENCES, differences.size()))) {
      one.lines().forEach(line -> labelled("", line));
    }
    if (differences.size() > MOST_DIFFERENCES) {
      labelled("", "and " + (differences.size() - MOST_DIFFERENCES) + " more: see `--format json`");
    }
  }

  private static String asked(Result result) {
    String words = result.check().ask().words();
    return result.address().isEmpty() || words.contains(result.address()) ? words : words + " at " + result.address();
  }

  private static String time(Result result) {
    return result.elapsed().toMillis() == 0 ? "" : " (after " + result.elapsed().toMillis() + " ms)";
  }

  private static String place(Result result) {
    var basis = result.check().basis();
    return basis.path() + basis.place().map(place -> " at " + place.file() + ":" + place.position()).orElse(", a default of the chart");
  }

  private void undecidable(ProbeReport report) {
    boolean begun = false;
    int following = 0;
    for (Result result : report.results()) {
      if (result.verdict() instanceof Undecidable(String reason, String because)) {
        if (!because.isEmpty()) {
          following++;
          continue;
        }
        out.append(begun ? "" : "\nNot decidable from here:\n");
        begun = true;
        lines(INDENT, result.id() + "  " + asked(result) + ": " + reason);
      }
    }
    if (following > 0) {
      out.append('\n').append(following == 1 ? "1 more check follows" : following + " more checks follow").append(" from a failure above.\n");
    }
  }

  private void kept(ProbeReport report) {
    boolean begun = false;
    for (Result result : report.results()) {
      if (result.verdict() instanceof Kept(String evidence)) {
        out.append(begun ? "" : "\nKept:\n");
        begun = true;
        lines(INDENT, result.id() + "  " + asked(result) + (evidence.isEmpty() ? "" : ": " + evidence));
      }
    }
  }

  private void omitted(List<Omitted> omitted) {
    if (!omitted.isEmpty()) {
      out.append("\nNot asked:\n");
      omitted.forEach(one -> lines(INDENT, one.what() + ": " + one.reason()));
    }
  }

  private static String summary(ProbeReport report) {
    return report.count("kept")
        + " kept, "
        + report.count("broken")
        + " broken, "
        + report.count("suspicious")
        + " suspicious, "
        + report.count("undecidable")
        + " not decidable, "
        + report.omitted().size()
        + " not asked";
  }

  /** What would be asked, for people who ask by themselves. */
  public static String planned(Plan plan) {
    StringBuilder out = new StringBuilder();
    String before = "";
    for (Check check : plan.checks()) {
      out.append(before.isEmpty() || before.equals(check.ask().host()) ? "" : "\n");
      before = check.ask().host();
      String line = check.promise() + "  " + check.promise().title() + ": " + check.ask().words();
      out.append(Visible.of(line)).append('\n');
      if (!Expectations.of(check).isEmpty()) {
        out.append("    expects ").append(Visible.of(Expectations.of(check))).append('\n');
      }
    }
    if (!plan.omitted().isEmpty()) {
      out.append("\nNot asked:\n");
      plan.omitted().forEach(one -> out.append(INDENT).append(Visible.of(one.what() + ": " + one.reason())).append('\n'));
    }
    return out.toString();
  }
}
