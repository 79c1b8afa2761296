package dev.esslint.measure;

import dev.esslint.json.JsonString;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as mappings, lists and scalars of Java. */
final class Trees {
  private Trees() {}

  static String json(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    json(value, json);
    return json.toString();
  }

  private static void json(@Nullable Object value, StringBuilder json) {
    String comma = "";
    switch (value) {
      case Map<?, ?> map -> {
        json.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(comma).append(JsonString.quote(entry.getKey().toString())).append(':');
          json(entry.getValue(), json);
          comma = ",";
        }
        json.append('}');
      }
      case List<?> list -> {
        json.append('[');
        for (Object item : list) {
          json.append(comma);
          json(item, json);
          comma = ",";
        }
        json.append(']');
      }
      case String string -> json.append(JsonString.quote(string));
      case null -> json.append("null");
      default -> json.append(value);
    }
  }

  /** The strings of a list in JSON. */
  static List<String> texts(String json) {
    try {
      List<String> texts = new ArrayList<>();
      if (of(YamlReader.read(new SourceText("", json)).root()) instanceof List<?> list) {
        list.forEach(text -> texts.add(String.valueOf(text)));
      }
      return texts;
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a node stands for. */
  static @Nullable Object of(@Nullable Node node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, of(entry.value())));
        yield entries;
      }
      case ListNode list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(of(item)));
        yield items;
      }
      case ScalarNode(var span, Scalar.Str(String text), var style) -> text;
      case ScalarNode(var span, Scalar.Num(double number), var style) ->
          number == Math.rint(number) ? (Object) (long) number : (Object) number;
      case ScalarNode(var span, Scalar.Bool(boolean bool), var style) -> bool;
      case ScalarNode scalar -> null;
      case null -> null;
    };
  }

  /** Values over defaults, as Helm merges them. */
  static Map<String, @Nullable Object> merged(Map<?, ?> values, Map<?, ?> defaults) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          Object below = defaults.get(key);
          if (value instanceof Map<?, ?> map && below instanceof Map<?, ?> lower) {
            merged.put(key.toString(), merged(map, lower));
          } else if (value != null || !defaults.containsKey(key)) {
            merged.put(key.toString(), value);
          }
        });
    defaults.forEach(
        (key, value) -> {
          if (!values.containsKey(key)) {
            merged.put(key.toString(), value);
          }
        });
    return merged;
  }

  /** Puts a value at a path of keys, in a tree that can be changed. */
  @SuppressWarnings("unchecked")
  static void put(Map<String, @Nullable Object> tree, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> map = tree;
    for (String key : path.subList(0, path.size() - 1)) {
      if (!(map.get(key) instanceof Map<?, ?>)) {
        map.put(key, new LinkedHashMap<String, @Nullable Object>());
      }
      map = (Map<String, @Nullable Object>) map.get(key);
    }
    map.put(path.getLast(), value);
  }
}
