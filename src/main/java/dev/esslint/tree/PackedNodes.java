package dev.esslint.tree;

import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A compact form of node trees that is fast to read, for what esslint ships. Values and the order of keys are kept,
 * places and styles are not: what is read is at {@link Span#NONE} and plain.
 */
public final class PackedNodes {
  /** Tags of nodes; those of scalars come before. */
  private static final int LIST = 6;

  private static final int MAP = 7;

  private static final ScalarNode NULL_NODE = plain(Scalar.NULL);
  private static final ScalarNode FALSE_NODE = plain(Scalar.FALSE);
  private static final ScalarNode TRUE_NODE = plain(Scalar.TRUE);

  private PackedNodes() {}

  /** Writes a tree; the stream stays open. */
  public static void write(Node node, OutputStream out) throws IOException {
    PackedOutput packed = new PackedOutput();
    write(node, packed);
    out.write(packed.bytes());
  }

  private static void write(Node node, PackedOutput out) {
    switch (node) {
      case ScalarNode scalar -> out.scalar(scalar.value());
      case ListNode list -> {
        out.number(LIST);
        out.number(list.items().size());
        list.items().forEach(item -> write(item, out));
      }
      case MapNode map -> {
        out.number(MAP);
        out.sized(() -> writeEntries(map, out));
      }
    }
  }

  private static void writeEntries(MapNode map, PackedOutput out) {
    out.number(map.entries().size());
    map.entries()
        .forEach(
            (key, entry) -> {
              out.string(key);
              write(entry.value(), out);
            });
  }

  /**
   * Reads a tree that {@link #write} wrote into a resource, each mapping when its entries are asked for.
   *
   * @param owner the class that the resource lies beside
   */
  public static Node resource(Class<?> owner, String name) {
    return lazily(Resource.bytes(Resource.of(owner, name)));
  }

  /**
   * Reads a tree that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if these are not the bytes of one
   */
  public static Node read(byte[] bytes) {
    try {
      Node node = lazily(bytes);
      readAll(node);
      return node;
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("no packed tree", e);
    }
  }

  /** Reads a tree that the build wrote, each mapping when its entries are asked for: of most of them nobody wants to know. */
  public static Node lazily(byte[] bytes) {
    PackedInput in = new PackedInput(bytes);
    Node node = node(in);
    if (!in.isAtEnd()) {
      throw new IllegalArgumentException("bytes after the packed tree");
    }
    return node;
  }

  private static void readAll(Node node) {
    switch (node) {
      case MapNode map -> map.entries().values().forEach(entry -> readAll(entry.value()));
      case ListNode list -> list.items().forEach(PackedNodes::readAll);
      case ScalarNode _ -> {}
    }
  }

  private static Node node(PackedInput in) {
    int tag = in.number();
    return switch (tag) {
      case LIST -> list(in);
      case MAP -> map(in.part());
      case PackedInput.NULL -> NULL_NODE;
      case PackedInput.FALSE -> FALSE_NODE;
      case PackedInput.TRUE -> TRUE_NODE;
      default -> plain(in.scalar(tag));
    };
  }

  private static MapNode map(PackedInput in) {
    return new MapNode(Span.NONE, new LazyEntries<>(() -> entries(in)));
  }

  private static ScalarNode plain(Scalar value) {
    return new ScalarNode(Span.NONE, value, Style.PLAIN);
  }

  private static ListNode list(PackedInput in) {
    int size = in.size();
    List<Node> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(node(in));
    }
    return new ListNode(Span.NONE, Collections.unmodifiableList(items));
  }

  /** The entries of a mapping; mappings below stay packed. */
  static SequencedMap<String, Entry> entries(PackedInput in) {
    int size = in.size();
    var entries = LinkedHashMap.<String, Entry>newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      String key = in.string();
      entries.put(key, new Entry(Span.NONE, node(in)));
    }
    if (!in.isAtEnd()) {
      throw new IndexOutOfBoundsException("bytes after the entries");
    }
    return Collections.unmodifiableSequencedMap(entries);
  }
}
