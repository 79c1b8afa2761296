/**
 * Findings, where they point, what hides them (comments, baseline) and how they are ordered by cause. How they are found
 * lives in {@code rule}, {@code schema} and {@code analysis}; how they are told, in {@code report}.
 */
@NullMarked
package dev.esslint.finding;

import org.jspecify.annotations.NullMarked;
