/**
 * The form in which rules are shipped and kept, quick to read, and the rules that esslint comes with. What a rule means is with
 * {@code rule}.
 */
@NullMarked
package dev.esslint.rule.packed;

import org.jspecify.annotations.NullMarked;
