package dev.esslint.build;

import dev.esslint.chart.BuiltInCharts;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Advisory;
import dev.esslint.embedded.Version;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Packs the published holes, with the releases of the chart that mend them. */
final class CompileAdvisories {
  private CompileAdvisories() {}

  /**
   * Packs the table, and marks the releases that have any hole in their index.
   *
   * @param index the list of the releases
   * @throws IllegalArgumentException if it is not of its form; the message begins with file and line
   */
  static void compile(Path table, Path target, Path index) throws IOException {
    List<String> lines = Files.readAllLines(table);
    if (!List.of(lines.getFirst().split("\t", -1)).equals(Advisory.COLUMNS)) {
      throw problem(table, 1, "the columns are " + String.join(", ", Advisory.COLUMNS));
    }
    List<Chart> charts = Charts.builtIn().loadAll();
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    TreeSet<String> having = new TreeSet<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> affected;
      try {
        affected = affected(Advisory.of(lines.get(i), Optional.empty()), charts);
      } catch (IllegalArgumentException e) {
        throw problem(table, i + 1, String.valueOf(e.getMessage()));
      }
      if (rows.put(lines.get(i), after(affected)) != null) {
        throw problem(table, i + 1, "stands there twice");
      }
      having.addAll(affected);
    }
    CompileFacts.write(Advisory.pack(rows), target);
    List<String> marked = new ArrayList<>();
    for (Release release : Charts.builtIn().releases()) {
      marked.add(release + (having.contains(release.toString()) ? BuiltInCharts.WITH_HOLES : "") + "\n");
    }
    Files.writeString(index, String.join("", marked));
  }

  private static IllegalArgumentException problem(Path table, int line, String what) {
    return new IllegalArgumentException(table + ":" + line + ": " + what);
  }

  /** The releases whose own image has a hole. */
  private static List<String> affected(Advisory advisory, List<Chart> charts) {
    List<String> releases = new ArrayList<>();
    for (Chart chart : charts) {
      Node node = chart.defaults();
      for (String step : advisory.product().tag().split("\\.", -1)) {
        node = node instanceof MapNode map ? map.get(step) : null;
      }
      if (node instanceof ScalarNode tag
          && tag.string() != null
          && Version.parse(tag.string()).filter(advisory::affects).isPresent()) {
        releases.add(chart.release());
      }
    }
    return releases;
  }

  /** The release that follows the last affected one, or the oldest if none is; empty if there is none yet. */
  private static String after(List<String> affected) {
    return affected.isEmpty()
        ? Charts.builtIn().releases().getFirst().toString()
        : Charts.builtIn().after(Release.parse(affected.getLast()).orElseThrow())
            .map(Release::toString)
            .orElse("");
  }
}
