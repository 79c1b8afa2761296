/**
 * Asks a running deployment whether it keeps what its values promise. A {@link dev.esslint.probe.Plan} is computed from the model,
 * the {@link dev.esslint.probe.Prober} asks, judges are pure functions of an answer, and {@code wire} has the protocols. Nothing here
 * takes part in a run that only checks values.
 */
@NullMarked
package dev.esslint.probe;

import org.jspecify.annotations.NullMarked;
