package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads what layers are made of. */
public final class LayerReader {
  private LayerReader() {}

  /** Adds a file of values as a layer; one that is not there, or cannot be read, becomes a layer that may set anything. */
  public static void file(Draft draft, Index index, String file, String name, Located mention) {
    draft.file(file);
    try {
      Document document = index.folder().yaml(file);
      draft.mapping(name, document, document.root());
    } catch (SourceException e) {
      String what = e.place().isEmpty() ? "cannot be read: " : "not YAML: ";
      draft.opaque(name, what + e.getMessage(), false, mention);
    }
  }

  /** Adds a text of values as a layer. */
  public static void text(Draft draft, Excerpt text, String name, Located mention) {
    try {
      Document document = text.yaml();
      draft.mapping(name, document, document.root());
    } catch (SourceException e) {
      draft.opaque(name, "not YAML: " + e.getMessage(), false, mention);
    }
  }

  /**
   * An argument of {@code --set} or its kin that stands in another text.
   *
   * @param text the argument; its places are those outside
   */
  public static SetExpression expression(Kind kind, Excerpt text) throws SourceException {
    SourceText inner = new SourceText(text.outer().name(), text.text());
    SetExpression read;
    try {
      read =
          SetExpression.parse(
              kind,
              inner,
              name -> {
                throw new SourceException("files of --set-file are not read here", name);
              });
    } catch (SourceException e) {
      throw text.outside(e);
    }
    List<Assignment> assignments = new ArrayList<>();
    for (Assignment assignment : read.assignments()) {
      assignments.add(moved(assignment, text.place()));
    }
    return new SetExpression(text.outer(), kind, List.copyOf(assignments));
  }

  private static Assignment moved(Assignment assignment, UnaryOperator<Span> place) {
    List<SetExpression.Step> steps = new ArrayList<>();
    for (SetExpression.Step step : assignment.steps()) {
      steps.add(
          switch (step) {
            case SetExpression.Name name ->
                new SetExpression.Name(name.key(), place.apply(name.span()));
            case SetExpression.At at -> new SetExpression.At(at.index(), place.apply(at.span()));
          });
    }
    Document value =
        Moved.document(
            new Document(
                new SourceText("", ""), assignment.value(), List.of(), List.of(), Optional.empty()),
            new SourceText("", ""),
            place);
    return new Assignment(List.copyOf(steps), value.root(), assignment.cut());
  }

  /**
   * An assignment of a text to a path as {@code --set} takes it.
   *
   * @param path as it is written
   * @param pathAt where
   * @param value the text
   * @param valueAt where
   */
  public static SetExpression assignment(
      Kind kind, SourceText source, String path, Span pathAt, String value, Span valueAt)
      throws SourceException {
    Excerpt text =
        new Excerpt(
            path + "=" + value,
            source,
            span -> span.start() <= path.length() ? pathAt : valueAt);
    return expression(kind, text);
  }

  /** An assignment of a text to a path, whatever the text is. */
  public static SetExpression verbatim(
      SourceText source, String path, Span pathAt, String value, Span valueAt)
      throws SourceException {
    SetExpression steps = assignment(Kind.STRING, source, path, pathAt, "", valueAt);
    return new SetExpression(
        source,
        Kind.STRING,
        List.of(
            new Assignment(
                steps.assignments().getFirst().steps(),
                new ScalarNode(valueAt, new Scalar.Str(value), Style.PLAIN),
                false)));
  }
}
