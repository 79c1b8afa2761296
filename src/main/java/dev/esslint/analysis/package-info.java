/**
 * The analysis of a deployment, from its layers to its findings, and what becomes of it in an upgrade. What each step knows
 * lives with that step; how an analysis is shown lives in the outward packages.
 */
@NullMarked
package dev.esslint.analysis;

import org.jspecify.annotations.NullMarked;
