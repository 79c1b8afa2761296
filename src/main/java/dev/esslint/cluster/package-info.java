/**
 * What a cluster has, read from what {@code kubectl} prints and written as a cluster file. The form of that file lives
 * in {@code config}, and what its facts mean for a deployment in {@code deployment}.
 */
@NullMarked
package dev.esslint.cluster;

import org.jspecify.annotations.NullMarked;
