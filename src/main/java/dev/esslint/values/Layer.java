package dev.esslint.values;

import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.SourceText;
import java.util.Optional;

/** One of the sources that values are merged from. */
public sealed interface Layer {

  /** The text in which places of this layer are; empty for defaults. */
  Optional<SourceText> source();

  /** The defaults of a release of the chart. They have no place that the user could look at. */
  record Defaults(String release, Node root) implements Layer {
    @Override
    public Optional<SourceText> source() {
      return Optional.empty();
    }
  }

  /** A values file. */
  record File(Document document) implements Layer {
    @Override
    public Optional<SourceText> source() {
      return Optional.of(document.source());
    }
  }

  /** An argument such as {@code --set a=b}. */
  record Argument(SetExpression expression) implements Layer {
    @Override
    public Optional<SourceText> source() {
      return Optional.of(expression.source());
    }
  }
}
