package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealCharts;
import dev.esslint.chart.Charts;
import dev.esslint.chart.NeededDefaults;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code RecordedNullsTest} compares with: of which defaults real Helm refuses a null, in deployments with one thing or
 * another changed. On demand, some minutes for each release: {@code -Dcharts=FOLDER -Dexpected=write}, and {@code -Dreleases=A,B}; without
 * the second it says where the record is wrong.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class NullRecordsTest {
  private static final Path RECORDS = Path.of("testdata/nulls");
  private static final Set<String> RECORDED = Set.of("25.5.1", "25.12.1", "26.8.1");

  private static final String NULLED = "CHT001";
  private static final int GROUP = 8;
  private static final String DATABASE = "{host: db.example.org, user: u, password: {value: v}, database: d";
  private static final String CREDENTIAL = "{value: v}";

  private static final List<String> PARTS =
      List.of("synapse", "matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin", "wellKnownDelegation", "hookshot");

  /** What is changed in values that use all parts of the chart. */
  private static final List<String> CHANGES =
      List.of(
          "{}",
          "synapse: {enabled: false}",
          "matrixAuthenticationService: {enabled: false}",
          "matrixRTC: {enabled: false}",
          "matrixRTC: {sfu: {enabled: false}, livekitAuth: {key: k, secret: {value: v}}}",
          "wellKnownDelegation: {enabled: false}",
          without("elementWeb", "elementAdmin", "hookshot"),
          // all that is small
          """
          deploymentMarkers: {enabled: false}, synapse: {checkConfigHook: {enabled: false}, workers: {client-reader: {enabled: false}}}, \
          matrixAuthenticationService: {syn2mas: {enabled: false}}, hookshot: {ingress: {host: ''}}, \
          matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: false}}}}""",
          "postgres: {enabled: false}, synapse: {postgres: DATABASE-a}, matrixAuthenticationService: {postgres: DATABASE-b}",
          "synapse: {postgres: DATABASE-a, media: {storage: {existingClaim: c}}}",
          "matrixAuthenticationService: {postgres: DATABASE-b}, postgres: {storage: {existingClaim: c}}",
          "synapse: {media: {storage: {existingClaim: c}}}, postgres: {storage: {existingClaim: c}}",
          "serverName: '', " + without("synapse", "wellKnownDelegation", "hookshot"),
          without("synapse", "matrixAuthenticationService"),
          without("synapse", "hookshot"),
          without("synapse", "wellKnownDelegation"),
          without("synapse", "wellKnownDelegation", "elementWeb"),
          without("synapse", "matrixAuthenticationService", "matrixRTC"),
          "initSecrets: {enabled: false}, matrixTools: {image: {digest: 'sha256:01'}}, " + credentials());

  private static String without(String... parts) {
    return String.join(", ", Stream.of(parts).map(part -> part + ": {enabled: false}").toList());
  }

  private static String only(String part) {
    return without(
        PARTS.stream()
            .filter(other -> !other.equals(part))
            .toArray(String[]::new));
  }

  /** All that is generated otherwise. */
  private static String credentials() {
    return """
        synapse: {macaroon: C, registrationSharedSecret: C, signingKey: C}, \
        matrixAuthenticationService: {encryptionSecret: C, synapseSharedSecret: C, synapseOIDCClientSecret: C, \
        privateKeys: {rsa: C, ecdsaPrime256v1: C, ecdsaSecp256k1: C, ecdsaSecp384r1: C}}, \
        matrixRTC: {livekitAuth: {key: k, secret: C}}, hookshot: {appserviceRegistration: C, passkey: C}, \
        postgres: {adminPassword: C, essPasswords: {synapse: C, matrixAuthenticationService: C}}"""
        .replace(": C", ": " + CREDENTIAL);
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> the_record_is_what_helm_says() {
    RealCharts charts = new RealCharts(folder);
    return RealCharts.releases().stream()
        .filter(release -> RECORDED.contains(release.toString()))
        .map(release -> DynamicTest.dynamicTest(release.toString(), () -> compare(release, charts)));
  }

  private static void compare(Release release, RealCharts charts) throws Exception {
    Map<?, ?> defaults = new Sampler(Charts.builtIn().load(release)).defaults();
    Object schema = Trees.of(Charts.builtIn().load(release).schema());
    Map<String, @Nullable Object> everything = known(read(RealCharts.EVERYTHING), schema);
    if (Trees.json(everything).contains("\"turnTLS\"")) {
      // without a cluster there is nobody who makes this certificate
      Trees.put(everything, List.of("matrixRTC", "sfu", "exposedServices", "turnTLS", "tlsSecret"), "turn");
    }
    List<String> lines = new ArrayList<>();
    lines.add(Trees.json(everything));
    Set<String> tried = new TreeSet<>();
    Nulls.collectAll("", defaults, tried);
    Set<String> first = Set.of();
    Set<String> layers = new HashSet<>();
    try (MeasuredChart chart = new MeasuredChart(Path.of(System.getProperty("charts")).resolve(release.toString()), true)) {
      List<String> changes = new ArrayList<>(CHANGES);
      PARTS.stream().filter(defaults::containsKey).map(NullRecordsTest::only).forEach(changes::add);
      for (String change : changes) {
        new Nulled(release, charts, chart, everything, changed(change, schema)).demandAccepted();
      }
      for (String change : changes) {
        Map<String, @Nullable Object> changed = changed(change, schema);
        if (!layers.add(Trees.json(changed))) {
          continue; // it differs in what there is not yet
        }
        Set<String> refused = new Nulled(release, charts, chart, everything, changed).refused(tried);
        if (lines.size() == 1) {
          first = refused;
          tried.retainAll(Stream.concat(first.stream(), NeededDefaults.of(release).stream()).toList());
          lines.add(String.join(" ", first));
        } else {
          lines.add(Trees.json(changed) + "\t" + minus(first, refused) + "\t" + minus(refused, first));
        }
        System.out.println(release + " " + Trees.json(changed) + " " + refused.size());
      }
    }
    String record = String.join("\n", lines) + "\n";
    Path file = RECORDS.resolve(release + ".tsv");
    if ("write".equals(System.getProperty("expected"))) {
      Files.createDirectories(RECORDS);
      Files.writeString(file, record);
    }
    assertEquals(Files.readString(file), record);
  }

  private static Map<String, @Nullable Object> changed(String change, @Nullable Object schema) throws Exception {
    return known(read(change.startsWith("{") ? change : "{" + change.replaceAll("DATABASE(-[ab])", DATABASE + "$1}") + "}"), schema);
  }

  private static String minus(Set<String> all, Set<String> others) {
    return String.join(" ", all.stream().filter(one -> !others.contains(one)).toList());
  }

  /** Values in which one default after another is taken away. */
  private record Nulled(
      Release release,
      RealCharts charts,
      MeasuredChart chart,
      Map<String, @Nullable Object> everything,
      Map<String, @Nullable Object> changed) {
    void demandAccepted() throws Exception {
      List<String> wrong = charts.rejections(release, layers(List.of()));
      if (chart.refusal(Trees.merged(changed, everything)).isPresent() || !wrong.isEmpty()) {
        throw new IOException(release + " refuses " + changed + " " + wrong);
      }
    }

    /** Those at which the templates stop, but for what is refused for another reason alone. */
    Set<String> refused(Set<String> paths) throws Exception {
      Set<String> refused = new TreeSet<>();
      Map<Integer, List<String>> likelyAccepted = new TreeMap<>();
      for (String path : paths) {
        List<String> rejections = charts.rejections(release, layers(List.of(path)));
        if (rejections.stream().anyMatch(found -> found.startsWith(NULLED))) {
          search(List.of(path), refused);
        } else if (rejections.isEmpty()) {
          // none of a group is below another
          likelyAccepted.computeIfAbsent(path.split("\\.", -1).length, depth -> new ArrayList<>()).add(path);
        }
      }
      for (List<String> group : likelyAccepted.values()) {
        for (int from = 0; from < group.size(); from += GROUP) {
          search(group.subList(from, Math.min(from + GROUP, group.size())), refused);
        }
      }
      return refused;
    }

    private void search(List<String> paths, Set<String> refused) throws Exception {
      Map<String, @Nullable Object> values = Nulls.copy(Trees.merged(changed, everything));
      paths.forEach(path -> Trees.put(values, List.of(path.split("\\.", -1)), null));
      if (chart.refusal(values).isEmpty()) {
        return;
      }
      if (paths.size() == 1) {
        refused.addAll(paths);
      } else {
        search(paths.subList(0, paths.size() / 2), refused);
        search(paths.subList(paths.size() / 2, paths.size()), refused);
      }
    }

    private List<String> layers(List<String> paths) {
      return List.of(Trees.json(everything), Trees.json(changed), Trees.json(nulls(paths)));
    }

    private static Map<String, @Nullable Object> nulls(List<String> paths) {
      Map<String, @Nullable Object> nulls = new LinkedHashMap<>();
      paths.forEach(path -> Trees.put(nulls, List.of(path.split("\\.", -1)), null));
      return nulls;
    }
  }

  private static Map<?, ?> read(String yaml) throws Exception {
    return (Map<?, ?>) Objects.requireNonNull(Trees.of(YamlReader.read(new SourceText("", yaml)).root()));
  }

  /** What the release has of some values; where its schema names no properties, all is kept. */
  private static Map<String, @Nullable Object> known(Map<?, ?> values, @Nullable Object schema) {
    Map<?, ?> properties = schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> named ? named : Map.of();
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> below && (properties.isEmpty() || properties.containsKey(key))) {
            Map<String, @Nullable Object> kept = known(below, properties.get(key));
            if (!kept.isEmpty()) {
              known.put(key.toString(), kept);
            }
          } else if (properties.isEmpty() || properties.containsKey(key)) {
            known.put(key.toString(), value);
          }
        });
    return known;
  }
}
