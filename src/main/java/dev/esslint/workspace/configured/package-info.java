/**
 * Deployments that the configuration states. The form of the configuration lives in {@code config}.
 */
@NullMarked
package dev.esslint.workspace.configured;

import org.jspecify.annotations.NullMarked;
