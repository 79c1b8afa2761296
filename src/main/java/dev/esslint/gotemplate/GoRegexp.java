package dev.esslint.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A regular expression as Go's {@code regexp} reads it, only to say whether it can be read. It has no look-around, no references
 * back and no possessive or atomic groups, and it knows fewer escapes than others.
 */
final class GoRegexp {
  /** What is longer may be too large once it is compiled, whatever its syntax. */
  private static final int LONGEST = 1_000;

  private static final int MOST_REPEATED = 1_000;
  private static final int END = -1;

  private static final Set<String> CLASSES =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word", "xdigit");

  private final int[] text;
  private int at;

  /** How often the largest part may stand there once all repetitions are written out. */
  private long repeated = 1;

  /** Whether there are names of Unicode that are not looked up here. */
  private boolean names;

  private GoRegexp(String text) {
    this.text = text.codePoints().toArray();
  }

  /** It cannot be read. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /** Whether Go can read a text as an expression. */
  static Truthiness isReadable(String text) {
    if (text.length() > LONGEST) {
      return Truthiness.UNKNOWN;
    }
    GoRegexp pattern = new GoRegexp(text);
    try {
      pattern.read();
    } catch (Unreadable unreadable) {
      return Truthiness.NO;
    }
    return pattern.names || pattern.repeated > MOST_REPEATED ? Truthiness.UNKNOWN : Truthiness.YES;
  }

  private void read() throws Unreadable {
    int open = 0;
    boolean operand = false;
    boolean repetition = false;
    while (at < text.length) {
      int c = text[at];
      boolean repeats = c == '*' || c == '+' || c == '?' || (c == '{' && isCount());
      if (repeats) {
        demand(operand && !repetition);
        if (c == '{') {
          count();
        } else {
          at++;
        }
        skip('?');
      } else if (c == '(') {
        boolean group = opens();
        open += group ? 1 : 0;
        operand &= !group;
      } else if (c == '|') {
        at++;
        operand = false;
      } else {
        if (c == ')') {
          demand(open > 0);
          open--;
        }
        part();
        operand = true;
      }
      repetition = repeats;
    }
    demand(open == 0);
  }

  private static void demand(boolean holds) throws Unreadable {
    if (!holds) {
      throw new Unreadable();
    }
  }

  private int peek() {
    return at < text.length ? text[at] : END;
  }

