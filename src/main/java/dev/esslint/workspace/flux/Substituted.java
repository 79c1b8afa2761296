package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.analysis.Reading;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Tools;
import dev.esslint.workspace.Trees;
import dev.esslint.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Fills in what a Flux Kustomization substitutes, in nested values and in texts. */
final class Substituted {
  private static final String STRICT = "2.9";
  /** The argument of the controller that lets such variables be. */
  private static final String LENIENT = "StrictPostBuildSubstitutions=false";

  private final Substitution substitution;
  private final Supplier<Undefined> undefined;
  private final Draft draft;

  /** What Flux does about a variable that has no value and no default. */
  enum Undefined {
    REFUSED,
    EMPTY,
    UNCERTAIN;

    /** What the Flux does that deploys some files. */
    static Undefined of(Index index) {
      Tools tools = index.discovery().tools();
      return tools.isBefore("flux", STRICT)
          ? EMPTY
          : !tools.isFrom("flux", STRICT) ? UNCERTAIN : index.isWritten(LENIENT) ? EMPTY : REFUSED;
    }
  }

  /**
   * @param undefined what becomes of variables that nobody defines; asked for only if there is one
   */
  Substituted(Substitution substitution, Supplier<Undefined> undefined, Draft draft) {
    this.substitution = substitution;
    this.undefined = undefined;
    this.draft = draft;
  }

  /** Values in a manifest. Kustomize writes them anew before they are substituted, so that quotes around them are gone. */
  Node values(Document document, Node root) {
    SourceText source = document.source();
    return Trees.changed(
        root,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text == null || Substitution.isPlain(text)) {
              return scalar;
            }
            return filled(scalar, text, source);
          }

