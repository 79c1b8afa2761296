package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document.DuplicateKey;
import dev.esslint.tree.FewEntries;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.Anchors.Anchor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The tree while it grows: the collections that are open, into which each finished node goes as a key, a value, an item or what is merged. */
final class Composition {
  /** Stands for a key that Helm refuses, until all is read. */
  private static final String NO_KEY = "\0";

  private static final SequencedMap<String, Entry> NO_ENTRIES =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private final SourceText source;
  private final Names names;
  private final Deferred deferred;
  private final List<DuplicateKey> duplicateKeys = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable Node root;

  /** A collection under construction. */
  private static final class Frame {
    final boolean mapping;
    final boolean flow;
    final int start;
    final @Nullable Anchor anchor;
    final List<Node> items = new ArrayList<>(0);
    final LinkedHashMap<String, Entry> entries;
    @Nullable Composed key;
    int end;
    int height = 1;
    long size = 1;

    Frame(boolean mapping, boolean flow, int start, @Nullable Anchor anchor) {
      this.mapping = mapping;
      this.flow = flow;
      this.start = start;
      this.end = start;
      this.anchor = anchor;
      this.entries = new LinkedHashMap<>(mapping ? 4 : 1);
    }

    boolean expectsKey() {
      return mapping && key == null;
    }

    Node node(Span span) {
      if (!mapping) {
        return new ListNode(span, List.copyOf(items));
      }
      return new MapNode(
          span, entries.isEmpty() ? NO_ENTRIES : FewEntries.of(Collections.unmodifiableSequencedMap(entries)));
    }

    /** Whether an entry was written in this mapping, not merged into it from an anchor above. */
    boolean wrote(Entry entry) {
      return entry.key().start() >= start;
    }
  }

  /**
   * An empty one.
   *
   * @param deferred takes what Helm refuses unless a later key replaces it
   */
  Composition(SourceText source, Deferred deferred) {
    this.source = source;
    this.names = new Names(source.text());
    this.deferred = deferred;
  }

  /** The top of the document; a null in the first place if there is none. */
  Node root() {
    return root != null ? root : new ScalarNode(new Span(0, 0), Scalar.NULL, Style.PLAIN);
  }

  /** The keys that stand more than once in a mapping. */
  List<DuplicateKey> duplicateKeys() {
    return List.copyOf(duplicateKeys);
  }

  /** How many collections are open. */
  int depth() {
    return frames.size();
  }

  /** Whether what comes next is the key of a mapping. */
  boolean expectsKey() {
    Frame parent = frames.peek();
    return parent != null && parent.expectsKey();
  }

  /** Whether the innermost collection is written between brackets. */
  boolean isFlow() {
    return !frames.isEmpty() && frames.element().flow;
  }

  /**
   * Where the innermost collection begins.
   *
   * @throws java.util.NoSuchElementException if none is open
   */
  int start() {
    return frames.element().start;
  }

  /** Where the innermost collection begins that is not between brackets; -1 outside of any. */
  int blockStart() {
    for (Frame frame : frames) {
      if (!frame.flow) {
        return frame.start;
      }
    }
    return -1;
  }

  /** Opens a collection. */
  void open(boolean mapping, boolean flow, int start, @Nullable Anchor anchor) {
    frames.push(new Frame(mapping, flow, start, anchor));
  }

  /**
   * Closes the innermost collection, which is a node of its parent then.
   *
   * @param flowEnd where it ends if it is written between brackets
   */
  void close(int flowEnd) throws SourceException {
    Frame frame = frames.pop();
    int end = frame.flow ? flowEnd : frame.end;
    var span = new Span(frame.start, Math.max(end, frame.start));
    add(new Composed(frame.node(span), null, false, frame.height, frame.size), frame.anchor);
  }

  /** Puts a finished node where it belongs. */
  void add(Composed child, @Nullable Anchor anchor) throws SourceException {
    if (anchor != null) {
      anchor.names(child);
    }
    Frame parent = frames.peek();
    if (parent == null) {
      root = child.node();
      return;
    }
    parent.end = Math.max(parent.end, child.node().span().end());
    parent.height = Math.max(parent.height, 1 + child.height());
    if (parent.expectsKey()) {
      parent.key = child;
      return;
    }
    parent.size += child.size();
    if (!parent.mapping) {
      parent.items.add(child.node());
      return;
    }
    Composed key = Objects.requireNonNull(parent.key);
    parent.key = null;
    if (key.merge()) {
      merge(parent, key.node().span(), child.node());
    } else {
      parent.size += key.size();
      put(parent, key, child.node());
    }
  }

  private void put(Frame parent, Composed key, Node value) {
    Span span = key.node().span();
    Entry entry = new Entry(span, value);
    String name;
    try {
      name = key.scalar() == null ? "" : key.scalar().toKey();
    } catch (GoScalar.Refused e) {
      deferred.add(entry, e.at(source, span));
      name = NO_KEY;
    }
    Entry earlier = parent.entries.put(names.once(name), entry);
    if (earlier != null && parent.wrote(earlier)) {
      duplicateKeys.add(DuplicateKey.of(name, earlier, span, value));
    }
  }

  /** Merges as go-yaml does: what comes later wins, so a merge key overrides the keys written above it. */
  private void merge(Frame parent, Span mergeKey, Node value) throws SourceException {
    switch (value) {
      case MapNode map -> mergeAll(parent, mergeKey, map);
      case ListNode list when isAlias(list) -> throw noMap(list.span());
      case ListNode list -> {
        for (Node item : list.items().reversed()) {
          if (!(item instanceof MapNode map)) {
            throw noMap(item.span());
          }
          mergeAll(parent, mergeKey, map);
        }
      }
      case ScalarNode scalar ->
          throw noMap(scalar.span().start() < scalar.span().end() ? scalar.span() : mergeKey);
    }
  }

  private boolean isAlias(ListNode list) {
    return source.text().startsWith("*", list.span().start());
  }

  private SourceException noMap(Span span) {
    return new SourceException(
        "'<<' merges a mapping or a list of mappings, but this is neither", source, span);
  }

  private void mergeAll(Frame parent, Span mergeKey, MapNode map) {
    map.entries()
        .forEach(
            (name, entry) -> {
              Entry earlier = parent.entries.put(name, entry);
              if (earlier != null && parent.wrote(earlier) && earlier.key().end() <= mergeKey.start()) {
                duplicateKeys.add(DuplicateKey.of(name, earlier, mergeKey, entry.value()));
              }
            });
  }
}
