package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The templates of all releases are measured. {@code mvn test -Dmeasure=CHART,CHART} does so for unpacked charts. */
final class MeasureTest {
  @Test
  @EnabledIfSystemProperty(named = "measure", matches = ".+")
  void the_named_charts_are_measured() throws Exception {
    Measure measure = new Measure(Path.of("schemas"), System.out);
    for (String chart : System.getProperty("measure").split(",")) {
      measure.measure(Path.of(chart));
    }
  }

  /** Of one that is not, the facts of the release before it are used: right in nearly all, but not surely. */
  @Test
  @DisabledIfSystemProperty(named = "measure", matches = ".+")
  void every_release_is_measured() {
    List<Release> missing = new ArrayList<>();
    for (Release release : Charts.releases()) {
      Path facts = Path.of("schemas", "matrix-stack", release.toString(), FactsWriter.TEMPLATES);
      if (!Files.exists(facts)) {
        missing.add(release);
      }
    }
    assertEquals(List.of(), missing);
  }
}
