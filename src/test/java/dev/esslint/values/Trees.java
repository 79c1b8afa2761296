package dev.esslint.values;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.set.SetExpression;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values files made at random, with few keys so that layers meet. */
final class Trees {
  private Trees() {}

  /** A mapping as YAML in flow style. */
  static Arbitrary<String> mappings() {
    return mapping(3);
  }

  private static Arbitrary<String> mapping(int depth) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), value(depth - 1))
        .ofMaxSize(4)
        .map(
            entries ->
                "{"
                    + String.join(
                        ", ",
                        entries.entrySet().stream()
                            .map(e -> e.getKey() + ": " + e.getValue())
                            .toList())
                    + "}");
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar = Arbitraries.of("null", "1", "2.5", "true", "x", "\"\"", "[]", "{}");
    return depth == 0
        ? scalar
        : Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, scalar),
            net.jqwik.api.Tuple.of(4, mapping(depth)),
            net.jqwik.api.Tuple.of(
                1,
                value(depth - 1)
                    .list()
                    .ofMaxSize(3)
                    .map(items -> "[" + String.join(", ", items) + "]")));
  }

  static Document document(String yaml) {
    try {
      return YamlReader.read(new SourceText("values.yaml", yaml));
    } catch (SourceException e) {
      throw new IllegalStateException(yaml, e);
    }
  }

  /** Layers over defaults. */
  static ResolvedValues resolve(String defaults, List<String> layers) {
    return ResolvedValues.of(
        layers.stream().<Layer>map(layer -> new Layer.File(document(layer))).toList(),
        new Layer.Defaults("1.0.0", document(defaults).root()));
  }

  /** Layers and one {@code --set}, unless it is empty, over defaults. */
  static ResolvedValues resolve(String defaults, List<String> layers, String set)
      throws SourceException {
    List<Layer> all = new ArrayList<>();
    layers.forEach(layer -> all.add(new Layer.File(document(layer))));
    if (!set.isEmpty() || layers.isEmpty()) {
      all.add(argument(SetExpression.Kind.SET, set));
    }
    return ResolvedValues.of(all, new Layer.Defaults("1.0.0", document(defaults).root()));
  }

  /** An argument; {@code --set-file} finds in every file its name in capitals. */
  static Layer.Argument argument(SetExpression.Kind kind, String text) throws SourceException {
    return new Layer.Argument(
        SetExpression.parse(
            kind,
            new SourceText("<" + kind.option() + ">", text),
            name -> name.toUpperCase(Locale.ROOT)));
  }
}
