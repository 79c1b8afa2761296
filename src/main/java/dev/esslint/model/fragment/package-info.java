/**
 * The fragments of {@code additional}: what they come to once the chart's renderer has merged them, and what is wrong with them by
 * themselves. What a program makes of an option is not here, but in {@code model.program}.
 */
@NullMarked
package dev.esslint.model.fragment;

import org.jspecify.annotations.NullMarked;
