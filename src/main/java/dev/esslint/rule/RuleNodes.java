package dev.esslint.rule;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/** What a rule needs of a node of its YAML; anything else is refused at its place. */
final class RuleNodes {
  private RuleNodes() {}

  static <T> T read(Node node, Function<String, T> parse) throws RuleException {
    String text = string(node);
    try {
      return parse.apply(text);
    } catch (PatternSyntaxException e) {
      throw new RuleException(
          "`" + text + "` is not a regular expression: " + e.getDescription(), node.span());
    } catch (IllegalArgumentException e) {
      throw new RuleException(String.valueOf(e.getMessage()), node.span());
    }
  }

  static <E extends Enum<E>> E constant(Node node, String what, Class<E> type)
      throws RuleException {
    String text = string(node);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw new RuleException(UnknownWord.none(what, text, names), node.span());
  }

  static Scalar scalar(Node node) throws RuleException {
    if (node instanceof ScalarNode scalar) {
      return scalar.value();
    }
    throw new RuleException("a single value is expected here", node.span());
  }

  static String string(Node node) throws RuleException {
    if (scalar(node) instanceof Scalar.Str(String text)) {
      return text;
    }
    throw new RuleException("a string is expected here", node.span());
  }

  static List<Node> items(Node node) throws RuleException {
    if (node instanceof ListNode list) {
      return list.items();
    }
    throw new RuleException("a list is expected here", node.span());
  }

  static Node child(MapNode map, String key) throws RuleException {
    Entry entry = map.entries().get(key);
    if (entry == null) {
      throw new RuleException("`" + key + "` is missing", place(map));
    }
    return entry.value();
  }

  static MapNode mapping(Node node) throws RuleException {
    if (node instanceof MapNode map) {
      return map;
    }
    throw new RuleException("a mapping is expected here", node.span());
  }

  static boolean isTrue(Node node) {
    return node instanceof ScalarNode flag && flag.value().equals(Scalar.TRUE);
  }

  /** Where a mapping begins: its first key, which is not always where its braces are. */
  static Span place(MapNode map) {
    return map.entries().isEmpty() ? map.span() : map.entries().firstEntry().getValue().key();
  }
}
