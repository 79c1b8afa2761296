package dev.esslint.measure;

import dev.esslint.RealCharts;
import dev.esslint.chart.Charts;
import dev.esslint.chart.NeededDefaults;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A null over each default of the real charts in turn, with all parts on, and over what the chart needs somewhere with each of the
 * parts off, as real Helm judges it. On demand: {@code -Dcharts=FOLDER}, and {@code
 * -Dreleases=A,B}.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class NullsAsHelmTest {
  /** What is off, together. */
  private static final List<String> OFF =
      List.of(
          "synapse.enabled",
          "matrixAuthenticationService.enabled",
          "matrixRTC.enabled",
          "matrixRTC.sfu.enabled",
          "elementWeb.enabled",
          "wellKnownDelegation.enabled",
          "hookshot.enabled",
          "synapse.enabled matrixRTC.enabled",
          "synapse.enabled matrixAuthenticationService.enabled",
          "synapse.enabled matrixAuthenticationService.enabled matrixRTC.enabled",
          "synapse.enabled matrixAuthenticationService.enabled matrixRTC.enabled elementWeb.enabled wellKnownDelegation.enabled",
          "synapse.enabled hookshot.enabled matrixRTC.enabled elementWeb.enabled wellKnownDelegation.enabled",
          "matrixAuthenticationService.enabled hookshot.enabled matrixRTC.enabled elementWeb.enabled wellKnownDelegation.enabled",
          "deploymentMarkers.enabled",
          "synapse.checkConfigHook.enabled",
          "matrixRTC.sfu.exposedServices.turnTLS.enabled",
          "synapse.workers.client-reader.enabled");

  /** So many groups of each depth are asked for together. */
  private static final int GROUPS = 3;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> esslint_rejects_the_nulls_that_helm_refuses() throws Exception {
    RealCharts charts = new RealCharts(folder);
    return RealCharts.releases().stream().map(release -> DynamicTest.dynamicTest(release.toString(), () -> judge(charts, release)));
  }

  @TestFactory
  Stream<DynamicTest> esslint_rejects_the_nulls_that_helm_refuses_with_a_part_off() throws Exception {
    RealCharts charts = new RealCharts(folder);
    return RealCharts.releases().stream()
        .flatMap(
            release ->
                OFF.stream().map(off -> DynamicTest.dynamicTest(release + " " + off, () -> judgeWithout(charts, release, off))));
  }

  private static void judge(RealCharts charts, Release release) throws Exception {
    List<String> paths = new ArrayList<>();
    Nulls.collectAll("", defaults(release), paths);
    paths.remove("matrixRTC.sfu.exposedServices.turnTLS.tlsSecret"); // is no default here
    judge(charts, release, List.of(base(release)), paths);
  }

  private static void judgeWithout(RealCharts charts, Release release, String off) throws Exception {
    List<String> paths = new ArrayList<>();
    Nulls.collectAll("", defaults(release), paths);
    Map<String, @Nullable Object> without = new LinkedHashMap<>();
    for (String key : off.split(" ", -1)) {
      Assumptions.assumeTrue(paths.contains(key.substring(0, key.lastIndexOf('.'))), "there is no such part yet");
      Trees.put(without, List.of(key.split("\\.", -1)), false);
    }
    Set<String> needed = new HashSet<>();
    RealCharts.releases().forEach(one -> needed.addAll(NeededDefaults.of(one)));
    paths.retainAll(needed);
    judge(charts, release, List.of(base(release), Trees.json(without)), paths);
  }

  private static void judge(RealCharts charts, Release release, List<String> base, List<String> paths) throws Exception {
    String refused = charts.helm(release, base);
    Assertions.assertEquals(refused.isEmpty(), charts.rejections(release, base).isEmpty(), refused);
    Assumptions.assumeTrue(refused.isEmpty(), "something else is wrong without this part");
    List<String> disagreements = new ArrayList<>();
    Map<Integer, List<String>> accepted = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      List<String> layers = nulled(base, List.of(path));
      if (charts.rejections(release, layers).isEmpty()) {
        // none of a group is below another, and neighbours are in different ones
        int group = path.split("\\.", -1).length * GROUPS + i % GROUPS;
        accepted.computeIfAbsent(group, unknown -> new ArrayList<>()).add(path);
      } else if (charts.helm(release, layers).isEmpty()) {
        disagreements.add(path + " is rejected");
      }
    }
    for (List<String> group : accepted.values()) {
      collectRefused(charts, release, base, group, disagreements);
    }
    System.out.println(release + ": " + paths.size() + " nulls over " + base.getLast() + ", " + disagreements.size() + " wrong " + disagreements);
    Assertions.assertEquals("", String.join("\n", disagreements));
  }

  /** Asks for many nulls at once, and for fewer of them where Helm refuses that: most of what is accepted is so together. */
  private static void collectRefused(
      RealCharts charts, Release release, List<String> base, List<String> paths, List<String> refused) throws Exception {
    String helm = charts.helm(release, nulled(base, paths));
    if (!helm.isEmpty() && paths.size() == 1) {
      refused.add(paths.getFirst() + " is not rejected: " + helm.lines().findFirst().orElse(""));
    } else if (!helm.isEmpty()) {
      int half = paths.size() / 2;
      collectRefused(charts, release, base, paths.subList(0, half), refused);
      collectRefused(charts, release, base, paths.subList(half, paths.size()), refused);
    }
  }

  private static List<String> nulled(List<String> base, List<String> paths) {
    Map<String, @Nullable Object> nulled = new LinkedHashMap<>();
    paths.forEach(path -> Trees.put(nulled, List.of(path.split("\\.", -1)), null));
    List<String> layers = new ArrayList<>(base);
    layers.add(Trees.json(nulled));
    return layers;
  }

  private static Map<?, ?> defaults(Release release) throws Exception {
    return new Sampler(Charts.builtIn().load(release)).defaults();
  }

  private static String base(Release release) throws Exception {
    Map<?, ?> everything = map(Trees.of(YamlReader.read(new SourceText("", RealCharts.EVERYTHING)).root()));
    Map<String, @Nullable Object> base = known(everything, defaults(release));
    if (Trees.json(base).contains("\"turnTLS\"")) {
      // without a cluster there is nobody who makes this certificate
      Trees.put(base, List.of("matrixRTC", "sfu", "exposedServices", "turnTLS", "tlsSecret"), "turn");
    }
    return Trees.json(base);
  }

  /** What the release has of some values; its certificates are not made by anybody who is not there. */
  private static Map<String, @Nullable Object> known(Map<?, ?> values, Map<?, ?> defaults) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.equals("host") || key.equals("domain") || key.equals("serverName") || key.equals("clusterIssuer")) {
            known.put(key.toString(), value);
          } else if (defaults.containsKey(key)) {
            known.put(
                key.toString(),
                value instanceof Map<?, ?> below && defaults.get(key) instanceof Map<?, ?> others ? known(below, others) : value);
          }
        });
    return known;
  }

  private static Map<?, ?> map(@Nullable Object tree) {
    return (Map<?, ?>) Objects.requireNonNull(tree);
  }
}
