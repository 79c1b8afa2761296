package dev.esslint.finding;

import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A comment that hides findings: {@code # esslint: ignore[RTC003] reason}, at the end of their line or on a line of its own above it,
 * or {@code # esslint: ignore-file[RTC003] reason} for all of a file.
 *
 * @param source the file
 * @param comment the characters of the comment
 * @param line the line whose findings it hides, from 1; 0 for all of the file
 * @param rules the ids or names of rules, as they are written
 * @param reason why; empty if none is given
 * @param until the last day on which it holds; empty if it holds for good
 */
public record Ignore(
    SourceText source,
    Span comment,
    int line,
    List<Word> rules,
    String reason,
    Optional<LocalDate> until) {

  /** A word of the comment and where it stands. */
  public record Word(String text, Span span) {}

  /** Whether it speaks of all of a file. */
  public boolean isOfFile() {
    return line == 0;
  }

  /** Whether it is over. */
  boolean isExpired(LocalDate today) {
    return until.isPresent() && today.isAfter(until.get());
  }
}
