package dev.esslint.values;

import dev.esslint.source.Document;
import dev.esslint.source.Node;

/** One of the sources that values are merged from. */
public sealed interface Layer {

  Node root();

  /** The defaults of a release of the chart. They have no place that the user could look at. */
  record Defaults(String release, Node root) implements Layer {}

  /** A values file. */
  record File(Document document) implements Layer {
    @Override
    public Node root() {
      return document.root();
    }
  }
}
