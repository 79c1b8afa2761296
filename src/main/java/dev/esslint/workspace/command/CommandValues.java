package dev.esslint.workspace.command;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Holes;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.command.HelmCommand.Option;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The values that a command line gives to Helm: files, what the script writes, and single settings.
 *
 * <p>A file with a name that the shell fills in is one unknown layer, however many files have such a name: which one it is, and
 * whether it is there at all when the script runs, is known to nobody who reads the script. The files that it may be are checked
 * by themselves, and nothing is missing in them.
 */
final class CommandValues {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9_][A-Za-z0-9_.-]*+)\\}");

  private final CommandSite site;
  private final ShellScript.Command command;
  private final HelmCommand helm;
  private final Excerpt text;

  CommandValues(CommandSite site, ShellScript.Command command, HelmCommand helm) {
    this.site = site;
    this.command = command;
    this.helm = helm;
    this.text = command.script();
  }

  /** Adds the layers in the order in which Helm puts them together, wherever the options stand. */
  void addTo(Draft draft) {
    for (Option option : helm.all("-f", "--values")) {
      files(option, draft);
    }
    for (Kind kind : Kind.values()) {
      for (Option option : helm.all(kind.option())) {
        set(kind, option, draft);
      }
    }
    if (helm.open()) {
      draft.opaque("(options)", "options that the shell fills in", false, at(helm.helm().span()));
      mentioned().forEach(draft::file);
    }
  }

  private Located at(Span inner) {
    return CommandSite.at(text, inner);
  }

  private void files(Option option, Draft draft) {
    String text = option.text();
    for (String name : text.startsWith("<(") ? List.of(text) : List.of(text.split(",", -1))) {
      Located at = at(option.value().span());
      Content content =
          name.equals("-") || name.equals("/dev/stdin")
              ? command.input()
              : command.files().get(ScriptFiles.name(name));
      if (content != null) {
        String written = site.present(name);
        if (written != null) {
          draft.file(written); // what is there now was written by an earlier run
        }
        content(content, name, draft, at);
      } else if (name.startsWith("http")) {
        draft.opaque(name, "not a file of this repository", published(name), at);
      } else if (name.equals("-") || name.startsWith("<(") || name.startsWith("/dev/")) {
        draft.opaque(name, "not a file of this repository", false, at);
      } else if (!option.value().known()) {
        draft.opaque(name, "its name is filled in by the shell", among(name), at);
          mentioned().forEach(draft::file); // the variable may hold one of these
      } else {
        boolean secret = name.startsWith("secrets://") || helm.decrypts();
        file(name.replaceFirst("^secrets(\\+[a-z-]+)?://", "").replaceFirst("^.*\\?", ""), secret, false, draft, at);
      }
    }
  }

  /** The file that an address of a file in some repository means if that is this one. */
  private Set<String> published(String address) {
    String longest = "";
    if (address.contains("://raw.") || address.contains("/raw/")) {
      for (String file : site.index().yamlFiles()) {
        boolean ends = address.replaceAll("[?#].*$", "").endsWith("/" + file);
        if (ends && file.length() > longest.length() && site.index().hasChartKeys(file)) {
          longest = file;
        }
      }
    }
    return longest.isEmpty() ? Set.of() : Set.of(longest);
  }

  private void content(Content content, String name, Draft draft, Located at) {
    switch (content) {
      case Content.Copied(String file, boolean decrypted, boolean filled) -> file(file, decrypted, filled, draft, at);
      case Content.Written(List<ShellScript.Document> texts, boolean appended) -> {
        if (appended) {
          file(name, false, false, draft, at);
        }
        here(texts, draft, at);
      }
      case Content.Unclear(String by) ->
          draft.opaque(name, by.isEmpty() ? "written by the script" : "written by " + by, false, at);
    }
  }

  private void here(List<ShellScript.Document> texts, Draft draft, Located at) {
    String name = site.file() + " here-document";
    List<Document> documents = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    try {
      for (ShellScript.Document text : texts) {
        Document document = text.expanded() ? text.text().yamlWithHoles() : text.text().yaml();
        for (String key : Located.top(document).keys()) {
          if (!keys.add(key)) {
            draft.opaque(name, "`" + key + "` is written twice", false, at);
            return;
          }
        }
        documents.add(document);
      }
    } catch (SourceException e) {
      draft.opaque(name, "not YAML: " + e.getMessage(), false, at);
      return;
    }
    for (int i = 0; i < documents.size(); i++) {
      if (texts.get(i).expanded()) {
        Holes.in(documents.get(i), draft, "shell variable");
      }
      draft.mapping(name, documents.get(i), documents.get(i).root());
    }
  }

  private void file(String name, boolean secret, boolean filled, Draft draft, Located at) {
    String path = site.present(name);
    if (path == null) {
      draft.opaque(name, "not among these files", false, at);
      misspelt(name, draft, at);
      return;
    }
    try {
      Excerpt content = Excerpt.of(site.index().folder().read(path));
      Document document = filled ? content.yamlWithHoles() : content.yaml();
      boolean encrypted = Sops.isEncrypted(document.root());
      if (encrypted && !secret) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SOPS_NOT_DECRYPTED,
            at.source(),
            at.key(),
            "`"
                + name
                + "` is encrypted, but Helm does not decrypt it. `ENC[...]` becomes the value, if Helm accepts the file at"
                + " all. `helm secrets " + helm.verb() + "` decrypts it.");
      }
      draft.file(path);
      if (filled) {
        Holes.in(document, draft, "variable of the environment");
      }
      Checks.dotted(Located.top(document), draft);
      draft.mapping(path, document, encrypted && secret ? Sops.decrypted(document, draft) : document.root());
    } catch (SourceException e) {
      draft.opaque(path, "cannot be read: " + e.getMessage(), false, at);
      draft.file(path);
    }
  }

  /** Tells a file that is not there where one with nearly this name is; others may be made before the command runs. */
  private void misspelt(String name, Draft draft, Located at) {
    String path = FileNames.in(site.folder(), name);
    String folder = path == null ? "" : FileNames.folder(path);
    String base = path == null ? "" : FileNames.base(path);
    for (String other : path == null ? Set.<String>of() : site.index().yamlFiles()) {
      if (FileNames.folder(other).equals(folder) && isNearly(base, FileNames.base(other)) && site.index().hasChartKeys(other)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
            at,
            "There is no file `" + name + "`, so Helm stops. Did you mean `" + FileNames.base(other) + "`?");
        return;
      }
    }
  }

  /** Whether two names are the same but for the spelling of the ending, for case, or for the sign between words. */
  private static boolean isNearly(String one, String other) {
    return spelled(one).equals(spelled(other));
  }

  private static String spelled(String name) {
    String plain = name.endsWith(".yml") ? name.substring(0, name.length() - 3) + "yaml" : name;
    return plain.toLowerCase(Locale.ROOT).replace('_', '-').replace("value-", "values-").replace("value.", "values.");
  }

  private void set(Kind kind, Option option, Draft draft) {
    Located at = at(option.value().span());
    try {
      Excerpt argument = option.value().after(option.start(), text);
      var expression =
          kind == Kind.FILE ? setFile(argument, at) : LayerReader.expression(kind, argument);
      draft.setting(kind.option(), expression, at.key());
      if (option.value().known() && kind != Kind.FILE) {
        for (SetExpression.Assignment one : expression.assignments()) {
          Secrets.tell(one, at, draft);
        }
      }
      if (!option.value().known() || argument.text().contains("${")) {
        Holes.in(expression, draft, "shell variable");
      }
    } catch (SourceException e) {
      draft.opaque(kind.option(), "Helm refuses it: " + e.getMessage(), false, at);
      if (option.value().known()) {
        Checks.unparsable(kind, e, at, draft);
      }
    }
  }

  private SetExpression setFile(Excerpt argument, Located at)
      throws SourceException {
    int sign = argument.text().indexOf('=');
    String name = sign < 0 ? "" : argument.text().substring(sign + 1);
    String path = site.present(name);
    String content = path == null ? "${" + name + "}" : site.index().folder().read(path).text();
    return LayerReader.verbatim(
        at.source(), argument.text().substring(0, Math.max(sign, 0)), at.key(), content, at.key());
  }

  /** The files that the script names somewhere, which the options may name. */
  private Set<String> mentioned() {
    Set<String> files = new TreeSet<>();
    List<Word> words = new ArrayList<>(site.script().listed());
    site.script().commands().forEach(other -> words.addAll(other.words()));
    for (Word word : words) {
      String name = word.text().substring(word.text().indexOf('=') + 1);
      String path = FileNames.isYaml(name) ? site.present(name) : null;
      if (path != null) {
        files.add(path);
      }
    }
    return files;
  }

  /** The files that a name may mean of which the shell fills in a part. */
  private Set<String> among(String name) {
    String pattern = HOLE.matcher(name).replaceAll("*");
    if (pattern.equals("*")) {
      return Set.of();
    }
    String path = FileNames.in(site.folder(), pattern);
    String top = FileNames.in("", pattern);
    List<String> values = site.index().folder().names().stream().filter(FileNames::isYaml).filter(site.index()::hasChartKeys).toList();
    List<String> near = path == null ? List.of() : Globs.matching(path, values);
    return new TreeSet<>(near.isEmpty() && top != null ? Globs.matching(top, values) : near);
  }
}
