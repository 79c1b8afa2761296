package dev.esslint.workspace.argocd;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The parameters that the generators of an ApplicationSet give, as far as files tell them. */
final class Generators {
  private static final int MOST = 300;

  private final Index index;

  /**
   * What one element gives.
   *
   * @param complete whether no parameter is missing
   */
  record Parameters(Map<String, String> values, boolean complete) {}

  Generators(Index index) {
    this.index = index;
  }

  /** All elements; one without any parameters if they cannot be told. */
  List<Parameters> of(Located generators) {
    List<Parameters> all = new ArrayList<>();
    for (Located generator : generators.items()) {
      all.addAll(one(generator));
    }
    if (all.isEmpty()) {
      all.add(new Parameters(Map.of(), false));
    }
    return all.size() > MOST ? all.subList(0, MOST) : all;
  }

  private List<Parameters> one(Located generator) {
    List<Parameters> found = new ArrayList<>();
    if (generator.get("list", "elements").isThere()) {
      for (Located element : generator.get("list", "elements").items()) {
        found.add(new Parameters(flat(element), true));
      }
      return values(generator.get("list", "values"), found);
    }
    if (generator.get("matrix", "generators").isThere()) {
      found.add(new Parameters(Map.of(), true));
      for (Located part : generator.get("matrix", "generators").items()) {
        found = product(found, one(part));
      }
      return found;
    }
    if (generator.get("merge", "generators").isThere()) {
      return merged(generator.get("merge"));
    }
    if (generator.get("git").isThere()) {
      return values(generator.get("git", "values"), git(generator.get("git")));
    }
    return List.of(new Parameters(Map.of(), false));
  }

  private static List<Parameters> values(Located values, List<Parameters> found) {
    if (!values.isThere()) {
      return found;
    }
    List<Parameters> all = new ArrayList<>();
    for (Parameters one : found) {
      Map<String, String> more = new LinkedHashMap<>(one.values());
      boolean complete = one.complete();
      for (String key : values.keys()) {
        Rendered text =
            new Template(one.values(), values.get(key).text().contains("{{."), true)
                .render(values.get(key).scalar());
        more.put("values." + key, text.text());
        complete &= text.unknown().isEmpty();
      }
      all.add(new Parameters(more, complete));
    }
    return all;
  }

  private static List<Parameters> product(List<Parameters> some, List<Parameters> others) {
    List<Parameters> product = new ArrayList<>();
    for (Parameters one : some) {
      for (Parameters other : others) {
        if (product.size() <= MOST) {
          Map<String, String> both = new LinkedHashMap<>(one.values());
          both.putAll(other.values());
          product.add(new Parameters(both, one.complete() && other.complete()));
        }
      }
    }
    return product;
  }

  private List<Parameters> merged(Located merge) {
    List<Located> parts = merge.get("generators").items();
    List<String> keys = merge.get("mergeKeys").items().stream().map(Located::text).toList();
    List<Parameters> base = parts.isEmpty() ? List.of() : one(parts.getFirst());
    for (Located part : parts.isEmpty() ? parts : parts.subList(1, parts.size())) {
      List<Parameters> next = new ArrayList<>();
      List<Parameters> over = one(part);
      for (Parameters one : base) {
        Map<String, String> both = new LinkedHashMap<>(one.values());
        boolean complete = one.complete();
        for (Parameters other : over) {
          complete &= other.complete();
          boolean same =
              keys.stream()
                  .allMatch(
                      key ->
                          one.values().getOrDefault(key, "")
                              .equals(other.values().getOrDefault(key, "-")));
          if (same) {
            both.putAll(other.values());
          }
        }
        next.add(new Parameters(both, complete));
      }
      base = next;
    }
    return base;
  }

  private List<Parameters> git(Located git) {
    List<Parameters> found = new ArrayList<>();
    List<String> names = index.folder().names();
    TreeSet<String> excluded = new TreeSet<>();
    TreeSet<String> taken = new TreeSet<>();
    if (git.get("directories").isThere()) {
      TreeSet<String> folders = new TreeSet<>();
      for (String name : names) {
        for (String at = FileNames.folder(name); !at.isEmpty(); at = FileNames.folder(at)) {
          folders.add(at);
        }
      }
      for (Located item : git.get("directories").items()) {
        List<String> matching = Globs.matching(item.get("path").text(), List.copyOf(folders));
        (item.get("exclude").isTrue() ? excluded : taken).addAll(matching);
      }
      taken.removeAll(excluded);
      for (String folder : taken) {
        found.add(new Parameters(path(folder), true));
      }
      return found;
    }
    for (Located item : git.get("files").items()) {
      List<String> matching = Globs.matching(item.get("path").text(), names);
      (item.get("exclude").isTrue() ? excluded : taken).addAll(matching);
    }
    taken.removeAll(excluded);
    for (String file : taken) {
      Map<String, String> parameters = path(FileNames.folder(file));
      parameters.put("path.filename", FileNames.base(file));
      try {
        Located content = Located.top(Excerpt.of(index.folder().read(file)).yaml());
        parameters.putAll(flat(content));
        found.add(new Parameters(parameters, true));
      } catch (SourceException e) {
        found.add(new Parameters(parameters, false));
      }
    }
    return found;
  }

  private static Map<String, String> path(String folder) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("path", folder);
    parameters.put("path.path", folder);
    parameters.put("path.basename", FileNames.base(folder));
    String[] segments = folder.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      parameters.put("path.segments." + i, segments[i]);
      parameters.put("path[" + i + "]", segments[i]);
    }
    return parameters;
  }

  private static Map<String, String> flat(Located element) {
    Map<String, String> parameters = new LinkedHashMap<>();
    add("", element, parameters, 0);
    return parameters;
  }

  private static void add(String name, Located at, Map<String, String> parameters, int depth) {
    if (depth > 20) {
      return;
    }
    if (at.isMap()) {
      for (String key : at.keys()) {
        add(name.isEmpty() ? key : name + "." + key, at.get(key), parameters, depth + 1);
      }
    } else if (!at.items().isEmpty()) {
      int i = 0;
      for (Located item : at.items()) {
        add(name + "." + i++, item, parameters, depth + 1);
      }
    } else if (at.isThere()) {
      parameters.put(name, at.scalar());
    }
  }
}
