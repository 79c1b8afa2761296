package dev.esslint.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text with a name and a table of its lines. A byte order mark is no part of it. */
public final class SourceText {
  /** Of shorter texts, of which there may be a hundred thousand, the lines are looked for again. */
  private static final int SHORT = 64;

  private final Object name;
  private final String text;
  private int @Nullable [] lineStarts;
  private @Nullable Map<Class<?>, Object> known;

  /**
   * @param name its text is what the user calls it: a path as given, or {@code <stdin>}; not a string where very many have one
   *     that is hardly ever shown
   * @param text the characters, without a byte order mark
   */
  public SourceText(Object name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads the bytes of a file as Helm does: UTF-8, or UTF-16 if a byte order mark says so; the mark is dropped.
   *
   * @throws SourceException for bytes that form no character and for control characters, with the place
   */
  public static SourceText decode(String name, byte[] bytes) throws SourceException {
    return Decoder.decode(name, bytes);
  }

  public String name() {
    return name.toString();
  }

  public String text() {
    return text;
  }

  /**
   * What is worked out from the text alone, once for as long as the text is there.
   *
   * @param kind what it is
   */
  public synchronized <T> T once(Class<T> kind, Function<SourceText, T> make) {
    Map<Class<?>, Object> all = known;
    if (all == null) {
      all = new HashMap<>();
      known = all;
    }
    Object there = all.get(kind);
    if (there == null) {
      there = make.apply(this);
      all.put(kind, there);
    }
    return kind.cast(there);
  }

  public int lineCount() {
    return lineStarts().length;
  }

  /** The place of an offset between 0 and the length of the text, both included. */
  public Position position(int offset) {
    int[] starts = lineStarts();
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - starts[line] + 1);
  }

  /** The offset of a place in this text. */
  public int offset(Position position) {
    return lineStarts()[position.line() - 1] + position.column() - 1;
  }

  /**
   * The span of a line without its line break.
   *
   * @param line from 1 to {@link #lineCount()}
   */
  public Span line(int line) {
    int[] starts = lineStarts();
    int start = starts[line - 1];
    int end = line < starts.length ? starts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return new Span(start, end);
  }

  /** What of a span is on its first line. */
  public Span firstLine(Span span) {
    int end = line(position(span.start()).line()).end();
    return new Span(span.start(), Math.clamp(end, span.start(), span.end()));
  }

  /** The characters of a span. */
  public String slice(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** Worked out when it is asked for: of most embedded texts nobody wants to know a place. */
  private int[] lineStarts() {
    int[] starts = lineStarts;
    if (starts == null) {
      starts = lineStarts(text);
      lineStarts = text.length() < SHORT ? null : starts;
    }
    return starts;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
