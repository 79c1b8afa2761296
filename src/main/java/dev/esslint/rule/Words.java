package dev.esslint.rule;

import dev.esslint.schema.Spelling;
import java.util.Collection;
import java.util.Optional;

/** Sentences about words that are not among those that are known. */
public final class Words {
  private Words() {}

  /** That there is no such thing, and which one is likely meant, or else which ones there are. */
  public static String none(String what, String word, Collection<String> known) {
    Optional<String> near = Spelling.nearest(word, known);
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
