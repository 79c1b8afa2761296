package dev.esslint.cli;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.plain.ForeignFile;
import dev.esslint.workspace.plain.HelmOutput;
import java.io.File;
import java.util.List;

/** Looks at what a named file holds, as far as that decides whether it can stand alone. */
final class NamedFiles {
  /** Keys that no other chart has. */
  private static final List<String> ONLY_HERE = ChartComponent.paths(Trait.UNIQUE_KEY);

  private static final List<String> COMPONENTS = ChartComponent.paths(Trait.BY_DEFAULT);

  private NamedFiles() {}

  /** Whether a file lacks names of hosts that a deployment needs, so that others may have them. */
  static boolean isPart(String name, SourceReader reader) {
    return root(name, reader) instanceof MapNode map && !isComplete(map);
  }

  /** Whether a file is an object of Kubernetes or a chart, and so no values file. */
  static boolean isManifest(String name, SourceReader reader) {
    return mentionsApi(text(name, reader)) && isObject(name, reader);
  }

  /** Whether a file holds deployments by what is in it: it is a manifest, or what Helm printed about a release. */
  static boolean holdsDeployments(String name, SourceReader reader) {
    String text = text(name, reader);
    return HelmOutput.is(text) || (mentionsApi(text) && isObject(name, reader));
  }

  private static boolean isObject(String name, SourceReader reader) {
    return root(name, reader) instanceof MapNode map
        && map.get("apiVersion") != null
        && (map.get("kind") != null || map.get("dependencies") != null);
  }

  /** Whether a file is not what values look like, so that it may be one of a tool with deployments in it. */
  static boolean mayHoldDeployments(String name, SourceReader reader, Settings settings) {
    return !name.equals(Inputs.STDIN) && reader.isFile(name) && !Foreign.reason(name, reader, settings).isEmpty();
  }

  /** Whether a path leads to no values file but to something that may hold deployments: a folder, a manifest, a script. */
  static boolean isNoValuesFile(String name, SourceReader reader) {
    if (name.equals(Inputs.STDIN)) {
      return holdsDeployments(name, reader);
    }
    File file = reader.folder().resolve(name).toFile();
    return file.isDirectory()
        || (file.isFile()
            && (ForeignFile.isCode(name)
                || holdsDeployments(name, reader)));
  }

  /** Whether a file has a key that only values of the chart have, so that nothing more has to be found out. */
  static boolean isOurs(String name, SourceReader reader) {
    if (ForeignFile.isOfAnsible(name) || !(root(name, reader) instanceof MapNode map)) {
      return false;
    }
    for (String key : ONLY_HERE) {
      if (map.get(key) != null) {
        return true;
      }
    }
    return false;
  }

  /** A look at the characters first: to parse a plain file twice would take as long again. */
  private static boolean mentionsApi(String text) {
    return text.startsWith("apiVersion:") || text.contains("\napiVersion:") || text.contains("\"apiVersion\"");
  }

  private static String text(String name, SourceReader reader) {
    try {
      return reader.read(name).text();
    } catch (SourceException e) {
      return ""; // whoever lints it tells
    }
  }

  private static boolean isComplete(MapNode map) {
    if (map.get("serverName") == null) {
      return false;
    }
    for (String component : COMPONENTS) {
      Node values = map.get(component);
      boolean off =
          values instanceof MapNode own
              && own.get("enabled") instanceof ScalarNode enabled
              && enabled.value().equals(Scalar.FALSE);
      boolean hosted =
          values instanceof MapNode own
              && own.get("ingress") instanceof MapNode ingress
              && ingress.get("host") != null;
      if (!off && !hosted) {
        return false;
      }
    }
    return true;
  }

  /** The top of a file; null if it cannot be read. */
  static @org.jspecify.annotations.Nullable Node root(String name, SourceReader reader) {
    try {
      return reader.document(name).root();
    } catch (SourceException e) {
      return null; // whoever lints it tells
    }
  }
}
