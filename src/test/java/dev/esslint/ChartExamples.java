package dev.esslint;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The values files that the chart ships for its own tests, from the folder that {@code -Dshared} names. */
final class ChartExamples {
  static final Path CHARTS = Path.of(System.getProperty("shared", "../shared")).resolve("charts");

  private ChartExamples() {}

  /** What there is to say about each example of a release, linted by itself against that release. */
  static List<Analysis> linted(Release release) throws Exception {
    SourceReader reader =
        new SourceReader(CHARTS.toAbsolutePath(), InputStream.nullInputStream(), "<stdin>");
    Analyzer linter = new Analyzer(Targets.all(Charts.builtIn(), release), BuiltInRules::usual, null);
    List<Analysis> linted = new ArrayList<>();
    for (Path file : files(release)) {
      Request request = new Request(List.of(CHARTS.relativize(file).toString()), false);
      linted.add(linter.analyze(request, reader));
    }
    return linted;
  }

  private static List<Path> files(Release release) throws Exception {
    try (Stream<Path> files = Files.walk(CHARTS.resolve(release.toString()).resolve("ci"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
