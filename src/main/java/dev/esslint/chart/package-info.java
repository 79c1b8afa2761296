/** The releases of the chart: their defaults and schemas, embedded or read from a chart of the user's. */
@NullMarked
package dev.esslint.chart;

import org.jspecify.annotations.NullMarked;
