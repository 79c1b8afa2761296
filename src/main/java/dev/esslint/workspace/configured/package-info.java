/** Deployments that the configuration states. */
@NullMarked
package dev.esslint.workspace.configured;

import org.jspecify.annotations.NullMarked;
