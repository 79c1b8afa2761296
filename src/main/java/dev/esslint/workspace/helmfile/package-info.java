/**
 * Helmfile: the releases of its state files. What these tools share lives in {@code workspace}.
 */
@NullMarked
package dev.esslint.workspace.helmfile;

import org.jspecify.annotations.NullMarked;
