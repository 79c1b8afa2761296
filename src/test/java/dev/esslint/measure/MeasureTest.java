package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Of a release that is not measured, the facts of the one before it are used: mostly right, but not surely. */
  @Test
  @DisabledIfSystemProperty(named = "measure", matches = ".+")
  void the_newest_release_is_measured() {
    Path facts = Path.of("schemas", "matrix-stack", Charts.newest().toString());
    assertTrue(Files.exists(facts.resolve(FactsWriter.TEMPLATES)));
  }
}
