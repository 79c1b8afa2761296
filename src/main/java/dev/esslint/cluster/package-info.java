/** What a cluster has, read from what {@code kubectl} prints and written as a cluster file. */
@NullMarked
package dev.esslint.cluster;

import org.jspecify.annotations.NullMarked;
