package dev.esslint.values;

import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.SourceText;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One of the sources that values are merged from. */
public sealed interface Layer {

  /** The text in which places of this layer are; empty for defaults. */
  Optional<SourceText> source();

  /** The defaults of a release of the chart. They have no place that the user could look at. */
  final class Defaults implements Layer {
    private final String release;
    private final Node root;
    private final Value values;

    public Defaults(String release, Node root) {
      this.release = release;
      this.root = root;
      this.values = Value.of(this, root, UnaryOperator.identity());
    }

    public String release() {
      return release;
    }

    public Node root() {
      return root;
    }

    /** The defaults as values; the same for all deployments. */
    Value values() {
      return values;
    }

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
