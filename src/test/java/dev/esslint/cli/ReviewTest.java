package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review of a change: {@code --before}, {@code --from} and {@code --only-new}. */
final class ReviewTest {
  @TempDir Path folder;
  private String base = "";

  @BeforeEach
  void values() throws IOException {
    base = Files.readString(Path.of("testdata/base.yaml"));
    write("values.yaml", base);
  }

  @Test
  void a_file_is_compared_with() throws Exception {
    write("old.yaml", base.replace("serverName: example.org", "serverName: our.example.org"));
    Run run = Run.in(folder, "-q", "--before", "old.yaml", "values.yaml");
    assertEquals(1, run.status());
    assertTrue(run.out().startsWith("values.yaml:2:13: error CHG001 `serverName` changes from `our."), run.out());
  }

  @Test
  void what_helm_prints_is_compared_with() {
    String old = base.replace("matrix.example.org", "hs.example.org");
    for (String head : List.of("", "USER-SUPPLIED VALUES:\n", "COMPUTED VALUES:\r\n")) {
      Run run = Run.with(folder, head + old, "-q", "--before", "-", "values.yaml");
      assertTrue(run.out().contains("warning CHG024 "), head + run.out() + run.err());
    }
  }

  @Test
  void where_helm_prints_null_nothing_was_set() {
    Run run = Run.with(folder, "USER-SUPPLIED VALUES:\nnull\n", "-q", "--before", "-", "values.yaml");
    assertEquals("", run.out() + run.err());
  }

  @Test
  void a_manifest_is_not_taken_for_values() throws Exception {
    write("old.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values: {}\n");
    Run run = Run.in(folder, "-q", "--before", "old.yaml", "values.yaml");
    assertEquals(3, run.status());
    assertTrue(run.err().contains("old.yaml: this is a manifest, but values are needed here"), run.err());
  }

  @Test
  void several_files_are_layers() throws Exception {
    write("old.yaml", base);
    write("over.yaml", "postgres: {storage: {size: 20Gi}}\n");
    Run run = Run.in(folder, "-q", "--before", "old.yaml", "--before", "over.yaml", "values.yaml");
    assertTrue(run.out().contains("error CHG012 The size of `postgres.storage` changes from `20Gi`"), run.out());
  }

  @Test
  void values_that_do_not_change_tell_nothing() throws Exception {
    git("init", "-q");
    commit();
    Run run = Run.in(folder, "-q", "--before", "git:HEAD");
    assertEquals("", run.out() + run.err());
    assertEquals(0, run.status());
  }

  @Test
  void a_revision_has_the_same_files() throws Exception {
    git("init", "-q");
    commit();
    write("values.yaml", base + "postgres: {storage: {size: 1Gi}}\n");
    Run run = Run.in(folder, "-q", "--before", "git:HEAD", "values.yaml");
    assertTrue(run.out().contains("values.yaml:20:28: error CHG012 "), run.out() + run.err());
  }

  @Test
  void a_file_that_was_renamed_is_compared_with_what_it_was() throws Exception {
    git("init", "-q");
    commit();
    git("mv", "values.yaml", "prod.yaml");
    write("prod.yaml", base.replace("serverName: example.org", "serverName: our.example.org"));
    for (List<String> files : List.of(List.of("prod.yaml"), List.<String>of())) {
      List<String> args = new ArrayList<>(List.of("-q", "--before", "git:HEAD"));
      args.addAll(files);
      Run run = Run.in(folder, args.toArray(new String[0]));
      assertTrue(run.out().contains("prod.yaml:2:13: error CHG001 "), run.out() + run.err());
    }
  }

