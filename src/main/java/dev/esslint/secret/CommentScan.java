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

  /** What else may be between what is called a password and the password. */
  private static final Set<String> BETWEEN = Set.of("value", "->", "=>", "/");

  /** What people call the object of Kubernetes, of which a name follows. */
  private static final String OBJECT = "Secret ";

  private static final int MOST_DIGITS = 4;
  private static final Set<String> FLAGS = Set.of("true", "false", "null", "yes", "no", "on", "off", "~");

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
        int value = skip(end + 1, text.length());
        String name = start < end ? text.substring(start, end) : before;
        boolean about = CredentialNames.isAbout(name) || name.equals("image") || (c == '=' && value == end + 1 && start > first && !CredentialNames.isSecret(name)); // or a word of a command
        if (!about) {
          boolean harmless = isSetting(value, text.length()) || (!FORMER.contains(before) && !CredentialNames.isSecret(name) && isPlainSentence(value));
          if (!harmless) {
            hide(value, text.length());
          }
          return;
        }
        start = end + 1;
        continue;
      }
      if (BLANKS.indexOf(c) < 0 || start == end) {
        start = start == end && BLANKS.indexOf(c) >= 0 ? end + 1 : start;
        continue;
      }
      String word = text.substring(start, end).toLowerCase(Locale.ROOT);
      boolean alone = last && start == first && !isPlain(start, end) && !isFile(start, end) && !isAddress(start, end);
      boolean told = !directive && (FORMER.contains(before) || alone || (last && called));
      if (told ? end - start >= 2 : isOdd(start, end)) {
        hide(start, end);
      }
      called = (CredentialNames.isSecret(word) && !text.startsWith(OBJECT, start)) || (called && (LINKS.contains(word) || BETWEEN.contains(word)));
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

  /** Whether a word is a version, or a name with a number of one or a few digits behind a dash: {@code v1.107.0}, {@code node-3}, {@code OPS-123}. */
  private boolean isNumbered(int from, int to) {
    int digits = to;
    boolean dotted = false;
    while (digits > from && (Character.isDigit(text.charAt(digits - 1)) || (text.charAt(digits - 1) == '.' && digits < to))) {
      digits--;
      dotted |= text.charAt(digits) == '.';
    }
    if (dotted) {
      return digits == from || (digits == from + 1 && text.charAt(from) == 'v');
    }
    boolean named = digits > from + 1 && digits < to && to - digits <= MOST_DIGITS && text.charAt(digits - 1) == '-';
    return named && text.substring(from, digits - 1).chars().allMatch(c -> Character.isLetter(c) || c == '-');
  }

  /** Whether a word is a URL without a password. */
  private boolean isAddress(int from, int to) {
    return text.substring(from, to).contains("://") && text.indexOf('@', from, to) < 0;
  }

  /** Whether there are several words and each is short or of small letters. */
  private boolean isPlainSentence(int from) {
    String[] words = text.substring(from).strip().split(" ", -1);
    for (String word : words) {
      if (word.length() >= LEAST_BESIDE && !word.chars().allMatch(Character::isLowerCase)) {
        return false;
      }
    }
    return words.length > 1;
  }

  /** Whether something is a flag, a version or the name of a file, which no secret is. */
  private boolean isSetting(int from, int to) {
    return isFile(from, to) || isNumbered(from, to) || FLAGS.contains(text.substring(from, to).strip());
  }

  private boolean isOdd(int start, int end) {
    Span bare = without(MARKS, start, end);
    int from = bare.start();
    int to = bare.end();
    if (isNumbered(from, to)) {
      return false;
    }
    return !isAddress(from, to) && !isFile(from, to) && to - from >= least && (looksRandom(text, from, to) || isNumber(from, to, least));
  }
}
