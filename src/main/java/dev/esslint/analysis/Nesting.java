package dev.esslint.analysis;

import dev.esslint.chart.ChartComponent;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.input.ChartBeside;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.set.SetExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How the values of the chart lie in values files: at the top, or, where another chart depends on it, under a key of their
 * own. The documents are those that the chart gets to see; their spans are those of the whole files.
 *
 * @param key the key that the values stand under; empty at the top
 * @param whole the documents as they are
 * @param documents the documents as the chart sees them
 * @param arguments the arguments as the chart sees them
 * @param mistakes values that stand where Helm does not pass them on
 */
public record Nesting(
    String key,
    List<Document> whole,
    List<Document> documents,
    List<Layer.Argument> arguments,
    List<Detection> mistakes) {
  private static final String GLOBAL = "global";
  private static final String CHART = "matrix-stack";
  private static final String FENCE = "```yaml";

  /** Keys that hardly any other chart has. */
  private static final Set<String> UNMISTAKABLE = ChartComponent.unmistakable();

  /** So many of them under one key are the values of the chart, whatever the key is called. */
  private static final int CONVINCING = 2;

  /**
   * Finds the values of the chart.
   *
   * @param keys the keys that the chart has at the top
   */
  static Nesting of(
      List<Document> documents,
      List<Layer.Argument> arguments,
      Optional<ChartBeside> beside,
      Set<String> keys) {
    return beside.isPresent() && !beside.get().alias().isEmpty()
        ? ofDependency(documents, arguments, beside.get(), keys)
        : ofChart(documents, arguments, keys);
  }

  /** Whether any of the values are the chart's. */
  boolean isEmpty() {
    return documents.stream().allMatch(document -> entries(document).isEmpty());
  }

  private static Nesting ofDependency(
      List<Document> documents,
      List<Layer.Argument> arguments,
      ChartBeside beside,
      Set<String> keys) {
    String alias = beside.alias();
    boolean nested = documents.stream().anyMatch(document -> entries(document).containsKey(alias));
    List<Layer.Argument> seen =
        arguments.stream()
            .map(argument -> new Layer.Argument(argument.expression().seenBelow(alias, GLOBAL)))
            .toList();
    Predicate<String> misplaced =
        key ->
            UNMISTAKABLE.contains(key)
                && keys.contains(key)
                && !key.equals(alias)
                && !beside.others().contains(key);
    List<Location> places = new ArrayList<>();
    for (Document document : documents) {
      entries(document)
          .forEach(
              (key, entry) -> {
                // another chart may well have a server name of its own
                if (misplaced.test(key) && (!nested || entry.value() instanceof MapNode)) {
                  places.add(place(document, key, entry, places.isEmpty() ? "" : "also this"));
                }
              });
    }
    for (Layer.Argument argument : arguments) {
      for (SetExpression.TopKey top : argument.expression().topKeys()) {
        if (misplaced.test(top.key()) && (!nested || top.below())) {
          places.add(
              new Location.InText(
                  ValuePath.of(top.key()),
                  argument.expression().source(),
                  top.span(),
                  places.isEmpty() ? "" : "also this"));
        }
      }
    }
    List<Detection> mistakes = places.isEmpty() ? List.of() : List.of(notPassedOn(alias, places));
    if (nested || mistakes.isEmpty()) {
      return new Nesting(
          alias, documents, views(documents, root -> below(root, alias)), seen, mistakes);
    }
    Predicate<String> ours = key -> keys.contains(key) && !beside.others().contains(key);
    return new Nesting("", documents, views(documents, root -> only(root, ours)), seen, mistakes);
  }

  private static Nesting ofChart(
      List<Document> documents, List<Layer.Argument> arguments, Set<String> keys) {
    boolean atTop =
        documents.stream().anyMatch(d -> entries(d).keySet().stream().anyMatch(keys::contains));
    for (Document document : atTop ? List.<Document>of() : documents) {
      for (Map.Entry<String, Entry> child : entries(document).entrySet()) {
        String key = child.getKey();
        if (isOfChart(key, child.getValue().value())) {
          boolean umbrella = documents.stream().anyMatch(d -> hasOthers(d, key));
          return new Nesting(
              key,
              documents,
              views(documents, root -> below(root, key)),
              arguments,
              umbrella
                  ? List.of()
                  : List.of(notADependency(place(document, key, child.getValue(), ""), key)));
        }
      }
    }
    return new Nesting("", documents, documents, arguments, List.of());
  }

  /** Whether there are values of other dependencies beside those under a key. */
  private static boolean hasOthers(Document document, String key) {
    return entries(document).entrySet().stream()
        .anyMatch(
            entry ->
                !entry.getKey().equals(key)
                    && !entry.getKey().equals(GLOBAL)
                    && entry.getValue().value() instanceof MapNode);
  }

  private static boolean isOfChart(String key, Node value) {
    return value instanceof MapNode map
        && map.entries().keySet().stream().filter(UNMISTAKABLE::contains).count()
            >= (key.equals(CHART) ? 1 : CONVINCING);
  }

  private static SequencedMap<String, Entry> entries(Document document) {
    return document.root() instanceof MapNode map ? map.entries() : new LinkedHashMap<>();
  }

  private static Location place(Document document, String key, Entry entry, String note) {
    return new Location.InText(ValuePath.of(key), document.source(), entry.key(), note);
  }

  private static Detection notPassedOn(String alias, List<Location> places) {
    String first = places.getFirst().path().toString();
    return new Detection(
        BuiltInCheck.CHART_NOT_PASSED_ON,
        "`"
            + first
            + "` has no effect at the top level. `Chart.yaml` has the chart as a dependency, and Helm passes to it only values"
            + " under `"
            + alias
            + "`.",
        places.getFirst(),
        places.subList(1, places.size()),
        List.of(),
        "Move it below `" + alias + ":`.");
  }

  private static Detection notADependency(Location place, String key) {
    return new Detection(
        BuiltInCheck.CHART_NOT_A_DEPENDENCY,
        "The values of the chart are under `"
            + key
            + "`, which is right only if another chart depends on it."
            + " The chart itself has no key `"
            + key
            + "`.",
        place,
        List.of(),
        List.of(),
        "Keep the file beside the `Chart.yaml` that has `matrix-stack` as a dependency, or, if the chart is"
            + " installed directly, move everything below `"
            + key
            + "` to the top level.");
  }

  /** Something that gives the values of the chart for the mapping at the top of a file. */
  private interface View {
    MapNode of(MapNode root);
  }

  private static List<Document> views(List<Document> documents, View view) {
    return documents.stream()
        .map(d -> d.root() instanceof MapNode root ? d.withRoot(view.of(root)) : d)
        .toList();
  }

  /** What stands under a key, and what the chart above hands down to all its dependencies. */
  private static MapNode below(MapNode root, String key) {
    MapNode nested =
        root.get(key) instanceof MapNode map ? map : new MapNode(Span.NONE, new LinkedHashMap<>());
    Entry given = root.entries().get(GLOBAL);
    if (given == null && nested.entries().isEmpty()) {
      return nested;
    }
    // Helm gives it to every dependency, if need be an empty one
    Entry global =
        given == null
            ? new Entry(Span.NONE, new MapNode(Span.NONE, new LinkedHashMap<>()))
            : given;
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(nested.entries());
    entries.put(GLOBAL, global);
    return new MapNode(nested.span(), entries);
  }

  private static MapNode only(MapNode root, Predicate<String> wanted) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(root.entries());
    entries.keySet().removeIf(wanted.negate());
    return new MapNode(root.span(), entries);
  }

  /** A finding about the values of the chart, with the paths that its places have in the files. */
  Finding inFiles(Finding finding) {
    return key.isEmpty()
        ? finding
        : finding
            .at(inFiles(finding.primary()), finding.related().stream().map(this::inFiles).toList())
            .remediedBy(inFiles(finding.remedy()));
  }

  /** What is to be pasted stands below the key, too. */
  private String inFiles(String remedy) {
    StringBuilder nested = new StringBuilder();
    boolean pasted = false;
    for (String line : remedy.split("(?<=\n)", -1)) {
      boolean fence = line.startsWith("```");
      nested.append(pasted && !fence && !line.isBlank() ? "  " : "").append(line);
      pasted = fence ? line.startsWith(FENCE) : pasted;
      if (fence && pasted) {
        nested.append(key).append(":\n");
      }
    }
    return nested.toString();
  }

  private Location inFiles(Location location) {
    Optional<Document> document = document(location.source());
    if (document.isEmpty() || isHandedDown(location.path())) {
      return location;
    }
    Entry entry = entries(document.get()).get(key);
    ValuePath path = ValuePath.of(key).then(location.path());
    return location.span().equals(Span.NONE) && entry != null
        ? new Location.InText(path, location.source(), entry.key(), location.note())
        : location.about(path);
  }

  /** Whether a value stands at the top of the files although it is the chart's. */
  private boolean isHandedDown(ValuePath path) {
    return !path.isRoot()
        && path.steps().getFirst().equals(new Key(GLOBAL))
        && whole.stream().anyMatch(document -> entries(document).containsKey(GLOBAL));
  }

  private Optional<Document> document(SourceText source) {
    return whole.stream().filter(document -> document.source() == source).findFirst();
  }
}
