package dev.esslint.rule;

import static java.util.Map.entry;

import dev.esslint.text.Spelling;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Sentences about words that are not among those that are known. */
public final class UnknownWord {
  /** What authors who come from elsewhere write, and what it is called here. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          entry("present", "set"),
          entry("exists", "set"),
          entry("defined", "set"),
          entry("absent", "unset"),
          entry("missing", "unset"),
          entry("undefined", "unset"),
          entry("null", "unset"),
          entry("nonempty", "filled"),
          entry("not-empty", "filled"),
          entry("eq", "equals"),
          entry("in", "enum"),
          entry("oneOf", "enum"),
          entry("regex", "pattern"),
          entry("match", "pattern"),
          entry("matches", "pattern"),
          entry("min", "minimum"),
          entry("max", "maximum"),
          entry("has", "contains"),
          entry("includes", "contains"),
          entry("cidr", "within"),
          entry("and", "all"),
          entry("allOf", "all"),
          entry("or", "any"),
          entry("anyOf", "any"),
          entry("forEach", "each"),
          entry("info", "note"),
          entry("critical", "error"),
          entry("severity", "level"),
          entry("title", "summary"),
          entry("description", "why"),
          entry("remedy", "fix"));

  private UnknownWord() {}

  /** That there is no such thing, and which one is likely meant, or else which ones there are. */
  public static String none(String what, String word, Collection<String> known) {
    Optional<String> near =
        Optional.ofNullable(ELSEWHERE.get(word))
            .filter(known::contains)
            .or(() -> Spelling.nearest(word, known));
    return "no "
        + what
        + " `"
        + word
        + "`; "
        + (near.isPresent()
            ? "did you mean `" + near.get() + "`?"
            : "there are " + String.join(", ", known));
  }
}
