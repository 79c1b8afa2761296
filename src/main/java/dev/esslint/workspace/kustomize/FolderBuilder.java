package dev.esslint.workspace.kustomize;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a folder: the objects that its kustomization names, generates, patches and renames. */
final class FolderBuilder {
  private static final int DEEPEST = 32;
  private final Kustomize kustomize;
  private final Index index;
  private final List<Generated> generated = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();
  private final Set<String> unseen = new LinkedHashSet<>();
  private final FolderPatches patches;
  private boolean rewrites;

  FolderBuilder(Kustomize kustomize, Index index) {
    this.kustomize = kustomize;
    this.index = index;
    this.patches = new FolderPatches(index, files, unseen);
  }

  /** Goes on from what was built before. */
  static FolderBuilder after(Build before, Kustomize kustomize, Index index) {
    FolderBuilder builder = new FolderBuilder(kustomize, index);
    builder.generated.addAll(before.generated());
    builder.files.addAll(before.files());
    builder.unseen.addAll(before.unseen());
    builder.rewrites = before.generated().stream().anyMatch(Generated::rewritten);
    return builder;
  }

  Build done(String folder, List<Manifest> objects) {
    generated.replaceAll(one -> one.rewritten(rewrites)); // the last one that builds on it is asked
    return new Build(
        folder,
        objects,
        List.copyOf(generated),
        Collections.unmodifiableSet(files),
        Collections.unmodifiableSet(unseen));
  }

  /**
   * @param given objects that are there already
   */
  List<Manifest> folder(String folder, List<Manifest> given, Set<String> way) {
    if (way.size() >= DEEPEST || !way.add(folder)) {
      return given; // a cycle, which kustomize refuses
    }
    Located top = kustomize.top(folder);
    files.add(kustomize.file(folder));
    List<Manifest> objects = new ArrayList<>();
    objects.addAll(given);
    for (String field : List.of("resources", "bases")) {
      for (Located item : top.get(field).items()) {
        objects.addAll(resource(folder, item.text(), way));
      }
    }
    rewrites |= rewrites(folder, top);
    int before = generated.size();
    for (String kind : List.of("ConfigMap", "Secret")) {
      String field = kind.equals("Secret") ? "secretGenerator" : "configMapGenerator";
      for (Located item : top.get(field).items()) {
        generate(folder, kind, item, top);
      }
    }
    List<Manifest> all = components(folder, top.get("components").items(), objects, way);
    if (top.get("transformers").isThere()) {
      unseen.add("`transformers` in " + kustomize.file(folder));
    }
    List<Manifest> changed = patches.applied(folder, top, all);
    way.remove(folder);
    return named(top, changed, before);
  }

  List<Manifest> components(String folder, List<Located> items, List<Manifest> given, Set<String> way) {
    List<Manifest> objects = given;
    for (Located item : items) {
      String component = FileNames.in(folder, item.text());
      if (component != null && kustomize.has(component)) {
        objects = folder(component, objects, way); // it changes what is there already
      } else {
        unseen.add("the component `" + item.text() + "`");
      }
    }
    return objects;
  }

  private List<Manifest> resource(String folder, String name, Set<String> way) {
    String path = FileNames.in(folder, name);
    if (path == null || name.contains("?ref=") || name.startsWith("github.com/")) {
      return List.of();
    }
    if (kustomize.has(path)) {
      return folder(path, List.of(), way);
    }
    files.add(path);
    return index.objectsIn(path);
  }

