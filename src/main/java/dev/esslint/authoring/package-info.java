/**
 * What the author of a rule needs: reading rule files from anywhere, telling what is wrong with them, trying them out. How rules
 * are evaluated lives in {@code rule}; a run without a user's own rules needs nothing of this.
 */
@NullMarked
package dev.esslint.authoring;

import org.jspecify.annotations.NullMarked;
