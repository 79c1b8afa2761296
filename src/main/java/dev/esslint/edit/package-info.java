/** Writes changes of values into the user's own text, and touches nothing else in it. */
@NullMarked
package dev.esslint.edit;

import org.jspecify.annotations.NullMarked;
