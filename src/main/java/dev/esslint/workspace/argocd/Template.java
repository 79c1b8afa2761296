package dev.esslint.workspace.argocd;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the parameters of a generator into the texts of an ApplicationSet, as far as that needs no function.
 *
 * @param parameters by name; a name below another one is joined by a dot
 * @param go whether the templates are Go's
 * @param complete whether there are no other parameters
 */
record Template(Map<String, String> parameters, boolean go, boolean complete) {

  Rendered render(String text) {
    if (!text.contains("{{")) {
      return Rendered.plain(text);
    }
    StringBuilder out = new StringBuilder();
    int[] from = new int[text.length() + 16];
    List<String> unknown = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      if (close < 0) {
        from = put(out, from, text.substring(at), at, true);
        break;
      }
      from = put(out, from, text.substring(at, open), at, true);
      String written = text.substring(open, close + 2);
      String value = value(text.substring(open + 2, close));
      if (value != null) {
        from = put(out, from, value, open, false);
      } else if (!go && complete) {
        from = put(out, from, written, open, true); // what it does not know it leaves as it is
      } else {
        unknown.add(written);
        from = put(out, from, "${" + written.substring(2, written.length() - 2).strip() + "}", open, false);
      }
      at = close + 2;
    }
    int[] places = Arrays.copyOf(from, out.length() + 1);
    places[out.length()] = text.length();
    int length = out.length();
    return new Rendered(
        out.toString(),
        span ->
            new Span(
                places[Math.min(span.start(), length)],
                Math.max(
                    places[Math.min(span.start(), length)], places[Math.min(span.end(), length)])),
        List.copyOf(unknown),
        true);
  }

  private static int[] put(StringBuilder out, int[] from, String piece, int at, boolean stepwise) {
    int[] places =
        out.length() + piece.length() + 1 > from.length
            ? Arrays.copyOf(from, 2 * (out.length() + piece.length() + 1))
            : from;
    for (int i = 0; i < piece.length(); i++) {
      places[out.length() + i] = stepwise ? at + i : at;
    }
    out.append(piece);
    return places;
  }

  private @Nullable String value(String inside) {
    String text = inside.strip();
    if (text.startsWith("-")) {
      text = text.substring(1).strip();
    }
    if (text.endsWith("-")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    if (!go) {
      return parameters.get(text);
    }
    if (text.length() > 1 && text.startsWith("`") && text.endsWith("`")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.startsWith("index ")) {
      String[] words = text.split("\\s+", -1);
      return words.length == 3 && words[1].startsWith(".")
          ? parameters.get(words[1].substring(1) + "." + words[2].replace("\"", ""))
          : null;
    }
    return text.startsWith(".") && !text.contains(" ") && !text.contains("|")
        ? parameters.get(text.substring(1))
        : null;
  }
}
