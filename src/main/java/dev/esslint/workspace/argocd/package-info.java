/** Argo CD: what its controllers make of Applications and ApplicationSets. */
@NullMarked
package dev.esslint.workspace.argocd;

import org.jspecify.annotations.NullMarked;
