package dev.esslint.rule;

import dev.esslint.text.Span;

/** Something in a rule file that is no rule. The message is for the rule's author and ends without a period. */
final class RuleException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Span span;

  RuleException(String message, Span span) {
    super(message);
    this.span = span;
  }

  /** Where in the rule file. */
  public Span span() {
    return span;
  }
}
