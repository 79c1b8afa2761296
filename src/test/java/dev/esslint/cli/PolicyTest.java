package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of rules, and findings that the configuration hides. */
final class PolicyTest {
  private static final String NAME = ".esslint.yaml";

  @TempDir Path folder;

  @BeforeEach
  void values() throws IOException {
    String base = Files.readString(Path.of("testdata/base.yaml"));
    String mistakes = "deploymentMarkers: {enabled: false}\nstorage: {resourcePolicy: delete}\n";
    write("values.yaml", base + mistakes);
    Files.createDirectories(folder.resolve("dev"));
    write("dev/values.yaml", base + mistakes);
  }

  @Test
  void a_rule_gets_another_level_by_id_name_or_family() throws Exception {
    for (String word : new String[] {"MAS037", "deployment-markers-off", "MAS"}) {
      write(NAME, "severity: {" + word + ": error}\n");
      Run run = Run.in(folder, "-q", "values.yaml");
      assertEquals(1, run.status(), word);
      assertTrue(run.out().contains("error MAS037"), run.out());
      assertTrue(run.out().contains("warning K8S025"), run.out());
    }
  }

  @Test
  void a_component_stands_for_the_rules_that_speak_of_it() throws Exception {
    Run all = Run.in(folder, "-q", "values.yaml");
    assertTrue(all.out().contains("MAS037") && all.out().contains("K8S025"), all.out());
    Run chosen = Run.in(folder, "-q", "--select", "matrixAuthenticationService", "values.yaml");
    assertTrue(chosen.out().contains("MAS037"), chosen.out());
    assertFalse(chosen.out().contains("K8S025"), chosen.out());
    write(NAME, "ignore: [matrixAuthenticationService]\n");
    assertFalse(Run.in(folder, "-q", "values.yaml").out().contains("MAS037"));
    Run part = Run.in(folder, "--no-config", "--select", "matrixRTC.sfu", "values.yaml");
    assertEquals(0, part.status(), part.err());
  }

  @Test
  void rules_are_ignored_in_some_files() throws Exception {
    write(NAME, "per-file:\n  - {files: 'dev/**', ignore: [MAS037, K8S], reason: it is for tests}\n");
    Run dev = Run.in(folder, "dev/values.yaml");
    assertTrue(dev.out().contains("nothing found; 2 suppressed"), dev.out());
    assertTrue(Run.in(folder, "-q", "values.yaml").out().contains("MAS037"));
  }

  @Test
  void patterns_are_seen_from_the_folder_of_the_configuration() throws Exception {
    write(NAME, "per-file:\n  - {files: 'dev/*.yaml', ignore: [MAS037, K8S]}\n");
    assertEquals("", Run.in(folder.resolve("dev"), "-q", "values.yaml").out());
  }

  @Test
  void rules_are_ignored_at_a_value_and_below_it() throws Exception {
    write(NAME, "per-path:\n  - {path: deploymentMarkers, ignore: [MAS037]}\n  - {path: '*.resourcePolicy', ignore: [K8S025]}\n");
    Run run = Run.in(folder, "values.yaml");
    assertTrue(run.out().contains("nothing found; 2 suppressed"), run.out());
    write(NAME, "per-path:\n  - {path: deploymentMarkers.enabled.more, ignore: [MAS037]}\n");
    assertTrue(Run.in(folder, "-q", "values.yaml").out().contains("MAS037"));
  }

  @Test
  void where_reasons_are_required_one_that_is_missing_is_told() throws Exception {
    write(NAME, "require-reason: true\nper-file:\n  - {files: 'dev/**', ignore: [MAS037]}\n");
    Run configured = Run.in(folder, "values.yaml");
    assertEquals(2, configured.status());
    assertTrue(configured.err().contains(".esslint.yaml:3:5"), configured.err());
    write(NAME, "require-reason: true\n");
    String text = Files.readString(folder.resolve("values.yaml"));
    write("values.yaml", text.replace("{enabled: false}", "{enabled: false} # esslint: ignore[MAS037]"));
    Run comment = Run.in(folder, "-q", "values.yaml");
    assertEquals(1, comment.status());
    assertTrue(comment.out().contains("error YAML013"), comment.out());
  }

  @Test
  void an_upgrade_obeys_the_policy() throws Exception {
    write("values.yaml", Files.readString(folder.resolve("values.yaml")) + "imagePullSecrets: [{name: our}]\n");
    write(NAME, "per-path:\n  - {path: imagePullSecrets, ignore: [UPG001], reason: by hand}\n");
    Run run = Run.in(folder, "upgrade", "--from", "25.10.1", "-q", "values.yaml");
    assertFalse(run.out().contains("UPG001"), run.out());
  }

  @Test
  void what_cannot_be_is_refused_with_its_place() throws Exception {
    refused("severity: {RTC999: note}\n", ".esslint.yaml:1:12: there is no rule, family or component `RTC999`");
    refused("severity: {RTC003: loud}\n", ".esslint.yaml:1:20");
    refused("per-file:\n  - {files: '{', ignore: [RTC003]}\n", ".esslint.yaml:2:13: `{` is not a pattern");
    refused("per-file:\n  - {files: '*', ignore: [NOPE]}\n", ".esslint.yaml:2:27: there is no rule");
    refused("per-path:\n  - {path: 'a..b', ignore: [RTC003]}\n", ".esslint.yaml:2:12");
    refused("per-path:\n  - {pth: a, ignore: [RTC003]}\n", "path");
  }

  private void refused(String configuration, String message) throws IOException {
    write(NAME, configuration);
    Run run = Run.in(folder, "values.yaml");
    assertEquals(2, run.status(), configuration);
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
