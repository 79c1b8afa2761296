package dev.esslint.yaml;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.LinkedHashMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as Helm prints it, read into nodes without places. */
public final class GoJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private GoJson() {}

  public static Node read(String json) {
    return node(MAPPER.readTree(json));
  }

  private static Node node(JsonNode json) {
    if (json.isObject()) {
      var entries = new LinkedHashMap<String, Entry>();
      json.properties()
          .forEach(e -> entries.put(e.getKey(), new Entry(Span.NONE, node(e.getValue()))));
      return new MapNode(Span.NONE, entries);
    }
    if (json.isArray()) {
      return new ListNode(
          Span.NONE, StreamSupport.stream(json.spliterator(), false).map(GoJson::node).toList());
    }
    return new ScalarNode(Span.NONE, scalar(json), Style.PLAIN);
  }

  private static Scalar scalar(JsonNode json) {
    if (json.isNull()) {
      return Scalar.NULL;
    }
    if (json.isBoolean()) {
      return Scalar.of(json.booleanValue());
    }
    return json.isNumber()
        ? new Scalar.Num(json.doubleValue())
        : new Scalar.Str(json.stringValue());
  }
}
