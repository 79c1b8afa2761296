package dev.esslint.model.rtc;

import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The node ports of a cluster.
 *
 * @param all those that there are
 * @param fixed those that Kubernetes does not hand out by itself, but for the first ones, which the chart has by default
 * @param room where there is room for a range of them
 */
record NodePorts(Ports all, Ports fixed, Ports room) {
  /** What the chart has by default, with a port to spare. */
  private static final int DEFAULTS = 5;

  private static final int RANGE = 1000;

  /** Those that are stated, or else those of a cluster that nobody has set up otherwise. */
  static NodePorts of(@Nullable Value cluster) {
    Optional<Double> first = stated(cluster, "first");
    Optional<Double> last = stated(cluster, "last");
    return first.isPresent() && last.isPresent() && last.get() - first.get() > DEFAULTS
        ? of(first.get(), last.get())
        : of(30_000, 32_767);
  }

  private static NodePorts of(double first, double last) {
    double size = last - first + 1;
    double kept = Math.min(Math.max(16, Math.floor(size / 32)), 128); // as Kubernetes has it
    return new NodePorts(
        new Ports(first, last),
        new Ports(first + DEFAULTS, Math.min(first + kept - 1, last)),
        new Ports(size > 2 * RANGE ? first + RANGE : first, last));
  }

  private static Optional<Double> stated(@Nullable Value cluster, String end) {
    return cluster != null
            && ResolvedValues.below(cluster, ValuePath.of("nodePortRange", end)).orElse(null)
                instanceof ScalarValue(Scalar.Num(double port), var origin)
        ? Optional.of(port)
        : Optional.empty();
  }

  /** Whether there are all of some ports. */
  boolean have(Ports ports) {
    return ports.first() >= all.first() && ports.last() <= all.last();
  }
}
