/** Helmfile. */
@NullMarked
package dev.esslint.workspace.helmfile;

import org.jspecify.annotations.NullMarked;
