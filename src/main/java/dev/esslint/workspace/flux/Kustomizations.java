package dev.esslint.workspace.flux;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.TestFolders;
import dev.esslint.workspace.flux.Substituted.Undefined;
import dev.esslint.workspace.kustomize.Build;
import dev.esslint.workspace.kustomize.Generated;
import dev.esslint.workspace.kustomize.Kustomize;
import dev.esslint.workspace.kustomize.Patches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Flux Kustomizations among the files, and what they build. */
final class Kustomizations {
  private static final String SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute";

  /** In how many ways one gets into clusters that are told apart. */
  private static final int MOST_WAYS = 16;

  private final Index index;
  private final Kustomize kustomize;
  private final List<Manifest> all;
  private final Map<String, List<Manifest>> applied = new HashMap<>();
  /** Those that nothing among the files applies, so that whatever does may have patches for them. */
  private final Set<String> orphans = new HashSet<>();
  private @Nullable Undefined undefined;

  Kustomizations(Index index, Kustomize kustomize) {
    this.index = index;
    this.kustomize = kustomize;
    TestFolders tests = new TestFolders(index.folder()::names);
    this.all =
        begunWith(
            index.discovery().fluxEntries(),
            index.objectsOfGroup("Kustomization", Index.FLUX_KUSTOMIZATIONS).stream()
                .filter(object -> path(object) != null)
                .filter(this::isOfThisRepository)
                .filter(one -> !tests.borrows(one.file(), String.valueOf(path(one))))
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
    String kind = one.get("spec", "sourceRef", "kind").text();
    return !"".equals(path(one))
        || source.isEmpty()
        || source.equals("flux-system")
        || index.objects(kind.isEmpty() ? "GitRepository" : kind, source).isEmpty();
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
        found.addAll(asApplied(one));
      }
    }
    return found;
  }

  /**
   * One as it gets into the cluster: kustomizations build it, and Kustomizations above it have patches for it. If there are several
   * ways, each of them.
   */
  private List<Manifest> asApplied(Manifest written) {
    List<Manifest> known = applied.get(written.id());
    if (known != null) {
      return known;
    }
    applied.put(written.id(), List.of(written)); // one that builds itself is no way
    List<Manifest> ways = new ArrayList<>();
    Set<String> roots = kustomize.rootsOf(Set.of(written.file()));
    for (String root : roots) {
      for (Manifest object : kustomize.build(root).objects()) {
        if (object.id().equals(written.id())) {
          add(root, object, ways);
        }
      }
    }
    if (roots.isEmpty()) {
      add(FileNames.folder(written.file()), written, ways);
    }
    List<Manifest> all = ways.isEmpty() ? List.of(written) : List.copyOf(ways);
    applied.put(written.id(), all);
    return all;
  }

  /** Adds what those that build a folder make of one. */
  private void add(String folder, Manifest one, List<Manifest> ways) {
    List<Manifest> parents = of(folder);
    for (Manifest parent : parents) {
      if (parent.id().equals(one.id())) {
        addNew(one, ways);
      } else {
        applied(parent, List.of(one)).forEach(way -> addNew(way, ways));
      }
    }
    if (parents.isEmpty()) {
      addNew(one, ways);
      if (index.discovery().fluxEntries().stream().noneMatch(entry -> FileNames.below(entry, one.file()))) {
        orphans.add(one.id());
      }
    }
  }

  private static void addNew(Manifest way, List<Manifest> ways) {
    if (ways.size() < MOST_WAYS && !ways.contains(way)) {
      ways.add(way);
    }
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

  /** Whether nothing is substituted in an object. */
  static boolean isOff(Manifest object) {
    return object.get("metadata", "labels", SUBSTITUTE).text().equals("disabled")
        || object.get("metadata", "annotations", SUBSTITUTE).text().equals("disabled");
  }

  /** The same of what kustomize generates. */
  static boolean isOff(Generated object) {
    return "disabled".equals(object.notes().get(SUBSTITUTE));
  }

  /** The Kustomizations that apply the objects of a file. */
  List<Manifest> applying(String file) {
    Set<String> roots = kustomize.rootsOf(Set.of(file));
    List<Manifest> found = new ArrayList<>();
    for (String root : roots.isEmpty() ? Set.of(FileNames.folder(file)) : roots) {
      found.addAll(of(root));
    }
    return found;
  }

  /** What one substitutes in the objects that it applies. */
  Substitution substitution(Manifest one) {
    if (!one.get("spec", "postBuild").isThere()) {
      return Substitution.UNSEEN; // another Kustomization may patch it in
    }
    Map<String, String> known = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (Located from : one.get("spec", "postBuild", "substituteFrom").items()) {
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
    for (Located given : one.all("spec", "postBuild", "substitute")) {
      given.keys().forEach(key -> known.put(key, line(given.get(key).scalar())));
    }
    if (known.isEmpty() && others.isEmpty()) {
      return Substitution.UNSEEN;
    }
    if (others.isEmpty() && orphans.contains(one.id())) {
      others.addAll(Substitution.UNSEEN.others());
    }
    return new Substitution(true, known, List.copyOf(others));
  }

  /** What becomes of variables that nobody defines. */
  Undefined undefined() {
    if (undefined == null) {
      undefined = Undefined.of(index);
    }
    return undefined;
  }

  private static String line(String value) {
    return value.replace("\n", "");
  }

  /** The folders of the components that one adds to what it builds. */
  Set<String> components(Manifest one) {
    String path = path(one);
    return path == null ? Set.of() : kustomize.folders(path, one.items("spec", "components"));
  }

  /** The same of all. */
  Set<String> components() {
    Set<String> folders = new HashSet<>();
    all.forEach(one -> folders.addAll(components(one)));
    return folders;
  }

  /** What a Kustomization makes of a build: its components, its namespace, its patches and its names. */
  Build applied(Manifest one, Build build) {
    Build with = kustomize.with(build, one.items("spec", "components"));
    return new Build(with.folder(), applied(one, with.objects()), with.generated(), with.files(), with.unseen());
  }

  /** Objects with what a Kustomization says over them: its namespace, its patches and its names. */
  private List<Manifest> applied(Manifest one, List<Manifest> objects) {
    String namespace = one.get("spec", "targetNamespace").text();
    String prefix = one.get("spec", "namePrefix").text();
    String suffix = one.get("spec", "nameSuffix").text();
    List<Manifest> changed = new ArrayList<>();
    for (Manifest object : objects) {
      changed.add(namespace.isEmpty() ? object : object.in(namespace));
    }
    List<Manifest> patched = changed;
    for (Located patch : one.items("spec", "patches")) {
      try {
        Document text = Excerpt.of(patch.get("patch")).yaml();
        patched = Patches.apply(YamlStream.unlisted(text), new Patches.Target(patch.get("target")), patched);
      } catch (SourceException | IllegalArgumentException e) {
        // the controller will tell
      }
    }
    return prefix.isEmpty() && suffix.isEmpty()
        ? patched
        : patched.stream().map(object -> object.called(prefix + object.objectName() + suffix)).toList();
  }
}
