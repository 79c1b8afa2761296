package dev.esslint.authoring;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;

/**
 * Something that is wrong with a rule file.
 *
 * @param message with what is right; ends without a period
 */
public record Flaw(SourceText source, Span span, String message) implements Comparable<Flaw> {

  /** By file and place, as the author reads. */
  @Override
  public int compareTo(Flaw other) {
    int files = source.name().compareTo(other.source.name());
    int starts = Integer.compare(span.start(), other.span.start());
    return files != 0 ? files : starts != 0 ? starts : message.compareTo(other.message);
  }

  /** {@code path:line:column: message}. */
  @Override
  public String toString() {
    return source.name() + ":" + source.position(span.start()) + ": " + message;
  }
}
