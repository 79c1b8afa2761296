package dev.esslint.gotemplate;

import dev.esslint.text.Regex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as Sprig compares it with a range; only of such forms as people write.
 *
 * @param numbers major, minor and patch
 * @param given how many of them are written
 * @param before of what is before the release; empty for the release itself
 */
record GoVersion(List<Long> numbers, int given, String before) {
  private static final String FORM =
      "v?([0-9]{1,9}|[xX*])(?:\\.([0-9]{1,9}|[xX*]))?(?:\\.([0-9]{1,9}|[xX*]))?(?:-((?:[1-9][0-9]{0,8}|0|[A-Za-z][0-9A-Za-z]{0,30})(?:\\.(?:[1-9][0-9]{0,8}|0|[A-Za-z][0-9A-Za-z]{0,30})){0,9}))?(?:\\+[0-9A-Za-z.]{1,50})?";

  private static final Regex VERSION = new Regex(FORM);
  private static final List<String> OPERATORS = List.of("!=", ">=", "=>", "<=", "=<", "~>", "=", ">", "<", "~", "^", "");

  /** A version; null if it is none of the usual form. */
  static @Nullable GoVersion parse(String text) {
    var matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    List<Long> numbers = new ArrayList<>();
    int given = 0;
    for (int i = 1; i <= 3; i++) {
      String number = matcher.group(i);
      boolean open = number == null || !Character.isDigit(number.charAt(0));
      given += open || given < i - 1 ? 0 : 1;
      numbers.add(given < i ? Long.valueOf(0) : Long.valueOf(number));
    }
    String before = matcher.group(4);
    return new GoVersion(List.copyOf(numbers), given, before == null ? "" : before);
  }

  /** Whether the version is in a range; unknown if that is not of the usual form. */
  Truthiness isIn(String range) {
    boolean in = false;
    for (String all : range.split("\\|\\|", -1)) {
      Truthiness holds = holdsAll(all);
      if (holds == Truthiness.UNKNOWN) {
        return holds;
      }
      in |= holds == Truthiness.YES;
    }
    return Truthiness.of(in);
  }

  /** Whether it is within all bounds, which have blanks or commas between them. */
  private Truthiness holdsAll(String bounds) {
    boolean holds = true;
    int at = skipBlanks(bounds, 0);
    do {
      int start = at;
      String operator = OPERATORS.stream().filter(o -> bounds.startsWith(o, start)).findFirst().orElse("");
      int from = skipBlanks(bounds, at + operator.length());
      at = from;
      while (at < bounds.length() && bounds.charAt(at) != ',' && bounds.charAt(at) != ' ') {
        at++;
      }
      GoVersion bound = parse(bounds.substring(from, at));
      if (bound == null || (bound.given == 0 && !List.of("", "=", ">=").contains(operator))) {
        return Truthiness.UNKNOWN;
      }
      holds &= holds(operator, bound);
      at = skipBlanks(bounds, at);
      if (bounds.startsWith(",", at)) {
        at = skipBlanks(bounds, at + 1);
      }
    } while (at < bounds.length());
    return bounds.stripTrailing().endsWith(",") ? Truthiness.UNKNOWN : Truthiness.of(holds);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private boolean holds(String operator, GoVersion bound) {
    boolean hidden = !before.isEmpty() && bound.before.isEmpty();
    return switch (operator) {
      case "!=" -> bound.given == 3 ? compare(bound) != 0 : !hidden && !agrees(bound, bound.given);
      case ">" -> !hidden && isAbove(bound);
      case "<" -> !hidden && compare(bound) < 0;
      case ">=", "=>" -> !hidden && compare(bound) >= 0;
      case "<=", "=<" -> !hidden && (bound.given == 3 ? compare(bound) <= 0 : compare(bound) <= 0 || agrees(bound, bound.given));
      case "~", "~>" -> !hidden && isNear(bound);
      case "^" -> !hidden && compare(bound) >= 0 && agrees(bound, bound.fixed());
      default -> !hidden && (bound.given == 3 ? compare(bound) == 0 : isNear(bound));
    };
  }

  private boolean isAbove(GoVersion bound) {
    return compare(bound) > 0 && (bound.given == 3 || !agrees(bound, bound.given));
  }

  private boolean isNear(GoVersion bound) {
    boolean any = bound.given == 0 || (bound.given == 3 && bound.numbers.equals(List.of(0L, 0L, 0L)));
    return compare(bound) >= 0 && (any || agrees(bound, Math.min(bound.given, 2)));
  }

  /** How many numbers a caret leaves as they are: up to the first that is not 0. */
  private int fixed() {
    int fixed = 1;
    while (fixed < given && numbers.get(fixed - 1) == 0) {
      fixed++;
    }
    return fixed;
  }

  private boolean agrees(GoVersion other, int count) {
    return numbers.subList(0, count).equals(other.numbers.subList(0, count));
  }

  private int compare(GoVersion other) {
    for (int i = 0; i < 3; i++) {
      int order = Long.compare(numbers.get(i), other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    return before.isEmpty() || other.before.isEmpty()
        ? Boolean.compare(before.isEmpty(), other.before.isEmpty())
        : compareParts(before.split("\\.", -1), other.before.split("\\.", -1));
  }

  private static int compareParts(String[] one, String[] other) {
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      boolean number = Character.isDigit(one[i].charAt(0));
      boolean otherNumber = Character.isDigit(other[i].charAt(0));
      int order =
          number && otherNumber
              ? Long.compare(Long.parseLong(one[i]), Long.parseLong(other[i]))
              : number != otherNumber ? (number ? -1 : 1) : one[i].compareTo(other[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length, other.length);
  }
}
