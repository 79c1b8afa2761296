package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealHelm;
import dev.esslint.RealHelm.Verdict;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.json.JsonString;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Real Helm judges whether values meet the schema of a release: real values files with random changes. With
 * {@code -Dlong=true} it judges some thousand cases.
 */
final class VerdictsAsHelmProperties {
  private static final List<String> BASES =
      Stream.of("base.yaml", "ok/community.yaml", "ok/lan.yaml", "err/calls.yaml")
          .map(VerdictsAsHelmProperties::text)
          .toList();

  /** The releases whose schema today's Helm accepts at all; the others are said to be refused (CHT041). */
  private static final List<Release> RELEASES =
      Charts.builtIn().releases().stream()
          .filter(release -> !ReleaseRange.parse(">=25.6.0 <=25.8.1").contains(release))
          .toList();

  private static final Map<Release, Judged> JUDGED = new HashMap<>();

  /** A release with the chart that Helm judges it by. */
  private record Judged(SchemaCheck check, Layer.Defaults defaults, RealHelm helm) {

    static Judged of(Release release) {
      try {
        Chart chart = Charts.builtIn().load(release);
        RealHelm helm = new RealHelm();
        helm.defaults(json(chart.defaults()));
        helm.schema(json(chart.schema()));
        return new Judged(
            new SchemaCheck(chart), new Layer.Defaults(chart.release(), chart.defaults()), helm);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A release, a real file, and layers with a random value each. */
  record Case(Release release, String base, List<String> changes) {
    List<String> layers() {
      List<String> layers = new ArrayList<>(List.of(base));
      layers.addAll(changes);
      return layers;
    }
  }

  @AfterContainer
  static void removeCharts() throws IOException {
    for (Judged judged : JUDGED.values()) {
      judged.helm().close();
    }
  }

  @Provide
  Arbitrary<List<Case>> cases() {
    return Combinators.combine(
            Arbitraries.of(RELEASES),
            Arbitraries.of(BASES),
            change().list().ofMinSize(1).ofMaxSize(3))
        .as(Case::new)
        .list()
        .ofSize(RealHelm.scaled(1));
  }

  /** A layer with one value somewhere: where the chart or a real file has one, mostly, or below a key that is made up. */
  private static Arbitrary<String> change() {
    Set<ValuePath> paths = new LinkedHashSet<>();
    collect(ValuePath.ROOT, 0, new SchemaTree(Values.CHART.schema()), paths);
    for (String base : BASES) {
      collect(ValuePath.ROOT, resolved(base), paths);
    }
    Arbitrary<ValuePath> known = Arbitraries.of(paths);
    Arbitrary<ValuePath> unknown =
        Combinators.combine(
                known, Arbitraries.of("value", "secret", "host", "nmae", "a.yaml", "enabled", "0"))
            .as(ValuePath::key);
    Arbitrary<ValuePath> places = Arbitraries.frequencyOf(Tuple.of(5, known), Tuple.of(1, unknown));
    return Combinators.combine(places, values()).as(VerdictsAsHelmProperties::layer);
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "1.5",
        "1.0",
        "443",
        "30001",
        "70000",
        "1e3",
        "\"\"",
        "x",
        "\"1\"",
        "\"30001\"",
        "\"true\"",
        "10.0.0.1",
        "1Gi",
        "500m",
        "100M",
        "a.example.org",
        "ClusterIP",
        "NodePort",
        "Always",
        "IfNotPresent",
        "HostNetwork",
        "ipv4",
        "dual-stack",
        "DEBUG",
        "info",
        "{}",
        "[]",
        "[x]",
        "[1]",
        "[{}]",
        "[null]",
        "[{name: x}]",
        "[{name: x, value: y}]",
        "[{ip: 10.0.0.1, hostnames: [a.b]}]",
        "{value: x}",
        "{value: 1}",
        "{secret: a}",
        "{secret: a, secretKey: b}",
        "{value: x, secret: a, secretKey: b}",
        "{host: a.example.org}",
        "{a: b}",
        "{a: 1}",
        "{a: {config: x}}",
        "{a: {configSecret: x, configSecretKey: y}}",
        "{enabled: true}",
        "{enabled: x}",
        "{limits: {memory: 1Gi}}",
        "{requests: {cpu: 1}}",
        "{limits: {memory: 1.5}}",
        "{type: NodePort}",
        "{labels: {a: null}}",
        "{clusterIssuer: a, issuer: b}",
        "{clusterIssuer: a}",
        "{user: a, password: {value: b}, host: c, database: d}",
        "{portType: NodePort, port: 30001}",
        "{port: \"1\"}");
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "26")
  void the_schema_is_violated_where_helm_says_so(@ForAll("cases") List<Case> cases)
      throws Exception {
    List<String> disagreements = new ArrayList<>();
    for (Case one : cases) {
      disagreement(one).ifPresent(disagreements::add);
    }
    disagreements.sort(Comparator.comparingInt(String::length));
    assertEquals(
        "",
        disagreements.isEmpty()
            ? ""
            : disagreements.size() + " disagreements, such as " + disagreements.getFirst());
  }

  private static Optional<String> disagreement(Case one) throws Exception {
    Judged judged = JUDGED.computeIfAbsent(one.release(), Judged::of);
    Verdict verdict = judged.helm().render(one.layers());
    List<Layer> layers = new ArrayList<>();
    for (String layer : one.layers()) {
      layers.add(new Layer.File(Values.read("values.yaml", layer)));
    }
    List<String> ours =
        judged.check().violations(ResolvedValues.of(layers, judged.defaults())).stream()
            .filter(found -> found.check() != BuiltInCheck.SCHEMA_GLOBAL_IGNORED)
            .map(found -> found.message())
            .toList();
    return verdict.json().isPresent() == ours.isEmpty()
        ? Optional.empty()
        : Optional.of(one + "\nHelm: " + verdict.message() + "\nours: " + ours);
  }

  private static String layer(ValuePath path, String value) {
    StringBuilder layer = new StringBuilder();
    int open = 0;
    for (ValuePath.Step step : path.steps()) {
      if (step instanceof Key(String name)) {
        layer.append('{').append(JsonString.quote(name)).append(": ");
        open++;
      }
    }
    return layer.append(value).append("}".repeat(open)).toString();
  }

  /** The paths that the schema allows, as deep as the chart's own settings are. */
  private static void collect(ValuePath path, int depth, SchemaTree tree, Set<ValuePath> paths) {
    for (String key : tree.allowedKeys(path)) {
      paths.add(path.key(key));
      if (depth < 4) {
        collect(path.key(key), depth + 1, tree, paths);
      }
    }
  }

  private static void collect(ValuePath path, Value value, Set<ValuePath> paths) {
    if (value instanceof MapValue map) {
      map.entries()
          .forEach(
              (key, child) -> {
                paths.add(path.key(key));
                collect(path.key(key), child, paths);
              });
    } else if (value instanceof ListValue) {
      paths.add(path);
    }
  }

  private static Value resolved(String base) {
    try {
      return Values.of(base).root();
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String name) {
    try {
      return Files.readString(Path.of("testdata").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Node node) {
    return JsonText.of(Value.of(Values.DEFAULTS, node, span -> Span.NONE));
  }
}
