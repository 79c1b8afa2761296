package dev.esslint.authoring;

import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleDraft;
import dev.esslint.text.SourceText;

/** A rule file that could be read, and what it says. */
public record RuleFile(SourceText source, RuleDraft draft) {
  public Rule rule() {
    return draft.rule();
  }
}
