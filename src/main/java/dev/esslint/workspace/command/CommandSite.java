package dev.esslint.workspace.command;

import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs.
 *
 * @param file the file that it stands in
 * @param folder the folder in which the script is at the time
 * @param script the script as it runs
 * @param chosen the values of variables that this run of the script has, of several
 */
record CommandSite(
    Index index, Umbrellas umbrellas, String file, String folder, ShellScript script, Map<String, String> chosen) {

  /** The place of something in a command. */
  static Located at(Excerpt text, Span inner) {
    Document whole = new Document(text.outer(), Trees.EMPTY, List.of(), List.of(), Optional.empty());
    return new Located(whole, null, text.place().apply(inner));
  }

  /** A path as the command would find it: from the folder of the script, or from the top; null if it leaves these files. */
  @Nullable String resolved(String name) {
    String near = FileNames.in(folder, name);
    String top = FileNames.in("", name);
    if (near != null && (index.folder().has(near) || umbrellas.isChart(near))) {
      return near;
    }
    return top != null && (index.folder().has(top) || umbrellas.isChart(top)) ? top : near;
  }

  /** The same where a file is there; null otherwise. */
  @Nullable String present(String name) {
    String path = resolved(name);
    return path != null && index.folder().has(path) ? path : null;
  }
}
