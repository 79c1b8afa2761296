/**
 * The arguments {@code --set} and its kin, read with the grammar of Helm into lists of changes. What they make of values is with
 * the merge in {@code values}.
 */
@NullMarked
package dev.esslint.values.set;

import org.jspecify.annotations.NullMarked;
