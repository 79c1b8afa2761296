/**
 * The checks that are code, each named by {@link dev.esslint.finding.BuiltInCheck}: of a file, of layers against each other, of defaults
 * repeated, of programs with security holes. Words and levels of most are in the rule that names the check; what can be a rule is one.
 */
@NullMarked
package dev.esslint.check;

import org.jspecify.annotations.NullMarked;
