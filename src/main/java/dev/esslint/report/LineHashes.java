package dev.esslint.report;

import dev.esslint.secret.ShownText;
import dev.esslint.text.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code primaryLocationLineHash} that GitHub knows results by, for every line of a text. Its definition is what
 * {@code github/codeql-action} computes on upload: a rolling hash of the 100 UTF-16 units from the start of the line,
 * without blanks and tabs and with every line break as LF, then the number of lines so far with that hash.
 */
final class LineHashes {
  private static final int WINDOW = 100;
  private static final long BASE = 37;
  private static final char END_OF_FILE = 0xffff;

  private final long[] hashes;
  private final int[] occurrences;
  private final ShownText source;
  private final int[] windowEnds;

  LineHashes(ShownText source) {
    this.source = source;
    this.hashes = new long[source.lineCount()];
    this.occurrences = new int[source.lineCount()];
    this.windowEnds = new int[source.lineCount()];
    hash(source.text());
  }

  /**
   * The hash of a line; none if it is made of characters of a secret, for it is weak enough to give a short one away.
   *
   * @param line from 1
   */
  Optional<String> of(int line) {
    Span span = source.line(line);
    return source.firstHidden(span.start(), windowEnds[line - 1]) == null
        ? Optional.of(Long.toHexString(hashes[line - 1]) + ":" + occurrences[line - 1])
        : Optional.empty();
  }

  private void hash(String text) {
    char[] units = new char[text.length() + 1 + WINDOW];
    int[] offsets = new int[text.length() + 1];
    int[] lineStarts = new int[hashes.length];
    int count = 0;
    int line = 0;
    boolean afterCr = false;
    boolean lineStart = true;
    for (int i = 0; i <= text.length(); i++) {
      char unit = i < text.length() ? text.charAt(i) : END_OF_FILE;
      boolean skipped = unit == ' ' || unit == '\t' || (afterCr && unit == '\n');
      afterCr = unit == '\r';
      if (skipped) {
        continue;
      }
      if (lineStart) {
        lineStarts[line++] = count;
      }
      lineStart = unit == '\n' || unit == '\r';
      offsets[count] = i;
      units[count++] = lineStart ? '\n' : unit;
    }

    long leaving = 1;
    for (int i = 0; i < WINDOW; i++) {
      leaving *= BASE;
    }
    Map<Long, Integer> seen = new HashMap<>();
    long hash = 0;
    line = 0;
    for (int end = 0; line < lineStarts.length; end++) {
      hash = BASE * hash + units[end] - (end < WINDOW ? 0 : leaving * units[end - WINDOW]);
      if (end + 1 - WINDOW == lineStarts[line]) {
        hashes[line] = hash;
        occurrences[line] = seen.merge(hash, 1, Integer::sum);
        windowEnds[line] = end < count - 1 ? offsets[end] + 1 : text.length();
        line++;
      }
    }
  }
}
