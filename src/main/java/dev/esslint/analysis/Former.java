package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.Chart;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.rule.Before;
import dev.esslint.values.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed while other values are to take its place.
 *
 * @param reading its layers, which are complete
 * @param subject the chart that it is deployed with
 */
public record Former(Reading reading, Subject subject) {

  /**
   * Takes the release that it is deployed with from what names one: whoever calls, the values that are deployed, and else those that
   * take their place.
   *
   * @param stated the chart that it is deployed with, or null if nobody says
   * @param now the values that take its place
   */
  public static Former of(Reading reading, @Nullable Chart stated, Reading now) {
    Subject subject =
        stated != null
            ? new Subject(stated, now.subject().charts())
            : reading.target().named().isPresent() ? reading.subject() : now.subject();
    return new Former(reading, subject);
  }

  /** Whether it can be told for sure what is deployed. */
  boolean isCertain() {
    return reading.request().found() == null || !reading.request().found().isOpen();
  }

  /** The same layers as a deployment of their own, with the release that they are deployed with. */
  public Reading alone() {
    return reading.with(subject);
  }

  Before before(@Nullable Value cluster) {
    return new Before(DeploymentFacts.of(reading.values(subject), subject.release(), cluster));
  }
}
