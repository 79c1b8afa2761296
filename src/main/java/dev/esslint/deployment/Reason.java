package dev.esslint.deployment;

/**
 * Why something is there or not.
 *
 * @param text half a sentence
 */
public record Reason(String text, Basis basis) {}
