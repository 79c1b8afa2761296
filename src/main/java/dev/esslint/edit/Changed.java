package dev.esslint.edit;

import dev.esslint.finding.Replacement;
import java.util.ArrayList;
import java.util.List;

/** Texts after replacements. */
public final class Changed {
  private Changed() {}

  /** Whether two replacements have characters of one text in common; two insertions at one place do not. */
  public static boolean overlap(Replacement one, Replacement other) {
    return one.source().name().equals(other.source().name())
        && one.span().start() < other.span().end()
        && other.span().start() < one.span().end();
  }

  /** Whether any two of some replacements overlap. */
  public static boolean overlap(List<Replacement> some) {
    for (int i = 0; i < some.size(); i++) {
      for (int j = i + 1; j < some.size(); j++) {
        if (overlap(some.get(i), some.get(j))) {
          return true;
        }
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
