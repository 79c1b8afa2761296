/**
 * The model of a deployment for people and programs: tables, JSON and pictures. The model itself is derived in {@code
 * deployment}.
 */
@NullMarked
package dev.esslint.map;

import org.jspecify.annotations.NullMarked;
