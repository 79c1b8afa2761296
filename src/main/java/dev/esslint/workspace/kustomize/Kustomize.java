package dev.esslint.workspace.kustomize;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.TestFolders;
import dev.esslint.workspace.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
    FolderBuilder builder = new FolderBuilder(this, index);
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
    FolderBuilder builder = FolderBuilder.after(before, this, index);
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

  /** Whether nodes are a list of JSON patches. */
  static boolean isJsonPatch(Node node) {
    return node instanceof ListNode list
        && !list.items().isEmpty()
        && list.items().getFirst() instanceof MapNode map
        && map.get("op") != null;
  }
}
