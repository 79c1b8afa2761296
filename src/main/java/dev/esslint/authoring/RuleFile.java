package dev.esslint.authoring;

import dev.esslint.rule.Draft;
import dev.esslint.rule.Rule;
import dev.esslint.source.SourceText;

/** A rule file that could be read, and what it says. */
public record RuleFile(SourceText source, Draft draft) {
  public Rule rule() {
    return draft.rule();
  }
}
