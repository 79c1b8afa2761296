package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("shared")
class HelmVerdictsTest {
  private static final Path SHARED = Path.of(System.getProperty("shared"));
  private static final Pattern PLACE = Pattern.compile("- at '([^']*)': (?!validation failed)");

  @ParameterizedTest
  @ValueSource(strings = {"25.11.1", "26.1.2", "26.5.1", "26.8.1"})
  void the_schema_is_violated_where_helm_says_and_nowhere_else(String release) throws Exception {
    Path verdicts = SHARED.resolve("helm-verdicts").resolve(release);
    Chart chart = Charts.builtIn().load(Release.parse(release).orElseThrow());
    SchemaCheck check = new SchemaCheck(chart);
    List<String> disagreements = new ArrayList<>();
    int compared = 0;
    for (String line : Files.readAllLines(verdicts.resolve("verdicts.tsv"))) {
      String[] verdict = line.split("\t", -1);
      Optional<ResolvedValues> values = read(verdicts.resolve(verdict[0]), chart);
      if (values.isEmpty() || verdict[2].startsWith("failed to parse")) {
        continue;
      }
      compared++;
      Set<String> helm = places(verdict[2]);
      Set<String> ours =
          check.validate(values.get()).stream()
              .map(violation -> pointer(violation.at()))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!helm.equals(ours)) {
        disagreements.add(verdict[0] + ": Helm " + helm + ", esslint " + ours);
      }
      if (helm.isEmpty() != check.violations(values.get()).isEmpty()) {
        disagreements.add(verdict[0] + ": " + check.violations(values.get()));
      }
    }
    assertEquals("", String.join("\n", disagreements));
    assertTrue(compared >= 200, compared + " compared");
  }

  private static Optional<ResolvedValues> read(Path file, Chart chart) throws Exception {
    try {
      var document = YamlReader.read(new SourceText(file.toString(), Files.readString(file)));
      return document.root() instanceof MapNode
          ? Optional.of(
              ResolvedValues.of(
                  List.of(new Layer.File(document)),
                  new Layer.Defaults(chart.release(), chart.defaults())))
          : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  private static Set<String> places(String message) {
    return message.startsWith("values don't meet")
        ? PLACE
            .matcher(message)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  private static String pointer(ValuePath path) {
    return path.steps().stream()
        .map(
            step ->
                switch (step) {
                  case Key(String name) -> "/" + name.replace("~", "~0").replace("/", "~1");
                  case Index(int index) -> "/" + index;
                })
        .collect(Collectors.joining());
  }
}
