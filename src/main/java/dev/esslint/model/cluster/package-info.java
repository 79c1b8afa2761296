/**
 * What the values ask of a cluster, held against what is stated about it. How that is read is a matter of the package
 * {@code cluster}.
 */
@NullMarked
package dev.esslint.model.cluster;

import org.jspecify.annotations.NullMarked;
