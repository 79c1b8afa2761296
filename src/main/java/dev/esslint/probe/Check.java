package dev.esslint.probe;

import dev.esslint.model.base.Basis;

/**
 * A promise of one deployment.
 *
 * @param expected what has to come, in the form that its judge reads; empty if the promise alone says it
 * @param basis the value that makes the promise
 */
public record Check(Promise promise, Ask ask, String expected, Basis basis) {}
