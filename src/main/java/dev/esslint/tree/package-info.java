/**
 * Trees of mappings, lists and scalars, each node with its place in a text, and the packed form in which esslint ships its own.
 * How a text becomes a tree is with the notation: {@code yaml} and {@code json}.
 */
@NullMarked
package dev.esslint.tree;

import org.jspecify.annotations.NullMarked;