  @Test
  void a_revision_has_deployments_that_manifests_declare() throws Exception {
    git("init", "-q");
    write("values.yaml", "");
    Files.delete(folder.resolve("values.yaml"));
    write("clusters/one.yaml", release("ess", "10Gi"));
    commit();
    write("clusters/one.yaml", release("ess", "5Gi"));
    Run smaller = Run.in(folder, "-q", "--before", "git:HEAD");
    assertTrue(smaller.out().contains("error CHG012 "), smaller.out() + smaller.err());
    write("clusters/one.yaml", release("ess2", "10Gi"));
    Run other = Run.in(folder, "-q", "--before", "git:HEAD");
    assertTrue(
        other.out().contains("error CHG040 The deployment is the release `ess` in the namespace `chat`"),
        other.out() + other.err());
  }

  @Test
  void a_new_deployment_has_nothing_to_be_compared_with() throws Exception {
    git("init", "-q");
    commit();
    write("other.yaml", base + "deploymentMarkers: {enabled: false}\n");
    Run run = Run.in(folder, "-q", "--only-new", "--before", "git:HEAD", "other.yaml");
    assertTrue(run.out().contains("MAS037"), run.out() + run.err());
  }

  @Test
  void only_what_is_new_is_told_and_the_summary_counts_the_rest() throws Exception {
    git("init", "-q");
    write("values.yaml", base + "deploymentMarkers: {enabled: false}\n");
    commit();
    write(
        "values.yaml",
        "deploymentMarkers: {enabled: false}\n" + base + "storage: {resourcePolicy: delete}\n");
    Run run = Run.in(folder, "--only-new", "--before", "git:HEAD", "values.yaml");
    assertFalse(run.out().contains("MAS037"), run.out());
    assertTrue(run.out().contains("K8S025"), run.out());
    assertTrue(run.told().contains("; 1 in the values before, too"), run.out());
  }

  @Test
  void what_the_values_had_before_is_not_new_in_another_layer() throws Exception {
    String marked = "deploymentMarkers: {enabled: false}\n";
    write("values.yaml", base + marked);
    write("a.yaml", base);
    write("b.yaml", marked);
    assertTrue(Run.in(folder, "-q", "-f", "a.yaml", "-f", "b.yaml").out().startsWith("b.yaml:1:"));
    assertEquals(
        "",
        Run.in(folder, "-q", "--only-new", "--before", "values.yaml", "-f", "a.yaml", "-f", "b.yaml").out());
    write("a.yaml", base + marked);
    write("harmful.yaml", marked + "nonsense: true\n");
    Run harmful =
        Run.in(folder, "-q", "--only-new", "--before", "a.yaml", "-f", "a.yaml", "-f", "harmful.yaml");
    assertTrue(harmful.out().startsWith("harmful.yaml:2:1: error SCH001 "), harmful.out());
    assertEquals(1, harmful.out().lines().count(), harmful.out());
  }

  @Test
  void a_release_of_the_chart_changes_with_the_values() throws Exception {
    write("values.yaml", "# esslint: chart=26.8.1\n" + base);
    write("old.yaml", "# esslint: chart=26.2.3\n" + base);
    Run named = Run.in(folder, "-q", "--before", "old.yaml", "values.yaml");
    assertTrue(named.out().contains("UPG"), named.out() + named.err());
    write("old.yaml", base);
    Run stated = Run.in(folder, "-q", "--before", "old.yaml", "--from", "26.2.3", "values.yaml");
    assertEquals(named.out(), stated.out());
  }

  @Test
  void an_upgrade_judges_the_values_that_change_with_it() throws Exception {
    write("old.yaml", base);
    write("values.yaml", base.replace("matrix.example.org", "hs.example.org"));
    Run run = Run.in(folder, "upgrade", "-q", "--from", "26.7.0", "--before", "old.yaml", "values.yaml");
    assertTrue(run.out().contains("warning CHG024 "), run.out() + run.err());
    Run without = Run.in(folder, "upgrade", "-q", "--from", "26.7.0", "values.yaml");
    assertFalse(without.out().contains("CHG"), without.out());
  }

