/**
 * Services and ports: who finds whom in the cluster, and who has to be let through from outside. How media is exposed is decided
 * in {@code model.rtc}.
 */
@NullMarked
package dev.esslint.model.network;

import org.jspecify.annotations.NullMarked;
