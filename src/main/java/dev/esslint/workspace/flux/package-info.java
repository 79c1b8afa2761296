/**
 * Flux: what its controllers make of the manifests in a repository. What these tools share lives in {@code workspace}.
 */
@NullMarked
package dev.esslint.workspace.flux;

import org.jspecify.annotations.NullMarked;
