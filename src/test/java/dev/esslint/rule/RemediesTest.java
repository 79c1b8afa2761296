package dev.esslint.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.marcnuri.helm.Helm;
import dev.esslint.authoring.Cure;
import dev.esslint.authoring.ExampleRuns;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.packed.BuiltInRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code -Dcharts=DIR}, a folder of unpacked charts by release, real Helm has to take what becomes of a bad example that it
 * refused, when the remedy is followed. That the remedy cures is tested with the examples themselves.
 */
final class RemediesTest {
  private static final String CHARTS = System.getProperty("charts", "");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> helm_takes_every_example_that_a_remedy_has_cured() {
    ExampleRuns runs = ExampleRuns.builtIn();
    return BuiltInRules.all().stream()
        .filter(rule -> rule.info().kind() == RuleClass.REJECTED)
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.info().id(),
                    () -> {
                      assumeFalse(CHARTS.isEmpty(), "no charts are given");
                      for (Cure cure : Cure.of(rule, runs)) {
                        assertFalse(cure.after().isEmpty());
                        taken(cure.after().get());
                      }
                    }));
  }

  private void taken(Example example) throws Exception {
    Path chart = Path.of(CHARTS, ExampleRuns.builtIn().release(example).toString());
    Path values = Files.writeString(folder.resolve("values.yaml"), example.values());
    try {
      new Helm(chart).template().withKubeVersion("1.33.0").withValuesFile(values).call();
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("API could not be found")) { // which only a cluster has
        throw new AssertionError("Helm refuses the result:\n" + example.values(), e);
      }
    }
  }
}
