package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Twice as many of something take about twice the work, and what is known is not worked out again. Work is counted in what
 * is allocated, which is the same on any machine.
 */
@Isolated("measures time or memory")
class GrowthTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is read once for a release, whatever the values are, is not counted. */
  private static final double MOST = 2.6;

  private static final int RUNS = 3;

  @TempDir Path folder;

  @BeforeEach
  void all_that_is_read_once_is_there() throws IOException {
    values("");
    run("values.yaml");
    run("fix", "--diff", "values.yaml");
    run("upgrade", "--from", "25.9.1", "--diff", "values.yaml");
  }

  @Test
  void comments_above_one_line_look_for_it_once() throws IOException {
    assertGrows(lint("# esslint: ignore[RTC003]\n", 2_000), lint("# esslint: ignore[RTC003]\n", 4_000));
  }

  @Test
  void values_of_a_wrong_type_beyond_the_hundred_are_not_explained() throws IOException {
    lint("  l%d: 1\n", 100); // which loads the validator
    long some = lint("  l%d: 1\n", 1_100);
    long each = (lint("  l%d: 1\n", 3_100) - some) / 2_000;
    assertTrue(each < 19_000, each + " bytes for each");
  }

  @Test
  void equal_items_are_taken_away_at_once() throws IOException {
    assertGrows(repeated(40), repeated(80));
  }

  private long repeated(int count) throws IOException {
    values("haproxy:\n  extraEnv:\n" + "  - {name: E, value: x}\n".repeat(count));
    return work("fix", "--unsafe", "--diff", "values.yaml");
  }

  @Test
  void a_fragment_is_read_once_for_all_comments_in_it() throws IOException {
    assertGrows(ignores(50), ignores(100));
  }

  private long ignores(int count) throws IOException {
    StringBuilder values = new StringBuilder("hookshot:\n  enabled: true\n  additional:\n    a:\n      config: |\n");
    for (int i = 0; i < 25 * count; i++) {
      values.append("        # comment\n");
    }
    for (int i = 0; i < count; i++) {
      values.append("        unknownOption%04d: 1\n".formatted(i));
    }
    values(values.toString());
    return work("--add-ignore", "values.yaml");
  }

  @Test
  void a_run_without_anything_to_fix_looks_at_the_files_once() throws IOException {
    releases(30);
    long lint = work("releases.yaml");
    long fix = work("fix", "--diff", "releases.yaml");
    assertTrue(fix < 1.5 * lint, fix + " to fix what takes " + lint + " to find");
  }

  @Test
  void an_upgrade_works_out_the_facts_of_each_release_once() throws IOException {
    releases(30);
    long lint = work("releases.yaml");
    long upgrade = work("upgrade", "--from", "25.9.1", "--diff", "releases.yaml");
    assertTrue(upgrade < 3 * lint, upgrade + " for an upgrade of what takes " + lint + " to find");
  }

  @Test
  void dependencies_of_an_umbrella_chart_do_not_take_work_for_each_other() throws IOException {
    assertGrows(dependencies(200), dependencies(400));
  }

  private long dependencies(int count) throws IOException {
    return inFile("Chart.yaml", umbrellaChart(count), "deployments");
  }

  private static String umbrellaChart(int count) {
    StringBuilder chart = new StringBuilder("apiVersion: v2\nname: mine\nversion: 1.0.0\ndependencies:\n");
    for (int i = 0; i < count; i++) {
      chart.append(
          "- {name: matrix-stack, version: 26.8.1, repository: oci://ghcr.io/element-hq/ess-helm, alias: e%d}\n".formatted(i));
    }
    return chart.toString();
  }

  @Test
  void the_values_of_many_dependencies_are_read_once() throws IOException {
    assertGrows(umbrella(150), umbrella(300));
  }

  private long umbrella(int count) throws IOException {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < count; i++) {
      values.append("e%d: {serverName: example.org, typo: 1}\n".formatted(i));
    }
    values(values.toString());
    Files.writeString(folder.resolve("Chart.yaml"), umbrellaChart(count));
    long work = work();
    Files.delete(folder.resolve("Chart.yaml"));
    return work;
  }

  /** What a run allocates over a folder with one file only. */
  private long inFile(String name, String text, String... args) throws IOException {
    Files.delete(folder.resolve("values.yaml"));
    Files.writeString(folder.resolve(name), text);
    long work = work(args);
    Files.delete(folder.resolve(name));
    values("");
    return work;
  }

  @Test
  void a_file_of_many_deployments_is_hashed_once_for_all() throws IOException {
    releases(30);
    long json = work("--format", "json", "releases.yaml");
    long sarif = work("--format", "sarif", "releases.yaml");
    assertTrue(sarif < 1.3 * json, sarif + " to write what takes " + json + " as JSON");
  }

  @Test
  void to_prove_repairs_the_file_of_many_deployments_is_read_once() throws IOException {
    assertGrows(listed(40), listed(80));
    assertGrows(terraform(40), terraform(80));
  }

  private long listed(int count) throws IOException {
    StringBuilder list = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (int i = 0; i < count; i++) {
      list.append("- ").append(HostileTexts.indented("  ", release(i, "typo: 1\n")).strip()).append('\n');
    }
    return inFile("list.yaml", list.toString(), "list.yaml");
  }

  private long terraform(int count) throws IOException {
    StringBuilder resources = new StringBuilder();
    for (int i = 0; i < count; i++) {
      resources.append(
          """
          resource "helm_release" "r%d" {
            name    = "r%d"
            chart   = "oci://ghcr.io/element-hq/ess-helm/matrix-stack"
            version = "26.8.1"
            values  = [yamlencode({ serverName = "example.org", typo = 1 })]
          }
          """
              .formatted(i, i));
    }
    return inFile("main.tf", resources.toString(), "main.tf");
  }

  private void releases(int count) throws IOException {
    StringBuilder releases = new StringBuilder();
    for (int i = 0; i < count; i++) {
      releases.append(release(i, "")).append("---\n");
    }
    Files.writeString(folder.resolve("releases.yaml"), releases);
  }

  private static String release(int number, String more) {
    return """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: r%d, namespace: n}
        spec:
          chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
          values:
        %s"""
        .formatted(number, HostileTexts.indented("    ", HostileTexts.base() + more));
  }

  private long lint(String line, int count) throws IOException {
    StringBuilder values = new StringBuilder(line.startsWith("  ") ? "labels:\n" : "");
    for (int i = 0; i < count; i++) {
      values.append(line.formatted(i));
    }
    values(values.toString());
    return work("values.yaml");
  }

  private void values(String more) throws IOException {
    Files.writeString(folder.resolve("values.yaml"), HostileTexts.base() + more);
  }

  /**
   * What a run allocates, after one that loads what it needs: the mean of three. What a thread that ends has allocated is for a moment in
   * no sum, and then in the next one; of several runs together only the last one can lack it.
   */
  private long work(String... args) throws IOException {
    run(args);
    long before = THREADS.getTotalThreadAllocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      run(args);
    }
    return (THREADS.getTotalThreadAllocatedBytes() - before) / RUNS;
  }

  private void run(String... args) throws IOException {
    int status = Run.in(folder, args).status();
    assertTrue(status <= ExitStatus.FINDINGS, "status " + status);
  }

  private static void assertGrows(long half, long whole) {
    assertTrue(whole < MOST * half, whole + " for twice as many as " + half);
  }
}
