package dev.esslint.measure;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.Release;
import dev.esslint.measure.Samples.Use;
import dev.esslint.source.Node;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures with real Helm what the templates of releases do with texts, and writes it beside the other facts of the
 * releases. What was measured of the release nearest to it is taken over where some samples agree with it.
 */
final class Measure {
  private static final int FEW = 10;
  private static final int MANY = 60;
  private static final int MORE = 20;

  /** So many new uses are worth more samples. */
  private static final int CHANGES = 15;

  /** All parts are on, and nothing else is said. */
  private static final String EVERYTHING =
      """
      serverName: example.org
      synapse:
        ingress: {host: matrix.example.org}
        workers: {client-reader: {enabled: true}}
      matrixAuthenticationService:
        ingress: {host: account.example.org}
        syn2mas: {enabled: true}
      matrixRTC:
        ingress: {host: mrtc.example.org}
        sfu:
          exposedServices:
            rtcUdp: {enabled: true}
            turnTLS: {enabled: true, domain: turn.example.org}
            turn: {enabled: true}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      hookshot:
        enabled: true
        ingress: {host: hookshot.example.org}
      certManager: {clusterIssuer: letsencrypt}
      """;

  private final Path schemas;
  private final PrintStream out;

  /**
   * Prepares to measure.
   *
   * @param schemas the folder {@code schemas}, in which the facts of the release are already
   * @param out where it tells what it found
   */
  Measure(Path schemas, PrintStream out) {
    this.schemas = schemas;
    this.out = out;
  }

  /**
   * Measures charts.
   *
   * @param args the folder {@code schemas}, and folders of charts
   */
  public static void main(String[] args) throws Exception {
    Measure measure = new Measure(Path.of(args[0]), System.out);
    for (String chart : List.of(args).subList(1, args.length)) {
      measure.measure(Path.of(chart));
    }
  }

  /**
   * Measures a release and writes what it found.
   *
   * @param folder the unpacked chart
   */
  void measure(Path folder) throws Exception {
    Chart facts = Charts.read(folder, folder.toString());
    Release release = Release.parse(facts.release()).orElseThrow();
    Sampler sampler = new Sampler(facts);
    Map<String, Object> measured = new TreeMap<>();
    try (MeasuredChart chart = new MeasuredChart(folder, false)) {
      String only = System.getProperty("measure.only", "");
      if (!only.equals("nulls")) {
        measured.put("texts", tree(texts(release, sampler, chart, uses(nearest(release, "texts")))));
      }
      if (!only.equals("texts")) {
        measured.put("nulls", nulls(release, sampler, chart, nearest(release, "nulls")));
      }
    }
    // what is as in the release before is not written twice
    for (String part : List.copyOf(measured.keySet())) {
      Node same = before(release, part).orElse(null);
      if (same != null && same.sameValue(read(Trees.json(measured.get(part))))) {
        measured.remove(part);
      }
    }
    FactsWriter.write(release.toString(), read(Trees.json(measured)), schemas);
  }

  private List<String> nulls(
      Release release, Sampler sampler, MeasuredChart chart, @Nullable Node known)
      throws IOException, SourceException {
    Set<String> expected = new LinkedHashSet<>();
    if (Trees.of(known) instanceof List<?> paths) {
      paths.forEach(path -> expected.add(String.valueOf(path)));
    }
    Nulls nulls = new Nulls(sampler.defaults(), chart, Trees.merged((Map<?, ?>) Objects.requireNonNull(Trees.of(read(EVERYTHING))), Map.of()));
    Set<String> found = nulls.found(expected);
    out.println(
        release + ": " + found.size() + " defaults are needed, after " + nulls.calls() + " calls");
    return List.copyOf(found);
  }

  private Map<Use, Set<Set<String>>> texts(
      Release release, Sampler sampler, MeasuredChart chart, Map<Use, Set<Set<String>>> known)
      throws IOException {
    Map<Use, Set<Set<String>>> found = new TreeMap<>();
    Set<String> sites = new LinkedHashSet<>();
    known.keySet().forEach(use -> sites.add(use.site()));
    if (sites.isEmpty()) {
      sites.addAll(screened(sampler, chart));
    }
    Samples samples = new Samples(sampler, chart, sites);
    samples.take(known.isEmpty() ? MANY : FEW);
    Set<Use> open = new LinkedHashSet<>();
    for (Use use : samples.uses()) {
      Set<Set<String>> condition = known.get(use);
      Optional<Set<Set<String>>> fitting =
          condition != null && samples.agrees(use, condition)
              ? Optional.of(condition)
              : elsewhere(use.site(), known).stream()
                  .filter(other -> samples.agrees(use, other))
                  .findFirst();
      if (fitting.isPresent()) {
        found.put(use, fitting.get());
      } else if (condition != null || samples.often(use)) {
        open.add(use);
      }
    }
    known.forEach(
        (use, condition) -> {
          if (!samples.uses().contains(use) && samples.agrees(use, condition)) {
            found.put(use, condition);
          }
        });
    if (!known.isEmpty()) {
      if (open.size() < CHANGES) {
        open.clear(); // what little is new is left out, for its condition cannot be told from a few samples
      } else {
        samples.take(MORE);
      }
    }
    for (Use use : open) {
      Optional<Set<Set<String>>> condition = samples.condition(use);
      condition.ifPresent(c -> found.put(use, c));
      out.println(release + " " + use + " " + samples.count(use) + " " + condition);
    }
    out.println(
        release + ": " + samples.size() + " samples, " + found.size() + " uses, " + open.size()
            + " of them new");
    return found;
  }

