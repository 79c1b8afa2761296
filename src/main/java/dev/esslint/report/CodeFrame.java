package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a text with places underlined.
 *
 * <pre>
 *   |
 * 5 |     manualIP: 10.0.0.1
 *   |               ^^^^^^^^
 * ...
 * 9 |     useStun: true
 *   |              ---- STUN is on
 * </pre>
 */
final class CodeFrame {
  /** So many lines between two places are shown, more are left out. */
  private static final int MAX_GAP = 2;

  /** A label that does not fit behind its underline has so many columns below it. */
  private static final int LEAST_LABEL = 40;

  private final ShownText source;
  private final Palette palette;
  private final TreeMap<Integer, List<Stroke>> strokes = new TreeMap<>();

  /** An underlining inside one line; offsets into the text. A level makes it the primary place, which comes first. */
  private record Stroke(int start, int end, @Nullable Level level, String label)
      implements Comparable<Stroke> {

    @Override
    public int compareTo(Stroke other) {
      return (level == null) != (other.level == null)
          ? level == null ? 1 : -1
          : Integer.compare(start, other.start);
    }
  }

  CodeFrame(ShownText source, Palette palette) {
    this.source = source;
    this.palette = palette;
  }

  /**
   * Underlines a place.
   *
   * @param level the level of the finding for its primary place, {@code null} for a related one
   * @param label what is to be seen there; may be empty
   */
  void mark(Span span, @Nullable Level level, String label) {
    int end = withoutTrailingBlanks(span);
    int first = source.position(span.start()).line();
    int last = source.position(end).line();
    if (first == last) {
      stroke(first, new Stroke(span.start(), end, level, label));
    } else {
      stroke(first, new Stroke(span.start(), source.line(first).end(), level, ""));
      stroke(last, new Stroke(CodeRow.firstNonBlank(source, source.line(last)), end, level, label));
    }
  }

  private void stroke(int line, Stroke stroke) {
    strokes.computeIfAbsent(line, l -> new ArrayList<>()).add(stroke);
  }

  private int withoutTrailingBlanks(Span span) {
    int end = span.end();
    while (end > span.start() && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return end == span.start() ? Math.min(span.end(), lineEnd(span.start())) : end;
  }

  private int lineEnd(int offset) {
    return Math.max(offset, source.line(source.position(offset).line()).end());
  }

  /** The digits that the line numbers need. */
  int gutter() {
    return Integer.toString(strokes.lastKey()).length();
  }

  /**
   * Draws the frame.
   *
   * @param gutter columns for line numbers
   */
  void draw(int gutter, StringBuilder out) {
    String margin = " ".repeat(gutter) + " |";
    out.append(palette.frame(margin)).append('\n');
    int before = 0;
    for (var entry : strokes.entrySet()) {
      int line = entry.getKey();
      if (before > 0 && line - before > MAX_GAP + 1) {
        out.append(palette.frame("...")).append('\n');
      } else if (before > 0) {
        for (int between = before + 1; between < line; between++) {
          drawLine(between, source.line(between).start(), gutter, out);
        }
      }
      drawMarked(line, entry.getValue(), gutter, margin, out);
      before = line;
    }
  }

  private void drawMarked(
      int line, List<Stroke> marks, int gutter, String margin, StringBuilder out) {
    Span span = source.line(line);
    boolean whole = span.end() - span.start() <= CodeRow.MAX_LINE;
    Collections.sort(marks);
    CodeRow row = null;
    for (Stroke stroke : marks) {
      if (row == null || !whole) {
        row = drawLine(line, stroke.start(), gutter, out);
      }
      int start = row.column(stroke.start());
      int width = Math.max(1, row.columnAfter(stroke.end()) - start);
      String underline = (stroke.level() == null ? "-" : "^").repeat(width);
      boolean fits = margin.length() + 1 + start + width + 1 + stroke.label().length() <= TextReport.WIDTH;
      String label = stroke.label().isEmpty() || !fits ? "" : " " + stroke.label();
      drawBelow(margin, start, stroke.level(), underline + label, out);
      if (!fits) {
        int indent = Math.min(start, Math.max(0, TextReport.WIDTH - margin.length() - 1 - LEAST_LABEL));
        int room = TextReport.WIDTH - margin.length() - 1 - indent;
        for (String words : PlainText.wrapped(stroke.label(), room)) {
          drawBelow(margin, indent, stroke.level(), words, out);
        }
      }
    }
  }

  private void drawBelow(
      String margin, int column, @Nullable Level level, String text, StringBuilder out) {
    out.append(palette.frame(margin))
        .append(" ".repeat(column + 1))
        .append(level == null ? palette.frame(text) : palette.level(level, text))
        .append('\n');
  }

  private CodeRow drawLine(int line, int place, int gutter, StringBuilder out) {
    CodeRow row = new CodeRow(source, source.line(line), place);
    String number = Integer.toString(line);
    out.append(palette.frame(" ".repeat(gutter - number.length()) + number + " |"));
    String text = row.text().stripTrailing();
    if (!text.isEmpty()) {
      out.append(' ').append(text);
    }
    out.append('\n');
    return row;
  }
}
