package dev.esslint.workspace;

import dev.esslint.tree.Document;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of Kubernetes as a tool gets to see it: what a file says, and what patches say over it.
 *
 * @param file the file that declares it
 * @param index which document of the file, from 1, and which of several items of a list after a dot: {@code 1.2}
 * @param parts what the file says, then what each patch says; null and {@code $patch} are resolved already
 * @param namespace the namespace that a tool gives it; empty for that in the file
 * @param name the name that a tool gives it; empty for that in the file
 * @param changes what patches do that no mapping over another one can say
 */
public record Manifest(
    String file,
    String index,
    List<Document> parts,
    String namespace,
    String name,
    Changes changes) {
  private static final Changes NONE = new Changes(List.of(), List.of(), List.of());

  /**
   * Something at a place of an object.
   *
   * @param path the keys that lead to it
   * @param at where a patch speaks of it
   */
  public record Change(List<String> path, Located at) {}

  /**
   * An item of a list that a patch adds, replaces or removes.
   *
   * @param list the keys that lead to the list
   * @param operation of a JSON patch
   * @param index of the item, or a dash
   * @param value the new item
   */
  public record Edit(List<String> list, String operation, String index, Located value) {}

  /**
   * What patches do.
   *
   * @param nulls the keys that they take away by a null
   * @param unclear what they change in a way that is not followed
   * @param edits items of lists that they change
   */
  public record Changes(List<Change> nulls, List<Change> unclear, List<Edit> edits) {
    private static <T> List<T> with(List<T> all, List<T> more) {
      List<T> together = new ArrayList<>(all);
      together.addAll(more);
      return List.copyOf(together);
    }
  }

  /** An object as its file has it. */
  public Manifest(String file, String index, Document document) {
    this(file, index, List.of(document), "", "", NONE);
  }

  /** What the file itself says. */
  public Located base() {
    return Located.top(parts.getFirst());
  }

  /** The whole object: what patches say is laid over what the file says. */
  public Located merged() {
    List<Located> tops = new ArrayList<>();
    parts.reversed().forEach(part -> tops.add(Located.top(part)));
    Located first = tops.removeFirst();
    return new Located(first.document(), first.node(), first.key(), List.copyOf(tops));
  }

  /** The last word about what stands below keys. */
  public Located get(String... keys) {
    for (Document part : parts.reversed()) {
      Located found = Located.top(part).get(keys);
      if (found.isThere()) {
        return found;
      }
    }
    return base().get(keys);
  }

  /** Everything that is said about what stands below keys, the last word last. */
  public List<Located> all(String... keys) {
    List<Located> found = new ArrayList<>();
    for (Document part : parts) {
      Located at = Located.top(part).get(keys);
      if (at.isThere()) {
        found.add(at);
      }
    }
    return found;
  }

  public String kind() {
    return base().get("kind").text();
  }

  public String apiVersion() {
    return get("apiVersion").text();
  }

  /** The part of the API version before the slash; empty for the core. */
  public String group() {
    int slash = apiVersion().indexOf('/');
    return slash < 0 ? "" : apiVersion().substring(0, slash);
  }

  /** The name that the object has in the cluster. */
  public String objectName() {
    return name.isEmpty() ? get("metadata", "name").scalar() : name;
  }

  /** The namespace that the object has in the cluster; empty if nothing says. */
  public String objectNamespace() {
    return namespace.isEmpty() ? get("metadata", "namespace").scalar() : namespace;
  }

  /** What it is called in reports. */
  public String id() {
    return file + "#" + index;
  }

  /** The same by another name. */
  public Manifest called(String otherName) {
    return new Manifest(file, index, parts, namespace, otherName, changes);
  }

  /** An object that a patch deleted. */
  public Manifest deleted() {
    return new Manifest(file, index, List.of(), "", "", NONE);
  }

  /** The same in another namespace. */
  public Manifest in(String otherNamespace) {
    return new Manifest(file, index, parts, otherNamespace, name, changes);
  }

  /** The same with a patch on top. Keys that the patch takes away are gone below. */
  public Manifest patched(Document patch) {
    List<Document> merged = new ArrayList<>();
    Node top = patch.root();
    for (Document part : parts) {
      Node root = part.root();
      for (List<String> gone : Trees.nulls(top)) {
        root = Trees.without(root, gone);
      }
      merged.add(part.withRoot(root));
    }
    List<Change> removed = new ArrayList<>();
    for (List<String> gone : Trees.nulls(top)) {
      removed.add(new Change(gone, Located.top(patch).get(gone.toArray(new String[0]))));
      top = Trees.without(top, gone);
    }
    merged.add(patch.withRoot(top));
    return new Manifest(
        file,
        index,
        List.copyOf(merged),
        namespace,
        name,
        new Changes(Changes.with(changes.nulls(), removed), changes.unclear(), changes.edits()));
  }

  /** The same where something at a path is changed in a way that is not followed. */
  public Manifest unclear(List<String> path, Located at) {
    Span span = at.span();
    // it is there, and nobody knows what it is
    Node some = new ScalarNode(span, new Scalar.Str("(changed by kustomize)"), Node.Style.PLAIN);
    Manifest base = without(path).patched(at.document().withRoot(Trees.below(path, span, some)));
    List<Change> more = List.of(new Change(path, at));
    return new Manifest(
        file,
        index,
        base.parts,
        namespace,
        name,
        new Changes(changes.nulls(), Changes.with(changes.unclear(), more), changes.edits()));
  }

  /** The same where something below a path is changed in a way that is not followed, and stays as it is here. */
  public Manifest unfollowed(List<String> path, Located at) {
    List<Change> more = List.of(new Change(path, at));
    return changed(new Changes(changes.nulls(), Changes.with(changes.unclear(), more), changes.edits()));
  }

  /** Whether something at a path, above it or below it is changed in a way that is not followed. */
  public boolean isUnclear(List<String> path) {
    for (Change change : changes.unclear()) {
      int common = Math.min(path.size(), change.path().size());
      if (change.path().subList(0, common).equals(path.subList(0, common))) {
        return true;
      }
    }
    return false;
  }

  /** The same with another item in a list. */
  public Manifest edited(Edit edit) {
    return changed(new Changes(changes.nulls(), changes.unclear(), Changes.with(changes.edits(), List.of(edit))));
  }

  private Manifest changed(Changes all) {
    return new Manifest(file, index, parts, namespace, name, all);
  }

  /** The items of a list, with what patches make of it. */
  public List<Located> items(String... keys) {
    List<Located> items = get(keys).items();
    for (Edit edit : changes.edits()) {
      if (edit.list().equals(List.of(keys))) {
        int at = edit.index().matches("[0-9]{1,4}+") ? Integer.parseInt(edit.index()) : items.size();
        boolean there = at < items.size();
        if (there && !edit.operation().equals("add")) {
          items.remove(at);
        }
        if (!edit.operation().equals("remove")) {
          items.add(Math.min(at, items.size()), edit.value());
        }
      }
    }
    return items;
  }

  /** The same without what stands below keys. */
  public Manifest without(List<String> keys) {
    List<Document> rest = new ArrayList<>();
    for (Document part : parts) {
      rest.add(part.withRoot(Trees.without(part.root(), keys)));
    }
    return new Manifest(file, index, List.copyOf(rest), namespace, name, changes);
  }
}