  /** The conditions of all that is known to be done with the text at a site; they mostly are one. */
  private static Set<Set<Set<String>>> elsewhere(
      String site, Map<Use, Set<Set<String>>> known) {
    Set<Set<Set<String>>> conditions = new LinkedHashSet<>();
    known.forEach(
        (use, condition) -> {
          if (use.site().equals(site)) {
            conditions.add(condition);
          }
        });
    return conditions;
  }

  private static Set<String> screened(Sampler sampler, MeasuredChart chart) throws IOException {
    Samples all = new Samples(sampler, chart, Set.of());
    all.take(4);
    return all.sites();
  }

  /** What was measured of the release before, or else of the one after. */
  private @Nullable Node nearest(Release release, String part)
      throws IOException, SourceException {
    Optional<Node> before = before(release, part);
    return before.isPresent()
        ? before.get()
        : first(Charts.releases().stream().filter(r -> r.compareTo(release) > 0).toList(), part)
            .orElse(null);
  }

  private Optional<Node> before(Release release, String part) throws IOException, SourceException {
    return first(
        Charts.releases().reversed().stream().filter(r -> r.compareTo(release) < 0).toList(), part);
  }

  private Optional<Node> first(List<Release> releases, String part)
      throws IOException, SourceException {
    for (Release release : releases) {
      if (Files.exists(file(release))
          && read(Files.readString(file(release))) instanceof MapNode facts
          && facts.get(part) != null) {
        return Optional.ofNullable(facts.get(part));
      }
    }
    return Optional.empty();
  }

  private Path file(Release release) {
    return schemas
        .resolve("matrix-stack")
        .resolve(release.toString())
        .resolve(FactsWriter.TEMPLATES);
  }

  private static Map<Use, Set<Set<String>>> uses(@Nullable Node facts) {
    Map<Use, Set<Set<String>>> uses = new LinkedHashMap<>();
    collect("", Trees.of(facts), uses);
    return uses;
  }

  private static void collect(String path, @Nullable Object tree, Map<Use, Set<Set<String>>> uses) {
    if (!(tree instanceof Map<?, ?> map)) {
      return;
    }
    map.forEach(
        (key, value) -> {
          boolean name = key.equals(Sampler.KEY);
          if (value instanceof List<?> list && (key.equals("") || name)) {
            for (Object item : list) {
              List<String> words = ((List<?>) item).stream().map(String::valueOf).toList();
              int count = words.getFirst().equals("written") ? 3 : 4;
              Set<Set<String>> clauses = new LinkedHashSet<>();
              words
                  .subList(count, words.size())
                  .forEach(clause -> clauses.add(new LinkedHashSet<>(List.of(clause.split(" \\| ", -1)))));
              uses.put(
                  new Use(path + (name ? Sampler.KEY : ""), words.subList(0, count)), clauses);
            }
          } else {
            collect(path.isEmpty() ? key.toString() : path + "." + key, value, uses);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Map<Use, Set<Set<String>>> uses) {
    Map<String, Object> tree = new TreeMap<>();
    uses.forEach(
        (use, clauses) -> {
          boolean name = use.site().endsWith(Sampler.KEY);
          String site =
              name ? use.site().substring(0, use.site().length() - 1) : use.site();
          Map<String, Object> map = tree;
          for (String key : site.split("\\.", -1)) {
            map = (Map<String, Object>) map.computeIfAbsent(key, k -> new TreeMap<>());
          }
          List<String> words = new ArrayList<>(use.what());
          clauses.stream()
              .map(clause -> String.join(" | ", clause.stream().sorted().toList()))
              .sorted()
              .forEach(words::add);
          ((List<Object>) map.computeIfAbsent(name ? Sampler.KEY : "", k -> new ArrayList<>()))
              .add(words);
        });
    return tree;
  }

  private static Node read(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("", yaml)).root();
  }
}
