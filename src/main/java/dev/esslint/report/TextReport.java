package dev.esslint.report;

import dev.esslint.secret.ShownText;
import dev.esslint.report.Told.Spot;
import dev.esslint.finding.Level;
import dev.esslint.source.Position;
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
    StringBuilder text = new StringBuilder();
    for (Told finding : report.findings()) {
      if (quiet) {
        writeLine(finding, text);
      } else {
        writeWhole(finding, text);
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

  private void writeLine(Told finding, StringBuilder out) {
    writeHeader(finding, out);
    out.append(' ').append(PlainText.message(finding.message().toString())).append('\n');
  }

  private static void writeMore(Untold more, StringBuilder out) {
    out.append("and ")
        .append(String.format(Locale.ROOT, "%,d", more.count()))
        .append(" more of ")
        .append(more.rule().id())
        .append(" in ")
        .append(Visible.of(more.file().toString()))
        .append('\n');
  }

  private void writeHeader(Told finding, StringBuilder out) {
    Level level = finding.rule().level();
    out.append(palette.strong(place(finding.primary()) + ":"))
        .append(' ')
        .append(palette.level(level, level.label()))
        .append(' ')
        .append(palette.strong(finding.rule().id()));
  }

  private static String place(Spot location) {
    Position start = location.source().position(location.span().start());
    return Visible.of(location.source().name().toString()) + ":" + start;
  }

  private void writeWhole(Told finding, StringBuilder out) {
    writeHeader(finding, out);
    out.append(' ').append(finding.rule().name()).append('\n');
    out.append("  ").append(PlainText.message(finding.message().toString())).append('\n');

    Spot primary = finding.primary();
    List<Spot> related = finding.related();
    List<Spot> shown = related.subList(0, Math.min(related.size(), MAX_RELATED));
    // One frame a text; the text of the primary place comes first.
    Map<ShownText, CodeFrame> frames = new LinkedHashMap<>();
    Map<ShownText, Spot> firsts = new LinkedHashMap<>();
    frame(frames, primary)
        .mark(primary.span(), finding.rule().level(), PlainText.paragraph(primary.note().toString()));
    for (Spot location : shown) {
      firsts.putIfAbsent(location.source(), location);
      frame(frames, location)
          .mark(location.span(), null, PlainText.paragraph(location.note().toString()));
    }
    int gutter = 1;
    for (CodeFrame frame : frames.values()) {
      gutter = Math.max(gutter, frame.gutter());
    }
    String blank = " ".repeat(gutter);
    for (var entry : frames.entrySet()) {
      ShownText source = entry.getKey();
      if (source != primary.source()) {
        Spot first = firsts.getOrDefault(source, primary);
        out.append(palette.frame(blank + " |")).append('\n');
        out.append(palette.frame(blank + " :::")).append(' ').append(place(first)).append('\n');
      }
      entry.getValue().draw(gutter, out);
    }

    List<String> notes = new ArrayList<>();
    finding.notes().forEach(note -> notes.add(note.toString()));
    int more = related.size() - shown.size();
    if (more > 0) {
      notes.add(more == 1 ? "one more related place" : more + " more related places");
    }
    String remedy = finding.remedyText();
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
      Map<ShownText, CodeFrame> frames, Spot location) {
    return frames.computeIfAbsent(
        location.source(), source -> new CodeFrame(source, palette));
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
