package dev.esslint.workspace.configured;

import dev.esslint.text.SourceException;
import dev.esslint.text.Spelling;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Located;
import java.util.List;

/**
 * The files that a configuration names.
 *
 * @param folder the folder of the configuration, which names are relative to
 */
record LayerNames(Folder folder) {

  /**
   * The files of a name or of a pattern, in their order; none if there are none.
   *
   * @throws SourceException if the name leads out of the folder
   */
  List<String> of(Located name) throws SourceException {
    String text = FileNames.in("", name.text());
    if (text == null) {
      throw wrong(name, "`" + name.text() + "` is not in the folder of this file; names are relative to it");
    }
    if (folder.has(text)) {
      return List.of(text);
    }
    return Globs.isGlob(text)
        ? Globs.matching(text, folder.names()).stream().filter(file -> isMeant(file, text)).toList()
        : List.of();
  }

  /** Why there are no files of a name. */
  SourceException missing(Located name) {
    String text = String.valueOf(FileNames.in("", name.text()));
    if (Globs.isGlob(text)) {
      return wrong(name, "no file matches this pattern");
    }
    if (folder.names().stream().anyMatch(file -> file.startsWith(text + "/"))) {
      return wrong(name, "`" + name.text() + "` is a folder; for its files write `" + text + "/*.yaml`");
    }
    String slashes = text.replace('\\', '/');
    String near =
        folder.has(slashes) ? slashes : Spelling.nearest(text, folder.names()).orElse("");
    return wrong(
        name,
        "there is no file `" + name.text() + "`" + (near.isEmpty() ? "" : "; did you mean `" + near + "`?"));
  }

  /** As in a shell, a wildcard stands for no name that begins with a dot. */
  private static boolean isMeant(String file, String pattern) {
    return pattern.startsWith(".") || pattern.contains("/.") || (!file.startsWith(".") && !file.contains("/."));
  }

  private static SourceException wrong(Located at, String why) {
    return new SourceException(why, at.source(), at.span());
  }
}
