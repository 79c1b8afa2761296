/** Layers of values merged as Helm merges them; every resolved value knows where it came from. */
@NullMarked
package dev.esslint.values;

import org.jspecify.annotations.NullMarked;
