package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Upgrade.Advice;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.edit.LayerTexts;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The chart's own test values of every release, upgraded to the newest one. */
@Tag("shared")
@Execution(ExecutionMode.CONCURRENT)
final class UpgradeOfChartsTest {
  private static final Path CHARTS = Path.of(System.getProperty("shared", "shared"), "charts");
  private static final SourceReader READER =
      new SourceReader(Path.of(""), InputStream.nullInputStream(), "<stdin>");

  @TestFactory
  Stream<DynamicTest> an_upgrade_of_good_values_mends_what_it_says() {
    assertTrue(Files.isDirectory(CHARTS), CHARTS + " is missing");
    Release newest = Charts.builtIn().newest();
    return Charts.builtIn().releases().stream()
        .filter(release -> release.compareTo(newest) < 0)
        .map(
            release ->
                DynamicTest.dynamicTest(
                    release.toString(),
                    () -> {
                      Upgrade upgrade =
                          new Upgrade(
                              Charts.builtIn(), Charts.builtIn().load(release), Charts.builtIn().load(newest), BuiltInRules.all(), null, Installation.UNSTATED);
                      try (Stream<Path> files = Files.list(CHARTS.resolve(release + "/ci"))) {
                        for (Path file : files.sorted().toList()) {
                          check(upgrade, file);
                        }
                      }
                    }));
  }

  private static void check(Upgrade upgrade, Path file) throws Exception {
    Reading reading =
        upgrade.read(new Request(List.of(file.toString()), false), READER).reading();
    Advice advice = upgrade.advise(reading);
    for (Finding finding : advice.findings()) {
      assertTrue(
          finding.notes().stream().noneMatch(note -> note.endsWith("also refuses it")),
          () -> file + ": " + finding.message());
    }
    SourceText before = reading.documents().getFirst().source();
    SourceText changed = LayerTexts.changed(advice.edits()).getOrDefault(before, before);
    SourceReader again =
        new SourceReader(
            Path.of(""), new ByteArrayInputStream(changed.text().getBytes(StandardCharsets.UTF_8)), "-");
    Advice after = upgrade.advise(upgrade.read(new Request(List.of("-"), false), again).reading());
    assertEquals(0, after.mended(), () -> file + ": what was mended is still to be mended");
    assertTrue(
        refused(after) <= refused(advice) - Math.min(advice.mended(), refused(advice)),
        () -> file + ": " + after.findings().stream().map(Finding::message).toList());
  }

  private static long refused(Advice advice) {
    return advice.findings().stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
        .count();
  }
}
