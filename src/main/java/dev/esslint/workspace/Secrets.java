package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.secret.SecretPlace;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import java.util.List;

/** Credentials where everybody can read them. */
public final class Secrets {
  private Secrets() {}

  /** Tells a credential that is set to a literal where manifests, states or logs show it. */
  public static void tell(SetExpression expression, String value, Located at, Draft draft) {
    boolean literal = !value.isEmpty() && Placeholder.in(value).isEmpty();
    if (literal && !expression.assignments().isEmpty()) {
      ValuePath path = path(expression.assignments().getFirst());
      if (SecretPlace.isCredential(path)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SECRET_IN_CLEAR,
            at.source(),
            at.span(),
            "`"
                + path
                + "` is a credential in clear text. Anyone who can read this file can read it. The chart can use the name of a"
                + " Secret instead.");
      }
    }
  }

  /** The same of one of several assignments. */
  public static void tell(SetExpression.Assignment assignment, Located at, Draft draft) {
    if (assignment.value() instanceof ScalarNode scalar && scalar.string() != null) {
      SetExpression alone = new SetExpression(at.source(), SetExpression.Kind.SET, List.of(assignment));
      tell(alone, Scalar.text(scalar.value()), at, draft);
    }
  }

  /** The path that an assignment sets. */
  public static ValuePath path(SetExpression.Assignment assignment) {
    ValuePath path = ValuePath.ROOT;
    for (SetExpression.Step step : assignment.steps()) {
      path =
          switch (step) {
            case SetExpression.Name name -> path.key(name.key());
            case SetExpression.At item -> path.index(item.index());
          };
    }
    return path;
  }
}
