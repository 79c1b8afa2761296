package dev.esslint.workspace.flux;

import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import java.util.List;
import java.util.Map;

/** Variables that somebody states, filled in as Flux does. */
public final class Variables {
  private static final String NOT_STATED = "something that the configuration does not state";

  private Variables() {}

  /**
   * Adds a text of values as a layer.
   *
   * @param known the variables; nothing is filled in if there are none
   */
  public static void layer(
      Draft draft, Excerpt text, Map<String, String> known, String name, Located mention) {
    substituted(known, draft).layer(text, name, mention);
  }

  /**
   * A text as YAML.
   *
   * @param known the variables; nothing is filled in if there are none
   * @throws SourceException if it is none
   */
  public static Document document(Draft draft, Excerpt text, Map<String, String> known) throws SourceException {
    return substituted(known, draft).document(text);
  }

  /**
   * Adds an argument of Helm as a layer.
   *
   * @param known the variables; nothing is filled in if there are none
   * @throws SourceException if Helm refuses it
   */
  public static void argument(Draft draft, Kind kind, Excerpt text, Map<String, String> known, Span at) throws SourceException {
    Substitution.Result result = substitution(known).apply(text.text());
    SetExpression expression = LayerReader.expression(kind, text.with(result.text(), result.back()));
    draft.setting(kind.option(), expression, at);
    if (!result.unknown().isEmpty()) {
      Holes.in(expression, draft, NOT_STATED);
    }
  }

  private static Substitution substitution(Map<String, String> known) {
    return new Substitution(!known.isEmpty(), known, List.of(NOT_STATED));
  }

  private static Substituted substituted(Map<String, String> known, Draft draft) {
    return new Substituted(substitution(known), () -> Substituted.Undefined.UNCERTAIN, draft);
  }
}
