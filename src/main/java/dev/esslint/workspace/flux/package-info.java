/** Flux: what its controllers make of the manifests in a repository. */
@NullMarked
package dev.esslint.workspace.flux;

import org.jspecify.annotations.NullMarked;
