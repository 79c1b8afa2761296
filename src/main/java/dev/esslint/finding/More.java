package dev.esslint.finding;

/**
 * Findings of a rule in a file that are counted and not told.
 *
 * @param file the name of the text
 */
public record More(RuleInfo rule, String file, int count) {}
