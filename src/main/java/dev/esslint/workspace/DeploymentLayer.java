package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import java.util.Set;

/** One of the things that values of a deployment come from. */
public sealed interface DeploymentLayer {

  /** What it is called in the list of layers. */
  String name();

  /** The text that it stands in, or that mentions it. */
  SourceText source();

  /** Where it stands there. */
  Span span();

  /**
   * A mapping of values.
   *
   * @param document the document with that mapping for its root
   */
  record Mapping(String name, Document document) implements DeploymentLayer {
    @Override
    public SourceText source() {
      return document.source();
    }

    @Override
    public Span span() {
      return document.source().firstLine(document.root().span());
    }
  }

  /**
   * Single values that are set, as by {@code --set}.
   *
   * @param sensitive whether they are said to be secrets, whatever they set
   */
  record Setting(String name, Layer.Argument argument, Span span, boolean sensitive) implements DeploymentLayer {
    @Override
    public SourceText source() {
      return argument.expression().source();
    }
  }

  /**
   * Something that may set anything.
   *
   * @param reason why it cannot be read
   * @param optional whether it need not be there
   * @param among the files of which it may be one
   */
  record Opaque(String name, String reason, boolean optional, Set<String> among, SourceText source, Span span)
      implements DeploymentLayer {
    public Opaque(String name, String reason, boolean optional, SourceText source, Span span) {
      this(name, reason, optional, Set.of(), source, span);
    }
  }
}
