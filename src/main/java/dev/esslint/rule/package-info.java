/** Rules: their form, their conditions and how they become findings. */
@NullMarked
package dev.esslint.rule;

import org.jspecify.annotations.NullMarked;
