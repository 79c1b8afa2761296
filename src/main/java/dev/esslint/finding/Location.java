package dev.esslint.finding;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;

/**
 * A place that a finding points at, made concrete in the author's own text.
 *
 * @param path the value it is about; for a default this is not what stands at {@code span}
 * @param source the text
 * @param span the characters to underline; may be empty
 * @param note what is to be seen there, without a period; empty for a primary location
 */
public record Location(ValuePath path, SourceText source, Span span, String note) {}
