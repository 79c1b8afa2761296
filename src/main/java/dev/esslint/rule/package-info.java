/**
 * Rules: their form, their conditions and how they become findings. Facts that conditions look at are derived in
 * {@code deployment}, checks that are code are in {@code check}, and what authors of rules need is in {@code authoring}.
 */
@NullMarked
package dev.esslint.rule;

import org.jspecify.annotations.NullMarked;
