package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.secret.SecretPlace;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;

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

  private static ValuePath path(SetExpression.Assignment assignment) {
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
