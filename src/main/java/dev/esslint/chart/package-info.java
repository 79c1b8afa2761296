/**
 * The releases of the chart: their defaults and schemas, embedded or read from a chart of the user's. What the templates
 * make of values lives in {@code model}, and whether the schema accepts them in {@code schema}.
 */
@NullMarked
package dev.esslint.chart;

import org.jspecify.annotations.NullMarked;
