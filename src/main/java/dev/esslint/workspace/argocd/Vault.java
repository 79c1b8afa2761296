package dev.esslint.workspace.argocd;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Unknown;

/** Placeholders of the Argo CD Vault Plugin: they are replaced in what Helm made, so that Helm sees them as they are. */
final class Vault {
  private static final String PATH = "<path:";

  private Vault() {}

  /** Looks at the layers of a deployment that a plugin renders. */
  static void look(String key, Draft draft) {
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping && mapping.document().root() instanceof MapNode root) {
        Node values = key.isEmpty() ? root : root.get(key);
        if (values != null) {
          look(values, mapping.document().source(), ValuePath.ROOT, draft);
        }
      }
    }
  }

  private static void look(Node node, SourceText source, ValuePath path, Draft draft) {
    switch (node) {
      case MapNode map ->
          map.entries().forEach((key, entry) -> look(entry.value(), source, path.key(key), draft));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          look(list.items().get(i), source, path.index(i), draft);
        }
      }
      case ScalarNode scalar -> {
        String text = scalar.string();
        if (text != null && text.startsWith("<") && text.strip().endsWith(">")) {
          placeholder(scalar, text, source, path, draft);
        }
      }
    }
  }

  private static void placeholder(
      ScalarNode scalar, String text, SourceText source, ValuePath path, Draft draft) {
    if (text.startsWith(PATH) && text.indexOf('#') > 0) {
      draft.hole(
          source, scalar.span(), Unknown.Phase.AFTER_HELM, "Argo CD Vault Plugin", "");
      if (draft.defaults().refusesText(path)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_PLACEHOLDER_IN_TYPED_PLACE,
            source,
            scalar.span(),
            "The plugin replaces this only after Helm has run. Helm reads this text, but the chart allows no text for `" + path + "`.");
      }
    } else if (text.indexOf(':') > 0 && text.indexOf(' ') < 0) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_PLACEHOLDER_UNKNOWN_FORM,
          source,
          scalar.span(),
          "The plugin replaces only `<path:PATH#KEY>`. This has another form, so it is not replaced.");
    }
  }
}
