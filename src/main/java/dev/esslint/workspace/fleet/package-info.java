/** Rancher Fleet. */
@NullMarked
package dev.esslint.workspace.fleet;

import org.jspecify.annotations.NullMarked;
