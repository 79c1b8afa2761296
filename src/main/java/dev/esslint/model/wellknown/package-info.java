/**
 * The well-known documents as the chart makes them, for rules and for the map. Who serves them is a matter of
 * {@code model.ingress}.
 */
@NullMarked
package dev.esslint.model.wellknown;

import org.jspecify.annotations.NullMarked;
