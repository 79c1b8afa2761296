package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealCharts;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.measure.MeasuredChart.Rendered;
import dev.esslint.measure.UsedTexts.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What real Helm did with the texts of random values is in {@code testdata/uses.tsv}: a release, the seed of the values, the sites of the texts that it
 * evaluated, and of those that it wrote as they are. {@code UsesAsHelmTest} asks Helm about others.
 */
final class RecordedUsesTest {
  private static final Path RECORD = Path.of("testdata/uses.tsv");

  /** So many samples of each release are recorded. */
  private static final int SAMPLES = 2;

  @Test
  void texts_are_used_as_helm_has_used_them() throws Exception {
    List<String> told = new ArrayList<>();
    List<String> recorded = Files.readAllLines(RECORD);
    for (String line : recorded) {
      String[] parts = line.split("\t", -1);
      Sample sample = UsedTexts.sample(Release.parse(parts[0]).orElseThrow(), Long.parseLong(parts[1]));
      told.add(line(parts[0], parts[1], UsedTexts.told(sample)));
    }
    assertEquals(String.join("\n", recorded), String.join("\n", told));
  }

  @Test
  @EnabledIfSystemProperty(named = "charts", matches = ".+")
  @EnabledIfSystemProperty(named = "expected", matches = "write")
  void record() throws Exception {
    StringBuilder lines = new StringBuilder();
    List<Release> releases = Charts.builtIn().releases();
    for (Release release : RealCharts.releases()) {
      // the oldest has logic of its own; of the others every third has any
      if (!release.equals(releases.getFirst()) && releases.indexOf(release) % 3 != releases.size() % 3) {
        continue;
      }
      try (MeasuredChart chart = new MeasuredChart(Path.of(System.getProperty("charts"), release.toString()), false)) {
        for (int seed = 1, done = 0; done < SAMPLES; seed++) {
          Sample sample = UsedTexts.sample(release, seed);
          if (chart.render(sample.made().values()) instanceof Rendered rendered) {
            done++;
            lines.append(line(release.toString(), String.valueOf(seed), UsedTexts.of(sample, rendered))).append('\n');
          }
        }
      }
    }
    Files.writeString(RECORD, lines);
  }

  private static String line(String release, String seed, UsedTexts used) {
    return String.join("\t", release, seed, String.join(" ", used.evaluated()), String.join(" ", used.written()));
  }
}
