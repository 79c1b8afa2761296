package dev.esslint.workspace.kustomize;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.TestFolders;
import dev.esslint.workspace.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds folders as kustomize does, as far as that concerns which objects there are and what patches make of them. */
public final class Kustomize {
  private static final List<String> FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final int DEEPEST = 32;

  private final Index index;
  private final TestFolders tests;
  private final Map<String, @Nullable Document> documents = new HashMap<>();
  private final Set<String> folders = new TreeSet<>();
  private final Map<String, String> texts = new HashMap<>();

  public Kustomize(Index index) {
    this.index = index;
    this.tests = new TestFolders(index.folder()::names);
    for (String file : index.folder().names()) {
      if (FILES.contains(FileNames.base(file))) {
        folders.add(FileNames.folder(file));
      }
    }
  }

  /**
   * The folders that build some files and that nothing else builds on. Only kustomizations that have the name of a file, or of a
   * folder on the way to it, are read.
   */
  public Set<String> rootsOf(Collection<String> files) {
    Set<String> leading = new TreeSet<>();
    Set<String> referenced = new HashSet<>();
    ArrayDeque<String> open = new ArrayDeque<>(files);
    Set<String> seen = new HashSet<>(files);
    while (!open.isEmpty()) {
      String target = open.removeFirst();
      for (String folder : folders) {
        if ((mentions(folder, FileNames.base(target)) || endsAbove(folder))
            && names(folder).contains(target)
            && !tests.borrows(folder, target)) {
          leading.add(folder);
          if (has(target)) {
            referenced.add(target);
          }
          if (seen.add(folder)) {
            open.add(folder);
          }
        }
      }
    }
    leading.removeAll(referenced);
    return leading;
  }

