package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.Set;

/** Who reads the YAML of a layer before Helm gets it. */
public enum Dialect {
  /** Helm itself, or the Kubernetes libraries, which read alike: {@code on} and {@code yes} are booleans. */
  HELM,

  /** Kustomize: of the words for booleans only {@code true} and {@code false} are such, the others stay text. */
  KUSTOMIZE;

  private static final Set<String> BOOLEANS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");

  /** Whether a boolean to Helm is text to this reader. */
  public boolean isText(ScalarNode scalar, SourceText source) {
    return this == KUSTOMIZE
        && scalar.style() == Style.PLAIN
        && scalar.value() instanceof Scalar.Bool
        && !BOOLEANS.contains(source.slice(scalar.span()));
  }

  /** What this reader makes of nodes that were read as Helm does. */
  public Node readFrom(Node node, SourceText source) {
    if (this == HELM) {
      return node;
    }
    return Trees.changed(
        node,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            return isText(scalar, source)
                ? new ScalarNode(
                    scalar.span(), new Scalar.Str(source.slice(scalar.span())), scalar.style())
                : scalar;
          }

          @Override
          public String key(String key, Span span) {
            return (key.equals("true") || key.equals("false")) && span.end() <= source.text().length()
                ? source.slice(span).replaceAll("^[\"']|[\"']$", "")
                : key;
          }
        });
  }
}
