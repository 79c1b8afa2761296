package dev.esslint.text;

/**
 * A half-open range of a {@link SourceText}.
 *
 * @param start offset of the first character, in UTF-16 units from 0
 * @param end offset one past the last character; never before {@code start}
 */
public record Span(int start, int end) {

  /** The span of what stands in no text, such as a default of the chart. */
  public static final Span NONE = new Span(0, 0);

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + ".." + end);
    }
  }

  /** Whether the character at this offset lies inside. */
  public boolean contains(int offset) {
    return start <= offset && offset < end;
  }

  /** The smallest span that covers both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
