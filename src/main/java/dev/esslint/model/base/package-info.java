/**
 * What all rooms of the model ask values with and answer in: switches, parts, documents and templates inside of values, facts, and
 * the records {@link Stated} and {@link Basis}. Nothing that only one subject needs.
 */
@NullMarked
package dev.esslint.model.base;

import org.jspecify.annotations.NullMarked;
