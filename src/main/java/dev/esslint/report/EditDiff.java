package dev.esslint.report;

import dev.esslint.report.Told.Edit;
import dev.esslint.secret.ShownText;
import dev.esslint.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * What the changes of one finding do to the user's own lines: those that go and those that come, and no others. Secrets are masked in
 * both.
 *
 * <pre>
 *   |
 * 5 -     ingressClassName: nginx
 * 5 +     className: nginx
 * </pre>
 */
final class EditDiff {
  /** So many lines that go, and that come, are shown of a place. */
  private static final int MOST_LINES = 6;

  /** So many places are shown. */
  private static final int MOST_PLACES = 3;

  private static final String CUT = "…";

  /** What is kept before the first difference of a line that is cut at its start. */
  private static final int LEAD = 16;

  private final List<Place> places = new ArrayList<>();

  /**
   * Lines that change together.
   *
   * @param line the number of the first one that goes, as the text is now
   * @param newLine the number of the first one that comes, as it will be
   */
  private record Place(ShownText source, int line, List<String> old, int newLine, List<String> added) {}

  private EditDiff() {}

  /** What changes do that are in order and do not overlap. */
  static EditDiff of(List<Edit> edits) {
    EditDiff diff = new EditDiff();
    int shift = 0;
    int first = 0;
    while (first < edits.size()) {
      ShownText source = edits.get(first).source();
      int end = first + 1;
      while (end < edits.size() && isNear(edits.get(end - 1), edits.get(end))) {
        end++;
      }
      boolean anew = first > 0 && !isSame(edits.get(first - 1).source(), source);
      shift = diff.add(source, edits.subList(first, end), anew ? 0 : shift);
      first = end;
    }
    return diff;
  }

  private static boolean isSame(ShownText one, ShownText other) {
    return one.name().equals(other.name());
  }

  /** Whether two changes are of the same line, or of one below the other. */
  private static boolean isNear(Edit before, Edit edit) {
    ShownText source = edit.source();
    return isSame(before.source(), source)
        && source.position(edit.span().start()).line() <= source.position(before.span().end()).line() + 1;
  }

  /** Adds what some changes do; gives by how many lines they and those before move what is below. */
  private int add(ShownText source, List<Edit> edits, int shift) {
    int first = source.position(edits.getFirst().span().start()).line();
    int last = source.position(edits.getLast().span().end()).line();
    List<String> old = new ArrayList<>();
    for (int line = first; line <= last; line++) {
      old.add(source.lineAsShown(line));
    }
    StringBuilder text = new StringBuilder();
    int at = source.line(first).start();
    for (Edit edit : edits) {
      text.append(source.asShown(at, edit.span().start())).append(edit.text());
      at = edit.span().end();
    }
    text.append(source.asShown(at, Math.max(at, source.line(last).end()))); // a change may end within a line break
    List<String> added = new ArrayList<>(List.of(text.toString().replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)));
    int more = added.size() - old.size();
    int same = 0;
    while (!old.isEmpty() && !added.isEmpty() && old.getLast().equals(added.getLast())) {
      old.removeLast();
      added.removeLast();
    }
    while (!old.isEmpty() && !added.isEmpty() && old.getFirst().equals(added.getFirst())) {
      old.removeFirst();
      added.removeFirst();
      same++;
    }
    if (!old.isEmpty() || !added.isEmpty()) {
      places.add(new Place(source, first + same, old, first + same + shift, added));
    }
    return shift + more;
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Whether lines that come have a key that some YAML has, too: then that is what the changes write, or a part of it. */
  boolean writes(String yaml) {
    for (Place place : places) {
      for (String line : place.added) {
        String key = key(line);
        if (!key.isEmpty() && yaml.lines().map(EditDiff::key).anyMatch(key::equals)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String key(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon).strip();
  }

  /** The digits that the line numbers need. */
  int gutter() {
    int last = 0;
    for (Place place : places) {
      last = Math.max(last, Math.max(place.line + place.old.size(), place.newLine + place.added.size()));
    }
    return Integer.toString(last).length();
  }

  /**
   * Draws it below a frame.
   *
   * @param primary the text that the frame is of; another one is named
   * @param gutter columns for line numbers
   */
  void draw(ShownText primary, int gutter, Palette palette, StringBuilder out) {
    String blank = " ".repeat(gutter);
    out.append(palette.frame(blank + " |")).append('\n');
    ShownText before = primary;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      if (i == MOST_PLACES) {
        int more = places.size() - i;
        out.append(palette.frame("...")).append(more == 1 ? " and at one more place\n" : " and at " + more + " more places\n");
        return;
      }
      if (!isSame(before, place.source)) {
        out.append(palette.frame(blank + " :::")).append(' ').append(Visible.of(place.source.name().toString())).append('\n');
        before = place.source;
      } else if (i > 0) {
        out.append(palette.frame("...")).append('\n');
      }
      draw(place, gutter, palette, out);
    }
  }

  private static void draw(Place place, int gutter, Palette palette, StringBuilder out) {
    int common = place.old.isEmpty() || place.added.isEmpty() ? 0 : common(place.old.getFirst(), place.added.getFirst());
    int room = TextReport.WIDTH - gutter - 3;
    for (int i = 0; i < Math.min(MOST_LINES, place.old.size()); i++) {
      line(place.line + i, palette.removed("- " + fitted(place.old.get(i), i == 0 ? common : 0, room)), gutter, palette, out);
    }
    more(place.old.size(), "removed", palette, out);
    for (int i = 0; i < Math.min(MOST_LINES, place.added.size()); i++) {
      line(place.newLine + i, palette.added("+ " + fitted(place.added.get(i), i == 0 ? common : 0, room)), gutter, palette, out);
    }
    more(place.added.size(), "added", palette, out);
  }

  private static void line(int number, String text, int gutter, Palette palette, StringBuilder out) {
    String digits = Integer.toString(number);
    out.append(palette.frame(" ".repeat(gutter - digits.length()) + digits)).append(' ').append(text).append('\n');
  }

  private static void more(int lines, String what, Palette palette, StringBuilder out) {
    int more = lines - MOST_LINES;
    if (more > 0) {
      out.append(palette.frame("...")).append(more == 1 ? " one more line is " : " " + more + " more lines are ").append(what).append('\n');
    }
  }

  private static int common(String one, String other) {
    int common = 0;
    while (common < Math.min(one.length(), other.length()) && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common;
  }

  /** A line made visible and cut to its room, with the place in sight from which on it is different. */
  private static String fitted(String line, int place, int room) {
    String text = line.replace("\t", "    ");
    int start = width(text) <= room || place <= room - LEAD ? 0 : place - LEAD;
    if (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
      start--;
    }
    StringBuilder fitted = new StringBuilder(start > 0 ? CUT : "");
    int columns = fitted.length();
    String shown = Visible.of(text.substring(start)).stripTrailing();
    if (columns + width(shown) <= room) {
      return fitted.append(shown).toString();
    }
    for (int i = 0; i < shown.length(); i += Character.charCount(shown.codePointAt(i))) {
      columns += Visible.width(shown.codePointAt(i));
      if (columns >= room) {
        break;
      }
      fitted.appendCodePoint(shown.codePointAt(i));
    }
    return fitted.append(CUT).toString();
  }

  private static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      width += Visible.width(codePoint);
      i += Character.charCount(codePoint);
    }
    return width;
  }
}
