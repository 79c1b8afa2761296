package dev.esslint.workspace;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Placeholder;
import dev.esslint.values.set.SetExpression.Kind;
import org.jspecify.annotations.Nullable;

/** Looks at values for mistakes that have to do with where they stand. */
public final class Checks {
  private Checks() {}

  /** Tells keys with dots in mappings: only {@code --set} and its kin split them. */
  public static void dotted(Located values, Draft draft) {
    for (String key : values.keys()) {
      if (draft.defaults().isDottedPath(key)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_DOTTED_KEY,
            values.get(key),
            "The dots are part of the key `"
                + key
                + "` here, so this sets no key of the chart. Write nested keys instead.");
      }
    }
  }

  /** Tells a setting that Helm cannot parse. */
  public static void unparsable(Kind kind, SourceException why, Located at, Draft draft) {
    draft.tell(
        BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
        at.source(),
        at.span(),
        "Helm cannot parse this as `" + kind.option() + "`: " + why.getMessage() + ".");
  }

  /** Tells placeholders of other tools, which the one that deploys leaves as they are. */
  public static void placeholders(Draft draft, String tool) {
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping) {
        Trees.changed(
            mapping.document().root(),
            new Trees.Change() {
              @Override
              public Node scalar(ScalarNode scalar) {
                String text = scalar.string();
                String of = text == null ? "" : of(Placeholder.in(text).orElse(null));
                if (!of.isEmpty()) {
                  draft.tell(
                      BuiltInCheck.DEPLOYMENT_PLACEHOLDER_UNKNOWN_FORM,
                      mapping.document().source(),
                      scalar.span(),
                      "This is a placeholder of " + of + ". " + tool + " does not replace it, so the deployment gets this text.");
                }
                return scalar;
              }
            });
      }
    }
  }

  private static String of(@Nullable Placeholder placeholder) {
    return placeholder == Placeholder.VAULT
        ? "the Argo CD Vault Plugin"
        : placeholder == Placeholder.REFERENCE ? "helmfile" : "";
  }

  /** Tells values that stand under a key although the chart is used by itself. */
  public static void nested(Draft draft) {
    boolean top = false;
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping) {
        top |=
            Located.top(mapping.document()).keys().stream()
                .anyMatch(Umbrellas.UNMISTAKABLE::contains);
      }
    }
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping && !top) {
        Located values = Located.top(mapping.document());
        for (String key : values.keys()) {
          long known =
              values.get(key).keys().stream().filter(Umbrellas.UNMISTAKABLE::contains).count();
          if (known >= (key.equals(ChartUse.NAME) ? 1 : 2)) {
            draft.tell(
                BuiltInCheck.DEPLOYMENT_VALUES_NESTED_NEEDLESSLY,
                values.get(key),
                "The chart is installed directly, so its keys belong at the top level. It has no key `"
                    + key
                    + "`, so Helm will refuse these values.");
          }
        }
      }
    }
  }
}
