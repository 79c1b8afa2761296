package dev.esslint.chart;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a chart {@code matrix-stack} that hold its facts, out of a folder or an archive.
 *
 * @param name what the user calls the folder or archive
 * @param prefix what stands before the name of a file in messages
 * @param folder the name of the folder that the chart lies in; empty for an archive
 * @param files those of {@link #NAMES} that are there, by name
 */
record ChartFiles(String name, String prefix, String folder, Map<String, byte[]> files) {
  private static final String ABOUT = "Chart.yaml";
  private static final String VALUES = "values.yaml";
  private static final String SCHEMA = "values.schema.json";

  /** The files that are read; nothing else of a chart is. */
  static final List<String> NAMES = List.of(ABOUT, VALUES, SCHEMA);

  /** No file of a chart is larger; Helm has the same limit. */
  static final int MAX_FILE = 5 << 20;

  static final String TOO_LARGE =
      " is larger than " + (MAX_FILE >> 20) + " MiB, far larger than any file of a chart";

  /** The facts in the files. */
  Chart chart() throws SourceException, ChartException {
    if (!files.containsKey(ABOUT)) {
      throw new ChartException(name + " is not a Helm chart, because it has no " + ABOUT);
    }
    Node about = parse(ABOUT);
    String chart = text(about, "name");
    if (!chart.equals("matrix-stack")) {
      throw new ChartException(
          name + " contains the chart `" + chart + "`, but esslint knows only `matrix-stack`");
    }
    Release release = release(text(about, "version"));
    Node defaults = parse(VALUES);
    if (!(defaults instanceof MapNode)) {
      throw new ChartException(pathOf(VALUES) + " is not a mapping");
    }
    Node schema = parse(SCHEMA);
    if (!(schema instanceof MapNode)) {
      throw new ChartException(pathOf(SCHEMA) + " is not a mapping");
    }
    return new Chart(
        release.toString(), ChartFacts.placeless(defaults), ChartFacts.schema(schema, pathOf(SCHEMA)));
  }

  /** Sources between releases call themselves {@code -dev} of some other version; then the name of the folder counts. */
  private Release release(String version) throws ChartException {
    if (version.endsWith("-dev")) {
      Optional<Release> named = Release.parse(folder);
      if (named.isPresent()) {
        return named.get();
      }
    }
    return Release.parse(version.replaceFirst("[-+].*$", ""))
        .orElseThrow(
            () ->
                new ChartException(
                    pathOf(ABOUT) + " has the version `" + version + "`, which is not a version like 26.8.1"));
  }

  private static String text(Node about, String key) {
    return about instanceof MapNode(var span, var entries)
            && entries.get(key)
                instanceof Entry(var at, ScalarNode(var there, Str(String text), var style))
        ? text
        : "";
  }

  private Node parse(String file) throws SourceException, ChartException {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new ChartException(name + " has no " + file);
    }
    return YamlReader.read(SourceText.decode(pathOf(file), bytes)).root();
  }

  private String pathOf(String file) {
    return prefix + file;
  }
}
