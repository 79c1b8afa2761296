package dev.esslint.workspace.helmfile;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What templates of a helmfile can name: the environment, and the values of the state. Nothing is known of an environment that nobody
 * names.
 */
final class HelmfileState {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{-?\\s*(\\.[A-Za-z0-9_.]+)\\s*(\\|\\s*(?:quote|toString)\\s*)?-?\\}\\}");

  private final String environment;
  private final String release;

  /** The mappings with values, the last one strongest. */
  private final List<Located> values;

  private HelmfileState(String environment, String release, List<Located> values) {
    this.environment = environment;
    this.release = release;
    this.values = values;
  }

  /** Nothing is known. */
  static final HelmfileState UNKNOWN = new HelmfileState("", "", List.of());

  /**
   * What some parts of a helmfile say of an environment.
   *
   * @param environment its name; empty if nobody names one
   * @param folder the folder of the helmfile
   */
  static HelmfileState of(String environment, List<Located> parts, String folder, Index index) {
    if (environment.isEmpty()) {
      return UNKNOWN;
    }
    List<Located> values = new ArrayList<>();
    for (Located part : parts) {
      add(part.get("values"), folder, index, values);
      add(part.get("environments", environment, "values"), folder, index, values);
    }
    return new HelmfileState(environment, "", values);
  }

  private static void add(Located list, String folder, Index index, List<Located> values) {
    for (Located item : list.items()) {
      String file = item.isMap() ? null : FileNames.in(folder, item.text());
      if (item.isMap()) {
        values.add(item);
      } else if (file != null && FileNames.isYaml(file) && index.folder().has(file)) {
        try {
          values.add(Located.top(Excerpt.of(index.folder().read(file)).yaml()));
        } catch (SourceException e) {
          // helmfile itself will tell
        }
      }
    }
  }

  /** The same for a release. */
  HelmfileState in(String name) {
    return new HelmfileState(environment, name, values);
  }

  /** What a template comes to; empty if that cannot be told. */
  Optional<String> value(String template) {
    Matcher reference = REFERENCE.matcher(template);
    if (!reference.matches()) {
      return Optional.empty();
    }
    String path = reference.group(1);
    boolean quoted = reference.group(2) != null && reference.group(2).contains("quote");
    return value(path.split("\\.", -1))
        .filter(text -> text.indexOf('\n') < 0)
        .map(text -> quoted ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text);
  }

  private Optional<String> value(String[] path) {
    String root = path.length < 3 ? "" : path[1] + (path.length == 3 ? "." + path[2] : "");
    if (root.equals("Release.Name")) {
      return Optional.of(release).filter(name -> !name.isEmpty());
    }
    if (root.equals("Environment.Name")) {
      return Optional.of(environment).filter(name -> !name.isEmpty());
    }
    boolean state = path.length > 2 && (path[1].equals("Values") || path[1].equals("StateValues"));
    if (!state) {
      return Optional.empty();
    }
    for (Located one : values.reversed()) {
      Located found = one;
      for (int i = 2; i < path.length; i++) {
        found = found.get(path[i]);
      }
      if (found.isThere()) {
        return found.isMap() || !found.items().isEmpty() || found.scalar().contains("{{")
            ? Optional.empty()
            : Optional.of(found.scalar());
      }
    }
    return Optional.empty();
  }
}
