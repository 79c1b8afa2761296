package dev.esslint.cli;

import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException;
import dev.esslint.config.StrictFile;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceException.Place;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file with the values of options that are not given, and with more than options can say: {@code
 * schemas/config.schema.json} tells its keys.
 *
 * @param source the text
 * @param root what it says
 * @param settings the values of options, by key
 */
public record ConfigurationFile(
    SourceText source, Node root, Map<String, List<Setting>> settings) {

  /** The resource with the packed schema, next to this class. */
  public static final String SCHEMA = "config-schema";

  /** Keys whose values are paths. */
  private static final Set<String> PATHS = Set.of("chart", "chart-folders", "cluster", "baseline", "rules");

  /**
   * Reads a configuration.
   *
   * @param name as the user knows it; paths in the file become relative to the same folder as it
   * @throws UsageException if it cannot be read, or says what it cannot
   */
  static ConfigurationFile read(String name, SourceReader reader)
      throws UsageException, ChartException {
    try {
      SourceText source = reader.read(name);
      Node schema = PackedNodes.resource(ConfigurationFile.class, SCHEMA);
      Node root = StrictFile.read(source, schema).document().root();
      return new ConfigurationFile(source, root, settings(source, root));
    } catch (InvalidFileException e) {
      throw new UsageException("the configuration is invalid\n" + e.getMessage());
    } catch (SourceException e) {
      throw new UsageException("the configuration cannot be read\n" + Failures.describe(e));
    }
  }

  private static Map<String, List<Setting>> settings(SourceText source, Node root) {
    Map<String, List<Setting>> settings = new HashMap<>();
    if (root instanceof MapNode map) {
      for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
        boolean isPath = PATHS.contains(entry.getKey());
        Node value = entry.getValue().value();
        List<Node> nodes = value instanceof ListNode list ? list.items() : List.of(value);
        settings.put(
            entry.getKey(), nodes.stream().map(node -> setting(source, node, isPath)).toList());
      }
    }
    return settings;
  }

  private static Setting setting(SourceText source, Node node, boolean isPath) {
    String string = node instanceof ScalarNode scalar ? scalar.string() : null;
    // the number 26.10 is 26.1, and what is written is a release
    String text = string == null ? source.slice(node.span()) : string;
    return new Setting(
        isPath ? beside(source.name(), text) : text, Optional.of(new Place(source, node.span())));
  }

  /** What is below a key; null if the key is not there. */
  @Nullable Node get(String key) {
    return root instanceof MapNode map ? map.get(key) : null;
  }

  /** A path that is relative to the folder of a configuration. */
  static String beside(String file, String path) {
    try {
      return Path.of(file).resolveSibling(path).toString();
    } catch (InvalidPathException e) {
      return path; // whoever reads it tells
    }
  }
}
