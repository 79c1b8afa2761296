package dev.esslint.input;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.YamlReader;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the {@code Chart.yaml} beside a values file says about the chart {@code matrix-stack}: that it is this very chart, or
 * one that depends on it.
 *
 * @param source the text of the {@code Chart.yaml}
 * @param alias the key that the values of {@code matrix-stack} stand under; empty if this is the chart itself
 * @param others the keys of the values of other dependencies
 * @param release the release, or the range of them
 * @param span of the release; empty if none is written
 */
public record ChartBeside(
    SourceText source, String alias, Set<String> others, String release, Span span) {
  private static final String NAME = "matrix-stack";
  private static final String FILE = "Chart.yaml";

  /**
   * Looks into a folder; empty if there is nothing about the chart.
   *
   * @param folder ends with a slash, or is empty
   */
  public static Optional<ChartBeside> in(String folder, Sources sources) {
    String name = folder + FILE;
    if (!sources.isFile(name)) {
      return Optional.empty();
    }
    try {
      SourceText source = sources.read(name);
      return YamlReader.read(source).root() instanceof MapNode about
          ? of(source, about)
          : Optional.empty();
    } catch (SourceException e) {
      // Helm will tell; what is asked for here is the values
      return Optional.empty();
    }
  }

  private static Optional<ChartBeside> of(SourceText source, MapNode about) {
    if (string(about, "name").equals(NAME)) {
      return Optional.of(
          new ChartBeside(
              source,
              "",
              Set.of(),
              string(about, "version").replaceFirst("-dev$", ""),
              span(about)));
    }
    MapNode found = null;
    Set<String> others = new LinkedHashSet<>();
    if (about.get("dependencies") instanceof ListNode dependencies) {
      for (Node item : dependencies.items()) {
        if (item instanceof MapNode dependency) {
          if (found == null && string(dependency, "name").equals(NAME)) {
            found = dependency;
          } else {
            others.add(key(dependency));
          }
        }
      }
    }
    return Optional.ofNullable(found)
        .map(
            dependency ->
                new ChartBeside(
                    source,
                    key(dependency),
                    others,
                    string(dependency, "version"),
                    span(dependency)));
  }

  private static String key(MapNode dependency) {
    String alias = string(dependency, "alias");
    return alias.isEmpty() ? string(dependency, "name") : alias;
  }

  private static String string(MapNode map, String key) {
    String text = map.get(key) instanceof ScalarNode scalar ? scalar.string() : null;
    return text == null ? "" : text;
  }

  private static Span span(MapNode map) {
    Node version = map.get("version");
    return version == null ? Span.NONE : version.span();
  }
}
