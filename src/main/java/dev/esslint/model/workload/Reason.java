package dev.esslint.model.workload;

import dev.esslint.model.base.Basis;

/**
 * Why something is there or not.
 *
 * @param text half a sentence
 */
public record Reason(String text, Basis basis) {}
