package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.report.Told.Spot;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Many;
import dev.esslint.text.Position;
import dev.esslint.text.Visible;
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

/**
 * Findings for people: each with the underlined place, and a summary that says what was checked and what to do next. It fits
 * {@value #WIDTH} columns as far as the user's own names and lines do.
 */
public final class TextReport implements Reporter {
  /** A finding with more related places tells how many are left out. */
  private static final int MAX_RELATED = 8;

  private static final String INDENT = "  ";

  /** What a remedy says to write. */
  private static final String FENCE = "```yaml";

  private static final String END_OF_FENCE = "```";

  /** As far as the text of a remedy is indented. */
  private static final String INDENTED = "        ";

  /** The columns of a terminal. */
  static final int WIDTH = 80;

  /** The findings in so many files are held as text. */
  private static final int HELD = 256;

  /** So many findings in a row of one file have its path above them, once. */
  private static final int GROUP = 3;

  private final Palette palette;
  private final Detail detail;

  /** How much is told. */
  public enum Detail {
    /** The place, the message, the reasons and the remedy. */
    WHOLE,
    /** One line a finding, {@code path:line:column: level ID message}, and the summary. */
    CONCISE,
    /** These lines and nothing else. */
    QUIET
  }

  /**
   * @param colours whether to use ANSI colours
   * @param detail how much is told
   */
  public TextReport(boolean colours, Detail detail) {
    this.palette = new Palette(colours);
    this.detail = detail;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    List<List<Told>> files = byFile(report.findings());
    for (int from = 0; from < files.size(); from += HELD) {
      List<List<Told>> some = files.subList(from, Math.min(files.size(), from + HELD));
      for (StringBuilder file : Many.stream(some).map(this::written).toList()) {
        writer.append(file);
      }
    }
    StringBuilder text = new StringBuilder();
    report.more().forEach(more -> writeMore(more, text));
    writer.append(text);
    if (detail != Detail.QUIET) {
      writer.append(text.isEmpty() ? "" : "\n").append(Summary.ofTerminal(report));
    }
    writer.flush();
  }

  /** Findings in their order, those in a row that are in the same file together. */
  private static List<List<Told>> byFile(List<Told> findings) {
    List<List<Told>> files = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= findings.size(); end++) {
      if (end == findings.size() || !file(findings.get(end)).equals(file(findings.get(start)))) {
        files.add(findings.subList(start, end));
        start = end;
      }
    }
    return files;
  }

  private static String file(Told finding) {
    return finding.primary().source().name().toString();
  }

  /** The findings in a file. */
  private StringBuilder written(List<Told> file) {
    StringBuilder text = new StringBuilder();
    boolean grouped = detail == Detail.WHOLE && file.size() >= GROUP;
    if (grouped) {
      text.append(palette.strong(path(file.getFirst().primary()))).append("\n\n");
    }
    for (Told finding : file) {
      if (detail == Detail.WHOLE) {
        writeWhole(finding, grouped, text);
      } else {
        writeLine(finding, text);
      }
    }
    return text;
  }

  private void writeLine(Told finding, StringBuilder out) {
    writeHeader(finding, place(finding.primary()), out);
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

  private void writeHeader(Told finding, String place, StringBuilder out) {
    Level level = finding.rule().level();
    out.append(palette.strong(place + ":"))
        .append(' ')
        .append(palette.level(level, level.label()))
        .append(' ')
        .append(palette.strong(finding.rule().id()));
  }

  private static String place(Spot location) {
    return path(location) + ":" + position(location);
  }

  private static String path(Spot location) {
    return Visible.of(location.source().name().toString());
  }

  private static Position position(Spot location) {
    return location.source().position(location.span().start());
  }

  private void writeWhole(Told finding, boolean grouped, StringBuilder out) {
    String at = grouped ? position(finding.primary()).toString() : place(finding.primary());
    writeHeader(finding, at, out);
    out.append(' ').append(finding.rule().name()).append('\n');
    String message = PlainText.message(finding.message().toString());
    for (String line : PlainText.wrapped(message, WIDTH - INDENT.length())) {
      out.append(INDENT).append(line).append('\n');
    }

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
    EditDiff diff = finding.edits().isEmpty() ? null : EditDiff.of(finding.edits());
    int gutter = diff == null ? 1 : diff.gutter();
    for (CodeFrame frame : frames.values()) {
      gutter = Math.max(gutter, frame.gutter());
    }
    String blank = " ".repeat(gutter);
    for (var entry : frames.entrySet()) {
      ShownText source = entry.getKey();
      if (!source.equals(primary.source())) {
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
      writeAside("note", note, blank, out);
    }
    if (diff != null && !diff.isEmpty()) {
      writeChange(finding, remedy, diff, gutter, out);
    } else {
      writeAside("fix", remedy, blank, out);
    }
    out.append('\n');
  }

  /** The remedy, with the change of the user's own lines in the place of what it says to write, or below it if that is something else. */
  private void writeChange(Told finding, String remedy, EditDiff diff, int gutter, StringBuilder out) {
    String blank = " ".repeat(gutter);
    ShownText primary = finding.primary().source();
    int start = remedy.indexOf(FENCE);
    int end = start < 0 ? -1 : remedy.indexOf(END_OF_FENCE, start + FENCE.length());
    boolean instead = end >= 0 && diff.writes(remedy.substring(start + FENCE.length(), end));
    String before = instead ? remedy.substring(0, start) : remedy;
    writeAside("fix", instead && before.isBlank() ? "Write:" : before, blank, out);
    if (!instead && end >= 0) {
      String option = finding.fixable() == Told.Fixable.UNSAFELY ? " --unsafe" : "";
      out.append(palette.frame(blank + " |")).append('\n');
      writeAside("note", "`esslint fix" + option + "` makes this change:", blank, out);
    }
    diff.draw(primary, gutter, palette, out);
    String after = instead ? remedy.substring(end + END_OF_FENCE.length()) : "";
    if (!after.isBlank()) {
      out.append(palette.frame(blank + " |")).append('\n');
      for (String line : PlainText.lines(after.strip(), WIDTH - blank.length() - INDENTED.length())) {
        out.append(line.isEmpty() ? "" : blank + INDENTED + line).append('\n');
      }
    }
  }

  private CodeFrame frame(
      Map<ShownText, CodeFrame> frames, Spot location) {
    return frames.computeIfAbsent(
        location.source(), source -> new CodeFrame(source, palette));
  }

  private void writeAside(String title, String text, String blank, StringBuilder out) {
    String indent = blank + " ".repeat(" = : ".length() + title.length());
    List<String> lines = PlainText.lines(text, WIDTH - indent.length());
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
