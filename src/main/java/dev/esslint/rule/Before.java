package dev.esslint.rule;

import dev.esslint.chart.Release;
import dev.esslint.model.Deployment;
import dev.esslint.values.ResolvedValues;

/**
 * What there was before a change: of an upgrade the same values with the release that is upgraded from, of a change of values
 * those that are deployed.
 */
public record Before(Deployment deployment) {

  /** The release that it runs with. */
  Release release() {
    return deployment.release();
  }

  /** The values over the defaults of that release. */
  ResolvedValues values() {
    return deployment.values();
  }
}
