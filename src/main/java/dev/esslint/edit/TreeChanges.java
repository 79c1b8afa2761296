package dev.esslint.edit;

import dev.esslint.finding.Fix;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Changes of values as such, without their text. */
final class TreeChanges {
  private TreeChanges() {}

  /** The entry at a path, or null where there is none; an item of a list is none. */
  static @Nullable Entry entry(Node root, ValuePath path) {
    Node node = root;
    Entry entry = null;
    for (Step step : path.steps()) {
      Node next = child(node, step);
      if (next == null) {
        return null;
      }
      entry =
          node instanceof MapNode map && step instanceof Key(String name)
              ? map.entries().get(name)
              : null;
      node = next;
    }
    return entry;
  }

  /** The node at a path, or null where there is none. */
  static @Nullable Node node(Node root, ValuePath path) {
    @Nullable Node node = root;
    for (Step step : path.steps()) {
      node = node == null ? null : child(node, step);
    }
    return node;
  }

  static @Nullable Node child(Node node, Step step) {
    return switch (step) {
      case Key(String name) -> node instanceof MapNode map ? map.get(name) : null;
      case Index(int index) ->
          node instanceof ListNode list && index < list.items().size()
              ? list.items().get(index)
              : null;
    };
  }

  static boolean has(Node root, ValuePath path) {
    return entry(root, path) != null;
  }

  /**
   * The values after a change.
   *
   * @param root has an entry at the path of the change
   */
  static MapNode changed(MapNode root, Fix fix) {
    return switch (fix) {
      case Fix.Remove(ValuePath path) -> without(root, path.steps());
      case Fix.Move(ValuePath path, ValuePath to) -> {
        Entry moved = Objects.requireNonNull(entry(root, path));
        MapNode rest = without(root, path.steps());
        yield with(rest, to.steps(), moved.value());
      }
      case Fix.Put(ValuePath path, Node value) -> with(root, path.steps(), value);
      case Fix.Deduplicate same -> root;
      case Fix.Comment same -> root;
    };
  }

  private static MapNode without(MapNode map, List<Step> steps) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(map.entries());
    String name = name(steps.getFirst());
    Entry entry = entries.get(name);
    if (steps.size() > 1 && entry != null && entry.value() instanceof MapNode below) {
      MapNode rest = without(below, steps.subList(1, steps.size()));
      if (rest.entries().isEmpty()) {
        entries.remove(name);
      } else {
        entries.put(name, new Entry(entry.key(), rest));
      }
    } else {
      entries.remove(name);
    }
    return new MapNode(map.span(), entries);
  }

  private static MapNode with(MapNode map, List<Step> steps, Node value) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(map.entries());
    String name = name(steps.getFirst());
    Node below = value;
    if (steps.size() > 1) {
      Entry entry = entries.get(name);
      MapNode around =
          entry != null && entry.value() instanceof MapNode existing
              ? existing
              : new MapNode(Span.NONE, new LinkedHashMap<>());
      below = with(around, steps.subList(1, steps.size()), value);
    }
    entries.put(name, new Entry(Span.NONE, below));
    return new MapNode(map.span(), entries);
  }

  private static String name(Step step) {
    return step instanceof Key(String name) ? name : "";
  }
}
