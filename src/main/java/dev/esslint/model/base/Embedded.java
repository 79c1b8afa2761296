package dev.esslint.model.base;

import dev.esslint.json.JsonReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.set.SetExpression;
import dev.esslint.yaml.ScalarOffsets;
import dev.esslint.yaml.YamlReader;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text inside a string of the values.
 *
 * @param path where the string stands in the values
 * @param layer the layer that gives it
 * @param source the text by itself
 * @param place gives the span in the outer file or argument for a span of the text; a default has no place
 */
public record Embedded(ValuePath path, Layer layer, SourceText source, UnaryOperator<Span> place) {

  /**
   * A text inside a string of the values.
   *
   * @param outer the origin of the string
   */
  public static Embedded of(ValuePath path, String text, Origin outer) {
    return new Embedded(
        path, outer.layer(), new SourceText(path, text), place(outer, path, text));
  }

  /**
   * Reads the text as YAML or JSON.
   *
   * @throws SourceException with a place in the text by itself
   */
  public Document document() throws SourceException {
    return YamlReader.read(source);
  }

  /**
   * Reads the text as Go reads JSON; what follows the first value is left aside.
   *
   * @return the values with their places in the outer file
   * @throws SourceException with a place in the text by itself
   */
  public Value json() throws SourceException {
    return Value.of(layer, JsonReader.read(source, 0), place);
  }

  /** The origin of what stands at a span of the text. */
  public Origin origin(Span span) {
    Span outer = place.apply(span);
    return new Origin(layer, outer, outer, null);
  }

  /** The line in the outer file where a span of the text begins; empty for a default. */
  public Optional<Integer> line(Span span) {
    int start = place.apply(span).start();
    return layer.source().map(outer -> outer.position(start).line());
  }

  private static UnaryOperator<Span> place(Origin outer, ValuePath path, String text) {
    if (outer.layer() instanceof Layer.File(Document file)) {
      return new InFile(file, path, outer.value(), text);
    }
    if (outer.layer() instanceof Layer.Argument(SetExpression expression)) {
      return expression.places(outer.value(), text);
    }
    return span -> outer.value();
  }

  /** The places in a file of the characters of one of its strings, worked out when the first is asked for. */
  private static final class InFile implements UnaryOperator<Span> {
    private static final int SHORT = 64;

    private final Document file;
    private final ValuePath path;
    private final Span whole;

    /** That of the file, or one in which secrets are masked and nothing is at its place. */
    private final String text;

    private @Nullable UnaryOperator<Span> places;

    InFile(Document file, ValuePath path, Span whole, String text) {
      this.text = text;
      this.file = file;
      this.path = path;
      this.whole = whole;
    }

    @Override
    public Span apply(Span span) {
      UnaryOperator<Span> known = places;
      if (known == null) {
        if (!(node(file.root(), path) instanceof ScalarNode scalar) || !text.equals(scalar.string())) {
          return whole;
        }
        known = ScalarOffsets.of(file.source(), scalar)::outer;
        // of a short text they are worked out again sooner than a hundred thousand are kept
        places = whole.end() - whole.start() < SHORT ? null : known;
      }
      return known.apply(span);
    }
  }

  /** The node at a path below a node, or null. */
  static @Nullable Node node(Node root, ValuePath path) {
    Node node = root;
    for (Step step : path.steps()) {
      Node next =
          switch (step) {
            case Key(String name) -> node instanceof MapNode map ? map.get(name) : null;
            case Index(int index) ->
                node instanceof ListNode list && index < list.items().size()
                    ? list.items().get(index)
                    : null;
          };
      if (next == null) {
        return null;
      }
      node = next;
    }
    return node;
  }
}
