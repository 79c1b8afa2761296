package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.ScalarOffsets;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text that stands in another one: a block string of a manifest, a here-document, a file after a substitution.
 *
 * @param text its characters
 * @param outer the text that its author edits
 * @param place the span there for a span of this text
 * @param around the comments of the document that holds it, which may speak of it
 */
public record Excerpt(
    String text, SourceText outer, UnaryOperator<Span> place, List<Comment> around) {

  /** What stands for the braces of what is filled in; nobody writes these characters. */
  private static final char OPEN = '\uE0F0';

  private static final char CLOSE = '\uE0F1';

  public Excerpt(String text, SourceText outer, UnaryOperator<Span> place) {
    this(text, outer, place, List.of());
  }

  /** A whole file. */
  public static Excerpt of(SourceText source) {
    return new Excerpt(source.text(), source, span -> span);
  }

  /** What stands from one offset to another. */
  public static Excerpt of(SourceText source, Span part) {
    return new Excerpt(
        source.slice(part),
        source,
        span -> new Span(part.start() + span.start(), part.start() + span.end()));
  }

  /** The text of a string of a manifest. */
  public static Excerpt of(Located string) {
    if (!(string.node() instanceof ScalarNode scalar)) {
      throw new IllegalArgumentException("not a string");
    }
    ScalarOffsets offsets = ScalarOffsets.of(string.source(), scalar);
    return new Excerpt(
        string.text(), string.source(), offsets::outer, string.document().comments());
  }

  /** A text made of this one. */
  public Excerpt with(String changed, UnaryOperator<Span> back) {
    return new Excerpt(changed, outer, span -> place.apply(back.apply(span)), around);
  }

  /** The same text where no character of it has a place of its own, such as what base64 hides. */
  public static Excerpt hidden(String text, SourceText outer, Span place) {
    return new Excerpt(text, outer, span -> place);
  }

  /**
   * The text as YAML, read as Helm reads it, with the places that it has outside.
   *
   * @throws SourceException with a place outside if it is no YAML
   */
  public Document yaml() throws SourceException {
    if (text.equals(outer.text())) {
      return YamlReader.read(outer);
    }
    try {
      Document inner =
          Moved.document(
              YamlReader.read(new SourceText(outer.name(), text)), outer, this::bounded);
      return around.isEmpty() ? inner : commented(inner);
    } catch (SourceException e) {
      throw outside(e);
    }
  }

  /** What is wrong with the text, with the place that it has outside. */
  SourceException outside(SourceException inside) {
    return inside.place().isEmpty()
        ? inside
        : new SourceException(String.valueOf(inside.getMessage()), outer, bounded(inside.place().get().span()));
  }

  /**
   * The same of a text in which {@code ${...}} stands for what is filled in before anybody reads it as YAML: its braces are none of
   * YAML.
   *
   * @throws SourceException with a place outside if it is no YAML
   */
  public Document yamlWithHoles() throws SourceException {
    if (!text.contains("${")) {
      return yaml();
    }
    StringBuilder marked = new StringBuilder(text);
    int open = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        open = 0;
      } else if (c == '{' && at > 0 && (open > 0 || text.charAt(at - 1) == '$')) {
        open++;
        marked.setCharAt(at, OPEN);
      } else if (c == '}' && open > 0) {
        open--;
        marked.setCharAt(at, CLOSE);
      }
    }
    Document document = with(marked.toString(), span -> span).yaml();
    return document.withRoot(
        Trees.changed(
            document.root(),
            new Trees.Change() {
              @Override
              public Node scalar(ScalarNode scalar) {
                String string = scalar.string();
                return string == null || string.indexOf(OPEN) < 0
                    ? scalar
                    : new ScalarNode(scalar.span(), new Scalar.Str(unmarked(string)), scalar.style());
              }

              @Override
              public String key(String key, Span span) {
                return unmarked(key);
              }
            }));
  }

  private static String unmarked(String text) {
    return text.replace(OPEN, '{').replace(CLOSE, '}');
  }

  private Document commented(Document inner) {
    List<Comment> comments = new ArrayList<>(around);
    comments.addAll(inner.comments());
    return new Document(
        outer, inner.root(), List.copyOf(comments), inner.duplicateKeys(), inner.ignored());
  }

  private Span bounded(Span span) {
    int length = text.length();
    return place.apply(new Span(Math.min(span.start(), length), Math.min(span.end(), length)));
  }
}
