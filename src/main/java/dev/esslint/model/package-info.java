/**
 * What the chart would make of values: {@link Deployment} has the facts that rules ask for, {@link Model} what maps and the probe show.
 * Both only put together what the rooms below work out, each for one subject; words about what is wrong are in rules.
 */
@NullMarked
package dev.esslint.model;

import org.jspecify.annotations.NullMarked;
