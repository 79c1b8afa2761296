/**
 * What programs make of the options that fragments set: unknown and refused ones, those that the chart owns, published holes. The
 * tables of options are in {@code embedded}.
 */
@NullMarked
package dev.esslint.model.program;

import org.jspecify.annotations.NullMarked;
