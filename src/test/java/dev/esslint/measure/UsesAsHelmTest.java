package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.esslint.RealCharts;
import dev.esslint.chart.Release;
import dev.esslint.measure.MeasuredChart.Rendered;
import dev.esslint.measure.UsedTexts.Sample;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A text is told to be evaluated, or to be written as it is, exactly where Helm does so with random values, in which everything is on or
 * off and there or not. On demand: {@code -Dcharts=FOLDER}, and {@code -Dcases=N} for each release, {@code -Dseed=N} and {@code -Dreleases=A,B}.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class UsesAsHelmTest {
  private final Map<String, Integer> wrong = new TreeMap<>();
  private int uses;

  @Test
  void texts_are_used_where_esslint_says() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    for (Release release : RealCharts.releases()) {
      try (MeasuredChart chart = new MeasuredChart(Path.of(System.getProperty("charts"), release.toString()), false)) {
        int cases = Integer.getInteger("cases", 10);
        for (int tries = 0, done = 0; done < cases && tries < 6 * cases; tries++) {
          Sample sample = UsedTexts.sample(release, seed * 1000 + tries);
          if (chart.render(sample.made().values()) instanceof Rendered rendered) {
            done++;
            UsedTexts helm = UsedTexts.of(sample, rendered);
            UsedTexts told = UsedTexts.told(sample);
            compare(sample, "evaluated", helm.evaluated(), told.evaluated());
            compare(sample, "written", helm.written(), told.written());
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong.entrySet().stream().map(Object::toString).toList()), uses + " uses with seed " + seed);
    assertNotEquals(0, uses);
    System.out.println(uses + " uses with seed " + seed);
  }

  private void compare(Sample sample, String what, Set<String> helm, Set<String> told) {
    for (String site : sample.made().written()) {
      uses += helm.contains(site) ? 1 : 0;
      if (helm.contains(site) != told.contains(site)) {
        wrong.merge(sample.release() + " " + site + (told.contains(site) ? " is not " : " is ") + what, 1, Integer::sum);
      }
    }
  }
}
