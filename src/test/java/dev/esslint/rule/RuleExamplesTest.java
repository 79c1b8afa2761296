package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Flaw;
import dev.esslint.authoring.RuleFile;
import dev.esslint.authoring.RuleFiles;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.authoring.Trial;
import dev.esslint.text.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Nothing is wrong with any rule that esslint comes with, by what {@code esslint rules check} tells: examples, silence on clean
 * values, remedies.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RuleExamplesTest {
  @TestFactory
  Stream<DynamicTest> every_rule_does_what_its_file_says() throws Exception {
    List<SourceText> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("rules"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        sources.add(new SourceText(file.toString(), Files.readString(file)));
      }
    }
    ExampleRuns runs = ExampleRuns.builtIn();
    return RuleFiles.read(sources, Kind.BUILT_IN, List.of(), Charts.builtIn()).files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.rule().info().id(), () -> assertEquals("", flaws(file, runs))));
  }

  private static String flaws(RuleFile file, ExampleRuns runs) {
    return Trial.flaws(file, Kind.BUILT_IN, runs).stream()
        .map(Flaw::toString)
        .collect(Collectors.joining("\n"));
  }
}
