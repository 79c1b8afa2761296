package dev.esslint.finding;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;

/**
 * A change of the user's text.
 *
 * @param span the characters that go; empty to insert only
 * @param text what takes their place
 */
public record Replacement(SourceText source, Span span, String text) {}
