package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;

/** Finds words that nobody makes up: letters of both kinds and digits in disorder, hexadecimal digits of no commit and no image, UUIDs outside of URLs. */
final class RandomScan extends TextScan {
  /** So often a word turns from one kind of character to another one. */
  private static final int LEAST_TURNS = 5;

  private static final String MARKS = "~!^+@&*%$";

  /** What a certificate begins with in base64, which everybody may know. */
  private static final String CERTIFICATE = "LS0tLS1CRUdJTiBDRVJU";

  private static final int LEAST_MIXED = 14;

  /** Of shorter words, so many characters in a hundred turn, which names of many words do not. */
  private static final int LEAST_DENSE = 12;

  private static final int DENSE = 40;

  private static final int HEX = 32;
  private static final int LONG_HEX = 48;
  private static final int UUID = 36;
  private static final int UUID_HEAD = 8;

  RandomScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || !isPart(text.charAt(end))) {
        boolean random = isDense(text, start, end) || (end - start >= LEAST_WITH_TOKEN && isRandom(start, end));
        if (random && !isPath(start, end) && !endsAsFile(end) && !isRoom(start - 1, end)) {
          hide(start, end);
        }
        start = end + 1;
      }
    }
    marked();
    for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
      int from = dash - UUID_HEAD;
      if (from >= 0 && isUuid(from) && (from == 0 || (startsWord(from) && text.charAt(from - 1) != '/'))) {
        hide(from, from + UUID);
      }
    }
  }

  /** Whether slashes are between words that may have a large letter at their start and digits at their end. */
  private boolean isPath(int from, int to) {
    boolean slash = false;
    boolean digit = false;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      boolean first = at == from || text.charAt(at - 1) == '/';
      if (c == '+' || (digit && !Character.isDigit(c) && c != '/') || (Character.isUpperCase(c) && !first)) {
        return false;
      }
      slash |= c == '/';
      digit = Character.isDigit(c);
    }
    return slash;
  }

  /** Words in which the marks of base64 for addresses are parts. */
  private void marked() {
    int start = 0;
    boolean marked = false;
    for (int end = 0; end <= text.length(); end++) {
      char c = end < text.length() ? text.charAt(end) : ' ';
      boolean mark = c == '-' || c == '_';
      if (!mark && !isAscii(c)) {
        if (marked && end - start >= LEAST_WITH_TOKEN && isDense(text, start, end) && !endsAsFile(end)) {
          hide(start, end);
        }
        start = end + 1;
        marked = false;
      }
      marked |= mark;
    }
  }

  /** Whether a part of a text is such a word. */
  static boolean isRandom(String text, int from, int to) {
    if (to - from < LEAST_WITH_TOKEN) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (!isPart(text.charAt(at)) && text.charAt(at) != '=') {
        return false;
      }
    }
    return new RandomScan(text, List.of()).isRandom(from, to);
  }

  /** Whether a word is of letters of both kinds and digits in such a disorder that it is neither a name nor a path, nor a certificate. */
  static boolean isKey(String string) {
    String word = string.strip();
    int server = word.indexOf(':');
    if (word.startsWith("!") && server > 0 && word.indexOf('.', server) > server + 1 && word.substring(server).chars().noneMatch(Character::isUpperCase)) {
      return false; // a room
    }
    int end = word.length();
    while (end > 0 && word.charAt(end - 1) == '=') {
      end--;
    }
    boolean padded = end < word.length() && word.length() >= LEAST_WITH_TOKEN && word.length() % 4 == 0 && word.substring(0, end).chars().allMatch(c -> isPart((char) c));
    return (padded || isDense(word, 0, end))
        ? !word.startsWith(CERTIFICATE)
        : word.indexOf('/') < 0 && (isRandom(word, 0, end) || (isMixed(word, 0, end) && !isEmail(word)));
  }

  /** Whether a word is the name of a room, which ends with that of a server. */
  private boolean isRoom(int mark, int colon) {
    return mark >= 0 && text.charAt(mark) == '!' && text.startsWith(":", colon) && colon + 1 < text.length() && Character.isLetterOrDigit(text.charAt(colon + 1));
  }

  private static boolean isEmail(String word) {
    int at = word.indexOf('@');
    return at > 0 && word.indexOf('.', at) > 0;
  }

  /** Whether a part of a text is letters of both kinds and digits, or what stands for them in base64, in more disorder than a name of many words has. */
  static boolean isDense(String text, int from, int to) {
    int kinds = 0;
    int turns = 0;
    int before = 0;
    int marks = 0;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      int kind = Character.isDigit(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isUpperCase(c) ? 4 : "+/_-".indexOf(c) >= 0 ? 8 : 0;
      marks += kind == 8 ? 1 : 0;
      if (kind == 0 || c >= 128) {
        return false;
      }
      turns += at > from && kind != before ? 1 : 0;
      kinds |= kind;
      before = kind;
    }
    return to - from >= LEAST_DENSE && (kinds & 7) == 7 && turns * 100 >= (to - from) * DENSE && marks * LEAST_DENSE <= to - from;
  }

  /** Whether a part of a text looks as if nobody had made it up, be it all of letters and digits, or with other marks. */
  static boolean isOdd(String text, int from, int to) {
    return isRandom(text, from, to)
        || isMixed(text, from, to)
        || isUuid(text.substring(from, to))
        || ToldScan.isOdd(text, from, to);
  }

  /** Whether a part of a text has small and large letters, digits, and marks that are in no name. */
  static boolean isMixed(String text, int from, int to) {
    int kinds = 0;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c <= ' ' || "/[](){}\\".indexOf(c) >= 0) {
        return false; // a path or an expression
      }
      kinds |= Character.isDigit(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isUpperCase(c) ? 4 : MARKS.indexOf(c) >= 0 ? 8 : 0;
    }
    return kinds == 15 && to - from >= LEAST_MIXED;
  }

  /**
   * Whether a word is of letters and digits, and turns from one kind to another one more often than names do.
   *
   * @param kinds what has to be in it: 1 for digits, 2 for small letters, 4 for large ones
   */
  static boolean isRestless(String word, int kinds) {
    int found = 0;
    int turns = 0;
    int before = 0;
    for (int at = 0; at < word.length(); at++) {
      char c = word.charAt(at);
      int kind = Character.isDigit(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isUpperCase(c) ? 4 : 0;
      if (kind == 0) {
        return false;
      }
      turns += at > 0 && kind != before ? 1 : 0;
      found |= kind;
      before = kind;
    }
    return (found & kinds) == kinds && turns >= LEAST_TURNS && turns * 100 >= word.length() * DENSE;
  }

  private static boolean isPart(char c) {
    return isAscii(c) || "+/".indexOf(c) >= 0;
  }

  static boolean isUuid(String word) {
    return word.length() == UUID && new RandomScan(word, List.of()).isUuid(0);
  }

  private boolean isUuid(int from) {
    if (from + UUID > text.length()) {
      return false;
    }
    for (int i = 0; i < UUID; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(from + i);
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isRandom(int start, int end) {
    int turns = 0;
    int kinds = 0;
    boolean hex = true;
    for (int i = start; i < end; i++) {
      kinds |= kind(i);
      turns += i > start && kind(i) != kind(i - 1) ? 1 : 0;
      hex &= Character.digit(text.charAt(i), 16) >= 0;
    }
    if (hex) {
      boolean digest = text.startsWith("sha", Math.max(0, start - "sha256:".length()));
      return !digest && looksRandom(text, start, end) && (end - start == HEX || end - start >= LONG_HEX);
    }
    return (kinds & 7) == 7 && turns >= LEAST_TURNS;
  }

  private int kind(int at) {
    char c = text.charAt(at);
    return Character.isDigit(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isUpperCase(c) ? 4 : 8;
  }

  private static boolean isAscii(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }
}
