/**
 * The configuration of Element Web as far as the values decide it. Which image it runs as is in {@code model.workload}.
 */
@NullMarked
package dev.esslint.model.web;

import org.jspecify.annotations.NullMarked;
