package dev.esslint.measure;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures with real Helm what the templates of releases do with texts, and writes it beside the other facts of the
 * releases. What was measured of the release nearest to it is taken over where some samples agree with it.
 */
final class Measure {
  private static final int FEW = 12;
  private static final int MANY = 64;

  private final Path charts;
  private final Path schemas;
  private final PrintStream out;

  private Measure(Path charts, Path schemas, PrintStream out) {
    this.charts = charts;
    this.schemas = schemas;
    this.out = out;
  }

  /**
   * @param args the folder with the charts of all releases, the folder {@code schemas}, and releases
   */
  public static void main(String[] args) throws Exception {
    Measure measure = new Measure(Path.of(args[0]), Path.of(args[1]), System.out);
    for (String release : List.of(args).subList(2, args.length)) {
      measure.release(Release.parse(release).orElseThrow());
    }
  }

  private void release(Release release) throws IOException, SourceException {
    Sampler sampler = new Sampler(Charts.load(release));
    Map<Use, Set<Set<String>>> known = nearest(release);
    Map<Use, Set<Set<String>>> found = new TreeMap<>();
    try (MeasuredChart chart = new MeasuredChart(charts.resolve(release.toString()), false)) {
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
        if (condition != null && samples.agrees(use, condition)) {
          found.put(use, condition);
        } else {
          open.add(use);
        }
      }
      known.forEach(
          (use, condition) -> {
            if (!samples.uses().contains(use) && samples.agrees(use, condition)) {
              found.put(use, condition);
            }
          });
      if (!open.isEmpty() && !known.isEmpty()) {
        samples.take(MANY - FEW);
      }
      for (Use use : open) {
        Optional<Set<Set<String>>> condition = samples.condition(use);
        condition.ifPresent(c -> found.put(use, c));
        out.println(release + " " + use + " " + samples.count(use) + " " + condition);
      }
      out.println(
          release + ": " + samples.size() + " samples, " + found.size() + " uses, " + open.size()
              + " of them new");
    }
    FactsWriter.write(release.toString(), node(found), schemas);
  }

  private static Set<String> screened(Sampler sampler, MeasuredChart chart) throws IOException {
    Samples all = new Samples(sampler, chart, Set.of());
    all.take(4);
    return all.sites();
  }

  /** What was measured of the release before, or else of the one after. */
  private Map<Use, Set<Set<String>>> nearest(Release release) throws IOException, SourceException {
    List<Release> order = new ArrayList<>();
    for (Release other : Charts.releases()) {
      if (other.compareTo(release) < 0) {
        order.addFirst(other);
      }
    }
    for (Release other : Charts.releases()) {
      if (other.compareTo(release) > 0) {
        order.add(other);
      }
    }
    for (Release other : order) {
      Path file =
          schemas.resolve("matrix-stack").resolve(other.toString()).resolve("templates.json");
      if (Files.exists(file)
          && YamlReader.read(new SourceText("", Files.readString(file))).root()
              instanceof MapNode map
          && map.get("as") == null) {
        return uses(map);
      }
    }
    return Map.of();
  }

  private static Map<Use, Set<Set<String>>> uses(MapNode facts) {
    Map<Use, Set<Set<String>>> uses = new LinkedHashMap<>();
    collect("", Trees.of(facts), uses);
    return uses;
  }

  private static void collect(String path, Object tree, Map<Use, Set<Set<String>>> uses) {
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
                  .forEach(clause -> clauses.add(new LinkedHashSet<>(List.of(clause.split(" \\| ")))));
              uses.put(
                  new Use(path + (name ? Sampler.KEY : ""), words.subList(0, count)), clauses);
            }
          } else {
            collect(path.isEmpty() ? key.toString() : path + "." + key, value, uses);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Node node(Map<Use, Set<Set<String>>> uses) throws SourceException {
    Map<String, Object> tree = new TreeMap<>();
    uses.forEach(
        (use, clauses) -> {
          boolean name = use.site().endsWith(Sampler.KEY);
          String site =
              name ? use.site().substring(0, use.site().length() - 1) : use.site();
          Map<String, Object> map = tree;
          for (String key : site.split("\\.")) {
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
    return YamlReader.read(new SourceText("", Trees.json(tree))).root();
  }
}
