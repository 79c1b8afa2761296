package dev.esslint.workspace.flux;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the build of a Flux Kustomization puts in the place of {@code ${NAME}}.
 *
 * @param active whether anything is substituted for certain; if not, what looks like a variable is unknown, and nothing is changed
 * @param known the values that the files tell, by name
 * @param others where names may come from that cannot be seen; empty if all is seen
 */
record Substitution(boolean active, Map<String, String> known, List<String> others) {
  private static final int DEEPEST = 16;

  /** What nobody says a word about: every name is unknown. */
  static final Substitution UNSEEN =
      new Substitution(false, Map.of(), List.of("a Kustomization that is not among these files"));

  /** Nothing is substituted, and nothing that looks like a variable is one. */
  static final Substitution OFF = new Substitution(false, Map.of(), List.of());

  /**
   * A text after the substitution.
   *
   * @param text with what is known filled in, and the rest as it was
   * @param back the span before for a span after
   * @param unknown the names that are not known, with what is written for each
   * @param broken where the text is not of the form that Flux reads, which stops the build
   */
  record Result(
      String text, UnaryOperator<Span> back, Map<String, String> unknown, List<Span> broken) {

    boolean isKnown() {
      return unknown.isEmpty() && broken.isEmpty();
    }
  }

  /** Whether a text is left as it is. */
  static boolean isPlain(String text) {
    return text.indexOf('$') < 0;
  }

  Result apply(String text) {
    if (!active) {
      return new Result(text, span -> span, others.isEmpty() ? Map.of() : variables(text), List.of());
    }
    Run run = new Run(text);
    run.all();
    return new Result(
        run.out.toString(), run.back(), new LinkedHashMap<>(run.unknown), List.copyOf(run.broken));
  }

  /** What looks like a variable in a text. */
  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
      int end = at + 2;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      int close = end == at + 2 ? -1 : close(text, at + 2);
      if (close > 0 && (at == 0 || text.charAt(at - 1) != '$')) {
        variables.put(text.substring(at + 2, end), text.substring(at, close + 1));
      }
    }
    return variables;
  }

  private final class Run {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int[] from;
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private final List<Span> broken = new ArrayList<>();

    Run(String text) {
      this.text = text;
      this.from = new int[text.length() + 16];
    }

    UnaryOperator<Span> back() {
      int[] places = Arrays.copyOf(from, out.length() + 1);
      places[out.length()] = text.length();
      return span ->
          new Span(
              places[Math.min(span.start(), out.length())],
              Math.max(
                  places[Math.min(span.start(), out.length())],
                  places[Math.min(span.end(), out.length())]));
    }

    private void put(String piece, int at, boolean stepwise) {
      for (int i = 0; i < piece.length(); i++) {
        if (out.length() + 1 >= from.length) {
          from = Arrays.copyOf(from, 2 * from.length);
        }
        from[out.length()] = stepwise ? at + i : at;
        out.append(piece.charAt(i));
      }
    }

    void all() {
      int at = 0;
      while (at < text.length()) {
        int dollar = text.indexOf('$', at);
        if (dollar < 0 || dollar + 1 >= text.length()) {
          put(text.substring(at), at, true);
          return;
        }
        put(text.substring(at, dollar), at, true);
        char next = text.charAt(dollar + 1);
        if (next == '$') {
          put("$", dollar, true);
          at = dollar + 2;
        } else if (next == '{') {
          at = reference(dollar);
        } else {
          put("$", dollar, true);
          at = dollar + 1;
        }
      }
    }

    private int reference(int dollar) {
      int end = close(text, dollar + 2);
      if (end < 0) {
        broken.add(new Span(dollar, Math.min(dollar + 2, text.length())));
        put(text.substring(dollar), dollar, true);
        return text.length();
      }
      String written = text.substring(dollar, end + 1);
      String value = value(text.substring(dollar + 2, end), written, 0);
      if (value == null) {
        if (unknown.isEmpty() || !unknown.containsValue(written)) {
          broken.add(new Span(dollar, end + 1));
        }
        put(written, dollar, true);
      } else {
        put(value, dollar, false);
      }
      return end + 1;
    }

    /** What a reference comes to; null if that is not known, or if it is none. */
    private @Nullable String value(String inside, String written, int depth) {
      int end = 0;
      while (end < inside.length() && isNamePart(inside.charAt(end))) {
        end++;
      }
      String name = inside.substring(0, end);
      String rest = inside.substring(end);
      if (name.isEmpty() || depth > DEEPEST) {
        return null;
      }
      String value = known.get(name);
      if (rest.isEmpty()) {
        return value != null ? value : missing(name, written);
      }
      if (rest.startsWith(":=") || rest.startsWith(":-") || rest.startsWith("=")) {
        String otherwise = rest.substring(rest.startsWith("=") ? 1 : 2);
        // who writes a default means it, even if what cannot be seen might say otherwise
        return value != null && (!value.isEmpty() || rest.startsWith("="))
            ? value
            : nested(otherwise, written, depth);
      }
      boolean function = "/#%^,:".indexOf(rest.charAt(0)) >= 0;
      if (function) {
        unknown.put(name, written); // such forms are rare, and none is worth a second opinion
      }
      return null;
    }

    private @Nullable String missing(String name, String written) {
      unknown.put(name, written);
      return null;
    }

    private @Nullable String nested(String otherwise, String written, int depth) {
      StringBuilder text = new StringBuilder();
      int at = 0;
      while (at < otherwise.length()) {
        int open = otherwise.indexOf("${", at);
        int end = open < 0 ? -1 : close(otherwise, open + 2);
        if (end < 0) {
          text.append(otherwise, at, otherwise.length());
          break;
        }
        text.append(otherwise, at, open);
        String value = value(otherwise.substring(open + 2, end), written, depth + 1);
        if (value == null) {
          return null;
        }
        text.append(value);
        at = end + 1;
      }
      return text.toString();
    }
  }

  /** Where the brace closes that is open before an offset; negative if nowhere. */
  private static int close(String text, int from) {
    int open = 1;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return -1;
      }
      if (c == '{' && text.charAt(at - 1) == '$') {
        open++;
      } else if (c == '}' && --open == 0) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
