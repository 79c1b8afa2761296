package dev.esslint.finding;

import java.util.List;

/**
 * Something that a rule has to say about one place.
 *
 * @param rule the rule
 * @param message one paragraph with the consequence; ends with a period and holds no secret
 * @param primary where it is to be mended; its note is empty
 * @param related other places that take part, in the order of the rule's conditions
 * @param notes facts that have no place in the user's text, such as defaults that take part; each without a period
 * @param remedy what to write instead with the values of this deployment filled in, in Markdown; may have several lines
 */
public record Finding(
    RuleInfo rule,
    String message,
    Location primary,
    List<Location> related,
    List<String> notes,
    String remedy) {}