  @Test
  void a_comment_hides_what_is_told_of_a_change_and_is_never_called_unused() throws Exception {
    write("old.yaml", base);
    write(
        "values.yaml",
        base + "postgres:\n  storage:\n    size: 1Gi # esslint: ignore[CHG012] made anew\n");
    Run change = Run.in(folder, "--before", "old.yaml", "values.yaml");
    assertTrue(change.out().endsWith("nothing found; 1 suppressed.\n"), change.out());
    assertTrue(Run.in(folder, "values.yaml").out().contains("nothing found"), "plain");
  }

  @Test
  void the_new_secret_and_the_old_one_are_not_shown() throws Exception {
    String key = "ed25519 a_%s kvVp0Wk4bUoCNKLlpCVxdYuTTBqRIJ2Oc4u3v9XbIfo\n";
    write("old.yaml", base.replace("synapse:\n", "synapse:\n  signingKey:\n    value: " + key.formatted("old")));
    write("values.yaml", base.replace("synapse:\n", "synapse:\n  signingKey:\n    value: " + key.formatted("new")));
    Run run = Run.in(folder, "--before", "old.yaml", "values.yaml");
    assertTrue(run.out().contains("CHG002"), run.out());
    assertFalse(run.out().contains("kvVp0Wk4"), run.out());
  }

  @Test
  void what_cannot_be_is_told_in_one_message_and_nothing_is_written() throws Exception {
    write("old.yaml", base);
    refused("there is no git repository here", "`git:HEAD` needs a git repository", "--before", "git:HEAD", "values.yaml");
    write("a/one.yaml", base);
    write("b/two.yaml", base);
    refused(
        "several",
        "--before is for the values of one deployment, but there are 2",
        "--before", "old.yaml", "a/one.yaml", "b/two.yaml");
    git("init", "-q");
    commit();
    refused("a revision", "git knows no revision `nothing`", "--before", "git:nothing", "values.yaml");
    refused("an option", "git knows no revision `--output=x`", "--before", "git:--output=x", "values.yaml");
    refused("no revision", "`git:` must be followed by a revision", "--before", "git:", "values.yaml");
    refused("two kinds", "--before must be one revision, or files", "--before", "old.yaml", "--before", "git:HEAD", "values.yaml");
    refused("nothing", "--before is empty", "--before", "", "values.yaml");
    refused("alone", "--only-new needs the deployed values", "--only-new", "values.yaml");
    refused("alone", "--from needs the deployed values", "--from", "26.8.1", "values.yaml");
    refused("twice", "standard input can be read only once", "--before", "-", "-");
    Run missing = Run.in(folder, "-o", "report.txt", "--before", "none.yaml", "values.yaml");
    assertEquals(3, missing.status());
    assertTrue(missing.err().contains("none.yaml: this file does not exist"), missing.err());
  }

  private void refused(String what, String message, String... args) {
    List<String> line = new ArrayList<>(List.of("-o", "report.txt"));
    line.addAll(Arrays.asList(args));
    Run run = Run.in(folder, line.toArray(String[]::new));
    assertEquals(2, run.status(), what);
    assertTrue(run.err().startsWith("esslint: " + message), run.err());
    assertFalse(Files.exists(folder.resolve("report.txt")), what);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("-c", "user.name=try", "-c", "user.email=try@example.org", "commit", "-q", "-m", "values");
  }

  private void git(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("git", "-C", folder.toString()));
    line.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
  }

  private String release(String name, String size) {
    return """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: chat, namespace: chat}
        spec:
          interval: 1h
          releaseName: %s
          chart:
            spec:
              chart: matrix-stack
              version: 26.8.1
              sourceRef: {kind: HelmRepository, name: ess}
          values:
        %s    postgres: {storage: {size: %s}}
        """
        .formatted(name, base.lines().filter(l -> !l.startsWith("#")).map(l -> "    " + l + "\n").reduce("", String::concat), size);
  }
}
