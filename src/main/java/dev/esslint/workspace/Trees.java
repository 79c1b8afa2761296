package dev.esslint.workspace;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Trees of nodes made of others, as the tools between an author and Helm make them. */
public final class Trees {
  /** A mapping without entries. */
  public static final MapNode EMPTY =
      new MapNode(Span.NONE, Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));

  private Trees() {}

  /** Changes nodes. */
  public interface Change {

    /** What a scalar becomes. */
    Node scalar(ScalarNode scalar);

    /** What a key becomes. */
    default String key(String key, Span span) {
      return key;
    }

    /** Whether an entry of a mapping stays. */
    default boolean keeps(String key, Entry entry) {
      return true;
    }
  }

  /** The tree after a change of all its scalars and keys. */
  public static Node changed(Node node, Change change) {
    return switch (node) {
      case ScalarNode scalar -> change.scalar(scalar);
      case ListNode list -> {
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
          items.add(changed(item, change));
        }
        yield new ListNode(list.span(), Collections.unmodifiableList(items));
      }
      case MapNode map -> {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> child : map.entries().entrySet()) {
          Entry entry = child.getValue();
          if (change.keeps(child.getKey(), entry)) {
            entries.put(
                change.key(child.getKey(), entry.key()),
                new Entry(entry.key(), changed(entry.value(), change)));
          }
        }
        yield map(map.span(), entries);
      }
    };
  }

  /** A mapping of entries. */
  public static MapNode map(Span span, SequencedMap<String, Entry> entries) {
    return new MapNode(span, Collections.unmodifiableSequencedMap(entries));
  }

  /** A mapping with one entry. */
  public static MapNode map(String key, Span at, Node value) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    entries.put(key, new Entry(at, value));
    return map(value.span(), entries);
  }

  /** Keys around a node. */
  public static Node below(List<String> keys, Span at, Node node) {
    Node tree = node;
    for (String key : keys.reversed()) {
      tree = map(key, at, tree);
    }
    return tree;
  }

  /** The node below keys, or null. */
  public static @Nullable Node at(Node root, List<String> keys) {
    Node node = root;
    for (String key : keys) {
      Node next = node instanceof MapNode map ? map.get(key) : null;
      if (next == null) {
        return null;
      }
      node = next;
    }
    return node;
  }

  /** The tree without what stands below keys. */
  public static Node without(Node root, List<String> keys) {
    Entry entry =
        keys.isEmpty() || !(root instanceof MapNode top) ? null : top.entries().get(keys.getFirst());
    if (entry == null || !(root instanceof MapNode map)) {
      return root;
    }
    SequencedMap<String, Entry> entries = new LinkedHashMap<>(map.entries());
    String key = keys.getFirst();
    if (keys.size() == 1) {
      entries.remove(key);
    } else {
      entries.put(key, new Entry(entry.key(), without(entry.value(), keys.subList(1, keys.size()))));
    }
    return map(map.span(), entries);
  }

  /** The paths of all nulls that are values of mappings. */
  public static List<List<String>> nulls(Node root) {
    List<List<String>> paths = new ArrayList<>();
    addNulls(root, new ArrayList<>(), paths);
    return paths;
  }

  private static void addNulls(Node node, List<String> path, List<List<String>> paths) {
    if (node instanceof MapNode map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                path.add(key);
                if (entry.value().isNull()) {
                  paths.add(List.copyOf(path));
                } else {
                  addNulls(entry.value(), path, paths);
                }
                path.removeLast();
              });
    }
  }

  /** The entry below keys, or null. */
  public static @Nullable Entry entry(Node root, List<String> keys) {
    Node parent = keys.isEmpty() ? null : at(root, keys.subList(0, keys.size() - 1));
    return parent instanceof MapNode map ? map.entries().get(keys.getLast()) : null;
  }
}
