package dev.esslint.rule;

import dev.esslint.text.Spelling;
import dev.esslint.tree.Document;
import java.util.List;
import java.util.Optional;

/** Rules read from files, and found in lists. */
public final class Rules {
  private Rules() {}

  /** Reads a rule from a rule file. */
  public static RuleDraft read(Document document) {
    return RuleReader.read(document.source(), document.root());
  }

  /** The rule with an id, in any case, or with a name. */
  public static Optional<Rule> find(List<Rule> rules, String idOrName) {
    return rules.stream()
        .filter(r -> r.info().id().equalsIgnoreCase(idOrName) || r.info().name().equals(idOrName))
        .findFirst();
  }

  /** The id that was likely meant by a word that is none; the name if there is a hyphen in it, as in nearly all names. */
  public static Optional<String> nearest(List<Rule> rules, String word) {
    return Spelling.nearest(
        word, rules.stream().map(r -> word.contains("-") ? r.info().name() : r.info().id()).toList());
  }
}
