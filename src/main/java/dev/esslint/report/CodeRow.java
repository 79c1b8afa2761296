package dev.esslint.report;

import dev.esslint.secret.Mask;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import org.jspecify.annotations.Nullable;

/** A line of a text as it is printed: made visible, secrets masked, cut if it is long. Knows where each unit went. */
final class CodeRow {
  /** Longer lines are cut, so that they fit a terminal with their number; in UTF-16 units. */
  static final int MAX_LINE = 72;

  /** What is kept before the place where a line is cut. */
  private static final int LEAD = 24;

  private static final String TAB = "    ";
  private static final String CUT = "…";

  private final StringBuilder text = new StringBuilder();
  private final int from;
  private final int[] starts;
  private final int[] ends;

  /**
   * @param line the span of the line
   * @param place the offset that must be in sight
   */
  CodeRow(ShownText source, Span line, int place) {
    Span shown = shown(source.text(), line, place);
    from = shown.start();
    starts = new int[shown.end() - shown.start()];
    ends = new int[starts.length];
    int column = 0;
    if (shown.start() > line.start()) {
      text.append(CUT);
      column = 1;
    }
    // The indentation of a secret of several lines is no secret.
    int material = column > 0 ? from : firstNonBlank(source, shown);
    @Nullable Span secret = source.firstHidden(material, shown.end());
    int hidden = shown.start();
    int i = shown.start();
    while (i < shown.end()) {
      int codePoint = source.text().codePointAt(i);
      int next = i + Character.charCount(codePoint);
      int start = column;
      if (secret != null && i >= material && next > secret.start()) {
        next = Math.max(next, Math.min(secret.end(), shown.end()));
        hidden = secret.end();
        text.append(Mask.MASK);
        column += Mask.MASK.length();
        secret = source.firstHidden(next, shown.end());
      } else if (codePoint == '\t') {
        text.append(TAB);
        column += TAB.length();
      } else {
        int before = text.length();
        Visible.append(codePoint, text);
        int units = text.length() - before;
        boolean asItIs = units == next - i;
        column += asItIs ? Visible.width(codePoint) : units;
      }
      for (; i < next; i++) {
        starts[i - from] = start;
        ends[i - from] = column;
      }
    }
    // where only the rest of a secret is cut off, a sign of it would tell that the secret is long
    if (shown.end() < line.end() && hidden < line.end()) {
      text.append(CUT);
    }
  }

  /** Cuts a long line around a place, never through a character. */
  private static Span shown(String text, Span line, int place) {
    if (line.end() - line.start() <= MAX_LINE) {
      return line;
    }
    int start = Math.clamp(place - LEAD, line.start(), line.end() - MAX_LINE);
    int end = start + MAX_LINE;
    if (start > line.start()
        && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start))) {
      start--;
    }
    if (end < line.end() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
      end++;
    }
    return new Span(start, end);
  }

  /** The offset of the first character of a line that is no blank, or of its end. */
  static int firstNonBlank(ShownText source, Span line) {
    int start = line.start();
    while (start < line.end() && Character.isWhitespace(source.text().charAt(start))) {
      start++;
    }
    return start;
  }

  String text() {
    return text.toString();
  }

  /** The column from 0 at which the unit at an offset is printed. */
  int column(int offset) {
    int i = offset - from;
    return i < starts.length ? starts[i] : columnAfter(offset);
  }

  /** The column after the unit before an offset. */
  int columnAfter(int end) {
    int i = Math.min(end - from, ends.length);
    return i <= 0 ? 0 : ends[i - 1];
  }
}
