package dev.esslint.workspace.argocd;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that an Application names as values. */
final class ValueFiles {
  private final Index index;
  private final Draft draft;
  private final Located helm;
  private final List<Located> sources;
  private final String folder;
  private final boolean plugin;

  /**
   * @param folder the folder of the chart in this repository; empty for a chart in a registry
   * @param plugin whether a plugin reads the files, which may decrypt them
   */
  ValueFiles(Index index, Draft draft, Located helm, List<Located> sources, String folder, boolean plugin) {
    this.plugin = plugin;
    this.index = index;
    this.draft = draft;
    this.helm = helm;
    this.sources = sources;
    this.folder = folder;
  }

  void add() {
    boolean lenient = helm.get("ignoreMissingValueFiles").isTrue();
    for (Located item : helm.get("valueFiles").items()) {
      String text = item.text();
      if (text.contains("://") || text.contains("${")) {
        draft.opaque(text, "not in this repository", false, item);
      } else if (text.startsWith("$")) {
        referenced(item, text, lenient);
      } else if (folder.isEmpty()) {
        inChart(item, text, lenient);
      } else {
        String file = text.startsWith("/") ? text.substring(1) : FileNames.in(folder, text);
        file(item, file, lenient, true);
      }
    }
  }

  private void referenced(Located item, String text, boolean lenient) {
    int slash = text.indexOf('/');
    String ref = text.substring(1, slash < 0 ? text.length() : slash);
    Located source = null;
    for (Located one : sources) {
      if (one.get("ref").text().equals(ref)) {
        source = one;
      }
    }
    if (source == null) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_REF_WITHOUT_SOURCE,
          item,
          "No source of this Application has `ref: " + ref + "`, so Argo CD cannot find the file.");
      draft.opaque(text, "no source has this name", false, item);
      return;
    }
    if (source.get("chart").isThere()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_REF_WITHOUT_SOURCE,
          item,
          "The source with `ref: " + ref + "` has a `chart`, and Argo CD takes no files from it. Add a source for the repository with the file.");
      draft.opaque(text, "the source with this name is a chart", false, item);
      return;
    }
    String file = slash < 0 ? null : FileNames.in("", text.substring(slash + 1));
    String url = source.get("repoURL").text();
    if (!index.discovery().mayBeHere(url)) {
      draft.opaque(text, "it is in another repository", false, item);
      return;
    }
    boolean here = file != null && !matching(file).isEmpty();
    if (here && !index.discovery().isHere(url)) {
      draft.assume(url + " is the repository that is linted");
    }
    file(item, file, lenient, false);
  }

  private List<String> matching(String file) {
    return index.folder().has(file)
        ? List.of(file)
        : Globs.isGlob(file) ? Globs.matching(file, index.folder().names()) : List.of();
  }

  private void file(Located item, @Nullable String file, boolean lenient, boolean certain) {
    List<String> files = file == null ? List.of() : matching(file);
    for (String one : files) {
      LayerReader.file(draft, index, one, one, item);
      if (!plugin) {
        Sops.undecrypted(index, one, item, "Argo CD", draft);
      }
    }
    if (!files.isEmpty()) {
      return;
    }
    if (certain && !lenient) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
          item,
          "There is no file `" + item.text() + "`, so Argo CD cannot render the chart.");
    }
    if (!lenient) {
      draft.opaque(item.text(), "not among these files", false, item);
    }
  }

  private void inChart(Located item, String text, boolean lenient) {
    if (!text.equals("values.yaml") && !text.startsWith("ci/") && !lenient) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_VALUES_FILE_ABSENT,
          item,
          "With a chart from a registry, this is a file inside the chart, which does not exist, so Argo CD cannot"
              + " render it. For a file of a repository, write `$ref/path` and add a second source with a `ref`.");
    }
  }
}
