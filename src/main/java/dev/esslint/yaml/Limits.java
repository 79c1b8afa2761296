package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.Locale;

/** How much a text may hold. What goes beyond is refused with its place, before it costs time and memory. */
final class Limits {
  static final int MAX_DEPTH = 1000;

  /** Keys, values, lists and mappings. */
  static final int MAX_NODES = 500_000;

  private final SourceText source;
  private final AliasBudget budget = new AliasBudget();
  private int nodes;

  Limits(SourceText source) {
    this.source = source;
  }

  /**
   * Counts a node of the text.
   *
   * @param start where it begins
   */
  void node(int start) throws SourceException {
    if (++nodes > MAX_NODES) {
      throw new SourceException(
          String.format(Locale.ROOT, "more than %,d keys and values, far more than any values file has", MAX_NODES),
          source,
          first(start));
    }
    if (!budget.node()) {
      throw tooMany(first(start));
    }
  }

  /**
   * Counts an alias.
   *
   * @param size how many nodes it stands for, with all aliases in them expanded
   */
  void alias(long size, Span span) throws SourceException {
    if (!budget.alias(size)) {
      throw tooMany(span);
    }
  }

  /** Looks how many collections are nested in one another. */
  void depth(int depth, Span span) throws SourceException {
    if (depth > MAX_DEPTH) {
      throw new SourceException("nested more than " + MAX_DEPTH + " levels deep", source, span);
    }
  }

  /** The first character from a place on. */
  Span first(int start) {
    return new Span(start, Math.min(start + 1, source.text().length()));
  }

  private SourceException tooMany(Span span) {
    return new SourceException("the aliases expand to far more than the text contains", source, span);
  }
}
