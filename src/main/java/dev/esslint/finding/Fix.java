package dev.esslint.finding;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import java.util.List;

/** A change of the user's files that a machine can make. A path may lead into a list, and on into an embedded document. */
public sealed interface Fix {

  /** The paths at which, or below which, the change gives other values; none if it changes no value. */
  List<ValuePath> changes();

  /** Takes an entry away, with the mappings around it that it leaves empty. */
  record Remove(ValuePath path) implements Fix {
    @Override
    public List<ValuePath> changes() {
      return List.of(path);
    }
  }

  /**
   * Moves an entry with all that is below it.
   *
   * @param to where to; nothing may be there but a mapping that has none of the keys. It may lie below {@code path}
   */
  record Move(ValuePath path, ValuePath to) implements Fix {
    @Override
    public List<ValuePath> changes() {
      return List.of(path, to);
    }
  }

  /** Writes a value in place of what there is, or as a new entry. */
  record Put(ValuePath path, Node value) implements Fix {
    public Put(ValuePath path, Scalar value) {
      this(path, new ScalarNode(Span.NONE, value, Style.PLAIN));
    }

    @Override
    public List<ValuePath> changes() {
      return List.of(path);
    }
  }

  /** Takes away those entries of a duplicate key that are not read: all but the last one. */
  record Deduplicate(ValuePath path) implements Fix {
    @Override
    public List<ValuePath> changes() {
      return List.of();
    }
  }

  /** Changes a comment. */
  record Comment(Replacement change) implements Fix {
    @Override
    public List<ValuePath> changes() {
      return List.of();
    }
  }
}
