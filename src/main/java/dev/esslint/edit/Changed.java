package dev.esslint.edit;

import dev.esslint.finding.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Texts after replacements. */
public final class Changed {
  private Changed() {}

  /** Whether two replacements have characters of one text in common; two insertions at one place do not. */
  public static boolean overlap(Replacement one, Replacement other) {
    return one.source().name().equals(other.source().name())
        && one.span().start() < other.span().end()
        && other.span().start() < one.span().end();
  }

  /** Whether two replacements overlap, or insert something at one place: what is around it may be the same. */
  public static boolean touch(Replacement one, Replacement other) {
    return overlap(one, other)
        || (one.source().name().equals(other.source().name())
            && one.span().equals(other.span())
            && one.span().start() == one.span().end());
  }

  /** Whether any two of some replacements touch each other. */
  public static boolean touch(List<Replacement> some) {
    return anyTwo(some, Changed::touch);
  }

  /** Whether any two of some replacements overlap. */
  public static boolean overlap(List<Replacement> some) {
    return anyTwo(some, Changed::overlap);
  }

  /** Whether any two meet; there may be very many, so that each is only held against the one before it that reaches furthest. */
  private static boolean anyTwo(List<Replacement> some, BiPredicate<Replacement, Replacement> meet) {
    List<Replacement> ordered = new ArrayList<>(some);
    ordered.sort(
        (one, other) -> {
          int names = one.source().name().compareTo(other.source().name());
          return names != 0 ? names : Integer.compare(one.span().start(), other.span().start());
        });
    @Nullable Replacement longest = null;
    for (Replacement one : ordered) {
      if (longest != null && meet.test(longest, one)) {
        return true;
      }
      if (longest == null
          || !longest.source().name().equals(one.source().name())
          || longest.span().end() <= one.span().end()) {
        longest = one;
      }
    }
    return false;
  }

  /**
   * A text with changes.
   *
   * @param some of this text, in any order, without overlap; what is inserted at one place comes in their order
   */
  public static String text(String before, List<Replacement> some) {
    List<Replacement> ordered = new ArrayList<>(some);
    ordered.sort((one, other) -> Integer.compare(one.span().start(), other.span().start()));
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Replacement one : ordered) {
      text.append(before, at, Math.max(at, one.span().start())).append(one.text());
      at = Math.max(at, one.span().end());
    }
    return text.append(before, at, before.length()).toString();
  }
}
