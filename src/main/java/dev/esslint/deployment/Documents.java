package dev.esslint.deployment;

import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Scalar;
import dev.esslint.source.ScalarOffsets;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The values of a deployment in which a string that holds YAML or JSON, as those of the {@code additional} blocks do,
 * is that document. What is in it has its place in the outer file.
 */
public final class Documents {

  /** Stands for a document that cannot be read. It is a placeholder, so that conditions take it for unknown. */
  private static final Scalar UNREADABLE = new Scalar.Str("{{ unreadable }}");

  private final ResolvedValues values;
  private final Map<ValuePath, Value> parsed = new ConcurrentHashMap<>();

  Documents(ResolvedValues values) {
    this.values = values;
  }

  /** The value at a path that may go on into an embedded document. */
  public Optional<Value> at(ValuePath path) {
    Value value = values.root();
    for (int i = 0; i < path.steps().size(); i++) {
      if (value instanceof ScalarValue scalar && scalar.scalar() instanceof Scalar.Str) {
        ValuePath outer = new ValuePath(path.steps().subList(0, i));
        Value document = parsed.computeIfAbsent(outer, at -> parse(at, scalar));
        if (document instanceof ScalarValue hidden && hidden.scalar().equals(UNREADABLE)) {
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

  private static Value parse(ValuePath path, ScalarValue outer) {
    if (outer.scalar() instanceof Scalar.Str(String text)) {
      try {
        Node root = YamlReader.read(new SourceText(path.toString(), text)).root();
        Layer layer = outer.origin().layer();
        return Value.of(layer, root, places(outer.origin(), path));
      } catch (SourceException e) {
        // rules about the document's form tell this; here nothing in it can be known
      }
    }
    return new ScalarValue(UNREADABLE, outer.origin());
  }

  /** Where a span of an embedded document is in the outer text; in an argument it is the value as a whole. */
  private static UnaryOperator<Span> places(Origin outer, ValuePath path) {
    if (outer.layer() instanceof Layer.File(Document file)
        && node(file.root(), path).orElse(null) instanceof ScalarNode scalar) {
      ScalarOffsets offsets = ScalarOffsets.of(file.source(), scalar);
      return offsets::outer;
    }
    return span -> outer.value();
  }

  private static Optional<Node> node(Node root, ValuePath path) {
    Node node = root;
    for (Step step : path.steps()) {
      Node next =
          switch (step) {
            case Key(String name) ->
                node instanceof MapNode map && map.entries().containsKey(name)
                    ? map.entries().get(name).value()
                    : null;
            case Index(int index) ->
                node instanceof ListNode list && index < list.items().size()
                    ? list.items().get(index)
                    : null;
          };
      if (next == null) {
        return Optional.empty();
      }
      node = next;
    }
    return Optional.of(node);
  }
}
