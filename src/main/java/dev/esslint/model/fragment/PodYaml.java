package dev.esslint.model.fragment;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A document as the renderer in the pod reads it (yaml.v3) where that differs from Helm: {@code yes}, {@code no},
 * {@code on} and {@code off} are strings.
 */
final class PodYaml {
  private static final Set<String> BOOLEANS = Set.of("true", "false");

  private PodYaml() {}

  static Node of(Node node, SourceText source) {
    return switch (node) {
      case MapNode(Span span, var entries) -> {
        SequencedMap<String, Entry> read = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach(
            (key, entry) ->
                read.put(
                    key(key, entry.key(), source),
                    new Entry(entry.key(), of(entry.value(), source))));
        yield new MapNode(span, read);
      }
      case ListNode(Span span, var items) ->
          new ListNode(span, items.stream().map(item -> of(item, source)).toList());
      case ScalarNode scalar ->
          isWord(scalar, source)
              ? new ScalarNode(
                  scalar.span(), new Scalar.Str(source.slice(scalar.span())), scalar.style())
              : scalar;
    };
  }

  /** Whether a scalar is a boolean to Helm and a string in the pod. */
  static boolean isWord(ScalarNode scalar, SourceText source) {
    return scalar.style() == Style.PLAIN
        && scalar.value() instanceof Scalar.Bool
        && isWord(source.slice(scalar.span()));
  }

  /** What an alias stands for is told at its anchor. */
  private static boolean isWord(String text) {
    return !text.startsWith("*") && !BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static String key(String key, Span span, SourceText source) {
    if (!BOOLEANS.contains(key)) {
      return key;
    }
    String text = source.slice(span);
    return text.chars().allMatch(Character::isLetter) && !text.isEmpty() ? text : key;
  }
}