  /** Whether a kustomization may build on a folder around its own, which it does not name then. */
  private boolean endsAbove(String folder) {
    String text = text(folder);
    for (int at = text.indexOf(".."); at >= 0; at = text.indexOf("..", at + 2)) {
      int end = at + 2;
      while (end < text.length() && text.charAt(end) == '/') {
        end++;
      }
      if (end == text.length() || " \r\n\"',]#".indexOf(text.charAt(end)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** What a folder is built of. */
  private Set<String> names(String folder) {
    Located top = top(folder);
    Set<String> names = new HashSet<>();
    for (String field : List.of("resources", "bases", "components")) {
      for (Located item : top.get(field).items()) {
        String name = FileNames.in(folder, item.text());
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Whether the kustomization of a folder holds a word. */
  public boolean mentions(String folder, String word) {
    return text(folder).contains(word);
  }

  private String text(String folder) {
    return texts.computeIfAbsent(folder, at -> index.folder().glance(file(at)));
  }

  /** Whether a folder has a kustomization of its own. */
  public boolean has(String folder) {
    return folders.contains(folder);
  }

  /** All folders with a kustomization. */
  public Set<String> folders() {
    return folders;
  }

  /** Whether a file is a patch, which is no object of its own. */
  public boolean isPatch(String file) {
    for (String folder : folders) {
      if (mentions(folder, FileNames.base(file)) && isPatch(folder, file)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPatch(String folder, String file) {
    Located top = top(folder);
    List<String> named = new ArrayList<>();
    for (String field : List.of("patches", "patchesJson6902")) {
      top.get(field).items().forEach(patch -> named.add(patch.get("path").text()));
    }
    top.get("patchesStrategicMerge").items().forEach(patch -> named.add(patch.text()));
    return named.stream()
        .anyMatch(
            name -> !name.isEmpty() && !name.contains("\n") && file.equals(FileNames.in(folder, name)));
  }

  /** The name of the kustomization of a folder. */
  public String file(String folder) {
    for (String name : FILES) {
      String file = FileNames.file(folder, name);
      if (index.folder().has(file)) {
        return file;
      }
    }
    return folder;
  }

  /** The top of the kustomization of a folder; there is nothing in it if it cannot be read. */
  public Located top(String folder) {
    Document document = documents.get(folder);
    if (document == null) {
      String file = file(folder);
      SourceText source = new SourceText(file, "");
      document = new Document(source, Trees.EMPTY, List.of(), List.of(), Optional.empty());
      try {
        document = Excerpt.of(index.folder().read(file)).yaml();
      } catch (SourceException e) {
        // kustomize itself will tell
      }
      documents.put(folder, document);
    }
    return Located.top(document);
  }

  /** The files of objects that a folder is built of, as far as they are in this repository. */
  public Set<String> resources(String folder) {
    Set<String> files = new LinkedHashSet<>();
    resources(folder, new HashSet<>(), files);
    return files;
  }

  private void resources(String folder, Set<String> seen, Set<String> files) {
    if (!seen.add(folder)) {
      return;
    }
    Located top = top(folder);
    for (String field : List.of("resources", "bases", "components")) {
      for (Located item : top.get(field).items()) {
        String name = FileNames.in(folder, item.text());
        if (name != null && has(name)) {
          resources(name, seen, files);
        } else if (name != null) {
          files.add(name);
        }
      }
    }
  }

  /** Builds a folder. */
  public Build build(String folder) {
    Builder builder = new Builder();
    return builder.done(folder, builder.folder(folder, List.of(), new LinkedHashSet<>()));
  }

  /**
   * What becomes of objects when components are added to what builds them.
   *
   * @param before the objects, and what else was built
   * @param components the folders of the components, as seen from the one that is built
   */
  public Build with(Build before, List<Located> components) {
    if (components.isEmpty()) {
      return before;
    }
    Builder builder = new Builder();
    builder.generated.addAll(before.generated());
    builder.files.addAll(before.files());
    builder.unseen.addAll(before.unseen());
    builder.rewrites = before.generated().stream().anyMatch(Generated::rewritten);
    Set<String> way = new LinkedHashSet<>();
    return builder.done(before.folder(), builder.components(before.folder(), components, before.objects(), way));
  }

  /** The folders of components, as far as they are here. */
  public Set<String> folders(String from, List<Located> components) {
    Set<String> found = new LinkedHashSet<>();
    for (Located item : components) {
      String folder = FileNames.in(from, item.text());
      if (folder != null && has(folder)) {
        found.add(folder);
      }
    }
    return found;
  }

  private final class Builder {
    final List<Generated> generated = new ArrayList<>();
    final Set<String> files = new LinkedHashSet<>();
    final Set<String> unseen = new LinkedHashSet<>();
    boolean rewrites;

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
      Located top = top(folder);
      files.add(file(folder));
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
        unseen.add("`transformers` in " + file(folder));
      }
      List<Manifest> changed = replaced(folder, top, patched(folder, top, all));
      way.remove(folder);
      return named(top, changed, before);
    }

    List<Manifest> components(String folder, List<Located> items, List<Manifest> given, Set<String> way) {
      List<Manifest> objects = given;
      for (Located item : items) {
        String component = FileNames.in(folder, item.text());
        if (component != null && has(component)) {
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
      if (has(path)) {
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

    /** The objects where fields are replaced by others; what comes to stand there is not followed. */
    private List<Manifest> replaced(String folder, Located top, List<Manifest> objects) {
      List<Manifest> changed = new ArrayList<>(objects);
      for (Located item : top.get("replacements").items()) {
        String file = FileNames.in(folder, item.get("path").text());
        Located replacement = item;
        if (!item.get("targets").isThere()) {
          try {
            replacement = Located.top(Excerpt.of(index.folder().read(file == null ? "" : file)).yaml());
            files.add(String.valueOf(file));
          } catch (SourceException e) {
            unseen.add("a replacement that cannot be read");
            continue;
          }
        }
        List<Located> all = replacement.get("targets").isThere() ? List.of(replacement) : replacement.items();
        for (Located one : all) {
          for (Located target : one.get("targets").items()) {
            changed.replaceAll(object -> replaced(target, object));
          }
        }
      }
      return changed;
    }

    private static Manifest replaced(Located target, Manifest object) {
      Manifest changed = object;
      if (new Patches.Target(target.get("select")).fits(object)) {
        for (Located field : target.get("fieldPaths").items()) {
          // a step with a condition leads into a list
          List<String> path = new ArrayList<>();
          for (String step : field.text().split("(?<!\\\\)\\.", -1)) {
            if (step.startsWith("[") || step.equals("*") || step.matches("[0-9]++")) {
              break;
            }
            path.add(step.replace("\\.", "."));
          }
          boolean there = changed.get(path.toArray(new String[0])).isThere();
          if (!path.isEmpty() && (there || target.get("options", "create").isTrue())) {
            changed = changed.unclear(path, field);
          }
        }
      }
      return changed;
    }

    private List<Manifest> patched(String folder, Located top, List<Manifest> objects) {
      List<Manifest> changed = objects;
      for (Located item : top.get("patchesStrategicMerge").items()) {
        boolean here = item.text().contains("\n") || item.text().contains(": ");
        changed = Patches.apply(patch(folder, item, here), new Patches.Target(top.get("none")), changed);
      }
      for (String field : List.of("patches", "patchesJson6902")) {
        for (Located item : top.get(field).items()) {
          Located text = item.get("patch");
          List<Document> patch = patch(folder, text.isThere() ? text : item.get("path"), text.isThere());
          changed = Patches.apply(patch, new Patches.Target(item.get("target")), changed);
        }
      }
      return changed;
    }

    /**
     * The documents of a patch.
     *
     * @param here whether it stands in the kustomization itself, and not in a file
     */
    private List<Document> patch(String folder, Located where, boolean here) {
      List<Document> patch = new ArrayList<>();
      try {
        if (here && !where.text().isEmpty()) {
          Excerpt text = Excerpt.of(where);
          for (Span part : YamlStream.documents(text.text())) {
            Excerpt one =
                text.with(
                    text.text().substring(part.start(), part.end()),
                    s -> new Span(part.start() + s.start(), part.start() + s.end()));
            patch.addAll(YamlStream.unlisted(one.yaml()));
          }
        } else {
          String file = FileNames.in(folder, where.text());
          if (file == null || !index.folder().has(file)) {
            unseen.add("the patch `" + where.text() + "`");
          } else {
            files.add(file);
            SourceText source = index.folder().read(file);
            for (Span part : YamlStream.documents(source.text())) {
              patch.addAll(YamlStream.unlisted(Excerpt.of(source, part).yaml()));
            }
          }
        }
      } catch (SourceException e) {
        unseen.add("a patch that cannot be read");
      }
      return patch;
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

  /** Whether nodes are a list of JSON patches. */
  static boolean isJsonPatch(Node node) {
    return node instanceof ListNode list
        && !list.items().isEmpty()
        && list.items().getFirst() instanceof MapNode map
        && map.get("op") != null;
  }
}
