package dev.esslint.model.base;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of a deployment in which a string that holds YAML or JSON, as those of the {@code additional} blocks do,
 * is that document. What is in it has its place in the outer file.
 */
public final class Documents {

  /** Stands for what cannot be known. It is a placeholder, so that conditions take it for unknown. */
  public static final Scalar UNKNOWN = new Scalar.Str("{{ unknown }}");

  private final ResolvedValues values;
  private final Map<ValuePath, String> names;
  private final Map<ValuePath, Value> parsed = new ConcurrentHashMap<>();
  private final Map<ValuePath, Read> reads = new ConcurrentHashMap<>();

  /** A string of the values, read as YAML once. */
  public sealed interface Read {
    Embedded text();

    /** A string that is YAML. */
    record Yaml(Embedded text, Document document) implements Read {}

    /** A string that is none, with the reason and its place in the string. */
    record Broken(Embedded text, SourceException error) implements Read {}
  }

  public Documents(ResolvedValues values) {
    this(values, Map.of());
  }

  /**
   * The same where some keys have other names.
   *
   * @param names the names by the paths that the keys have
   */
  public Documents(ResolvedValues values, Map<ValuePath, String> names) {
    this.values = values;
    this.names = names;
  }

  /**
   * Reads the string at a path, unless that was done already.
   *
   * @param text that string
   * @param origin where it comes from
   */
  public Read read(ValuePath path, String text, Origin origin) {
    return reads.computeIfAbsent(path, at -> named(at, read(Embedded.of(at, text, origin))));
  }

  private Read named(ValuePath path, Read read) {
    if (names.isEmpty() || !(read instanceof Read.Yaml(Embedded text, Document document))) {
      return read;
    }
    Node root = document.root();
    for (Map.Entry<ValuePath, String> name : names.entrySet()) {
      List<ValuePath.Step> steps = name.getKey().steps();
      if (name.getKey().startsWith(path) && steps.size() > path.steps().size()) {
        root = named(root, steps.subList(path.steps().size(), steps.size()), name.getValue());
      }
    }
    return new Read.Yaml(
        text,
        new Document(document.source(), root, document.comments(), document.duplicateKeys(), document.ignored()));
  }

  private static Node named(Node node, List<ValuePath.Step> path, String name) {
    List<ValuePath.Step> rest = path.subList(1, path.size());
    if (node instanceof MapNode map && path.getFirst() instanceof Key(String key) && map.get(key) != null) {
      SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
      map.entries()
          .forEach(
              (own, entry) -> {
                if (!own.equals(key)) {
                  entries.put(own, entry);
                } else if (rest.isEmpty()) {
                  entries.put(name, entry);
                } else {
                  entries.put(own, new Node.Entry(entry.key(), named(entry.value(), rest, name)));
                }
              });
      return new MapNode(map.span(), entries);
    }
    if (node instanceof ListNode list && path.getFirst() instanceof Index(int index) && index < list.items().size() && !rest.isEmpty()) {
      List<Node> items = new ArrayList<>(list.items());
      items.set(index, named(items.get(index), rest, name));
      return new ListNode(list.span(), items);
    }
    return node;
  }

  /** Reads a text. */
  public static Read read(Embedded text) {
    try {
      return new Read.Yaml(text, text.document());
    } catch (SourceException e) {
      return new Read.Broken(text, e);
    }
  }

  /** The document in the string at a path; empty if there is none that can be read. */
  public Optional<Value> document(ValuePath path) {
    return collection(path).filter(document -> !isUnknown(document));
  }

  /** As {@link #at}, but a string at the end of the path is its document, too. */
  public Optional<Value> collection(ValuePath path) {
    return at(path)
        .map(
            value ->
                value instanceof ScalarValue scalar
                        && scalar.scalar() instanceof Scalar.Str
                        && !isUnknown(scalar)
                    ? parsed.computeIfAbsent(path, at -> parse(at, scalar))
                    : value);
  }

  /** The value at a path that may go on into an embedded document. */
  public Optional<Value> at(ValuePath path) {
    Value value = values.root();
    for (int i = 0; i < path.steps().size(); i++) {
      if (value instanceof ScalarValue scalar && scalar.scalar() instanceof Scalar.Str) {
        ValuePath outer = new ValuePath(path.steps().subList(0, i));
        Value document = parsed.computeIfAbsent(outer, at -> parse(at, scalar));
        if (isUnknown(document)) {
          return Optional.of(document);
        }
        return ResolvedValues.below(
            document, new ValuePath(path.steps().subList(i, path.steps().size())));
      }
      Optional<Value> next =
          ResolvedValues.below(value, new ValuePath(List.of(path.steps().get(i))));
      if (next.isEmpty()) {
        return next;
      }
      value = next.get();
    }
    return Optional.of(value);
  }

  /** Whether it cannot even be known whether there is a value. */
  public static boolean isUnknown(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin) && scalar.equals(UNKNOWN);
  }

  /** Rules about the form of a document tell that it is none; nothing in it can be known then. */
  private Value parse(ValuePath path, ScalarValue outer) {
    return outer.scalar() instanceof Scalar.Str(String text)
            && read(path, text, outer.origin()) instanceof Read.Yaml(var embedded, var document)
        ? Value.of(embedded.layer(), document.root(), embedded.place())
        : new ScalarValue(UNKNOWN, outer.origin());
  }
}
