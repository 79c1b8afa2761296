/** The steps of a run in their order. */
@NullMarked
package dev.esslint;

import org.jspecify.annotations.NullMarked;
