package dev.esslint.values;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import java.util.List;
import java.util.Optional;

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
      this.values = Value.ofDefaults(new Origin(this, Span.NONE, Span.NONE, null), root);
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

    /** Whether the value at a path of keys is, as a whole or in part, what this argument makes it. */
    public boolean touches(ValuePath path) {
      for (Assignment assignment : expression.assignments()) {
        ValuePath changed = path(assignment.steps());
        boolean merged = changed.isRoot();
        if (merged
            ? holds(assignment.value(), path.steps())
            : path.startsWith(changed) || changed.startsWith(path)) {
          return true;
        }
      }
      return false;
    }

    private static ValuePath path(List<SetExpression.Step> steps) {
      ValuePath path = ValuePath.ROOT;
      for (SetExpression.Step step : steps) {
        path =
            switch (step) {
              case SetExpression.Name name -> path.key(name.key());
              case SetExpression.At item -> path.index(item.index());
            };
      }
      return path;
    }

    private static boolean holds(Node merged, List<ValuePath.Step> steps) {
      if (steps.isEmpty() || !(merged instanceof MapNode map)) {
        return true;
      }
      Node below = steps.getFirst() instanceof ValuePath.Key(String name) ? map.get(name) : null;
      return below != null && holds(below, steps.subList(1, steps.size()));
    }

    @Override
    public Optional<SourceText> source() {
      return Optional.of(expression.source());
    }
  }
}