          @Override
          public String key(String key, Span span) {
            return Substitution.isPlain(key) ? key : substitution.apply(key).text();
          }
        });
  }

  private Node filled(ScalarNode scalar, String text, SourceText source) {
    Substitution.Result result = substitution.apply(text);
    tell(result, source, scalar.span(), span -> scalar.span());
    tellHalved(text, source, span -> scalar.span());
    Scalar.Str string = new Scalar.Str(result.text());
    ScalarNode plain = new ScalarNode(scalar.span(), string, scalar.style());
    if (!result.isKnown() || !isWrittenPlain(text)) {
      return plain;
    }
    Scalar typed = typed(result.text());
    if (typed instanceof Scalar.Str) {
      return plain;
    }
    if (scalar.style() != Style.PLAIN) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SUBSTITUTION_UNTYPED,
          source,
          scalar.span(),
          "The quotes around `"
              + text
              + "` are lost before Flux replaces variables, so Helm gets "
              + (typed instanceof Scalar.Num ? "a number" : typed instanceof Scalar.Null ? "null" : "a boolean")
              + " instead of a text.");
    }
    return new ScalarNode(scalar.span(), typed, Style.PLAIN);
  }

  /** What YAML makes of a text without quotes. */
  private static Scalar typed(String text) {
    try {
      return YamlReader.read(new SourceText("", text)).root() instanceof ScalarNode scalar
          ? scalar.value()
          : new Scalar.Str(text);
    } catch (SourceException e) {
      return new Scalar.Str(text);
    }
  }

  /** Whether kustomize writes a text without quotes. */
  private static boolean isWrittenPlain(String text) {
    return !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("\n")
        && !text.isEmpty()
        && text.equals(text.strip())
        && "-?:,[]{}#&*!|>'\"%@`".indexOf(text.charAt(0)) < 0;
  }

  /**
   * Adds a text that is YAML for Helm as a layer: it is substituted first, quotes and all.
   *
   * @param mention where the text is asked for
   */
  void layer(Excerpt text, String name, Located mention) {
    if (Substitution.isPlain(text.text())) {
      LayerReader.text(draft, text, name, mention);
      return;
    }
    try {
      Document document = document(text);
      draft.mapping(name, document, document.root());
    } catch (SourceException e) {
      draft.opaque(name, "not YAML: " + e.getMessage(), false, mention);
    }
  }

  /**
   * A text as YAML.
   *
   * @throws SourceException if it is none after the substitution
   */
  Document document(Excerpt text) throws SourceException {
    if (Substitution.isPlain(text.text())) {
      return text.yaml();
    }
    Substitution.Result result = substitution.apply(text.text());
    tellBroken(result, text.outer(), text.place());
    Excerpt given = text.with(result.text(), result.back());
    Document document = result.unknown().isEmpty() ? given.yaml() : given.yamlWithHoles();
    holes(document, result.unknown());
    return document;
  }

  /** A text that is one value. */
  String text(Excerpt text, Span at) {
    Substitution.Result result = substitution.apply(text.text());
    tell(result, text.outer(), at, text.place());
    tellHalved(text.text(), text.outer(), text.place());
    return result.text();
  }

  private void holes(Document document, Map<String, String> unknown) {
    Trees.changed(
        document.root(),
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String string = scalar.string();
            if (string != null && string.contains("${")) {
              Map<String, String> here = new LinkedHashMap<>(unknown);
              here.values().removeIf(written -> !string.contains(written));
              tellUnknown(here, document.source(), scalar.span());
            }
            return scalar;
          }
        });
  }

  private void tell(
      Substitution.Result result,
      SourceText source,
      Span scalar,
      UnaryOperator<Span> place) {
    tellUnknown(result.unknown(), source, scalar);
    tellBroken(result, source, place);
  }

  private void tellUnknown(Map<String, String> unknown, SourceText source, Span scalar) {
    unknown.forEach(
        (name, written) -> {
          String from = String.join(", ", substitution.others());
          draft.hole(
              source,
              scalar,
              written + (from.isEmpty() ? ": undefined" : ": from " + from + ", or undefined"));
          if (substitution.active() && substitution.others().isEmpty()) {
            tellUndefined(name, source, scalar);
          }
        });
  }

  private void tellUndefined(String name, SourceText source, Span scalar) {
    String fact = "No variable `" + name + "` is defined in the Kustomization that applies this. ";
    switch (undefined.get()) {
      case REFUSED ->
          draft.tell(
              BuiltInCheck.DEPLOYMENT_SUBSTITUTION_REFUSED,
              source,
              scalar,
              fact + "Flux stops with an error and applies nothing of the Kustomization.");
      case EMPTY ->
          draft.tell(
              BuiltInCheck.DEPLOYMENT_SUBSTITUTION_UNDEFINED, source, scalar, fact + "Flux inserts nothing in its place.");
      case UNCERTAIN ->
          draft.tell(
              BuiltInCheck.DEPLOYMENT_SUBSTITUTION_UNDEFINED,
              source,
              scalar,
              fact + "Flux 2.9 and later stop with an error, and earlier versions insert nothing.");
    }
  }

  /**
   * Tells two dollar signs of which one stays, where they do not keep a brace from being read. In a program's own text, such as JSON,
   * its author may have doubled them for Flux.
   */
  private void tellHalved(String text, SourceText source, UnaryOperator<Span> place) {
    boolean simple = substitution.active() && !text.contains("\n") && !text.startsWith("{");
    for (int at = text.indexOf("$$"); simple && at >= 0; at = text.indexOf("$$", at + 2)) {
      if (!text.startsWith("{", at + 2)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_DOLLAR_IN_PARAMETER,
            source,
            place.apply(new Span(at, at + 2)),
            "Flux makes one `$` of `$$`, so this text changes. Write `$$$$` for two of them.");
      }
    }
  }

  private void tellBroken(
      Substitution.Result result,
      SourceText source,
      UnaryOperator<Span> place) {
    for (Span span : result.broken()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SUBSTITUTION_BROKEN,
          source,
          place.apply(span),
          "Flux cannot parse this `${`, so it applies nothing of the whole Kustomization. Write `$${` for text that Flux leaves"
              + " alone.");
    }
  }
}
