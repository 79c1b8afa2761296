package dev.esslint.workspace;

import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of Kubernetes as a tool gets to see it: what a file says, and what patches say over it.
 *
 * @param file the file that declares it
 * @param index which document of the file, from 1
 * @param parts what the file says, then what each patch says; null and {@code $patch} are resolved already
 * @param namespace the namespace that a tool gives it; empty for that in the file
 * @param name the name that a tool gives it; empty for that in the file
 * @param nulls the keys that patches take away by a null
 */
public record Manifest(
    String file,
    int index,
    List<Document> parts,
    String namespace,
    String name,
    List<Removal> nulls) {

  /**
   * A null in a patch.
   *
   * @param path the keys that lead to it
   * @param at its place
   */
  public record Removal(List<String> path, Located at) {}

  /** An object as its file has it. */
  public Manifest(String file, int index, Document document) {
    this(file, index, List.of(document), "", "", List.of());
  }

  /** What the file itself says. */
  public Located base() {
    return Located.top(parts.getFirst());
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
    return new Manifest(file, index, parts, namespace, otherName, nulls);
  }

  /** An object that a patch deleted. */
  public Manifest deleted() {
    return new Manifest(file, index, List.of(), "", "", List.of());
  }

  /** The same in another namespace. */
  public Manifest in(String otherNamespace) {
    return new Manifest(file, index, parts, otherNamespace, name, nulls);
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
    List<Removal> removed = new ArrayList<>(nulls);
    for (List<String> gone : Trees.nulls(top)) {
      removed.add(
          new Removal(gone, Located.top(patch).get(gone.toArray(new String[0]))));
      top = Trees.without(top, gone);
    }
    merged.add(patch.withRoot(top));
    return new Manifest(
        file, index, List.copyOf(merged), namespace, name, List.copyOf(removed));
  }

  /** The same without what stands below keys. */
  public Manifest without(List<String> keys) {
    List<Document> rest = new ArrayList<>();
    for (Document part : parts) {
      rest.add(part.withRoot(Trees.without(part.root(), keys)));
    }
    return new Manifest(file, index, List.copyOf(rest), namespace, name, nulls);
  }
}
