package dev.esslint.workspace.plain;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.ChartDefaults;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that holds values of the chart at its top.
 *
 * @param name the file
 * @param document what it holds
 * @param own whether it has keys that only this chart has
 * @param isComplete whether it could be deployed by itself, as far as names of hosts are concerned
 */
public record ValuesFile(String name, Document document, boolean own, boolean isComplete) {
  /** Keys that no other chart has. */
  private static final List<String> ONLY_HERE = ChartComponent.paths(Trait.UNIQUE_KEY);

  /** Keys of other charts that deploy Synapse, and have a {@code serverName} or {@code synapse}, too. */
  private static final Set<String> ELSEWHERE =
      Set.of("publicServerName", "extraConfig", "signingkey", "externalPostgresql", "postgresql", "wellknown");

  private static final List<String> COMPONENTS = ChartComponent.paths(Trait.BY_DEFAULT);

  /**
   * Reads a file; empty if it holds nothing of the chart.
   *
   * @throws SourceException if it is no YAML
   */
  public static Optional<ValuesFile> read(String name, Index index) throws SourceException {
    Document document = index.folder().yaml(name);
    List<String> keys = Located.top(document).keys();
    if (keys.contains("apiVersion") || keys.contains("kind")) {
      return Optional.empty();
    }
    ChartDefaults defaults = index.defaults();
    boolean own = isOurs(keys, defaults);
    boolean all =
        !keys.isEmpty()
            && keys.stream()
                .allMatch(
                    key ->
                        defaults.keys().contains(key)
                            || key.equals("sops")
                            || key.startsWith("x-"));
    return own || all
        ? Optional.of(new ValuesFile(name, document, own, isComplete(document, defaults)))
        : Optional.empty();
  }

  /** Whether keys are those of this chart, and not of another one that deploys Synapse. */
  static boolean isOurs(Collection<String> keys, ChartDefaults defaults) {
    if (keys.stream().anyMatch(ONLY_HERE::contains)) {
      return true;
    }
    return keys.stream().anyMatch(Umbrellas.UNMISTAKABLE::contains)
        && keys.stream().noneMatch(ELSEWHERE::contains)
        && keys.stream().filter(defaults.keys()::contains).count() * 2 >= keys.size();
  }

  boolean isEncrypted() {
    return Sops.isEncrypted(document.root());
  }

  private static boolean isComplete(Document document, ChartDefaults defaults) {
    Located top = Located.top(document);
    if (!top.get("serverName").isThere()) {
      return false;
    }
    for (String component : COMPONENTS) {
      Located enabled = top.get(component, "enabled");
      boolean off = enabled.isThere() && !enabled.isTrue();
      if (!off && !top.get(component, "ingress", "host").isThere() && defaults.has(List.of(component))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it has the name of the server. */
  boolean namesServer() {
    return Located.top(document).get("serverName").isThere();
  }

  /** Whether it is a copy of what the chart has by default: nearly all of its keys, and neither a name nor a host. */
  boolean isOfChart(ChartDefaults defaults) {
    Located top = Located.top(document);
    long known = top.keys().stream().filter(defaults.keys()::contains).count();
    return known > 10
        && top.get("serverName").scalar().isEmpty()
        && COMPONENTS.stream().allMatch(one -> top.get(one, "ingress", "host").scalar().isEmpty());
  }

  /** Whether two files say something else about one path. */
  static boolean contradict(ValuesFile one, ValuesFile other) {
    return contradict(
        Trees.without(one.document.root(), List.of("sops")),
        Trees.without(other.document.root(), List.of("sops")));
  }

  private static boolean contradict(Node one, Node other) {
    if (one instanceof MapNode a && other instanceof MapNode b) {
      for (Map.Entry<String, Node.Entry> entry : a.entries().entrySet()) {
        Node against = b.get(entry.getKey());
        if (against != null && contradict(entry.getValue().value(), against)) {
          return true;
        }
      }
      return false;
    }
    return !one.sameValue(other);
  }
}
