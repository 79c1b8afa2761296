package dev.esslint.report;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.source.Position;
import dev.esslint.source.SourceText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings for people: each with the underlined place, and a summary that says what was checked. */
public final class TextReport implements Reporter {
  /** A finding with more related places tells how many are left out. */
  private static final int MAX_RELATED = 8;

  private final Palette palette;
  private final boolean quiet;

  /**
   * @param colours whether to use ANSI colours
   * @param quiet one line a finding, {@code path:line:column: level ID message}, and nothing else
   */
  public TextReport(boolean colours, boolean quiet) {
    this.palette = new Palette(colours);
    this.quiet = quiet;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    SecretSpans secrets = new SecretSpans(report.secrets());
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (quiet) {
        writeLine(finding, text);
      } else {
        writeWhole(finding, secrets, text);
      }
      writer.append(text);
      text.setLength(0);
    }
    report.more().forEach(more -> writeMore(more, text));
    writer.append(text);
    if (!quiet) {
      writer.append(text.isEmpty() ? "" : "\n").append(Summary.of(report));
    }
    writer.flush();
  }

  private void writeLine(Finding finding, StringBuilder out) {
    writeHeader(finding, out);
    out.append(' ').append(PlainText.paragraph(finding.message())).append('\n');
  }

  private static void writeMore(More more, StringBuilder out) {
    out.append("and ")
        .append(String.format(Locale.ROOT, "%,d", more.count()))
        .append(" more of ")
        .append(more.rule().id())
        .append(" in ")
        .append(Visible.of(more.file()))
        .append('\n');
  }

  private void writeHeader(Finding finding, StringBuilder out) {
    Level level = finding.rule().level();
    out.append(palette.strong(place(finding.primary()) + ":"))
        .append(' ')
        .append(palette.level(level, level.label()))
        .append(' ')
        .append(palette.strong(finding.rule().id()));
  }

  private static String place(Location location) {
    Position start = location.source().position(location.span().start());
    return Visible.of(location.source().name()) + ":" + start;
  }

  private void writeWhole(Finding finding, SecretSpans secrets, StringBuilder out) {
    writeHeader(finding, out);
    out.append(' ').append(finding.rule().name()).append('\n');
    out.append("  ").append(PlainText.paragraph(finding.message())).append('\n');

    Location primary = finding.primary();
    List<Location> related = finding.related();
    List<Location> shown = related.subList(0, Math.min(related.size(), MAX_RELATED));
    // One frame a text; the text of the primary place comes first.
    Map<SourceText, CodeFrame> frames = new LinkedHashMap<>();
    Map<SourceText, Location> firsts = new LinkedHashMap<>();
    frame(frames, primary, secrets)
        .mark(primary.span(), finding.rule().level(), PlainText.paragraph(primary.note()));
    for (Location location : shown) {
      firsts.putIfAbsent(location.source(), location);
      frame(frames, location, secrets)
          .mark(location.span(), null, PlainText.paragraph(location.note()));
    }
    int gutter = 1;
    for (CodeFrame frame : frames.values()) {
      gutter = Math.max(gutter, frame.gutter());
    }
    String blank = " ".repeat(gutter);
    for (var entry : frames.entrySet()) {
      SourceText source = entry.getKey();
      if (source != primary.source()) {
        Location first = firsts.getOrDefault(source, primary);
        out.append(palette.frame(blank + " |")).append('\n');
        out.append(palette.frame(blank + " :::")).append(' ').append(place(first)).append('\n');
      }
      entry.getValue().draw(gutter, out);
    }

    List<String> notes = new ArrayList<>(finding.notes());
    int more = related.size() - shown.size();
    if (more > 0) {
      notes.add(more == 1 ? "one more place takes part" : more + " more places take part");
    }
    String remedy = finding.remedy().isBlank() ? finding.rule().fix() : finding.remedy();
    if (!notes.isEmpty() || !remedy.isBlank()) {
      out.append(palette.frame(blank + " |")).append('\n');
    }
    for (String note : notes) {
      writeAside("note", PlainText.lines(note), blank, out);
    }
    writeAside("fix", PlainText.lines(remedy), blank, out);
    out.append('\n');
  }

  private CodeFrame frame(
      Map<SourceText, CodeFrame> frames, Location location, SecretSpans secrets) {
    return frames.computeIfAbsent(
        location.source(), source -> new CodeFrame(source, secrets, palette));
  }

  private void writeAside(String title, List<String> lines, String blank, StringBuilder out) {
    String indent = blank + " ".repeat(" = : ".length() + title.length());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (i == 0) {
        out.append(blank).append(palette.frame(" =")).append(' ');
        out.append(palette.strong(title + ":"));
        if (line.startsWith(" ")) {
          out.append('\n').append(indent).append(line);
        } else {
          out.append(' ').append(line);
        }
      } else if (!line.isEmpty()) {
        out.append(indent).append(line);
      }
      out.append('\n');
    }
  }
}
