package dev.esslint.workspace.kustomize;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Applies the patches and replacements of a kustomization to what it builds. */
final class FolderPatches {
  private final Index index;
  private final Set<String> files;
  private final Set<String> unseen;

  /**
   * @param files takes the names of the files that are read
   * @param unseen takes what is not known here
   */
  FolderPatches(Index index, Set<String> files, Set<String> unseen) {
    this.index = index;
    this.files = files;
    this.unseen = unseen;
  }

  /** The objects of a folder after its patches, and with what its replacements change. */
  List<Manifest> applied(String folder, Located top, List<Manifest> objects) {
    return replaced(folder, top, patched(folder, top, objects));
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
}
