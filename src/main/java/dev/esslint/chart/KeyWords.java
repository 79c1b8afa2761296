package dev.esslint.chart;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keys mean, in the words of {@code schemas/keys.yaml}, where the form of its entries is described. Read when it is
 * asked for, which no check does.
 */
public final class KeyWords {
  /** The resource that holds them. */
  public static final String RESOURCE = "key-words";

  private static final String ANY = "*";
  private static final String ITEM = "[]";
  private static final String WHATEVER = "**";

  private final List<Entry> exact = new ArrayList<>();
  private final List<Entry> patterns = new ArrayList<>();
  private final List<Entry> components = new ArrayList<>();

  /** A path, taken apart, and what is said of it. */
  private record Entry(List<String> steps, String words) {}

  /** A component that a path is in. */
  private record Part(int steps, String name, String path) {}

  private KeyWords(MapNode table) {
    entries(table, "components").forEach(components::add);
    for (Entry entry : entries(table, "keys")) {
      boolean pattern = entry.steps.stream().anyMatch(step -> step.startsWith(ANY));
      (pattern ? patterns : exact).add(entry);
    }
  }

  /** The words that esslint comes with. */
  public static KeyWords get() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final KeyWords INSTANCE =
        new KeyWords((MapNode) BuiltInCharts.packed(RESOURCE));
  }

  private static List<Entry> entries(MapNode table, String key) {
    List<Entry> entries = new ArrayList<>();
    MapNode map = (MapNode) Objects.requireNonNull(table.get(key), key);
    map.entries()
        .forEach(
            (path, entry) -> entries.add(new Entry(steps(path), text(path, entry.value()))));
    return entries;
  }

  private static String text(String path, Node node) {
    return node instanceof ScalarNode scalar
        ? Objects.requireNonNull(scalar.string(), path)
        : path;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("\\.", -1)) {
      boolean item = step.endsWith(ITEM);
      steps.add(item ? step.substring(0, step.length() - ITEM.length()) : step);
      if (item) {
        steps.add(ITEM);
      }
    }
    return steps;
  }

  private static List<String> steps(ValuePath path) {
    List<String> steps = new ArrayList<>();
    for (Step step : path.steps()) {
      steps.add(step instanceof Key(String name) ? name : ITEM);
    }
    return steps;
  }

  /** The paths that have words, as they are written; for the check that none of them is misspelt. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    exact.forEach(entry -> paths.add(written(entry)));
    patterns.forEach(entry -> paths.add(written(entry)));
    return paths;
  }

  private static String written(Entry entry) {
    return String.join(".", entry.steps).replace("." + ITEM, ITEM);
  }

  /** Which entry a path has its words from, as it is written there; empty if it has none. */
  public Optional<String> entry(ValuePath path) {
    return find(path).map(found -> written(found.entry));
  }

  /** What a key means: one to three sentences; empty where nothing is said of it. */
  public Optional<String> of(ValuePath path) {
    return find(path).map(Match::words);
  }

  /** An entry for a path, and what its {@code *} stand for. */
  private record Match(Entry entry, @Nullable Part part, String star) {
    String words() {
      String words = entry.words.replace("{*}", star);
      return part == null
          ? words
          : words.replace("{component}", part.name).replace("{at}", part.path);
    }
  }

  private Optional<Match> find(ValuePath path) {
    List<String> steps = steps(path);
    for (Entry entry : exact) {
      if (entry.steps.equals(steps)) {
        return Optional.of(new Match(entry, null, ""));
      }
    }
    List<Part> parts = parts(steps);
    for (Entry entry : patterns) {
      Optional<Match> match = match(entry, steps, parts);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> match(Entry entry, List<String> steps, List<Part> parts) {
    String first = entry.steps.getFirst();
    List<String> rest = entry.steps.subList(1, entry.steps.size());
    if (first.equals(WHATEVER)) {
      int from = steps.size() - rest.size();
      return from < 0
          ? Optional.empty()
          : star(rest, steps.subList(from, steps.size())).map(star -> new Match(entry, null, star));
    }
    if (first.equals(ANY)) {
      for (Part part : parts) {
        Optional<String> star = star(rest, steps.subList(part.steps, steps.size()));
        if (star.isPresent()) {
          return star.map(text -> new Match(entry, part, text));
        }
      }
      return Optional.empty();
    }
    return star(entry.steps, steps).map(star -> new Match(entry, null, star));
  }

  /** What the first {@code *} of a pattern stands for in a path, an empty text if it has none; empty if it is none for the path. */
  private static Optional<String> star(List<String> pattern, List<String> steps) {
    if (pattern.size() != steps.size()) {
      return Optional.empty();
    }
    String star = "";
    for (int i = 0; i < pattern.size(); i++) {
      String expected = pattern.get(i);
      String step = steps.get(i);
      boolean any = expected.startsWith(ANY) && !step.equals(ITEM);
      if (any ? !step.endsWith(expected.substring(ANY.length())) : !step.equals(expected)) {
        return Optional.empty();
      }
      star = any && star.isEmpty() ? step : star;
    }
    return Optional.of(star);
  }

  /** The components that a path is in, the innermost first. */
  private List<Part> parts(List<String> steps) {
    List<Part> parts = new ArrayList<>();
    for (Entry component : components) {
      int size = component.steps.size();
      if (size < steps.size()) {
        List<String> start = steps.subList(0, size);
        star(component.steps, start)
            .map(star -> component.words.replace("{*}", star))
            .ifPresent(name -> parts.add(new Part(size, name, String.join(".", start))));
      }
    }
    parts.sort((one, other) -> Integer.compare(other.steps, one.steps));
    return parts;
  }
}