  /**
   * @param before how many ConfigMaps and Secrets were generated before those of this folder
   */
  private List<Manifest> named(Located top, List<Manifest> objects, int before) {
    String namespace = top.get("namespace").text();
    String prefix = top.get("namePrefix").text();
    String suffix = top.get("nameSuffix").text();
    List<Document> notes = notes(top);
    Map<String, String> texts = new HashMap<>();
    for (Document note : notes) {
      for (String place : List.of("labels", "annotations")) {
        texts.putAll(texts(Located.top(note).get("metadata", place)));
      }
    }
    for (int i = Math.min(before, generated.size()); i < generated.size() && !texts.isEmpty(); i++) {
      generated.set(i, generated.get(i).noted(texts));
    }
    List<Manifest> named = new ArrayList<>();
    for (Manifest one : objects) {
      Manifest object = one;
      for (Document note : notes) {
        object = object.patched(note);
      }
      boolean flux = object.kind().equals("Kustomization");
      Manifest moved = namespace.isEmpty() || flux ? object : object.in(namespace);
      named.add(
          prefix.isEmpty() && suffix.isEmpty()
              ? moved
              : moved.called(prefix + object.objectName() + suffix));
    }
    return named;
  }

  /** The labels and annotations that everything gets, as patches. */
  private List<Document> notes(Located top) {
    List<Document> notes = new ArrayList<>();
    note(top.get("commonLabels"), "labels", notes);
    note(top.get("commonAnnotations"), "annotations", notes);
    for (Located labels : top.get("labels").items()) {
      note(labels.get("pairs"), "labels", notes);
    }
    return notes;
  }

  private static void note(Located given, String place, List<Document> notes) {
    if (given.node() instanceof MapNode map) {
      notes.add(given.document().withRoot(Trees.below(List.of("metadata", place), given.key(), map)));
    }
  }

  private static Map<String, String> texts(Located map) {
    Map<String, String> texts = new HashMap<>();
    map.keys().forEach(key -> texts.put(key, map.get(key).scalar()));
    return texts;
  }

  /** Whether the configurations make kustomize rewrite the names that HelmReleases take values from. */
  private boolean rewrites(String folder, Located top) {
    for (Located item : top.get("configurations").items()) {
      String file = FileNames.in(folder, item.text());
      if (file == null || !index.folder().has(file)) {
        continue;
      }
      files.add(file);
      try {
        Located configuration = Located.top(Excerpt.of(index.folder().read(file)).yaml());
        for (Located reference : configuration.get("nameReference").items()) {
          for (Located field : reference.get("fieldSpecs").items()) {
            if (field.get("kind").text().equals("HelmRelease")
                && field.get("path").text().startsWith("spec/valuesFrom")) {
              return true;
            }
          }
        }
      } catch (SourceException e) {
        // kustomize itself will tell
      }
    }
    return false;
  }

  private void generate(String folder, String kind, Located item, Located top) {
    Map<String, Generated.Entry> entries = new LinkedHashMap<>();
    String name = item.get("name").text();
    String behavior = item.get("behavior").text();
    Generated before = null;
    for (Generated other : generated) {
      if (other.kind().equals(kind) && other.name().equals(name)) {
        before = other;
      }
    }
    if (behavior.equals("merge") && before != null) {
      entries.putAll(before.entries());
    }
    for (Located file : item.get("files").items()) {
      int sign = file.text().indexOf('=');
      String path = FileNames.in(folder, file.text().substring(sign + 1));
      if (path != null) {
        entries.put(
            sign < 0 ? FileNames.base(path) : file.text().substring(0, sign),
            new Generated.File(path));
        files.add(path);
      }
    }
    for (Located literal : item.get("literals").items()) {
      int sign = literal.text().indexOf('=');
      if (sign > 0) {
        entries.put(
            literal.text().substring(0, sign),
            new Generated.Literal(literal.text().substring(sign + 1), literal));
      }
    }
    boolean unhashed =
        item.get("options", "disableNameSuffixHash").isTrue()
            || top.get("generatorOptions", "disableNameSuffixHash").isTrue();
    Map<String, String> notes = new HashMap<>();
    for (Located options : List.of(top.get("generatorOptions"), item.get("options"))) {
      for (String place : List.of("labels", "annotations")) {
        notes.putAll(texts(options.get(place)));
      }
    }
    Generated made = new Generated(kind, name, entries, !unhashed, rewrites, Map.copyOf(notes), item.get("name"));
    if (before != null && !behavior.isEmpty() && !behavior.equals("create")) {
      generated.set(generated.indexOf(before), made.noted(before.notes()));
    } else {
      generated.add(made);
    }
  }
}
