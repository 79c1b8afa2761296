package dev.esslint.workspace.command;

import dev.esslint.source.Span;
import dev.esslint.workspace.Excerpt;
import java.util.Arrays;

/**
 * A word of a command.
 *
 * @param text what the shell makes of it; what it fills in and is not known stands there as {@code ${...}}
 * @param from the offset in the script of each character, and of the end
 * @param span the word as it is written
 * @param known whether nothing of it is filled in by something that is not known
 */
record Word(String text, int[] from, Span span, boolean known) {

  /** The text from an index on, with its places outside. */
  Excerpt after(int index, Excerpt script) {
    int[] places = Arrays.copyOfRange(from, index, from.length);
    return script.with(
        text.substring(index),
        inner -> {
          int start = places[Math.min(inner.start(), places.length - 1)];
          return new Span(start, Math.max(start, places[Math.min(inner.end(), places.length - 1)]));
        });
  }
}
