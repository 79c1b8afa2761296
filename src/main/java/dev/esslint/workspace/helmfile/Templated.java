package dev.esslint.workspace.helmfile;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Offsets;
import dev.esslint.workspace.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** YAML with templates in it that nobody runs here: where they stand for a value, the value is unknown; elsewhere all is. */
final class Templated {
  /** Stands for a template, as no text of a user does. */
  private static final char OPEN = '\uE0A0';

  private static final char CLOSE = '\uE0A1';

  /** What stands for the name of a release, where its own fields name it. */
  static final String RELEASE_NAME = "${release}";

  private static final Pattern RELEASE = Pattern.compile("\\{\\{-?\\s*\\.Release\\.Name\\s*-?\\}\\}");

  private Templated() {}

  /** Whether a text has templates. */
  static boolean is(String text) {
    return text.contains("{{");
  }

  /**
   * Reads a text; empty if templates make more of it than values.
   *
   * @param state what templates can name
   * @param draft is told what is unknown; may be null
   */
  static Optional<Document> read(Excerpt text, HelmfileState state, @Nullable Draft draft) {
    try {
      Optional<Excerpt> marked = is(text.text()) ? marked(text, state) : Optional.of(text);
      if (marked.isEmpty()) {
        return Optional.empty();
      }
      Document document = marked.get().yaml();
      return Optional.of(document.withRoot(unmarked(document, draft)));
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  private static Node unmarked(Document document, @Nullable Draft draft) {
    return Trees.changed(
        document.root(),
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String string = scalar.string();
            if (string == null || string.indexOf(OPEN) < 0) {
              return scalar;
            }
            if (draft != null) {
              draft.hole(document.source(), scalar.span(), "gotmpl");
            }
            String shown = string.replace(String.valueOf(OPEN), "${").replace(CLOSE, '}');
            return new ScalarNode(scalar.span(), new Scalar.Str(shown), scalar.style());
          }
        });
  }

  private static Optional<Excerpt> marked(Excerpt excerpt, HelmfileState state) {
    String text = excerpt.text();
    StringBuilder out = new StringBuilder();
    List<Integer> from = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      int end = close < 0 ? text.length() : open;
      for (int i = at; i < end; i++) {
        from.add(i);
        out.append(text.charAt(i));
      }
      if (close < 0) {
        break;
      }
      Optional<String> known = state.value(text.substring(open, close + 2));
      if (known.isEmpty() && isAlone(text, open, close + 2) && !isComment(text, open)) {
        return Optional.empty();
      }
      boolean release = RELEASE.matcher(text.substring(open, close + 2)).matches();
      String put = known.orElse(OPEN + (release ? "release" : "t") + CLOSE);
      for (int i = 0; i < put.length(); i++) {
        from.add(open);
      }
      out.append(put);
      at = close + 2;
    }
    int[] places = from.stream().mapToInt(Integer::intValue).toArray();
    return Optional.of(
        excerpt.with(out.toString(), Offsets.of(places, places.length, text.length())::outer));
  }

  /** Whether nothing else stands in the line of a template, so that it may stand for any number of lines. */
  private static boolean isAlone(String text, int open, int close) {
    int start = text.lastIndexOf('\n', open - 1) + 1;
    int end = text.indexOf('\n', close);
    String before = text.substring(start, open).strip();
    String after = text.substring(close, end < 0 ? text.length() : end).strip();
    return before.isEmpty() && after.isEmpty();
  }

  private static boolean isComment(String text, int open) {
    return text.startsWith("{{/*", open) || text.startsWith("{{- /*", open);
  }
}
