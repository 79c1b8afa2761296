package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what may be a secret in a comment beside one: a word for what was there before, what follows a colon or an equals sign, and
 * words that look as if nobody had made them up. Directives to this program are none.
 */
final class CommentScan extends TextScan {
  /** Words of a comment after which comes what is no longer so. */
  private static final Set<String> FORMER = Set.of("was", "old", "previous", "previously", "formerly");

  CommentScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    int start = 0;
    while (start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (text.startsWith("esslint", start)) {
      return;
    }
    boolean former = false;
    for (int end = start; end <= text.length(); end++) {
      char c = end < text.length() ? text.charAt(end) : ' ';
      if ((c == ':' || c == '=') && !text.startsWith("//", end + 1)) {
        if (isOdd(start, end)) {
          hide(start, end);
        }
        hide(skip(end + 1, text.length()), text.length());
        return;
      }
      if (BLANKS.indexOf(c) >= 0) {
        if (former || isOdd(start, end)) {
          hide(start, end);
        }
        former = FORMER.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
        start = end + 1;
      }
    }
  }

  private boolean isOdd(int start, int end) {
    return end - start >= LEAST_BESIDE && looksRandom(text, start, end);
  }
}
