package dev.esslint.rule;

import dev.esslint.text.Span;

/**
 * Something in a rule file that is no rule.
 *
 * @param span where in the file
 * @param message for the rule's author, with what is right; ends without a period
 */
public record Problem(Span span, String message) {}
