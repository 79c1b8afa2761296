package dev.esslint.model.texts;

import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.json.JsonReader;
import dev.esslint.json.JsonString;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Documents.Read;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.base.Templates;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The {@code additional} texts that the chart cannot read as what they have to be (catalogue 9, 12 and 13). Each problem
 * has its place inside the text.
 */
public final class TextFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        texts.yaml[]: a text for Synapse, MAS, the SFU or Hookshot that is not what it has to be
          path: its path
          problem: `syntax`, `folded`, `list`, `value`, `unspaced` or `error-key`, also `evaluated-...`, of what its templates come to
          error: what the parser says
        texts.wellKnown[]: a well-known document that is not what it has to be
          path: its path
          problem: `syntax`, `list`, `value` or `error-key`, also `evaluated-...`, of what its templates come to
          error: what the parser says
          empty: whether it is empty
          patch: the values with the text as JSON, if it is YAML
          json: that text if it has no comments, which JSON cannot have
        texts.elementWeb[]: a text for Element Web that is not what it has to be
          path: its path
          problem: `syntax`, `list`, `value` or `error-key`, also `evaluated-...`, of what its templates come to
          error: what the parser says
          meant: the text that was meant by somebody who took the name of a fragment for that of an option
          patch: the values with the text as JSON, if it is YAML
          json: that text if it has no comments, which JSON cannot have
        texts.notText[]: a setting that has to be text and is something else
          path: its path
        """);
  }

  /** What begins with a key whose colon no space follows, and is no URL. */
  private static final Regex UNSPACED = new Regex("^[A-Za-z_][A-Za-z0-9_.-]*:[^\\s/]");

  /** By this key the chart tells that a document could not be read. */
  private static final String ERROR = "Error";

  private final Chosen chosen;
  private final Documents documents;
  private final Facts facts;
  private final Templates templates;

  private TextFacts(Chosen chosen, Documents documents, Facts facts) {
    this.chosen = chosen;
    this.documents = documents;
    this.facts = facts;
    this.templates = chosen.templates();
  }

  public static void state(Chosen chosen, Documents documents, Facts facts) {
    TextFacts texts = new TextFacts(chosen, documents, facts);
    Parts parts = new Parts(chosen);
    texts.configs(parts.synapse(), "synapse.additional", false);
    texts.configs(parts.mas(), "matrixAuthenticationService.additional", false);
    texts.configs(parts.sfu(), "matrixRTC.sfu.additional", false);
    texts.configs(parts.hookshot(), "hookshot.additional", true);
    if (parts.wellKnown()) {
      for (String name : List.of("client", "server", "support")) {
        texts.wellKnown(ValuePath.of("wellKnownDelegation", "additional", name));
      }
    }
    if (parts.elementWeb()) {
      ValuePath additional = ValuePath.of("elementWeb", "additional");
      for (String key : chosen.entries(additional.toString()).keySet()) {
        texts.elementWeb(additional.key(key), key);
      }
    }
  }

  private void wellKnown(ValuePath path) {
    Facts item = facts.item("texts.wellKnown");
    if (read("texts.wellKnown", path, false, Form.JSON)) {
      item.put("empty", !chosen.given(path.toString()), path);
      asJson(path, item);
    }
  }

  private void elementWeb(ValuePath path, String name) {
    Facts item = facts.item("texts.elementWeb");
    if (!read("texts.elementWeb", path, true, Form.JSON)) {
      return;
    }
    asJson(path, item);
    if (Options.of(Program.ELEMENT_WEB).top().names().contains(name)) {
      chosen
          .known(path.toString())
          .filter(text -> !text.isBlank() && text.indexOf('{') < 0 && text.indexOf('\n') < 0)
          .map(text -> "{" + JsonString.quote(name) + ": " + JsonString.quote(text) + "}")
          .ifPresent(meant -> item.put("meant", meant, path));
    }
  }

  /** States what a text comes to as JSON if it is YAML: a mapping, or JSON with a comma too many or with other quotes. */
  private void asJson(ValuePath path, Facts item) {
    if (!(chosen.values().at(path).orElse(null) instanceof ScalarValue(Scalar.Str(String text), var origin))
        || GoTemplate.isIn(text)
        || Placeholder.in(text).isPresent()) {
      return;
    }
    try {
      Document document = YamlReader.read(new SourceText("", text));
      if (document.root() instanceof MapNode map
          && !map.entries().isEmpty()
          && !map.entries().containsKey(ERROR)
          && document.duplicateKeys().isEmpty()
          && document.ignored().isEmpty()) {
        String json = JsonText.of(Value.of(origin.layer(), map, UnaryOperator.identity())) + "\n";
        if (text.indexOf('\n') < 0) { // no string of JSON has a line break in it
          json = json.replaceAll(",\\n *", ", ").replaceAll("\\n *", "");
        }
        item.put("patch", new Patch(chosen).with(path.toString(), json).yaml(), path);
        if (document.comments().isEmpty()) {
          item.put("json", json, path);
        }
      }
    } catch (SourceException e) {
      // it is no YAML either
    }
  }

  private void configs(boolean deployed, String additional, boolean evaluated) {
    if (!deployed) {
      return;
    }
    ValuePath path = ValuePath.parse(additional);
    chosen
        .entries(additional)
        .forEach(
            (key, fragment) -> {
              if (fragment instanceof MapValue(var entries, var deleted, var origin)) {
                entries.forEach((name, value) -> text(path.key(key).key(name), name, value));
                Value config = entries.get("config");
                if (config != null && Chosen.given(config)) {
                  read("texts.yaml", path.key(key).key("config"), evaluated, Form.YAML);
                }
              }
            });
  }

  /** The schema of the chart does not see to it that these are strings. */
  private void text(ValuePath path, String name, Value value) {
    boolean used = name.equals("config") || name.equals("configSecret");
    boolean string = value instanceof ScalarValue(Scalar.Str text, var origin);
    if (used && Chosen.given(value) && !string) {
      facts.item("texts.notText").put("path", path.toString(), path);
    }
  }

  /** What a text has to be. */
  private enum Form {
    YAML,
    JSON
  }

  /**
   * @param evaluated whether the chart evaluates the text as a template first
   * @return whether it stated that something is wrong with the text
   */
  private boolean read(String list, ValuePath path, boolean evaluated, Form form) {
    if (!(chosen.values().at(path).orElse(null)
        instanceof ScalarValue(Scalar.Str(String text), var origin))) {
      return false;
    }
    if (evaluated && GoTemplate.isIn(text)) {
      return readResult(list, path, text, origin, form);
    }
    if (!text.contains("{{") && Placeholder.in(text).isPresent()) {
      return false;
    }
    return switch (form) {
      case YAML -> {
        Read read = documents.read(path, text, origin);
        yield state(list, read.text(), yamlProblem(read).map(problem -> isFolded(origin) ? problem.ofFolded() : problem));
      }
      case JSON -> {
        Embedded embedded = Embedded.of(path, text, origin);
        yield state(list, embedded, jsonProblem(embedded.source()));
      }
    };
  }

  /** As {@link #read}, of what a text comes to when it is evaluated, if that can be known. */
  private boolean readResult(
      String list, ValuePath path, String text, Origin origin, Form form) {
    List<Optional<Problem>> problems =
        templates.renderedAnyway(text).stream()
            .filter(result -> Placeholder.in(result).isEmpty())
            .map(
                result ->
                    switch (form) {
                      case YAML -> yamlProblem(Documents.read(Embedded.of(path, result, origin)));
                      case JSON -> jsonProblem(new SourceText("", result));
                    })
            .toList();
    Optional<Problem> problem =
        problems.stream().allMatch(Optional::isPresent)
            ? problems.stream().flatMap(Optional::stream).findFirst().map(p -> new Problem("evaluated-" + p.what, p.error, new Span(0, text.length())))
            : Optional.empty();
    return state(list, Embedded.of(path, text, origin), problem);
  }

  private boolean state(String list, Embedded text, Optional<Problem> problem) {
    if (problem.isPresent()) {
      Facts item = facts.item(list, text.path(), text.origin(problem.get().span));
      item.put("path", text.path().toString(), text.path());
      item.put("problem", problem.get().what, text.path());
      item.put("error", problem.get().error, text.path());
    }
    return problem.isPresent();
  }

  /**
   * Something that is wrong with a text.
   *
   * @param what which problem it is, as the rules know it
   * @param error what a parser says, without a period; empty if it is none's
   * @param span where in the text
   */
  record Problem(String what, String error, Span span) {

    /** The same of a text whose lines are joined to one, so that nothing else is wrong with it. */
    Problem ofFolded() {
      return what.equals("syntax") ? new Problem("folded", error, span) : this;
    }
  }

  /** What the chart does not like about a fragment of configuration. */
  static Optional<Problem> yamlProblem(Read read) {
    return switch (read) {
      case Read.Broken(var text, SourceException error) -> Optional.of(problem(error));
      case Read.Yaml(var text, var document) ->
          switch (document.root()) {
            case MapNode map -> {
              Entry error = map.entries().get(ERROR);
              yield errorKey(error == null ? null : error.key());
            }
            case ListNode list -> notAMapping("list", text.source(), list);
            case ScalarNode scalar when scalar.isNull() -> Optional.empty();
            case ScalarNode scalar -> notAMapping(isUnspaced(scalar) ? "unspaced" : "value", text.source(), scalar);
          };
    };
  }

  /** Whether a scalar is a key and its value without a space between them. */
  private static boolean isUnspaced(ScalarNode scalar) {
    String text = scalar.string();
    return scalar.style() == Style.PLAIN && text != null && UNSPACED.isIn(text);
  }

  /** Whether a text stands behind a {@code >}, which joins its lines. */
  private static boolean isFolded(Origin origin) {
    return origin.layer().source().filter(file -> file.text().startsWith(">", origin.value().start())).isPresent();
  }

  private static Optional<Problem> notAMapping(String what, SourceText text, Node root) {
    return Optional.of(
        new Problem(what, "", text.firstLine(root.span())));
  }

  /** What the chart does not like about a document. */
  static Optional<Problem> jsonProblem(SourceText text) {
    try {
      return errorKey(JsonReader.keys(text).get(ERROR));
    } catch (SourceException e) {
      return Optional.of(problem(e));
    }
  }

  private static Optional<Problem> errorKey(@Nullable Span key) {
    return key == null
        ? Optional.empty()
        : Optional.of(new Problem("error-key", "", key));
  }

  private static Problem problem(SourceException e) {
    Span span = e.place().map(SourceException.Place::span).orElse(Span.NONE);
    return new Problem("syntax", String.valueOf(e.getMessage()), span);
  }
}
