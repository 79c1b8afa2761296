/** Facts about the cluster that the user states. */
@NullMarked
package dev.esslint.cluster;

import org.jspecify.annotations.NullMarked;
