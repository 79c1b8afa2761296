package dev.esslint.workspace.helmfile;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import java.util.List;

/** The values of one release: mappings, files, and what helmfile passes on with {@code --set}. */
final class ReleaseValues {
  private final String folder;
  private final Index index;
  private final HelmfileState state;
  private final Draft draft;

  /**
   * Nothing is added yet.
   *
   * @param folder the folder of the helmfile
   * @param state what the templates of files can name
   * @param draft takes the values
   */
  ReleaseValues(String folder, Index index, HelmfileState state, Draft draft) {
    this.folder = folder;
    this.index = index;
    this.state = state;
    this.draft = draft;
  }

  /**
   * Adds all, in the order of helmfile.
   *
   * @param lenient whether helmfile goes on without files that are missing
   */
  void add(Levels levels, boolean lenient) {
    for (String field : List.of("valuesTemplate", "values", "secrets", "set", "setString")) {
      levels.each(field).stream().filter(Located::isMap).forEach(mapping -> notList(field, mapping));
    }
    for (String field : List.of("valuesTemplate", "values")) {
      for (Located list : levels.each(field)) {
        List<Located> items = list.items();
        for (int i = 0; i < items.size(); i++) {
          value(items.get(i), lenient, false, i);
        }
      }
    }
    for (Located list : levels.each("secrets")) {
      list.items().forEach(item -> value(item, lenient, true, 0));
    }
    for (Located level : levels.all()) {
      level.get("set").items().forEach(item -> set(item, Kind.SET));
      level.get("setTemplate").items().forEach(item -> set(item, Kind.SET));
    }
    for (Located list : levels.each("setString")) {
      list.items().forEach(item -> set(item, Kind.STRING));
    }
  }

  private void notList(String field, Located mapping) {
    draft.withoutValues();
    draft.tell(
        BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
        mapping,
        "`" + field + "` must be a list, but this is a mapping, so helmfile stops. Write `-` before its first key.");
  }

  private void value(Located item, boolean lenient, boolean secret, int number) {
    Node node = item.node();
    if (item.isMap() && node != null) {
      Checks.dotted(item, draft);
      Holes.in(item.document().withRoot(node), draft, "gotmpl");
      draft.mapping("inline values[" + number + "]", item.document(), node);
      return;
    }
    String name = item.text().replace(Templated.RELEASE_NAME, draft.release().isEmpty() ? "${t}" : draft.release());
    String path = name.contains("${") ? null : FileNames.in(folder, name);
    if (path == null) {
      draft.opaque(name, "not among these files", false, item);
    } else if (index.folder().has(path)) {
      file(path, item, secret);
    } else {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
          item,
          lenient
              ? "There is no file `" + name + "`, and helmfile continues without it."
              : "There is no file `" + name + "`, so helmfile stops.");
      if (!lenient) {
        draft.opaque(name, "not among these files", false, item);
      }
    }
  }

  private void file(String path, Located item, boolean secret) {
    try {
      Excerpt text = Excerpt.of(index.folder().read(path));
      draft.file(path);
      Document document =
          path.endsWith(Helmfile.TEMPLATE)
              ? Templated.read(text, state.in(draft.release()), draft).orElse(null)
              : text.yaml();
      if (document == null) {
        draft.opaque(path, "its templates produce more than values", false, item);
        return;
      }
      boolean encrypted = Sops.isEncrypted(document.root());
      if (encrypted && !secret) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
            item,
            "`" + path + "` is encrypted, but only files under `secrets` are decrypted. Helm will refuse the `sops` key.");
      }
      Checks.dotted(Located.top(document), draft);
      draft.mapping(
          path + (secret ? " (decrypted)" : ""),
          document,
          encrypted && secret ? Sops.decrypted(document, draft) : document.root());
    } catch (SourceException e) {
      draft.file(path);
      draft.opaque(path, "cannot be read: " + e.getMessage(), false, item);
    }
  }

  private void set(Located item, Kind kind) {
    Located name = item.get("name");
    Located value = item.get("value");
    Located values = item.get("values");
    Located from = item.get("file");
    try {
      if (from.isThere()) {
        setFile(name, from);
        return;
      }
      if (values.isThere()) {
        List<String> items = values.items().stream().map(v -> escaped(v.scalar())).toList();
        draft.setting(
            "set",
            LayerReader.assignment(
                kind, name.source(), name.text(), name.span(), "{" + String.join(",", items) + "}", values.span()),
            name.span());
        return;
      }
      if (value.isThere() && value.scalar().isEmpty()) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_EMPTY_SET_IGNORED,
            item.source(),
            item.span(),
            "An empty `value` has no effect, because helmfile does not pass it to Helm. `" + name.text() + "` keeps its value.");
        return;
      }
      SetExpression expression =
          LayerReader.assignment(
              kind, name.source(), name.text(), name.span(), escaped(value.scalar()), value.span());
      draft.setting(kind == Kind.STRING ? "setString" : "set", expression, name.span());
      if (value.text().contains("${")) {
        draft.hole(value.source(), value.span(), "gotmpl");
      }
      Secrets.tell(expression, value.scalar(), value, draft);
    } catch (SourceException e) {
      draft.opaque(name.text(), "cannot be set: " + e.getMessage(), false, item);
      if (!name.text().contains("${")) {
        Checks.unparsable(kind, e, name, draft);
      }
    }
  }

  private void setFile(Located name, Located from) throws SourceException {
    String path = FileNames.in(folder, from.text());
    boolean there = path != null && index.folder().has(path);
    if (!there) {
      draft.hole(from.source(), from.span(), "the file " + from.text());
    }
    String text = there && path != null ? index.folder().read(path).text() : "${" + from.text() + "}";
    draft.setting(
        "set",
        LayerReader.verbatim(name.source(), name.text(), name.span(), text, from.span()),
        name.span());
  }

  private static String escaped(String value) {
    return value.replaceAll("[{},]", "\\\\$0");
  }
}
