package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Dialect;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.kustomize.Kustomize;
import java.util.ArrayList;
import java.util.List;

/** The values in a release itself. */
final class InlineValues {
  private InlineValues() {}

  /**
   * The layers, one of each part of the release.
   *
   * @param kustomized whether kustomize writes it anew before it is applied
   */
  static List<ValuesFrom.Layer> layers(Manifest release, boolean kustomized, Substituted filled, Draft draft) {
    List<ValuesFrom.Layer> layers = new ArrayList<>();
    List<Document> parts = release.parts();
    for (int i = 0; i < parts.size(); i++) {
      Located values = Located.top(parts.get(i)).get("spec", "values");
      if (!values.isThere()) {
        continue;
      }
      if (!(values.node() instanceof MapNode map)) {
        if (release.isUnclear(List.of("spec", "values"))) {
          draft.opaque(release.id() + ":/spec/values", "changed by kustomize", false, values);
        } else if (!values.text().isEmpty()) {
          draft.trait(Trait.LOST);
          draft.tell(
              BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
              values,
              "`values` must be a mapping, but this is a text. Flux ignores it without a warning and installs the chart without"
                  + " these values. Remove the `|`.");
        }
        continue;
      }
      Document document = parts.get(i);
      Dialect dialect = kustomized ? Dialect.KUSTOMIZE : Dialect.HELM;
      texts(dialect, map, ValuePath.ROOT, document, draft);
      Node read = filled.values(document, dialect.readFrom(map, document.source()));
      nulls(read, document, draft);
      String name =
          (i == 0 ? release.id() : document.source().name())
              + ":/spec/values"
              + (i == 0 ? "" : " (patch)");
      Checks.dotted(values, draft);
      layers.add(new ValuesFrom.Layer(name, document, (MapNode) read));
    }
    return layers;
  }

  /** Tells words that are booleans for Helm and text for who reads them first, where the chart takes no text. */
  private static void texts(Dialect dialect, Node node, ValuePath path, Document document, Draft draft) {
    switch (node) {
      case MapNode map ->
          map.entries().forEach((key, entry) -> texts(dialect, entry.value(), path.key(key), document, draft));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          texts(dialect, list.items().get(i), path.index(i), document, draft);
        }
      }
      case ScalarNode scalar -> {
        if (dialect.isText(scalar, document.source()) && draft.defaults().refusesText(path)) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_YAML_BOOL_AS_TEXT,
              document.source(),
              scalar.span(),
              "Kustomize reads `"
                  + document.source().slice(scalar.span())
                  + "` as text, not as a boolean as Helm does, and the chart allows no text for `"
                  + path
                  + "`. Helm will refuse these values. Write `"
                  + (scalar.value().equals(Scalar.TRUE) ? "true" : "false")
                  + "`.");
        }
      }
    }
  }

  /** A null may be lost on the way into the cluster, so nobody knows whether it removes a default. */
  private static void nulls(Node read, Document document, Draft draft) {
    for (List<String> path : Trees.nulls(read)) {
      Node.Entry entry = Trees.entry(read, path);
      if (entry == null || !draft.defaults().has(path)) {
        continue;
      }
      draft.tell(
          BuiltInCheck.DEPLOYMENT_NULL_LOST,
          document.source(),
          entry.key(),
          "The default of `"
              + String.join(".", path)
              + "` may come back, because a null in `values` of a manifest is lost when the object is updated. In a ConfigMap for"
              + " `valuesFrom` it is kept.");
      draft.hole(
          document.source(), entry.value().span(), "null, which may be lost on the way to Helm");
    }
  }
}
