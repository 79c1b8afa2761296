package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code mvn test -Dmeasure=CHART,CHART} measures the templates of unpacked charts. */
final class MeasureTest {
  @Test
  @EnabledIfSystemProperty(named = "measure", matches = ".+")
  void the_named_charts_are_measured() throws Exception {
    Measure measure = new Measure(Path.of("schemas"), System.out);
    for (String chart : System.getProperty("measure").split(",", -1)) {
      measure.measure(Path.of(chart));
    }
  }

  @Test
  @DisabledIfSystemProperty(named = "measure", matches = ".+")
  void every_release_is_measured() {
    assertEquals(
        List.of(),
        Charts.builtIn().releases().stream()
            .map(Release::toString)
            .filter(
                release ->
                    !Files.exists(
                        Path.of("schemas", "matrix-stack", release, FactsWriter.TEMPLATES)))
            .toList(),
        "not measured; `./esslint chart add` does it");
  }
}
