package dev.esslint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.RuleFile;
import dev.esslint.authoring.RuleFiles;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.chart.Charts;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the rules, a test a rule, for the mutation testing of the model: {@code RuleExamplesTest} looks at more, but in each
 * run at all rules, and thousands of changed programs cannot wait for that. Not a test of the ordinary build.
 */
final class ModelByExamples {
  private static final List<Rule> RULES = rules();

  private static List<Rule> rules() {
    try (Stream<Path> files = Files.walk(Path.of("rules"))) {
      List<SourceText> sources =
          files.filter(file -> file.toString().endsWith(".yaml")).sorted().map(ModelByExamples::text).toList();
      return RuleFiles.read(sources, Kind.BUILT_IN, List.of(), Charts.builtIn()).files().stream()
          .map(RuleFile::rule)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceText text(Path file) {
    try {
      return new SourceText(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IntStream places() {
    return IntStream.range(0, RULES.size());
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_rule_finds_what_its_examples_say(int place) throws Exception {
    Rule rule = RULES.get(place);
    ExampleRuns runs = ExampleRuns.builtIn();
    for (Example example : rule.info().examples()) {
      List<SourceText> layers = runs.layers(example);
      SortedMap<String, Integer> found = new TreeMap<>();
      for (Finding finding : runs.findings(rule, example, layers)) {
        int line = finding.primary().source().position(finding.primary().span().start()).line();
        found.merge(finding.rule().id() + " " + finding.primary().source().name() + ":" + line, 1, Integer::sum);
      }
      assertEquals(marked(rule, layers), found);
    }
  }

  private static SortedMap<String, Integer> marked(Rule rule, List<SourceText> layers) {
    SortedMap<String, Integer> marked = new TreeMap<>();
    for (SourceText layer : layers) {
      for (int line = 1; line <= layer.lineCount(); line++) {
        if (layer.slice(layer.line(line)).endsWith("# <- here")) {
          marked.put(rule.info().id() + " " + layer.name() + ":" + line, 1);
        }
      }
    }
    return marked;
  }
}
