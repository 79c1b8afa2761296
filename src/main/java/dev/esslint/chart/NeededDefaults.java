package dev.esslint.chart;

import java.util.Set;

/**
 * The defaults that the templates of a release cannot do without, as measured with Helm: while all parts were on, it
 * stopped at a null over each of them, also in a cluster without any further APIs.
 */
public final class NeededDefaults {
  private NeededDefaults() {}

  /** The paths of a release; of one that was not measured those of the newest one before it that was. */
  public static Set<String> of(Release release) {
    return Set.copyOf(TextUses.strings(BuiltInCharts.templates(release, "nulls").orElse(null)));
  }
}
