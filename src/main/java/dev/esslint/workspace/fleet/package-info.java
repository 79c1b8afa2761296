/**
 * Rancher Fleet: its {@code fleet.yaml}. What these tools share lives in {@code workspace}.
 */
@NullMarked
package dev.esslint.workspace.fleet;

import org.jspecify.annotations.NullMarked;
