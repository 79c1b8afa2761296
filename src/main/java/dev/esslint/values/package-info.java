/**
 * Layers of values merged as Helm merges them; every resolved value knows where it came from. Knows no chart: defaults are a
 * layer like any other. How arguments are read is in {@code values.set}.
 */
@NullMarked
package dev.esslint.values;

import org.jspecify.annotations.NullMarked;
