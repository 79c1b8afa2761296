/**
 * Rules: their form, their conditions and how they become findings, and the checks of files and layers that are code.
 * Facts that conditions look at are derived in {@code deployment}; what authors of rules need is in {@code authoring}.
 */
@NullMarked
package dev.esslint.rule;

import org.jspecify.annotations.NullMarked;
