package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what may be a secret in a comment beside one: a word for what was there before, what follows a colon or an equals sign, a comment
 * of one word, what is called a password at its end, and words that look as if nobody had made them up. Of directives to this program
 * only the last are.
 */
final class CommentScan extends TextScan {
  /** Words of a comment after which comes what is no longer so. */
  private static final Set<String> FORMER = Set.of("was", "old", "previous", "previously", "formerly");

  /** Words between what is called a password and the password. */
  private static final Set<String> LINKS = Set.of("is", "was", "ist", "war", "value", "->", "=>", "/");

  /** In a directive, shorter words are rules and releases. */
  private static final int LEAST_IN_DIRECTIVE = 14;

  private static final String MARKS = "\"'`()[]";

  private int least = LEAST_BESIDE;

  CommentScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    int start = 0;
    while (start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean directive = text.startsWith("esslint", start);
    least = directive ? LEAST_IN_DIRECTIVE : LEAST_BESIDE;
    int first = start;
    String before = "";
    boolean called = false; // whether the words before are a name of a secret
    for (int end = start; end <= text.length(); end++) {
      char c = end < text.length() ? text.charAt(end) : ' ';
      boolean last = end >= text.length();
      if (!directive && (c == ':' || c == '=') && !text.startsWith("//", end + 1)) {
        if (FORMER.contains(before) || isOdd(start, end)) {
          hide(start, end);
        }
        hide(skip(end + 1, text.length()), text.length());
        return;
      }
      if (BLANKS.indexOf(c) < 0 || start == end) {
        start = start == end && BLANKS.indexOf(c) >= 0 ? end + 1 : start;
        continue;
      }
      String word = text.substring(start, end).toLowerCase(Locale.ROOT);
      boolean alone = last && start == first && !isPlain(start, end);
      boolean told = !directive && (FORMER.contains(before) || alone || (last && called));
      if (told ? end - start >= 2 : isOdd(start, end)) {
        hide(start, end);
      }
      called = CredentialNames.isSecret(word) || (called && LINKS.contains(word));
      before = word;
      start = end + 1;
    }
  }

  /** Whether a word is one that people write about a value: of a few letters. */
  private boolean isPlain(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isLetter(text.charAt(i)) || (i > start && Character.isUpperCase(text.charAt(i)))) {
        return false;
      }
    }
    return end - start <= 2 * LEAST_BESIDE;
  }

  private boolean isOdd(int start, int end) {
    Span bare = without(MARKS, start, end);
    int from = bare.start();
    int to = bare.end();
    return to - from >= least && (looksRandom(text, from, to) || text.chars().skip(from).limit(to - from).allMatch(Character::isDigit));
  }
}
