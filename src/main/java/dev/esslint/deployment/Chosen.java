package dev.esslint.deployment;

import dev.esslint.source.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/** Values as the chart's templates ask for them. */
record Chosen(ResolvedValues values) {

  /** Whether a flag is on; one that is not there is off, as in a template. */
  boolean on(String path) {
    return scalar(path).filter(s -> s.equals(Scalar.TRUE)).isPresent();
  }

  /** Whether Matrix Authentication Service does the logins of Synapse, rather than only rehearsing its migration. */
  boolean isDelegated() {
    String mas = "matrixAuthenticationService.";
    return on(mas + "enabled") && (!on(mas + "syn2mas.enabled") || !on(mas + "syn2mas.dryRun"));
  }

  /** Whether Synapse has a worker. */
  boolean hasWorkers() {
    return values.at(ValuePath.of("synapse", "workers")).orElse(null) instanceof MapValue workers
        && workers.entries().keySet().stream()
            .anyMatch(worker -> on(ValuePath.of("synapse", "workers", worker, "enabled").toString()));
  }

  /** The string at a path, if it is not empty. It may be or hold a placeholder. */
  Optional<String> text(String path) {
    return scalar(path)
        .flatMap(
            s -> s instanceof Scalar.Str(String text) && !text.isEmpty() ? Optional.of(text) : Optional.empty());
  }

  Optional<Double> number(String path) {
    return scalar(path)
        .flatMap(s -> s instanceof Scalar.Num(double number) ? Optional.of(number) : Optional.empty());
  }

  /** The items of a list; none if there is no list. */
  List<Value> items(String path) {
    return values.at(ValuePath.parse(path)).orElse(null) instanceof ListValue list
        ? list.items()
        : List.of();
  }

  /** The host name at a path, if it can be known. */
  Optional<HostName> host(String path) {
    return HostName.at(values, ValuePath.parse(path));
  }

  private Optional<Scalar> scalar(String path) {
    return values.at(ValuePath.parse(path)).orElse(null) instanceof ScalarValue(var scalar, var origin)
        ? Optional.of(scalar)
        : Optional.empty();
  }
}
