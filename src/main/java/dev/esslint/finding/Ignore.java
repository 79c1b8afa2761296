package dev.esslint.finding;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
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
  public boolean isExpired(LocalDate today) {
    return until.isPresent() && today.isAfter(until.get());
  }

  /** The change that takes the comment away, with its line if it has one of its own; another comment behind it stays. */
  Replacement removed() {
    String text = source.text();
    int start = comment.start();
    int other = text.indexOf('#', start + 1);
    if (other >= 0 && other < comment.end()) {
      return new Replacement(source, new Span(start, other), "");
    }
    while (start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
      start--;
    }
    boolean own = start == 0 || text.charAt(start - 1) == '\n';
    int feed = text.indexOf('\n', comment.end());
    int end = own ? feed < 0 ? text.length() : feed + 1 : comment.end();
    return new Replacement(source, new Span(start, end), "");
  }

  /** The change that takes a rule away, or the comment if it names no other one. */
  Replacement without(Word word) {
    int at = rules.indexOf(word);
    if (rules.size() == 1) {
      return removed();
    }
    Span gone =
        at + 1 < rules.size()
            ? new Span(word.span().start(), rules.get(at + 1).span().start())
            : new Span(rules.get(at - 1).span().end(), word.span().end());
    return new Replacement(source, gone, "");
  }
}
