package dev.esslint.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Go of the simpler sort, as steps of a machine: characters, classes, groups, choices, repetitions, and both ends of the text. What
 * has more in it is not read.
 */
final class GoMachine {
  private static final int MOST_STEPS = 500;
  private static final int END = -1;

  /** A step of the machine. */
  sealed interface Step {}

  /** Takes a character. */
  record Take(IntPredicate fits) implements Step {}

  /** Goes on in one of two places, so many steps away, of which the first is tried first. */
  record Split(int first, int second) implements Step {}

  /** Remembers where it is. */
  record Save(int slot) implements Step {}

  /** Holds only at the beginning or at the end of the text. */
  record At(boolean end) implements Step {}

  /** The expression fits. */
  record Done() implements Step {}

  private final int[] text;
  private int at;
  private int groups = 1;

  private GoMachine(String text) {
    this.text = text.codePoints().toArray();
  }

  /** It has something in it that is not read here. */
  private static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    Unread() {
      super(null, null, false, false);
    }
  }

  /**
   * A part of the machine.
   *
   * @param mayBeEmpty whether it may fit nothing
   */
  private record Part(List<Step> steps, boolean mayBeEmpty) {
    static Part of(Step step) {
      return new Part(List.of(step), !(step instanceof Take));
    }

    Part then(Part next) throws Unread {
      if (steps.size() + next.steps.size() > MOST_STEPS) {
        throw new Unread();
      }
      List<Step> all = new ArrayList<>(steps);
      all.addAll(next.steps);
      return new Part(all, mayBeEmpty && next.mayBeEmpty);
    }
  }

  private static final Part NOTHING = new Part(List.of(), true);

  /** The machine; null if the expression has something in it that is not read here. */
  static @Nullable List<Step> read(String text) {
    GoMachine pattern = new GoMachine(text);
    try {
      Part part = Part.of(new Save(0)).then(pattern.choice()).then(Part.of(new Save(1))).then(Part.of(new Done()));
      return pattern.at == pattern.text.length ? part.steps : null;
    } catch (Unread unread) {
      return null;
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

  private static Part split(int first, int second) {
    return new Part(List.of(new Split(first, second)), true);
  }

  private Part choice() throws Unread {
    Part one = sequence();
    if (!skip('|')) {
      return one;
    }
    Part other = choice();
    int size = one.steps.size();
    Part whole = split(1, size + 2).then(one).then(split(other.steps.size() + 1, other.steps.size() + 1)).then(other);
    return new Part(whole.steps, one.mayBeEmpty || other.mayBeEmpty);
  }

  private Part sequence() throws Unread {
    Part all = NOTHING;
    while (peek() != END && peek() != '|' && peek() != ')') {
      all = all.then(repeated(single()));
    }
    return all;
  }

  private Part repeated(Part part) throws Unread {
    int c = peek();
    if (c != '*' && c != '+' && c != '?' && c != '{') {
      return part;
    }
    at++;
    if (c == '{' || (part.mayBeEmpty && c != '?')) {
      throw new Unread();
    }
    boolean lazy = skip('?');
    int size = part.steps.size();
    return switch (c) {
      case '?' -> new Part(either(1, size + 1, lazy).then(part).steps, true);
      case '*' -> new Part(either(1, size + 2, lazy).then(part).then(split(-size - 1, -size - 1)).steps, true);
      default -> part.then(either(-size, 1, lazy));
    };
  }

  private static Part either(int first, int second, boolean lazy) {
    return lazy ? split(second, first) : split(first, second);
  }

  private Part single() throws Unread {
    int c = text[at++];
    return switch (c) {
      case '(' -> group();
      case '[' -> Part.of(new Take(characters()));
      case '.' -> Part.of(new Take(letter -> letter != '\n'));
      case '^' -> Part.of(new At(false));
      case '$' -> Part.of(new At(true));
      case '\\' -> Part.of(new Take(escaped()));
      case '*', '+', '?', '{' -> throw new Unread();
      default -> Part.of(new Take(letter -> letter == c));
    };
  }

  private Part group() throws Unread {
    boolean numbered = !skip('?');
    if (!numbered && !skip(':')) {
      throw new Unread();
    }
    int number = numbered ? groups++ : 0;
    Part inner = choice();
    if (!skip(')')) {
      throw new Unread();
    }
    return numbered
        ? new Part(Part.of(new Save(2 * number)).then(inner).then(Part.of(new Save(2 * number + 1))).steps, inner.mayBeEmpty)
        : inner;
  }

  private IntPredicate escaped() throws Unread {
    int c = peek();
    at++;
    boolean mark = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c) && c != '_';
    return switch (c) {
      case 'd' -> GoMachine::isDigit;
      case 'w' -> GoMachine::isWord;
      case 's' -> GoMachine::isBlank;
      case 'D' -> letter -> !isDigit(letter);
      case 'W' -> letter -> !isWord(letter);
      case 'S' -> letter -> !isBlank(letter);
      case 'n' -> letter -> letter == '\n';
      case 't' -> letter -> letter == '\t';
      default -> {
        if (!mark) {
          throw new Unread();
        }
        yield letter -> letter == c;
      }
    };
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(int c) {
    return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private IntPredicate characters() throws Unread {
    boolean none = skip('^');
    IntPredicate fits = letter -> false;
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      int c = peek();
      if (c == END || c == '[') {
        throw new Unread();
      }
      at++;
      IntPredicate one = c == '\\' ? escaped() : letter -> letter == c;
      if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']') {
        int last = text[at + 1];
        if (c == '\\' || last == '\\' || last == '[' || last < c) {
          throw new Unread();
        }
        at += 2;
        one = letter -> letter >= c && letter <= last;
      }
      fits = fits.or(one);
    }
    at++;
    return none ? fits.negate() : fits;
  }
}
