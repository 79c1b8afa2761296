/**
 * The credentials and other Secrets that a deployment needs, and what is wrong with those that are given. What they are never
 * leaves this room.
 */
@NullMarked
package dev.esslint.model.secrets;

import org.jspecify.annotations.NullMarked;