  private boolean skip(int c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  /** What is neither a repetition, nor a choice, nor the beginning of a group. */
  private void part() throws Unreadable {
    if (peek() == '[') {
      characters();
    } else if (!skip('\\')) {
      at++;
    } else if (skip('Q')) {
      while (at < text.length && !(text[at] == '\\' && at + 1 < text.length && text[at + 1] == 'E')) {
        at++;
      }
      at = Math.min(text.length, at + 2);
    } else if ("AbBz".indexOf(peek()) >= 0) {
      at++;
    } else if (!isClass()) {
      escaped();
    }
  }

  /** Takes a {@code \d} or {@code \p{L}} behind its backslash, if that is one. */
  private boolean isClass() throws Unreadable {
    if (skip('p') || skip('P')) {
      demand(at < text.length);
      if (skip('{')) {
        do {
          demand(at < text.length);
        } while (text[at++] != '}');
        names = true;
      } else {
        names |= "CLMNPSZ".indexOf(text[at]) < 0;
        at++;
      }
      return true;
    }
    boolean is = at < text.length && "dDsSwW".indexOf(text[at]) >= 0;
    at += is ? 1 : 0;
    return is;
  }

  /**
   * Takes what follows a backslash.
   *
   * @return the character that it stands for
   */
  private int escaped() throws Unreadable {
    int c = peek();
    demand(c != END);
    at++;
    if (c >= '0' && c <= '7') {
      demand(c == '0' || isDigit(peek(), 8));
      int value = c - '0';
      for (int i = 0; i < 2 && isDigit(peek(), 8); i++) {
        value = 8 * value + text[at++] - '0';
      }
      return value;
    }
    if (c == 'x') {
      return hexadecimal();
    }
    int control = "afnrtv".indexOf(c);
    demand(control >= 0 || (c < 0x80 && !Character.isLetterOrDigit(c)));
    return control >= 0 ? "\u0007\f\n\r\t\u000b".charAt(control) : c;
  }

  private int hexadecimal() throws Unreadable {
    boolean braces = skip('{');
    int value = 0;
    int digits = 0;
    while (isDigit(peek(), 16) && (braces || digits < 2)) {
      value = 16 * value + Character.digit(text[at++], 16);
      digits++;
      demand(value <= Character.MAX_CODE_POINT);
    }
    demand(braces ? digits > 0 && skip('}') : digits == 2);
    return value;
  }

  private static boolean isDigit(int c, int radix) {
    return c >= '0' && c < 0x80 && Character.digit(c, radix) >= 0;
  }

  /** Takes {@code [a-z]}. */
  private void characters() throws Unreadable {
    at++;
    skip('^');
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      demand(at < text.length);
      int end = peek() == '[' && at + 1 < text.length && text[at + 1] == ':' ? endOfName() : END;
      if (end != END) {
        String name = new String(text, at + 2, end - at - 2);
        demand(CLASSES.contains(name.startsWith("^") ? name.substring(1) : name));
        at = end + 2;
      } else if (peek() != '\\' || !isClassHere()) {
        int from = character();
        if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']') {
          at++;
          demand(character() >= from);
        }
      }
    }
    at++;
  }

  /** Where the {@code :]} is that ends the name of a class of characters. */
  private int endOfName() {
    for (int i = at + 2; i + 1 < text.length; i++) {
      if (text[i] == ':' && text[i + 1] == ']') {
        return i;
      }
    }
    return END;
  }

  private boolean isClassHere() throws Unreadable {
    at++;
    boolean is = isClass();
    at -= is ? 0 : 1;
    return is;
  }

  private int character() throws Unreadable {
    demand(at < text.length);
    return skip('\\') ? escaped() : text[at++];
  }

  /**
   * Takes a {@code (} with what says of which kind it is.
   *
   * @return whether it opens a group; {@code (?i)} does not
   */
  private boolean opens() throws Unreadable {
    at++;
    if (!skip('?')) {
      return true;
    }
    int start = at;
    skip('P');
    if (skip('<')) {
      int length = 0;
      while (peek() == '_' || isDigit(peek(), 36)) {
        at++;
        length++;
      }
      demand(length > 0 && skip('>'));
      return true;
    }
    at = start;
    boolean negative = false;
    boolean flag = false;
    while (true) {
      int c = peek();
      at++;
      if (c == '-') {
        demand(!negative);
        negative = true;
        flag = false;
      } else if (c == ':' || c == ')') {
        demand(!negative || flag);
        return c == ':';
      } else {
        demand(c != END && "imsU".indexOf(c) >= 0);
        flag = true;
      }
    }
  }

  /** The numbers of {@code {2,3}}, as texts; what has another form is no repetition, but stands for itself. */
  private List<String> counts() {
    List<String> numbers = new ArrayList<>();
    StringBuilder number = new StringBuilder();
    int i = at + 1;
    while (i < text.length && (isDigit(text[i], 10) || (text[i] == ',' && numbers.isEmpty()))) {
      if (text[i] == ',') {
        numbers.add(number.toString());
        number.setLength(0);
      } else {
        number.append((char) text[i]);
      }
      i++;
    }
    numbers.add(number.toString());
    boolean closed = i < text.length && text[i] == '}' && !numbers.getFirst().isEmpty();
    return closed && numbers.stream().noneMatch(n -> n.length() > 1 && n.startsWith("0"))
        ? numbers
        : List.of();
  }

  private boolean isCount() {
    return !counts().isEmpty();
  }

  private void count() throws Unreadable {
    List<String> numbers = counts();
    long least = number(numbers.getFirst());
    long most = numbers.getLast().isEmpty() ? least : number(numbers.getLast());
    demand(least <= most && most <= MOST_REPEATED);
    repeated = Math.min(repeated * Math.max(1, most), 2 * MOST_REPEATED);
    while (text[at++] != '}') {
      // goes behind it
    }
  }

  private static long number(String digits) {
    return digits.length() > 8 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
