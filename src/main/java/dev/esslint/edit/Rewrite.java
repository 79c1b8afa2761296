package dev.esslint.edit;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes changes in the layers of a deployment. Each change is made in every layer that has its path, so that the merged
 * values change in the same way; comments, layout and line breaks of everything else stay as they are. A change counts
 * only if the new text, read again, holds exactly the values that the change stands for.
 */
public final class Rewrite {

  /** No values file needs more; each change reads its file anew. */
  private static final int MOST_CHANGES = 200;

  private final Set<List<Fix>> made = new HashSet<>();
  private List<Document> documents;

  /**
   * @param documents the layers, the last one strongest
   */
  public Rewrite(List<Document> documents) {
    this.documents = List.copyOf(documents);
  }

  /** The layers as they are now. */
  public List<Document> documents() {
    return documents;
  }

  /**
   * What changes that belong together do to the text by themselves.
   *
   * @return empty if they cannot be made, or would tell a secret
   */
  public static List<Replacement> replacements(LayerTexts layers, List<Fix> fixes) {
    Rewrite alone = new Rewrite(layers.documents());
    if (!alone.make(fixes)) {
      return List.of();
    }
    Map<SourceText, SourceText> changed = LayerTexts.changed(layers.edits(alone.documents()));
    return Replacements.between(List.copyOf(changed.keySet()), List.copyOf(changed.values()));
  }

  /**
   * Makes changes that belong together, all of them or none.
   *
   * @return whether they are made; the same changes are made only once
   */
  public boolean make(List<Fix> fixes) {
    return make(fixes, changed -> true);
  }

  /**
   * Makes changes that belong together, all of them or none, unless somebody objects.
   *
   * @param agreed whether the layers may be as they would be then
   */
  public boolean make(List<Fix> fixes, Predicate<List<Document>> agreed) {
    if (fixes.isEmpty() || made.size() >= MOST_CHANGES) {
      return false;
    }
    if (made.contains(fixes)) {
      return true;
    }
    List<Document> changed = documents;
    for (Fix fix : fixes) {
      Optional<List<Document>> next = made(fix, changed);
      if (next.isEmpty()) {
        return false;
      }
      changed = next.get();
    }
    if (!agreed.test(changed)) {
      return false;
    }
    documents = List.copyOf(changed);
    made.add(List.copyOf(fixes));
    return true;
  }

  private static Optional<List<Document>> made(Fix fix, List<Document> documents) {
    if (fix instanceof Fix.Move(var path, var to)
        && !to.startsWith(path)
        && documents.stream().anyMatch(d -> TreeChanges.has(d.root(), to))) {
      return Optional.empty();
    }
    if (fix.changes().isEmpty()) {
      return Optional.empty();
    }
    ValuePath first = fix.changes().getFirst();
    List<Document> changed = new ArrayList<>();
    boolean any = false;
    for (Document document : documents) {
      if (document.root() instanceof MapNode root && TreeChanges.has(root, first)) {
        Optional<Document> next = TextChange.made(fix, document, root);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        changed.add(next.get());
        any = true;
      } else {
        changed.add(document);
      }
    }
    return any ? Optional.of(changed) : Optional.empty();
  }
}
