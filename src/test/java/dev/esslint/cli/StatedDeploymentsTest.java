package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deployments} and {@code discover} in a configuration may say, and what they may not. */
final class StatedDeploymentsTest {
  @TempDir private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    write("base.yaml", Files.readString(Path.of("testdata/base.yaml")));
    write("values/a.yaml", "labels: {a: [1]}\n");
    write("values/b.yaml", "labels: {b: [1]}\n");
    write(".hidden.yaml", "labels: {c: [1]}\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private Run configured(String configuration, String... args) throws IOException {
    write(".esslint.yaml", configuration + "\n");
    return Run.in(folder, args);
  }

  private void assertRefused(Map<String, String> problems) throws IOException {
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      Run run = configured(problem.getKey());
      assertEquals(2, run.status(), problem.getKey());
      assertTrue(run.err().contains(problem.getValue()), () -> problem.getKey() + "\n" + run.err());
      assertTrue(run.err().matches("(?s).*\\.esslint\\.yaml:1:\\d+: .*"), run.err());
    }
  }

  @Test
  void a_layer_has_only_the_keys_and_types_that_it_can_have() throws IOException {
    Map<String, String> problems = new TreeMap<>();
    problems.put("deployments: {p: {values: [{fiel: base.yaml}]}}", ":1:29: `deployments.p.values[0]` has no key `fiel`. Did you mean `file`?");
    problems.put("deployments: {p: {values: [], values+: [{file: base.yaml, sobs: true}]}}", "has no key `sobs`. Did you mean `sops`?");
    problems.put("deployments: {p: {values: [3]}}", "`deployments.p.values[0]` must be a string or a mapping");
    problems.put("deployments: {p: {values: [null]}}", "`deployments.p.values[0]` has no value");
    problems.put("deployments: {p: {values: [{set: a=b}]}}", "`deployments.p.values[0].set` must be a list");
    problems.put("deployments: {p: {values: [{}]}}", "must not be empty");
    problems.put("deployments: {p: {values: [{file: base.yaml, opaque: x}]}}", "this is `file` and `opaque`, but a layer is only one of them");
    problems.put("deployments: {p: {values: [{set: [a=b], at: /x}]}}", "`at` needs a `file` beside it");
    problems.put("deployments: {p: {chart: {verison: 26.8.1}}}", "has no key `verison`. Did you mean `version`?");
    problems.put("deployments: {p: {substitute: {A: [1]}}}", "`deployments.p.substitute.A` must be");
    problems.put("deployments: {p: {release: Bad Name}}", "`Bad Name` is not a valid name");
    problems.put("deployments: {p: {namespace: under_score}}", "`under_score` is not a valid name");
    problems.put("deployments: {p: {values: [base.yaml], under: ess}}", "no layer has the key `ess`");
    assertRefused(problems);
  }

  @Test
  void what_is_set_wrongly_is_told_at_its_character() throws IOException {
    assertRefused(
        Map.of(
            "deployments: {p: {values: [{set: [synapse.x]}]}}", ".esslint.yaml:1:43: `=` and a value are missing here",
            "deployments: {p: {values: [{set-json: [\"a={\"]}]}}", ".esslint.yaml:1:44: the JSON value ends too early"));
  }

  @Test
  void a_name_that_leads_to_no_file_is_told_with_what_was_meant() throws IOException {
    write("release.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {values: {}}\n");
    write("broken.yaml", "a: [\n");
    Map<String, String> problems = new TreeMap<>();
    problems.put("deployments: {p: {values: [bas.yaml]}}", "there is no file `bas.yaml`; did you mean `base.yaml`?");
    problems.put("deployments: {p: {values: ['values\\a.yaml']}}", "did you mean `values/a.yaml`?");
    problems.put("deployments: {p: {values: [values]}}", "`values` is a folder; for its files write `values/*.yaml`");
    problems.put("deployments: {p: {values: [../base.yaml]}}", "`../base.yaml` is not in the folder of this file");
    problems.put("deployments: {p: {values: [/etc/base.yaml]}}", "`/etc/base.yaml` is not in the folder of this file");
    problems.put("deployments: {p: {values: ['more/*.yaml']}}", "no file matches this pattern");
    problems.put("deployments: {p: {substitute-from: [gone.env]}}", "there is no file `gone.env`");
    problems.put("deployments: {p: {values: [release.yaml]}}", "`release.yaml` is a manifest (HelmRelease); say with `at` where the values are in it");
    assertRefused(problems);
    Run run = configured("deployments: {p: {values: [base.yaml, broken.yaml]}}");
    assertEquals(2, run.status());
    assertEquals("esslint: broken.yaml:1:4: this '[' is never closed\n", run.err());
  }

  @Test
  void a_name_may_be_written_in_several_ways_and_a_wildcard_passes_over_hidden_files() throws IOException {
    for (String names : List.of("./values/a.yaml", "values//a.yaml", "values/../values/a.yaml", "values/./a.yaml")) {
      assertEquals(1, configured("deployments: {p: {values: [base.yaml, '" + names + "']}}", "-q").out().lines().count(), names);
    }
    assertEquals("", configured("deployments: {p: {values: ['*.yaml']}}", "-q").out());
  }

  @Test
  void discovery_is_told_of_no_files_that_are_not_there() throws IOException {
    assertRefused(
        Map.of(
            "discover: {include: ['apps/**']}", ":1:22: no file matches `apps/**`",
            "discover: {flux: {clusters: [clusters/prod]}}", "no file matches `clusters/prod`",
            "discover: {terraform: {var-files: [prod.tfvars]}}", "no file matches `prod.tfvars`",
            "discover: {command-lines: [README.md]}", "no file matches `README.md`"));
    Run run = configured("discover: {include: [./base.yaml, values/], exclude: ['archive/**']}");
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void a_configuration_by_another_name_is_not_passed_over_without_a_word() throws IOException {
    write(".esslint.yml", "fail-on: note\n");
    Run run = Run.in(folder);
    assertEquals(2, run.status());
    assertEquals("esslint: .esslint.yml is not read; call it .esslint.yaml\n", run.err());
    assertEquals(run.err(), Run.in(folder, "init").err());
  }

  @Test
  void a_named_layer_means_the_stated_deployments_that_have_it() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    write("more.yaml", "labels: {m: [1]}\n");
    String stated = "deployments: {prod: {values: [base.yaml, values/a.yaml]}, test: {values: [base.yaml, values/b.yaml]}}";
    for (String name : List.of("values/a.yaml", "./values/a.yaml", "values/../values/a.yaml")) {
      Run run = configured(stated, "-q", name);
      assertEquals("values/a.yaml:1:10: error SCH002 `labels.a` must be a string, but this is a list.\n", run.out(), name);
    }
    assertEquals(2, configured(stated, "-q", "base.yaml", "values/a.yaml").out().lines().count());
    assertEquals(1, configured(stated, "-q", "--deployment", "prod", "--deployment", "prod").out().lines().count());
    assertTrue(configured(stated, "--deployment", "prd").err().contains("there is no deployment `prd`, but `prod`"));
    assertTrue(configured(stated, "--deployment", "").err().contains("--deployment is empty"));
  }

  @Test
  void a_part_is_the_same_part_however_its_path_is_written() throws IOException {
    for (boolean repository : List.of(false, true)) {
      if (repository) {
        Files.createDirectory(folder.resolve(".git"));
      }
      write("part.yaml", "labels: {p: [1]}\n");
      String out = Run.in(folder, "-q", "part.yaml").out();
      assertFalse(out.contains("ING001"), out);
      assertEquals(out, Run.in(folder, "-q", "./part.yaml").out());
      assertEquals(out, Run.in(folder, "-q", "values/../part.yaml").out());
    }
  }

  @Test
  void names_of_files_in_a_configuration_are_no_secrets() throws IOException {
    write("values/secrets.yaml", "synapse: {replcas: 1}\n");
    String out =
        configured("deployments: {p: {values: [base.yaml, values/secrets.yaml, {set: ['labels.a=1']}]}}", "-q").out();
    assertTrue(out.contains("values/secrets.yaml:1:11: error SCH001"), out);
    assertTrue(out.contains(".esslint.yaml:1:"), out);
  }

  @Test
  void secrets_that_a_configuration_sets_are_not_shown() throws IOException {
    String stated =
        "deployments: {p: {substitute: {PW: seCret+Value2}, values: [base.yaml, {set: [synapse.macaroon.value=seCret+Value1, labels.x=1, 'synapse.postgres.password.value=${PW}']}]}}";
    for (String format : List.of("text", "json", "sarif")) {
      String out = configured(stated, "--format", format).out();
      assertTrue(out.contains("SCH002"), out);
      assertFalse(out.contains("seCret"), out);
    }
    assertFalse(Run.in(folder, "deployments", "--values").out().contains("seCret"));
  }
}
