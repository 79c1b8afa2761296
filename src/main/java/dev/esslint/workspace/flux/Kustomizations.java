package dev.esslint.workspace.flux;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.kustomize.Kustomize;
import dev.esslint.workspace.kustomize.Patches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Flux Kustomizations among the files, and what they build. */
final class Kustomizations {
  private final Index index;
  private final Kustomize kustomize;
  private final List<Manifest> all;

  Kustomizations(Index index, Kustomize kustomize) {
    this.index = index;
    this.kustomize = kustomize;
    this.all =
        begunWith(
            index.discovery().fluxEntries(),
            index.objectsOfGroup("Kustomization", Index.FLUX_KUSTOMIZATIONS).stream()
                .filter(object -> path(object) != null)
                .filter(this::isOfThisRepository)
                .toList());
  }

  /** Those that a cluster gets which begins with some folders; all if no folder is named. */
  private static List<Manifest> begunWith(List<String> folders, List<Manifest> all) {
    if (folders.isEmpty()) {
      return all;
    }
    List<String> open = new ArrayList<>(folders);
    List<Manifest> found = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      for (Manifest one : all) {
        if (FileNames.below(open.get(i), one.file()) && !found.contains(one)) {
          found.add(one);
          open.add(path(one));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Whether one builds these files: what builds all of a repository whose source is described here mostly builds another one. */
  private boolean isOfThisRepository(Manifest one) {
    String source = one.get("spec", "sourceRef", "name").text();
    return !"".equals(path(one))
        || source.isEmpty()
        || source.equals("flux-system")
        || index.objects("GitRepository", source).isEmpty();
  }

  private static @Nullable String path(Manifest object) {
    String path = object.get("spec", "path").text();
    return object.get("spec", "path").isThere()
        ? FileNames.in("", path.startsWith("/") ? path.substring(1) : path)
        : object.get("spec").isMap() ? "" : null;
  }

  /** Those that build a folder, which has a kustomization of its own or not. */
  List<Manifest> of(String folder) {
    List<Manifest> found = new ArrayList<>();
    for (Manifest one : all) {
      String path = path(one);
      if (path != null && FileNames.below(path, folder) && isFree(path, folder)) {
        found.add(one);
      }
    }
    return found;
  }

  /** Whether no kustomization above a folder decides whether it takes part. */
  private boolean isFree(String path, String folder) {
    String at = folder;
    while (!at.equals(path)) {
      at = FileNames.folder(at);
      if (kustomize.has(at)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any Flux Kustomization is there at all. */
  boolean isEmpty() {
    return all.isEmpty();
  }

  /** What one substitutes. */
  Substitution substitution(Manifest one) {
    Located build = one.get("spec", "postBuild");
    if (!build.isThere()) {
      return Substitution.UNSEEN; // another Kustomization may patch it in
    }
    Map<String, String> known = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (Located from : build.get("substituteFrom").items()) {
      String kind = from.get("kind").text();
      String name = from.get("name").text();
      List<Manifest> maps =
          kind.equals("ConfigMap")
              ? index.meant("ConfigMap", name, one.objectNamespace())
              : List.of();
      if (maps.size() == 1) {
        Located data = maps.getFirst().get("data");
        data.keys().forEach(key -> known.put(key, line(data.get(key).scalar())));
      } else {
        others.add(
            kind
                + " "
                + (one.objectNamespace().isEmpty() ? "" : one.objectNamespace() + "/")
                + name);
      }
    }
    Located given = build.get("substitute");
    given.keys().forEach(key -> known.put(key, line(given.get(key).scalar())));
    return known.isEmpty() && others.isEmpty()
        ? Substitution.UNSEEN
        : new Substitution(true, known, List.copyOf(others));
  }

  private static String line(String value) {
    return value.replace("\n", "");
  }

  /** Objects with what a Kustomization says over them: its namespace and its patches. */
  List<Manifest> applied(Manifest one, List<Manifest> objects) {
    String namespace = one.get("spec", "targetNamespace").text();
    List<Manifest> changed = new ArrayList<>();
    for (Manifest object : objects) {
      changed.add(namespace.isEmpty() ? object : object.in(namespace));
    }
    List<Manifest> patched = changed;
    for (Located patch : one.get("spec", "patches").items()) {
      try {
        Document text = Excerpt.of(patch.get("patch")).yaml();
        patched = Patches.apply(List.of(text), new Patches.Target(patch.get("target")), patched);
      } catch (SourceException | IllegalArgumentException e) {
        // the controller will tell
      }
    }
    return patched;
  }
}
