package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.cli.HostileTexts;
import dev.esslint.fuzz.Seeds;
import dev.esslint.fuzz.Target;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The readers of bytes and YAML. */
public final class SourceTargets {
  private SourceTargets() {}

  /** All of them. */
  public static List<Target> all() {
    List<String> values = Seeds.values();
    return List.of(
        Target.ofBytes("encoding", values.stream().limit(40).map(SourceTargets::utf16).toList(), HostileTexts.TOKENS, SourceTargets::decode),
        Target.ofText("yaml", values, HostileTexts.TOKENS, SourceTargets::yaml),
        Target.ofText("yaml-written", values, HostileTexts.TOKENS, SourceTargets::written));
  }

  private static byte[] utf16(String text) {
    return text.getBytes(text.length() % 2 == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16);
  }

  private static String decode(byte[] input) {
    try {
      return "" + SourceText.decode("f", input).text().isEmpty();
    } catch (SourceException e) {
      return Target.kind(e.getMessage());
    }
  }

  private static String yaml(String input) {
    try {
      Document document = YamlReader.read(new SourceText("f", input));
      check(document.root(), input.length());
      document.comments().forEach(comment -> check(comment.span(), input.length()));
      return document.duplicateKeys().isEmpty() + " " + document.ignored().isEmpty() + " " + document.root().getClass() + document.comments().size();
    } catch (SourceException e) {
      e.place().ifPresent(place -> check(place.span(), input.length()));
      return Target.kind(e.getMessage());
    }
  }

  private static String written(String input) {
    SourceText source = new SourceText("f", input);
    Written written = Written.read(source);
    written.documents().forEach(item -> check(item.span(), input.length()));
    written.comments().forEach(comment -> check(comment, input.length()));
    return written.whole() + " " + written.documents().size();
  }

  /** All places lie in the text. */
  public static void check(Node node, int length) {
    check(node.span(), length);
    switch (node) {
      case MapNode map ->
          map.entries().forEach(
              (name, entry) -> {
                check(entry.key(), length);
                check(entry.value(), length);
              });
      case ListNode list -> list.items().forEach(item -> check(item, length));
      case ScalarNode scalar -> assertEquals(scalar, scalar);
    }
  }

  public static void check(Span span, int length) {
    assertTrue(0 <= span.start() && span.start() <= span.end() && span.end() <= length, () -> span + " of " + length);
  }
}
