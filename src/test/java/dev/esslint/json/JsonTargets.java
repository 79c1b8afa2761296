package dev.esslint.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.fuzz.Target;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.yaml.SourceTargets;
import java.util.List;

/** The reader of JSON. */
public final class JsonTargets {
  private static final List<String> JSON =
      List.of("{}", "[]", "{\"a\": [1, -2.5e3, true, false, null, \"\\u00e4\\n\"], \"b\": {\"c\": {}}}", "-0", "\"\"", " [ ] ");

  private static final List<String> JSON_WORDS =
      List.of("{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "\\", "\\u0041", "\\ud83d", "\\udc00", "\\n", "0", "1", "-", "01", "2.5",
          "1e-3", "1e400", "1.", "true", "nul", "null", " ", "\n", "\t", "\u00a0", "\ufeff", "\u0007", "99999999999999999999", "/", "é");

  private JsonTargets() {}

  /** All of them. */
  public static List<Target> all() {
    return List.of(
        Target.ofText("json", JSON, JSON_WORDS, JsonTargets::json), Target.ofText("json-keys", JSON, JSON_WORDS, JsonTargets::keys));
  }

  private static String json(String input) {
    SourceText source = new SourceText("f", input);
    Node library = JsonReaderProperties.library(input);
    try {
      Node node = JsonReader.read(source, 0);
      SourceTargets.check(node, input.length());
      boolean whole = input.substring(node.span().end()).chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
      // the library loses the sign of -0, knows no number that is out of range, and keeps halves of pairs, which Go replaces
      if (whole && library != null && !input.contains("-0") && !input.contains("e") && !input.contains("\\ud")) {
        assertTrue(library.sameValue(node), "another value than the library's");
      }
      return "" + node.getClass() + whole;
    } catch (SourceException e) {
      e.place().ifPresent(place -> SourceTargets.check(place.span(), input.length()));
      String message = String.valueOf(e.getMessage());
      assertTrue(library == null || message.contains("number") || message.contains("nesting") || message.contains("surrogate"), message);
      return Target.kind(message);
    }
  }

  private static String keys(String input) {
    try {
      return "" + JsonReader.keys(new SourceText("f", input)).size();
    } catch (SourceException e) {
      e.place().ifPresent(place -> SourceTargets.check(place.span(), input.length()));
      return Target.kind(e.getMessage());
    }
  }
}
