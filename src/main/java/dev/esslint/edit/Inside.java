package dev.esslint.edit;

import dev.esslint.finding.Replacement;
import dev.esslint.json.JsonString;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The innermost document that a path leads into: that of a layer, or one in a text of it.
 *
 * @param document the document, with its places in the file
 * @param root the mapping that {@code path} starts at
 * @param path what is left of the path
 * @param around how the text is written that it stands in, the innermost last; empty for the layer itself
 */
record Inside(Document document, MapNode root, ValuePath path, List<Style> around) {

  /**
   * Follows a path; empty if a text on the way is no document.
   *
   * @param inner what the texts of the layers are, read so far
   */
  static Optional<Inside> of(Document document, ValuePath path, InnerDocuments inner) {
    return document.root() instanceof MapNode root
        ? of(new Inside(document, root, path, List.of()), inner)
        : Optional.empty();
  }

  private static Optional<Inside> of(Inside start, InnerDocuments inner) {
    Node node = start.root;
    List<ValuePath.Step> steps = start.path.steps();
    for (int i = 0; i < steps.size(); i++) {
      Node next = TreeChanges.child(node, steps.get(i));
      if (next == null) {
        break;
      }
      node = next;
      if (node instanceof ScalarNode scalar && scalar.string() != null && i + 1 < steps.size()) {
        return entered(start, scalar, new ValuePath(steps.subList(i + 1, steps.size())), inner);
      }
    }
    return Optional.of(start);
  }

  private static Optional<Inside> entered(
      Inside outer, ScalarNode scalar, ValuePath rest, InnerDocuments inner) {
    Document document = inner.of(outer.document, scalar).orElse(null);
    if (document == null || !(document.root() instanceof MapNode root)) {
      return Optional.empty();
    }
    List<Style> around = new ArrayList<>(outer.around);
    around.add(scalar.style());
    return of(new Inside(document, root, rest, List.copyOf(around)), inner);
  }

  boolean has() {
    return TreeChanges.node(root, path) != null;
  }

  /** Whether something stands on the way that is no mapping, such as null. */
  boolean isCut() {
    for (int depth = 1; depth < path.steps().size(); depth++) {
      Node node = TreeChanges.node(root, new ValuePath(path.steps().subList(0, depth)));
      if (node instanceof ScalarNode) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing would be left of the document without what the path leads to. */
  boolean isAllOfIt() {
    Node node = root;
    for (int depth = 0; depth < path.steps().size(); depth++) {
      if (!(node instanceof MapNode map && map.entries().size() == 1)) {
        return false;
      }
      node = map.entries().firstEntry().getValue().value();
    }
    return true;
  }

  /** Whether Helm takes what this is part of from one layer only, as it does with lists and texts. */
  boolean isOfOneLayer() {
    return !around.isEmpty() || path.steps().stream().anyMatch(Index.class::isInstance);
  }

  /** Whether what is there is written there by these characters, and does not come from an anchor or a substitution. */
  boolean isWrittenHere() {
    Node.Entry entry = null;
    for (int depth = path.steps().size(); depth > 0 && entry == null; depth--) {
      ValuePath upper = new ValuePath(path.steps().subList(0, depth));
      entry = TreeChanges.entry(root, upper);
      if (entry != null && upper.last() instanceof ValuePath.Key(String name)) {
        String written = document.source().slice(entry.key()).strip();
        return written.equals(name)
            || written.equals("'" + name + "'")
            || written.equals(JsonString.quote(name))
            || written.equals(JsonString.quote(name).replace("\"", "\\\""));
      }
    }
    return true;
  }

  /** Edits as they are written in the texts around; empty if they cannot be. */
  Optional<List<Replacement>> escaped(List<Replacement> edits) {
    List<Replacement> escaped = edits;
    for (Style style : around.reversed()) {
      if (style != Style.LITERAL && escaped.stream().anyMatch(e -> e.text().indexOf('\n') >= 0)) {
        return Optional.empty();
      }
      escaped = escaped.stream().map(e -> new Replacement(e.source(), e.span(), escaped(e.text(), style))).toList();
    }
    return Optional.of(escaped);
  }

  private static String escaped(String text, Style style) {
    return switch (style) {
      case SINGLE_QUOTED -> text.replace("'", "''");
      case DOUBLE_QUOTED -> {
        String quoted = JsonString.quote(text);
        yield quoted.substring(1, quoted.length() - 1);
      }
      case PLAIN, LITERAL, FOLDED -> text;
    };
  }
}
