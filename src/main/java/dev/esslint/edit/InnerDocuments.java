package dev.esslint.edit;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Located;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The documents in texts of the layers of one analysis. Each is read once, however many findings are about something in it. */
public final class InnerDocuments {
  private final IdentityHashMap<ScalarNode, Optional<Document>> read = new IdentityHashMap<>();

  /** The document that a text is, with its places in the file; empty if it is none. */
  Optional<Document> of(Document outer, ScalarNode text) {
    Optional<Document> known = read.get(text);
    if (known == null) {
      known = read(outer, text);
      read.put(text, known);
    }
    return known;
  }

  private static Optional<Document> read(Document outer, ScalarNode text) {
    try {
      return Optional.of(Excerpt.of(new Located(outer, text, text.span())).yaml());
    } catch (SourceException e) {
      return Optional.empty();
    }
  }
}
