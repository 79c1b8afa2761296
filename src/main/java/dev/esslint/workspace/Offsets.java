package dev.esslint.workspace;

import dev.esslint.text.Span;
import java.util.Arrays;

/** Where each character of a text comes from in another one, and where the text ends there. */
public final class Offsets {
  private final int[] places;

  private Offsets(int[] places) {
    this.places = places;
  }

  /**
   * Makes a table.
   *
   * @param places the offset of each character; more than there are characters are allowed
   * @param length how many characters there are
   * @param end where the text ends
   */
  public static Offsets of(int[] places, int length, int end) {
    int[] copy = Arrays.copyOf(places, length + 1);
    copy[length] = end;
    return new Offsets(copy);
  }

  /** Those of the text from an index on. */
  public Offsets after(int index) {
    return new Offsets(Arrays.copyOfRange(places, index, places.length));
  }

  /** The span there for a span of the text. */
  public Span outer(Span inner) {
    int last = places.length - 1;
    int start = places[Math.min(inner.start(), last)];
    return new Span(start, Math.max(start, places[Math.min(inner.end(), last)]));
  }
}
