package dev.esslint.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Maps against what real Helm makes of the real chart: workloads with images and ports, Ingresses with hosts, paths and
 * certificates, Services with ports, claims, Secrets and the well-known documents.
 *
 * <p>What Helm made is recorded under {@code testdata/rendered}. With {@code -Dcharts=FOLDER}, in which each release has a
 * folder, Helm is asked again; with {@code -Dexpected=write} beside it the recordings are written anew. {@code
 * -Dreleases=26.1.0,26.2.0} asks it about other releases.
 */
final class MapAsHelmTest {
  private static final Path RECORDED = Path.of("testdata/rendered");
  private static final Path OWN = RECORDED.resolve("values");
  private static final Path SHARED = Path.of(System.getProperty("shared", "../shared"));
  private static final Release ELEMENT_ADMIN = Release.parse("25.9.2").orElseThrow();
  private static final String CHARTS = System.getProperty("charts", "");
  private static final boolean WRITING = "write".equals(System.getProperty("expected"));

  @TestFactory
  Stream<DynamicTest> maps_of_values_say_what_helm_makes_of_them() throws IOException {
    return compared("own", release -> OWN);
  }

  @Tag("shared")
  @TestFactory
  Stream<DynamicTest> maps_of_the_charts_own_examples_say_what_helm_makes_of_them()
      throws IOException {
    return compared("examples", release -> SHARED.resolve("charts/" + release + "/ci"));
  }

  @Test
  void the_oldest_and_the_newest_release_are_recorded() throws IOException {
    List<Release> recorded = recorded("own");
    assertTrue(recorded.size() >= 5, recorded.toString());
    assertEquals(Charts.builtIn().releases().getFirst(), recorded.getFirst());
    assertEquals(Charts.builtIn().newest(), recorded.getLast());
  }

  /** Whether a map does not know part of a fact. */
  private static boolean isHidden(String fact) {
    return fact.contains("(unknown: ");
  }

  /** A fact with anything in place of what is not known. */
  private static Pattern any(String fact) {
    return Pattern.compile(
        Stream.of(fact.split("\\(unknown: [^)]*\\)", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  private interface Folder {
    Path of(Release release);
  }

  private static Stream<DynamicTest> compared(String kind, Folder folder) throws IOException {
    String asked = System.getProperty("releases", "");
    List<Release> releases =
        asked.isEmpty()
            ? recorded(kind)
            : Stream.of(asked.split(",")).map(r -> Release.parse(r).orElseThrow()).toList();
    return releases.stream()
        .map(
            release ->
                DynamicTest.dynamicTest(
                    release.toString(), () -> compare(kind, release, folder.of(release))));
  }

  private static List<Release> recorded(String kind) throws IOException {
    try (Stream<Path> files = Files.list(RECORDED.resolve(kind))) {
      return files
          .map(file -> Release.parse(file.getFileName().toString().replace(".txt", "")).orElseThrow())
          .sorted()
          .toList();
    }
  }

  private static void compare(String kind, Release release, Path values) throws Exception {
    Path file = RECORDED.resolve(kind).resolve(release + ".txt");
    SortedMap<String, SortedSet<String>> rendered =
        CHARTS.isEmpty()
            ? Recording.read(file)
            : rendered(Path.of(CHARTS).resolve(release.toString()), values, release);
    if (WRITING && !CHARTS.isEmpty()) {
      Files.createDirectories(file.getParent());
      Recording.write(rendered, file);
    }
    Chart chart = Charts.builtIn().load(release);
    List<String> different = new ArrayList<>();
    rendered.forEach(
        (name, facts) -> {
          SortedSet<String> mapped = mapped(values.resolve(name), chart, release);
          List<Pattern> unknown = mapped.stream().filter(MapAsHelmTest::isHidden).map(MapAsHelmTest::any).toList();
          facts.stream()
              .filter(fact -> !mapped.contains(fact))
              .filter(fact -> unknown.stream().noneMatch(any -> any.matcher(fact).matches()))
              .forEach(fact -> different.add(name + " Helm: " + fact));
          mapped.stream()
              .filter(fact -> !facts.contains(fact))
              .filter(
                  fact ->
                      !isHidden(fact) || facts.stream().noneMatch(any(fact).asMatchPredicate()))
              .forEach(fact -> different.add(name + " map: " + fact));
        });
    assertEquals("", String.join("\n", different));
    assertTrue(rendered.size() >= 10, rendered.size() + " compared");
  }

  private static SortedSet<String> mapped(Path file, Chart chart, Release release) {
    try {
      SourceText source = new SourceText(file.toString(), text(file, release));
      ResolvedValues values =
          ResolvedValues.of(
              List.of(new Layer.File(YamlReader.read(source))),
              new Layer.Defaults(chart.release(), chart.defaults()),
              new Installation(RenderedChart.NAME, RenderedChart.NAMESPACE));
      boolean onNode =
          values.at(ValuePath.parse("matrixRTC.sfu.hostNetwork")).orElse(null)
                  instanceof ScalarValue flag
              && flag.scalar().equals(Scalar.TRUE);
      return MapFacts.of(Model.of(values, release, null), onNode);
    } catch (Exception e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** The facts of each values file that Helm takes. */
  private static SortedMap<String, SortedSet<String>> rendered(
      Path chart, Path values, Release release) throws IOException {
    Path written = Files.createTempFile("values", ".yaml");
    SortedMap<String, SortedSet<String>> facts = new TreeMap<>();
    try (RenderedChart rendered = new RenderedChart(chart);
        Stream<Path> files = Files.list(values)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        rendered
            .render(Files.writeString(written, text(file, release)))
            .ifPresent(
                manifests ->
                    facts.put(
                        file.getFileName().toString(), new TreeSet<>(ManifestFacts.of(manifests))));
      }
    }
    Files.delete(written);
    return facts;
  }

  /** Values of a file; what newer releases want of them is added, so that they are for all releases. */
  private static String text(Path file, Release release) throws IOException {
    String text = Files.readString(file);
    boolean added =
        file.startsWith(OWN)
            && release.compareTo(ELEMENT_ADMIN) >= 0
            && !text.contains("elementAdmin:");
    return added ? text + "elementAdmin: {ingress: {host: admin.example.net}}\n" : text;
  }
}
