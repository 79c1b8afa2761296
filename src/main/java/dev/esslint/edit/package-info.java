/**
 * Writes changes of values into the user's own text, and touches nothing else in it. Which changes cure a finding is
 * decided in {@code rule} and {@code analysis}.
 */
@NullMarked
package dev.esslint.edit;

import org.jspecify.annotations.NullMarked;
