package dev.esslint.rule;

import dev.esslint.chart.Release;
import dev.esslint.values.ResolvedValues;

/**
 * A deployment before it is upgraded.
 *
 * @param release the release that it runs with
 * @param values what the user wrote over the defaults of that release
 */
public record Before(Release release, ResolvedValues values) {}
