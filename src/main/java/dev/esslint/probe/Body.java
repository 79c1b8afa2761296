package dev.esslint.probe;

import dev.esslint.json.JsonReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.Optional;

/** JSON as it comes over the network, read as strictly as Go does, which the programs are written in that read it. */
public final class Body {
  private Body() {}

  /** The object that a text is; empty if it is not exactly one. */
  public static Optional<MapNode> object(String text) {
    try {
      Node node = JsonReader.read(new SourceText("", text), 0);
      return node instanceof MapNode map && text.substring(node.span().end()).isBlank() ? Optional.of(map) : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** What is below some keys; a number leads into a list. */
  static Optional<Node> at(Node value, String... keys) {
    Node at = value;
    for (String key : keys) {
      Node below = at instanceof MapNode map ? map.get(key) : at instanceof ListNode list ? item(list, key) : null;
      if (below == null) {
        return Optional.empty();
      }
      at = below;
    }
    return Optional.of(at);
  }

  private static @org.jspecify.annotations.Nullable Node item(ListNode list, String key) {
    int index = key.chars().allMatch(Character::isDigit) ? Integer.parseInt(key) : list.items().size();
    return index < list.items().size() ? list.items().get(index) : null;
  }

  /** The string below some keys; empty if there is none. */
  public static Optional<String> string(Node value, String... keys) {
    return at(value, keys).flatMap(found -> found instanceof ScalarNode scalar ? Optional.ofNullable(scalar.string()) : Optional.empty());
  }

  /** Where the first LiveKit in a list of places for calls is; clients use no entry of another type. */
  public static Optional<String> livekit(MapNode map, String key) {
    return at(map, key)
        .filter(ListNode.class::isInstance)
        .flatMap(list -> ((ListNode) list).items().stream().filter(item -> string(item, "type").filter("livekit"::equals).isPresent()).findFirst())
        .flatMap(item -> string(item, "livekit_service_url"));
  }

  /** The number that a value is; empty if it is none. */
  static Optional<Double> number(Node value) {
    return value instanceof ScalarNode scalar && scalar.value() instanceof Scalar.Num(double number) ? Optional.of(number) : Optional.empty();
  }
}
