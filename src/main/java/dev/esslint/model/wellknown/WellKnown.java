package dev.esslint.model.wellknown;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;

/**
 * A well-known document.
 *
 * @param name its last path segment
 * @param text the document, byte for byte; only what {@link dev.esslint.secret.Mask} knows is
 *     masked
 * @param byChart whether the chart serves it, or somebody else has to
 * @param lacking the key that has to come from a homeserver elsewhere; empty if none has
 */
public record WellKnown(String name, Stated text, State byChart, String lacking) {}
