package dev.esslint;

import com.marcnuri.helm.Helm;
import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;


/** The chart's own examples, each with its own release: nothing that Helm would refuse. */
@Tag("shared")
final class ChartExamplesTest {
  @Test
  void no_example_of_the_chart_is_rejected_by_its_own_release() throws Exception {
    List<String> rejected = new ArrayList<>();
    int checked = 0;
    for (Release release : Charts.builtIn().releases()) {
      for (Analysis linted : ChartExamples.linted(release)) {
        checked++;
        for (Finding finding : linted.findings()) {
          if (finding.rule().kind() == RuleClass.REJECTED) {
            rejected.add(linted.reading().names() + " " + finding.rule().id() + " " + finding.message());
          }
        }
      }
    }
    assertEquals("", String.join("\n", rejected));
    assertTrue(checked >= 2_828, checked + " checked");
  }

  @Test
  void the_releases_said_to_be_refused_by_helm_are_those_that_it_refuses(@TempDir Path scratch)
      throws Exception {
    Path values = Files.writeString(scratch.resolve("values.yaml"), "serverName: example.org\n");
    SourceReader reader = new SourceReader(scratch, InputStream.nullInputStream(), "<stdin>");
    List<String> disagreements = new ArrayList<>();
    for (Release release : Charts.builtIn().releases()) {
      Analyzer linter = new Analyzer(Targets.all(Charts.builtIn(), release), BuiltInRules::usual, null);
      Analysis linted = linter.analyze(new Request(List.of(values.toString()), false), reader);
      boolean said = linted.notices().stream().anyMatch(n -> n.rule().id().equals("CHT041"));
      String helm =
          helm(
              withoutKubeVersion(ChartExamples.CHARTS.resolve(release.toString()), scratch),
              values);
      if (said == helm.isEmpty()) {
        disagreements.add(release + ": " + helm);
      }
    }
    assertEquals("", String.join("\n", disagreements));
  }

  /** The chart, for the old cluster that Helm assumes. */
  private static Path withoutKubeVersion(Path chart, Path scratch) throws Exception {
    Path copy = Files.createDirectories(scratch.resolve(chart.getFileName()));
    for (String file : List.of("Chart.yaml", "values.yaml", "values.schema.json")) {
      String text = Files.readString(chart.resolve(file));
      Files.writeString(copy.resolve(file), text.replaceFirst("(?m)^kubeVersion:.*$", ""));
    }
    return copy;
  }

  /** What Helm complains about; empty if nothing. */
  private static String helm(Path chart, Path values) {
    try {
      new Helm(chart).template().withValuesFile(values).call();
      return "";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
