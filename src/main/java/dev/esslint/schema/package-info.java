/**
 * What a JSON Schema says of resolved values, as violations in our own words; the only package that sees the validator.
 * Where schemas come from lives in {@code chart} and {@code config}.
 */
@NullMarked
package dev.esslint.schema;

import org.jspecify.annotations.NullMarked;
