package dev.esslint.workspace.argocd;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.secret.SecretPlace;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The single values that an Application sets. */
final class Parameters {
  private final Index index;
  private final Draft draft;
  private final Located helm;
  private final BuildEnvironment environment;
  private final String folder;
  private final String pointer;

  /**
   * @param pointer where the source stands that they are given to
   */
  Parameters(
      Index index,
      Draft draft,
      Located helm,
      BuildEnvironment environment,
      String folder,
      String pointer) {
    this.index = index;
    this.draft = draft;
    this.helm = helm;
    this.environment = environment;
    this.folder = folder;
    this.pointer = pointer;
  }

  void add() {
    Map<String, Located> byName = new LinkedHashMap<>();
    for (Located parameter : helm.get("parameters").items()) {
      String name = parameter.get("name").text();
      Located before = byName.remove(name);
      if (before != null) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_PARAMETER_REPEATED,
            before.source(),
            before.span(),
            "`" + name + "` is set again below, and only that value is used.");
      }
      byName.put(name, parameter);
    }
    overlapping(byName);
    List<Located> typed = new ArrayList<>();
    List<Located> forced = new ArrayList<>();
    byName.values().forEach(p -> (p.get("forceString").isTrue() ? forced : typed).add(p));
    typed.forEach(parameter -> set(parameter, Kind.SET));
    forced.forEach(parameter -> set(parameter, Kind.STRING));
    helm.get("fileParameters").items().forEach(this::file);
  }

  /** Parameters that are in each other have no order: Argo CD passes them on in that of a hash. */
  private void overlapping(Map<String, Located> byName) {
    for (String name : byName.keySet()) {
      for (String other : byName.keySet()) {
        Located at = byName.get(other);
        if (at != null && (other.startsWith(name + ".") || other.startsWith(name + "["))) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_PARAMETER_ORDER_UNDEFINED,
              at.source(),
              at.span(),
              "`" + name + "` and `" + other + "` set the same path, but Argo CD passes parameters on in no defined order.");
        }
      }
    }
  }

  private void set(Located parameter, Kind kind) {
    Located name = parameter.get("name");
    Located value = parameter.get("value");
    if (value.node() instanceof ScalarNode scalar && scalar.string() == null && !scalar.isNull()) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SETTING_OF_WRONG_TYPE,
          value.source(),
          value.span(),
          "The `value` of a parameter must be a text, so the API server refuses the manifest. Put `"
              + value.written()
              + "` in quotes; Helm still reads it as a number or a boolean.");
    }
    BuildEnvironment.Expanded expanded = environment.expand(value.scalar());
    if (!expanded.eaten().isEmpty() && SecretPlace.isNameOfSecret(name.text())) {
      tellEaten(value, "a `$` and what follows it"); // which is a part of the secret
    } else {
      expanded.eaten().forEach(eaten -> tellEaten(value, "`" + eaten + "`"));
    }
    if (expanded.text().contains("${")) {
      draft.hole(value.source(), value.span(), value.text() + " from the build environment");
    }
    try {
      SetExpression expression =
          LayerReader.assignment(
              kind,
              name.source(),
              name.text(),
              name.span(),
              escaped(expanded.text()),
              value.isThere() ? value.span() : name.span());
      draft.setting(
          pointer + "/helm/parameters", expression, name.span());
      Secrets.tell(expression, value.scalar(), value, draft);
    } catch (SourceException e) {
      draft.opaque(name.text(), "cannot be set: " + e.getMessage(), false, parameter);
      Checks.unparsable(kind, e, name, draft);
    }
  }

  private void tellEaten(Located value, String eaten) {
    draft.tell(
        BuiltInCheck.DEPLOYMENT_DOLLAR_IN_PARAMETER,
        value,
        "Argo CD reads "
            + eaten
            + " as a variable that does not exist, so it is replaced with nothing. Write `$$` for a dollar sign.");
  }

  /** Argo CD writes a backslash before commas, but for those in a list. */
  private static String escaped(String value) {
    if (value.startsWith("{") && value.endsWith("}")) {
      return value;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == ',' && (i == 0 || value.charAt(i - 1) != '\\')) {
        escaped.append('\\');
      }
      escaped.append(value.charAt(i));
    }
    return escaped.toString();
  }

  private void file(Located parameter) {
    Located name = parameter.get("name");
    Located path = parameter.get("path");
    String text = environment.expand(path.text()).text();
    String file =
        text.startsWith("$") && text.indexOf('/') > 0
            ? FileNames.in("", text.substring(text.indexOf('/') + 1))
            : folder.isEmpty() ? null : FileNames.in(folder, text);
    try {
      if (file != null && index.folder().has(file)) {
        draft.file(file);
        draft.setting(
            file,
            LayerReader.verbatim(
                name.source(),
                name.text(),
                name.span(),
                index.folder().read(file).text(),
                path.span()),
            name.span());
      } else {
        draft.hole(path.source(), path.span(), "the file " + text);
        draft.setting(
            text,
            LayerReader.verbatim(
                name.source(), name.text(), name.span(), "${" + text + "}", path.span()),
            name.span());
      }
    } catch (SourceException e) {
      draft.opaque(name.text(), "cannot be set: " + e.getMessage(), false, parameter);
    }
  }
}
