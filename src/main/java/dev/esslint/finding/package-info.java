/** Findings and where they point. */
@NullMarked
package dev.esslint.finding;

import org.jspecify.annotations.NullMarked;
