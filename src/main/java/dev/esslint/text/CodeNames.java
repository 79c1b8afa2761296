package dev.esslint.text;

import java.util.Collection;
import java.util.List;

/** Names in a sentence, each in code quotes. */
public final class CodeNames {
  private CodeNames() {}

  /**
   * {@code `a`}, {@code `a` and `b`}, {@code `a`, `b` and `c`}; empty for none.
   *
   * @param last the word before the last one
   */
  public static String of(Collection<String> names, String last) {
    return names.isEmpty() ? "" : "`" + within(names, last) + "`";
  }

  /** The same for a sentence that has the quotes around all of it. */
  public static String within(Collection<String> names, String last) {
    List<String> all = List.copyOf(names);
    return all.size() < 2
        ? String.join("", all)
        : String.join("`, `", all.subList(0, all.size() - 1)) + "` " + last + " `" + all.getLast();
  }
}
