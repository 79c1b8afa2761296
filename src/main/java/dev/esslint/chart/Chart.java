package dev.esslint.chart;

import dev.esslint.tree.Node;

/**
 * A release of the chart {@code matrix-stack}, as facts.
 *
 * @param release such as {@code 26.8.1}
 * @param defaults the chart's own values; nodes without places
 * @param schema the JSON Schema of its values; nodes without places
 */
public record Chart(String release, Node defaults, Node schema) {}
