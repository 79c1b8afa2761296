package dev.esslint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.cli.HostileTexts;
import dev.esslint.fuzz.Seeds;
import dev.esslint.fuzz.Target;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The readers of bytes, YAML and JSON. */
public final class SourceTargets {
  private static final List<String> JSON =
      List.of("{}", "[]", "{\"a\": [1, -2.5e3, true, false, null, \"\\u00e4\\n\"], \"b\": {\"c\": {}}}", "-0", "\"\"", " [ ] ");

  private static final List<String> JSON_WORDS =
      List.of("{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "\\", "\\u0041", "\\ud83d", "\\udc00", "\\n", "0", "1", "-", "01", "2.5",
          "1e-3", "1e400", "1.", "true", "nul", "null", " ", "\n", "\t", "\u00a0", "\ufeff", "\u0007", "99999999999999999999", "/", "é");

  private SourceTargets() {}

  /** All of them. */
  public static List<Target> all() {
    List<String> values = Seeds.values();
    return List.of(
        Target.ofBytes("encoding", values.stream().limit(40).map(SourceTargets::utf16).toList(), HostileTexts.TOKENS, SourceTargets::decode),
        Target.ofText("yaml", values, HostileTexts.TOKENS, SourceTargets::yaml),
        Target.ofText("yaml-written", values, HostileTexts.TOKENS, SourceTargets::written),
        Target.ofText("json", JSON, JSON_WORDS, SourceTargets::json),
        Target.ofText("json-keys", JSON, JSON_WORDS, SourceTargets::keys));
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

  private static String json(String input) {
    SourceText source = new SourceText("f", input);
    Node library = JsonReaderProperties.library(input);
    try {
      Node node = JsonReader.read(source, 0);
      check(node, input.length());
      boolean whole = input.substring(node.span().end()).chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
      // the library loses the sign of -0, and knows no number that is out of range
      if (whole && library != null && !input.contains("-0") && !input.contains("e")) {
        assertTrue(library.sameValue(node), "another value than the library's");
      }
      return "" + node.getClass() + whole;
    } catch (SourceException e) {
      e.place().ifPresent(place -> check(place.span(), input.length()));
      String message = e.getMessage();
      assertTrue(library == null || message.contains("number") || message.contains("nesting") || message.contains("surrogate"), message);
      return Target.kind(message);
    }
  }

  private static String keys(String input) {
    try {
      return "" + StrictJson.keys(new SourceText("f", input)).size();
    } catch (SourceException e) {
      e.place().ifPresent(place -> check(place.span(), input.length()));
      return Target.kind(e.getMessage());
    }
  }

  private static void check(Node node, int length) {
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

  private static void check(Span span, int length) {
    assertTrue(0 <= span.start() && span.start() <= span.end() && span.end() <= length, () -> span + " of " + length);
  }
}
