package dev.esslint.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.secret.Masks;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chart's own examples, each with its own release. */
@Tag("shared")
final class MapsOfChartsTest {
  private static final Path CHARTS = Path.of(System.getProperty("shared")).resolve("charts");

  /** Shorter ones may well be part of a word. */
  private static final int SHORT = 8;

  @Test
  void every_example_has_a_map_in_every_format_that_shows_no_secret() throws Exception {
    List<String> shown = new ArrayList<>();
    int drawn = 0;
    for (Release release : Charts.builtIn().releases()) {
      Chart chart = Charts.builtIn().load(release);
      for (Path file : examples(release)) {
        Document values =
            YamlReader.read(
                SourceText.decode(file.getFileName().toString(), Files.readAllBytes(file)));
        List<String> secrets = secrets(values);
        DeploymentMap map = Maps.of(values, chart);
        for (MapWriter writer : Maps.WRITERS) {
          String written = Maps.written(writer, map);
          secrets.stream()
              .filter(written::contains)
              .forEach(secret -> shown.add(release + " " + file.getFileName() + " " + secret));
          if (writer instanceof SvgMap || writer instanceof HtmlMap) {
            Maps.parsed(written);
          }
        }
        drawn++;
      }
    }
    assertEquals("", String.join("\n", shown));
    assertTrue(drawn >= 2_828, drawn + " drawn");
  }

  private static List<String> secrets(Document values) {
    List<String> secrets = new ArrayList<>();
    for (String secret : Masks.hidden(Masks.of(values.source()), values.source())) {
      secret.lines().map(String::strip).forEach(secrets::add);
    }
    return secrets.stream()
        .map(line -> line.replaceAll("^[\"']|[\"',]+$", ""))
        .filter(line -> line.length() >= SHORT)
        .distinct()
        .toList();
  }

  private static List<Path> examples(Release release) throws Exception {
    try (Stream<Path> files = Files.walk(CHARTS.resolve(release.toString()).resolve("ci"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
