package dev.esslint.analysis;

import dev.esslint.input.ChartBeside;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import java.util.Optional;
import java.util.Set;

/** Whether a file that was found in a folder holds values of the chart at all. */
final class Recognition {
  private Recognition() {}

  /** Why a file that was found in a folder holds no values of the chart. */
  static Optional<String> reason(Node root, Nesting nesting, Target target) {
    if (!(root instanceof MapNode map)) {
      return Optional.of(root.isNull() ? "it is empty" : "its top level is not a mapping");
    }
    Set<String> keys = map.entries().keySet();
    if (keys.contains("apiVersion") && keys.contains("kind")) {
      return Optional.of("it is a Kubernetes manifest");
    }
    Optional<String> alias = target.beside().map(ChartBeside::alias).filter(key -> !key.isEmpty());
    if (alias.isPresent()) {
      return nesting.isEmpty() && nesting.mistakes().isEmpty()
          ? Optional.of("it has no values for the dependency `" + alias.get() + "`")
          : Optional.empty();
    }
    if (!nesting.key().isEmpty()) {
      return Optional.of(
          "its values are under `"
              + nesting.key()
              + "`, but no Chart.yaml beside it depends on the chart");
    }
    return keys.stream().anyMatch(target.subject().keys()::contains)
        ? Optional.empty()
        : Optional.of("it has no key of the chart at the top level");
  }

  /**
   * Whether a text that is no YAML looks like values.
   *
   * @param keys that the chart has at the top
   */
  static boolean mentionsChart(SourceText source, Set<String> keys) {
    return source
        .text()
        .lines()
        .anyMatch(
            line -> line.indexOf(':') > 0 && keys.contains(line.substring(0, line.indexOf(':'))));
  }
}
