package dev.esslint.workspace.argocd;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Trees;
import org.jspecify.annotations.Nullable;

/** Values that an ApplicationSet makes of templates. */
final class TemplatedValues {
  private TemplatedValues() {}

  /** Adds the text of {@code values} as a layer. */
  static void layer(Draft draft, Located written, Template template, String name) {
    if (!(written.node() instanceof ScalarNode)) {
      return;
    }
    Excerpt text = Excerpt.of(written);
    Rendered rendered = template.render(text.text());
    try {
      Document document = text.with(rendered.text(), rendered.back()).yaml();
      Checks.dotted(Located.top(document), draft);
      holes(document, rendered, draft);
      draft.mapping(name, document, document.root());
    } catch (SourceException e) {
      draft.opaque(name, "not YAML: " + e.getMessage(), false, written);
      if (!rendered.filled()) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_NOT_READABLE,
            e.place().isPresent() ? e.place().get().source() : written.source(),
            e.place().isPresent() ? e.place().get().span() : written.span(),
            "This is not YAML, so Helm cannot read the values: " + e.getMessage() + ".");
      }
    }
  }

  private static void holes(Document document, Rendered rendered, Draft draft) {
    if (rendered.unknown().isEmpty()) {
      return;
    }
    Trees.changed(
        document.root(),
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text != null && text.contains("${")) {
              draft.hole(document.source(), scalar.span(), "a template of the ApplicationSet");
            }
            return scalar;
          }
        });
  }

  /** Says where a template gives text although the chart takes only numbers or booleans, and what cannot be told. */
  static void untyped(Draft draft, Located written, Template template) {
    look(draft, written.document().source(), written.node(), ValuePath.ROOT, template);
  }

  private static void look(
      Draft draft, SourceText source, @Nullable Node node, ValuePath path, Template template) {
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach((key, entry) -> look(draft, source, entry.value(), path.key(key), template));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          look(draft, source, list.items().get(i), path.index(i), template);
        }
      }
      case ScalarNode scalar when scalar.string() != null && scalar.string().contains("{{") -> {
        Rendered rendered = template.render(scalar.string());
        if (!rendered.unknown().isEmpty()) {
          draft.hole(
              source, scalar.span(), String.join(", ", rendered.unknown()) + " of the ApplicationSet");
        }
        if (rendered.filled() && draft.defaults().refusesText(path)) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_TEMPLATE_UNTYPED,
              source,
              scalar.span(),
              "The template of an ApplicationSet produces a text, but `"
                  + path
                  + "` must not be a text. Helm will refuse these values. In `values`, as a block of text, it is read as YAML.");
        }
      }
      case null, default -> {}
    }
  }
}
