package dev.esslint.workspace.kustomize;

import dev.esslint.workspace.Dialect;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects as kustomize makes them; what no kustomization builds stays as it is written. */
public final class Overlays {
  private final Kustomize kustomize;

  /**
   * @param kustomize builds the folders
   */
  public Overlays(Kustomize kustomize) {
    this.kustomize = kustomize;
  }

  /**
   * An object in one of the ways in which it is built.
   *
   * @param id what it is called in reports
   * @param files what takes part beside its own file
   * @param unseen what changes it and is not to be seen from here
   */
  public record Built(Manifest object, String id, Set<String> files, Set<String> unseen) {

    /** Who reads the values that are nested in it. */
    public Dialect dialect() {
      return files.isEmpty() ? Dialect.HELM : Dialect.KUSTOMIZE;
    }

    /** Whether anything changes it in a way that is not followed, outside of values. */
    public boolean isOpen() {
      return !unseen.isEmpty() || !object.changes().edits().isEmpty() || !object.changes().unclear().isEmpty();
    }
  }

  /** The ways in which some objects are built, each once. */
  public List<Built> of(List<Manifest> written) {
    Map<String, Manifest> byId = new LinkedHashMap<>();
    Set<String> files = new HashSet<>();
    for (Manifest one : written) {
      byId.putIfAbsent(one.id() + one.objectName(), one);
      files.add(one.file());
    }
    List<Built> found = new ArrayList<>();
    Set<Manifest> known = new HashSet<>();
    Set<String> built = new HashSet<>();
    for (String root : files.isEmpty() ? Set.<String>of() : kustomize.rootsOf(files)) {
      Build build = kustomize.build(root);
      for (Manifest object : build.objects()) {
        Manifest own = byId.get(object.id() + object.base().get("metadata", "name").scalar());
        if (own != null && built.add(root + own.id() + own.objectName()) && known.add(object)) {
          built.add(own.id() + own.objectName());
          found.add(new Built(object, id(object, root), build.files(), build.unseen()));
        }
      }
    }
    for (Manifest one : written) {
      if (!built.contains(one.id() + one.objectName()) && !kustomize.isPatch(one.file())) {
        found.add(new Built(one, one.id(), Set.of(), Set.of()));
      }
    }
    return found;
  }

  private String id(Manifest object, String root) {
    return object.parts().size() == 1 || FileNames.folder(object.file()).equals(root)
        ? object.id()
        : kustomize.file(root) + " -> " + object.id();
  }
}
