/** Text and its tree: a values file read as Helm reads it, every node with its exact place. */
@NullMarked
package dev.esslint.source;

import org.jspecify.annotations.NullMarked;
