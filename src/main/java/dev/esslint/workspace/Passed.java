package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What a chart sees of the values for the chart above it: what is below its key, and what is for all charts. */
final class Passed {
  static final String GLOBAL = "global";

  private Passed() {}

  /** What a dependency sees of a document. */
  static Document below(Document document, String key) {
    if (!(document.root() instanceof MapNode root)) {
      return document;
    }
    MapNode below = root.get(key) instanceof MapNode map ? map : Trees.EMPTY;
    var entries = new LinkedHashMap<>(below.entries());
    var global = root.entries().get(GLOBAL);
    if (global != null) {
      entries.put(GLOBAL, global);
    }
    return document.withRoot(Trees.map(below.entries().isEmpty() ? root.span() : below.span(), entries));
  }

  /** The same with at least an empty mapping for values of all. */
  static Document withGlobal(Document document) {
    if (!(document.root() instanceof MapNode root) || root.entries().containsKey(GLOBAL)) {
      return document;
    }
    var entries = new LinkedHashMap<>(root.entries());
    entries.put(GLOBAL, new Node.Entry(Span.NONE, Trees.EMPTY));
    return document.withRoot(Trees.map(root.span(), entries));
  }

  /** The layer that gives every dependency a mapping for values of all. */
  static Document global(SourceText source) {
    return new Document(
        source,
        Trees.map(GLOBAL, Span.NONE, Trees.EMPTY),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
