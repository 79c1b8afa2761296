/**
 * Layers of values merged as Helm merges them, {@code --set} and its kin; every resolved value knows where it came from.
 * Knows no chart: defaults are a layer like any other.
 */
@NullMarked
package dev.esslint.values;

import org.jspecify.annotations.NullMarked;
