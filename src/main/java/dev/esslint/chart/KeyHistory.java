package dev.esslint.chart;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which releases have which keys. It is worked out when esslint is built, so that a key that another release has is known
 * without loading that release.
 *
 * <p>A packed tree: a key is a mapping of the keys below it, and at {@value #RELEASES} there are the first and the
 * last release of each unbroken run that has it, unless they are those of the mapping around. {@value #ANY} stands for
 * any key and {@value #ITEM} for an item.
 */
public final class KeyHistory {
  /** The resource that holds it. */
  public static final String RESOURCE = "key-history";

  private static final String RELEASES = "";
  private static final String ANY = "*";
  private static final String ITEM = "[]";

  private final Node root;

  private KeyHistory(Node root) {
    this.root = root;
  }

  /** Releases one after another. */
  public record Run(Release first, Release last) {
    public boolean contains(Release release) {
      return first.compareTo(release) <= 0 && release.compareTo(last) <= 0;
    }
  }

  /** The history over the releases that esslint comes with. */
  static KeyHistory builtIn() {
    return Holder.INSTANCE;
  }

  /** The history over some charts, the oldest first. */
  static KeyHistory over(List<Chart> charts) {
    return new KeyHistory(of(charts));
  }

  private static final class Holder {
    static final KeyHistory INSTANCE = new KeyHistory(BuiltInCharts.packed(RESOURCE));
  }

  /**
   * The unbroken runs among releases.
   *
   * @param releases all that there are, the oldest first
   * @param has which of them count
   */
  static List<Run> runs(List<Release> releases, Predicate<Release> has) {
    List<Run> runs = new ArrayList<>();
    boolean unbroken = false;
    for (Release release : releases) {
      boolean here = has.test(release);
      if (here && unbroken) {
        runs.set(runs.size() - 1, new Run(runs.getLast().first(), release));
      } else if (here) {
        runs.add(new Run(release, release));
      }
      unbroken = here;
    }
    return runs;
  }

  /** The runs of releases that have a key, the oldest first; empty if none has. */
  public List<Run> runs(ValuePath path) {
    Node node = root;
    List<Run> runs = List.of();
    for (Step step : path.steps()) {
      Node around = node;
      Optional<Node> below =
          step instanceof Key(String name)
              ? get(around, name).or(() -> get(around, ANY))
              : get(around, ITEM);
      if (below.isEmpty()) {
        return List.of();
      }
      node = below.get();
      List<Run> own = runs(node);
      runs = own.isEmpty() ? runs : own;
    }
    return runs;
  }

  private static Optional<Node> get(Node node, String key) {
    return node instanceof MapNode map && !key.equals(RELEASES)
        ? Optional.ofNullable(map.get(key))
        : Optional.empty();
  }

  private static List<Run> runs(Node node) {
    List<Run> runs = new ArrayList<>();
    if (node instanceof MapNode map && map.get(RELEASES) instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i += 2) {
        runs.add(new Run(release(list.items().get(i)), release(list.items().get(i + 1))));
      }
    }
    return runs;
  }

  private static Release release(Node node) {
    return node instanceof ScalarNode(var span, Str(String text), var style)
        ? Release.parse(text).orElseThrow()
        : new Release(0, 0, 0);
  }

  /**
   * Works the history out.
   *
   * @param charts all releases, the oldest first
   * @return for {@link PackedNodes}
   */
  public static Node of(List<Chart> charts) {
    History history = new History();
    for (int i = 0; i < charts.size(); i++) {
      history.add(charts.get(i).schema(), charts.get(i).schema(), i);
    }
    return history.node(charts, List.of());
  }

  /** A key while the history is worked out. */
  private static final class History {
    private final Map<String, History> below = new TreeMap<>();

    /** The first and the last index of each run. */
    private final List<Integer> runs = new ArrayList<>();

    void add(Node root, Node reference, int index) {
      if (!(resolve(root, reference) instanceof MapNode schema)) {
        return;
      }
      schema
          .entries()
          .forEach(
              (keyword, entry) -> {
                if (keyword.equals("properties") && entry.value() instanceof MapNode properties) {
                  properties
                      .entries()
                      .forEach((name, property) -> child(name, root, property.value(), index));
                } else if (keyword.equals("items")) {
                  child(ITEM, root, entry.value(), index);
                } else if (keyword.equals("additionalProperties")
                    && entry.value() instanceof MapNode) {
                  child(ANY, root, entry.value(), index);
                } else if (ChartFacts.SCHEMAS.contains(keyword)
                    && entry.value() instanceof ListNode schemas) {
                  schemas.items().forEach(part -> add(root, part, index));
                }
              });
    }

    private void child(String name, Node root, Node schema, int index) {
      History child = below.computeIfAbsent(name, key -> new History());
      child.saw(index);
      child.add(root, schema, index);
    }

    private void saw(int index) {
      if (!runs.isEmpty() && runs.getLast() >= index - 1) {
        runs.set(runs.size() - 1, index);
      } else {
        runs.add(index);
        runs.add(index);
      }
    }

    Node node(List<Chart> charts, List<Integer> around) {
      SequencedMap<String, Entry> entries = new LinkedHashMap<>();
      if (!runs.equals(around)) {
        List<Node> releases = new ArrayList<>();
        runs.forEach(index -> releases.add(ChartFacts.string(charts.get(index).release())));
        entries.put(RELEASES, ChartFacts.entry(new ListNode(Span.NONE, releases)));
      }
      below.forEach((name, child) -> entries.put(name, ChartFacts.entry(child.node(charts, runs))));
      return new MapNode(Span.NONE, entries);
    }

    private static Node resolve(Node root, Node schema) {
      Node node = schema;
      while (node instanceof MapNode map
          && map.get("$ref") instanceof ScalarNode(var span, Str(String to), var style)) {
        Node definitions = root instanceof MapNode top ? top.get("$defs") : null;
        node =
            Objects.requireNonNull(
                definitions instanceof MapNode named
                    ? named.get(to.substring(to.lastIndexOf('/') + 1))
                    : null,
                to);
      }
      return node;
    }
  }
}
