package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a document, or the lack of it.
 *
 * @param document the document that it stands in
 * @param node the node; null where there is none
 * @param key the span of its key, or the nearest place that could be pointed at
 * @param below what stands there in documents that this one is laid over, the strongest first
 */
public record Located(Document document, @Nullable Node node, Span key, List<Located> below) {

  /** A node that nothing is below. */
  public Located(Document document, @Nullable Node node, Span key) {
    this(document, node, key, List.of());
  }

  /** The top of a document. */
  public static Located top(Document document) {
    return new Located(document, document.root(), document.source().firstLine(document.root().span()));
  }

  public SourceText source() {
    return document.source();
  }

  public boolean isThere() {
    return node != null;
  }

  public boolean isMap() {
    return node instanceof MapNode;
  }

  /** What stands below keys. */
  public Located get(String... keys) {
    Located at = this;
    for (String key : keys) {
      at = at.child(key);
    }
    return at;
  }

  private Located child(String name) {
    Entry entry = node instanceof MapNode map ? map.entries().get(name) : null;
    List<Located> others = new ArrayList<>(below.size());
    for (Located one : below) {
      Located other = one.child(name);
      if (other.isThere()) {
        others.add(other);
      }
    }
    if (entry == null && !others.isEmpty()) {
      Located first = others.removeFirst();
      return new Located(first.document, first.node, first.key, others);
    }
    return new Located(document, entry == null ? null : entry.value(), entry == null ? key : entry.key(), others);
  }

  /** The same by itself, and then what is below it, weakest first. */
  public List<Located> layers() {
    List<Located> layers = new ArrayList<>(below.reversed());
    layers.add(this);
    return layers;
  }

  /** An item of a list. */
  public Located item(int index) {
    List<Located> items = items();
    return index < items.size() ? items.get(index) : new Located(document, null, key);
  }

  /** The same without the key that it stands under. */
  public Located asItem() {
    return node == null ? this : new Located(document, node, source().firstLine(node.span()), below);
  }

  /** The items of a list; none of anything else. */
  public List<Located> items() {
    List<Located> items = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        items.add(new Located(document, item, source().firstLine(item.span())));
      }
    }
    return items;
  }

  /** The keys of a mapping; none of anything else. */
  public List<String> keys() {
    return node instanceof MapNode map ? List.copyOf(map.entries().keySet()) : List.of();
  }

  /** The string, or the empty one for anything else. */
  public String text() {
    String text = node instanceof ScalarNode scalar ? scalar.string() : null;
    return text == null ? "" : text;
  }

  /** The scalar as it is written, without quotes; empty for anything else. */
  public String written() {
    return node instanceof ScalarNode scalar && scalar.string() == null && !scalar.isNull()
        ? source().slice(scalar.span())
        : text();
  }

  /** The scalar as JSON has it; empty for anything else. */
  public String scalar() {
    return node instanceof ScalarNode scalar && !scalar.isNull() ? Scalar.text(scalar.value()) : "";
  }

  /** Whether this is a number, which is rarely what a version should be. */
  public boolean isNumber() {
    return node instanceof ScalarNode scalar && scalar.value() instanceof Scalar.Num;
  }

  /** Whether this is the boolean {@code true}. */
  public boolean isTrue() {
    return node instanceof ScalarNode scalar && scalar.value().equals(Scalar.TRUE);
  }

  /** The span of the value, cut at the end of its first line; of the key where there is no value. */
  public Span span() {
    return node == null ? key : source().firstLine(node.span());
  }

  /** The line of the key. */
  public int line() {
    return source().position(key.start()).line();
  }
}
