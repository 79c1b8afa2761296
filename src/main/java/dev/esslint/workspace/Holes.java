package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.set.SetExpression;

/** Finds the values that a tool fills in and nobody here knows: they stand as <code>${...}</code>. */
public final class Holes {
  private Holes() {}

  /** Notes those of a document. */
  public static void in(Document document, Draft draft, String reason) {
    in(document.root(), document.source(), draft, reason);
  }

  /** Notes those of an argument. */
  public static void in(SetExpression expression, Draft draft, String reason) {
    expression.assignments().forEach(a -> in(a.value(), expression.source(), draft, reason));
  }

  private static void in(Node root, SourceText source, Draft draft, String reason) {
    Trees.changed(
        root,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text != null && text.contains("${")) {
              draft.hole(source, scalar.span(), reason);
            }
            return scalar;
          }
        });
  }
}
