package dev.esslint.probe;

/**
 * What is not asked.
 *
 * @param what the promises or the name
 * @param reason why, without a period
 */
public record Omitted(String what, String reason) {}
