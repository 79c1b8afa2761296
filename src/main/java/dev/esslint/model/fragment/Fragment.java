package dev.esslint.model.fragment;

import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Documents.Read;
import dev.esslint.model.base.Embedded;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of an {@code additional} block.
 *
 * @param path where it stands in the values
 * @param entry what stands there
 * @param text its {@code config}; empty if there is none
 * @param document the text as YAML; empty if it is none
 * @param error why it is none, with the place in the text
 * @param value what the pod reads, with its places in the outer file, if it is a mapping
 */
public record Fragment(
    Component component,
    String name,
    ValuePath path,
    Value entry,
    Optional<Embedded> text,
    Optional<Document> document,
    Optional<SourceException> error,
    Optional<MapValue> value) {

  /** How templates of Go begin that are statements, so that what they stand around may be there or not. */
  private static final Set<String> STATEMENTS =
      Set.of("if", "with", "range", "end", "else", "include", "define", "template", "block", "tpl");

  static Fragment of(
      Component component, String name, ValuePath path, Value entry, Documents documents) {
    Read read =
        entry instanceof MapValue map
                && map.entries().get("config")
                    instanceof ScalarValue(Scalar.Str(String config), var origin)
                && !config.isBlank()
            ? documents.read(path.key("config"), config, origin)
            : null;
    Optional<Embedded> text = Optional.ofNullable(read).map(Read::text);
    Optional<Document> document =
        read instanceof Read.Yaml yaml ? Optional.of(yaml.document()) : Optional.empty();
    Optional<SourceException> error =
        read instanceof Read.Broken broken ? Optional.of(broken.error()) : Optional.empty();
    Optional<MapValue> value =
        document
            .filter(d -> d.root() instanceof MapNode)
            .flatMap(d -> text.map(embedded -> read(d, embedded)));
    return new Fragment(component, name, path, entry, text, document, error, value);
  }

  private static MapValue read(Document document, Embedded text) {
    return (MapValue)
        Value.of(text.layer(), PodYaml.of(document.root(), text.source()), text.place());
  }

  /** Whether all that it sets can be known. */
  boolean complete() {
    if (!(entry instanceof MapValue map)
        || filled(map.entries().get("configSecret"))
        || filled(map.entries().get("configSecretKey"))) {
      return false;
    }
    Value config = map.entries().get("config");
    if (text.isEmpty()) {
      return config == null
          || (config instanceof ScalarValue(Scalar scalar, var origin)
              && Scalar.text(scalar).isBlank());
    }
    boolean statements = component.templated() && hasStatements(text.get().source().text());
    return document.filter(d -> d.root() instanceof MapNode || d.root().isNull()).isPresent()
        && !statements;
  }

  private static boolean hasStatements(String text) {
    return GoTemplate.braces(text).stream()
        .map(braces -> braces.inside(text))
        .anyMatch(inside -> STATEMENTS.contains(inside.split("[^a-z]", 2)[0]));
  }

  /** Whether something else fills the text in before it is read as YAML. */
  boolean isTemplate() {
    return text.isPresent()
        && Placeholder.in(text.get().source().text())
            .filter(p -> p != Placeholder.TEMPLATE || component.templated())
            .isPresent();
  }

  private static boolean filled(@org.jspecify.annotations.Nullable Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin) && !text.isEmpty();
  }
}
