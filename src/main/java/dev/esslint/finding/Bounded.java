package dev.esslint.finding;

import dev.esslint.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is found, as far as anybody would read it: of each kind in a text the first {@value #MOST}, of the others only how
 * many there are. So a report has a size that does not depend on that of the values, and what nobody reads is not made.
 *
 * @param <T> what is found
 */
public final class Bounded<T> {
  /** So many of a kind in a text are told. */
  public static final int MOST = 100;

  private final List<T> told = new ArrayList<>();
  private final Map<Kind, Integer> counts = new HashMap<>();
  private final Map<Kind, Integer> more = new LinkedHashMap<>();

  /**
   * What is counted together.
   *
   * @param name of the rule or the check
   * @param source the text that it is found in
   */
  public record Kind(String name, SourceText source) {}

  /** Counts one more of a kind, and says whether it is to be told, which the caller does by {@link #tell}. */
  public boolean takes(String name, SourceText source) {
    Kind kind = new Kind(name, source);
    if (counts.merge(kind, 1, Integer::sum) <= MOST) {
      return true;
    }
    addMore(kind, 1);
    return false;
  }

  /** Tells what was counted already. */
  public void tell(T found) {
    told.add(found);
  }

  /** Counts one more of a kind, and makes it only if it is told. */
  public void add(String name, SourceText source, Supplier<T> found) {
    if (takes(name, source)) {
      tell(found.get());
    }
  }

  /** Counts so many of a kind that are not told. */
  public void addMore(Kind kind, int count) {
    more.merge(kind, count, Integer::sum);
  }

  /** What is told, in the order in which it was found. */
  public List<T> told() {
    return told;
  }

  /** How many of a kind are not told, for those kinds of which some are not. */
  public Map<Kind, Integer> more() {
    return more;
  }
}
