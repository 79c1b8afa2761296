/**
 * Databases, caches and persistent volumes. Their credentials are in {@code model.secrets}.
 */
@NullMarked
package dev.esslint.model.data;

import org.jspecify.annotations.NullMarked;
