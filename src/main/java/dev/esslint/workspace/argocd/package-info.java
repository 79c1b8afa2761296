/**
 * Argo CD: what its controllers make of Applications and ApplicationSets. What these tools share lives in {@code
 * workspace}.
 */
@NullMarked
package dev.esslint.workspace.argocd;

import org.jspecify.annotations.NullMarked;
