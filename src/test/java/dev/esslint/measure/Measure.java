package dev.esslint.measure;

import dev.esslint.RealCharts;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.FactsWriter;
import dev.esslint.chart.Release;
import dev.esslint.measure.Samples.Fit;
import dev.esslint.measure.Samples.Use;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures with real Helm what the templates of releases do with texts, and writes it beside the other facts of the
 * releases. What was measured of the release nearest to it is taken over where some samples agree with it.
 */
final class Measure {
  private static final int FEW = 12;
  private static final int MANY = 110;

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
      measured.put("texts", tree(texts(release, sampler, chart, uses(nearest(release, "texts")))));
      measured.put("nulls", nulls(release, sampler, chart, nearest(release, "nulls")));
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
    Map<?, ?> everything = (Map<?, ?>) Objects.requireNonNull(Trees.of(read(RealCharts.EVERYTHING)));
    Map<String, @Nullable Object> base = Trees.merged(everything, Map.of());
    if (chart.refusal(base).isPresent()) {
      // there is a release that cannot make a certificate for TURN
      Trees.put(
          base, List.of("matrixRTC", "sfu", "exposedServices", "turnTLS", "tlsSecret"), "turn");
    }
    Nulls nulls = new Nulls(sampler.defaults(), chart, base);
    Set<String> found = nulls.found(expected);
    out.println(
        release + ": " + found.size() + " defaults are needed, after " + nulls.calls() + " calls");
    return List.copyOf(found);
  }

  private Map<Use, Set<Set<Set<String>>>> texts(
      Release release, Sampler sampler, MeasuredChart chart, Map<Use, Set<Set<Set<String>>>> known)
      throws IOException {
    Samples samples = new Samples(sampler, chart, release.toString().hashCode());
    samples.take(known.isEmpty() ? MANY : FEW);
    if (samples.uses().stream().anyMatch(use -> isNews(samples, use, known))) {
      // conditions that are learned from few samples are chance
      samples.take(MANY - samples.size());
    }
    Map<Use, Set<Set<Set<String>>>> found = fitting(samples, known);
    if (samples.size() >= MANY) {
      // what is learned from samples has to hold in others
      samples.take(FEW);
      found = fitting(samples, found);
    }
    Set<String> sites = sampler.sites();
    Map<Use, Set<Set<Set<String>>>> told = found;
    told.keySet().removeIf(use -> !sites.contains(use.site()));
    out.println(release + ": " + samples.size() + " samples, " + told.size() + " uses");
    samples.uses().stream()
        .filter(use -> !told.containsKey(use))
        .forEach(use -> out.println(release + " " + use + " " + samples.count(use) + " is not told"));
    return told;
  }

  /** Whether something happens of which nothing is known yet, or what is known is wrong. */
  private static boolean isNews(
      Samples samples, Use use, Map<Use, Set<Set<Set<String>>>> known) {
    return known.containsKey(use)
        ? samples.fit(use, known.get(use)) == Fit.WRONG
        : samples.often(use);
  }

  /** The conditions that agree with samples: those of before or, where they tell more, new ones. */
  private static Map<Use, Set<Set<Set<String>>>> fitting(
      Samples samples, Map<Use, Set<Set<Set<String>>>> known) {
    Map<Use, Set<Set<Set<String>>>> fitting = new TreeMap<>();
    Set<Use> uses = new LinkedHashSet<>(known.keySet());
    uses.addAll(samples.uses());
    for (Use use : uses) {
      Set<Set<Set<String>>> before = known.getOrDefault(use, Set.of());
      Fit fit = samples.fit(use, before);
      if (samples.size() >= MANY && fit != Fit.EXACT && samples.often(use)) {
        Set<Set<Set<String>>> now = samples.conditions(use);
        if (fit == Fit.WRONG || samples.fit(use, now) == Fit.EXACT) {
          before = now;
        } else {
          before = new LinkedHashSet<>(before);
          before.addAll(now);
        }
      } else if (fit == Fit.WRONG) {
        before = Set.of();
      }
      if (!before.isEmpty()) {
        fitting.put(use, before);
      }
    }
    return fitting;
  }

  /** What was measured of the release before, or else of the one after. */
  private @Nullable Node nearest(Release release, String part)
      throws IOException, SourceException {
    Optional<Node> before = before(release, part);
    return before.isPresent()
        ? before.get()
        : first(Charts.builtIn().releases().stream().filter(r -> r.compareTo(release) > 0).toList(), part)
            .orElse(null);
  }

  private Optional<Node> before(Release release, String part) throws IOException, SourceException {
    return first(
        Charts.builtIn().releases().reversed().stream().filter(r -> r.compareTo(release) < 0).toList(), part);
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

  private static Map<Use, Set<Set<Set<String>>>> uses(@Nullable Node facts) {
    Map<Use, Set<Set<Set<String>>>> uses = new LinkedHashMap<>();
    collect("", Trees.of(facts), uses);
    return uses;
  }

  private static void collect(String path, @Nullable Object tree, Map<Use, Set<Set<Set<String>>>> uses) {
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
              uses.computeIfAbsent(
                      new Use(path + (name ? Sampler.KEY : ""), words.subList(0, count)),
                      added -> new LinkedHashSet<>())
                  .add(clauses);
            }
          } else {
            collect(path.isEmpty() ? key.toString() : path + "." + key, value, uses);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Map<Use, Set<Set<Set<String>>>> uses) {
    Map<String, Object> tree = new TreeMap<>();
    uses.forEach(
        (use, conditions) -> {
          boolean name = use.site().endsWith(Sampler.KEY);
          String site =
              name ? use.site().substring(0, use.site().length() - 1) : use.site();
          Map<String, Object> map = tree;
          for (String key : site.split("\\.", -1)) {
            map = (Map<String, Object>) map.computeIfAbsent(key, k -> new TreeMap<>());
          }
          List<Object> list =
              (List<Object>) map.computeIfAbsent(name ? Sampler.KEY : "", k -> new ArrayList<>());
          conditions.stream()
              .map(
                  clauses ->
                      clauses.stream()
                          .map(clause -> String.join(" | ", clause.stream().sorted().toList()))
                          .sorted()
                          .toList())
              .sorted(Comparator.comparing(List::toString))
              .forEach(clauses -> list.add(Stream.concat(use.what().stream(), clauses.stream()).toList()));
        });
    return tree;
  }

  private static Node read(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("", yaml)).root();
  }
}
