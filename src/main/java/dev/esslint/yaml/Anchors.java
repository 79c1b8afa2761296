package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the anchors above a place name. */
final class Anchors {
  private final SourceText source;
  private final Map<String, Anchor> anchors = new HashMap<>();

  /** An anchor; what it names is missing while its collection is still open. */
  static final class Anchor {
    private @Nullable Composed named;

    private Anchor() {}

    void names(Composed node) {
      named = node;
    }
  }

  Anchors(SourceText source) {
    this.source = source;
  }

  /** A new anchor, in the place of an earlier one with this name. */
  Anchor define(String name) {
    var anchor = new Anchor();
    anchors.put(name, anchor);
    return anchor;
  }

  /**
   * What an alias stands for.
   *
   * @param span the alias
   */
  Composed named(String name, Span span) throws SourceException {
    Anchor anchor = anchors.get(name);
    if (anchor == null) {
      throw new SourceException(
          "no anchor with this name is defined before this alias; put the text in quotes if it is not an alias",
          source,
          span);
    }
    if (anchor.named == null) {
      throw new SourceException("this alias is inside its own anchor, so it would never end", source, span);
    }
    return anchor.named;
  }
}
