package dev.esslint.workspace.kustomize;

import dev.esslint.text.Patience;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Applies patches to objects. Of a custom resource mappings are merged and lists replaced. */
public final class Patches {
  private static final String DIRECTIVE = "$patch";
  /** Below these keys are values of a chart. */
  private static final Set<String> VALUES = Set.of("values", "valuesObject");

  /** Nobody writes longer conditions. */
  private static final int LONGEST = 300;

  private static final Pattern TERM =
      Pattern.compile(
          "^(?<key>[^\\s!=(]++)\\s*+(?<sign>==?+|!=|in\\b|notin\\b)\\s*+\\(?+(?<values>[^)]*+)\\)?+");

  private Patches() {}

  /** Which objects a patch is for. */
  public record Target(Located at, Patience patience) {
    /** So often all its expressions look at a character, over all objects. */
    private static final int LOOKS = 200_000;

    public Target(Located at) {
      this(at, new Patience(LOOKS));
    }

    boolean fits(Manifest object) {
      return fits("group", object.group())
          && fits("kind", object.kind())
          && fits("name", object.objectName())
          && fits("namespace", object.objectNamespace())
          && fitsLabels(object);
    }

    private boolean fits(String field, String value) {
      String wanted = at.get(field).text();
      if (wanted.isEmpty()) {
        return true;
      }
      if (wanted.length() > LONGEST) {
        return false;
      }
      try {
        return patience.fits(Pattern.compile("^(" + wanted + ")$"), value).orElseGet(() -> wanted.equals(value));
      } catch (PatternSyntaxException e) {
        return wanted.equals(value);
      }
    }

    private boolean fitsLabels(Manifest object) {
      String selector = at.get("labelSelector").text();
      if (selector.length() > LONGEST) {
        return false;
      }
      for (String term : selector.split(",(?![^(]*\\))", -1)) {
        Matcher parts = TERM.matcher(term.strip());
        if (parts.matches()) {
          Located label = object.get("metadata", "labels", parts.group("key"));
          List<String> values = List.of(parts.group("values").strip().split("[\\s,]+", -1));
          boolean has = label.isThere() && values.contains(label.scalar());
          if (has == parts.group("sign").matches("!=|notin")) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /**
   * Objects after a patch.
   *
   * @param target which objects; a merge patch that names an object itself needs none
   */
  public static List<Manifest> apply(
      List<Document> patch, Target target, List<Manifest> objects) {
    List<Manifest> changed = new ArrayList<>(objects);
    for (Document document : patch) {
      boolean json = Kustomize.isJsonPatch(document.root());
      for (int i = 0; i < changed.size(); i++) {
        Manifest object = changed.get(i);
        boolean fits =
            target.at().isMap()
                ? target.fits(object)
                : !json && names(Located.top(document), object);
        if (fits) {
          changed.set(i, json ? operations(document, object) : merged(document, object));
        }
      }
      changed.removeIf(object -> object.parts().isEmpty());
    }
    return changed;
  }

  private static boolean names(Located patch, Manifest object) {
    String namespace = patch.get("metadata", "namespace").scalar();
    return patch.get("kind").text().equals(object.kind())
        && patch.get("metadata", "name").scalar().equals(object.get("metadata", "name").scalar())
        && (namespace.isEmpty()
            || object.objectNamespace().isEmpty()
            || namespace.equals(object.objectNamespace()));
  }

  private static Manifest merged(Document patch, Manifest object) {
    if (patch.root() instanceof MapNode root
        && root.get(DIRECTIVE) instanceof ScalarNode directive
        && "delete".equals(directive.string())) {
      return object.deleted();
    }
    Manifest base = object;
    List<List<String>> replaced = new ArrayList<>();
    Node cleaned = clean(patch.root(), new ArrayList<>(), replaced);
    for (List<String> path : replaced) {
      base = base.without(path);
    }
    // name and namespace only say which object it is
    Node rest = Trees.without(cleaned, List.of("metadata"));
    return base.patched(patch.withRoot(rest));
  }

  /** The patch without directives; what they replace or delete is told. */
  private static Node clean(Node node, List<String> path, List<List<String>> replaced) {
    if (!(node instanceof MapNode map)) {
      return node;
    }
    var entries = new LinkedHashMap<String, Node.Entry>();
    map.entries()
        .forEach(
            (key, entry) -> {
              if (key.equals(DIRECTIVE)) {
                replaced.add(List.copyOf(path));
              } else {
                path.add(key);
                entries.put(key, new Node.Entry(entry.key(), clean(entry.value(), path, replaced)));
                path.removeLast();
              }
            });
    return Trees.map(map.span(), entries);
  }

  private static Manifest operations(Document patch, Manifest object) {
    Manifest changed = object;
    for (Located operation : Located.top(patch).items()) {
      List<String> path = pointer(operation.get("path").text());
      String op = operation.get("op").text();
      Located value = operation.get("value");
      if (path.isEmpty() || op.equals("test")) {
        continue;
      }
      List<String> list = listAbove(path, changed);
      if (!list.isEmpty()) {
        changed = listed(operation, op, path, list, changed);
      } else if (op.equals("remove")) {
        changed = changed.without(path);
      } else if (op.equals("copy") || op.equals("move")) {
        changed = changed.unclear(path, operation.get("path"));
      } else if (value.node() != null) {
        Node put = Trees.below(path, value.key(), value.node());
        changed = changed.without(path).patched(patch.withRoot(put));
      }
    }
    return changed;
  }

  /**
   * An item of a list has no layer of its own, so that of values the list becomes what nobody knows. Of another list it is told who
   * asks for it.
   */
  private static Manifest listed(
      Located operation, String op, List<String> path, List<String> list, Manifest object) {
    boolean values = list.stream().anyMatch(VALUES::contains);
    boolean followed = Set.of("add", "replace", "remove").contains(op) && path.size() == list.size() + 1;
    Located at = operation.get("path");
    if (values) {
      return object.unclear(list, at);
    }
    return followed
        ? object.edited(new Manifest.Edit(list, op, path.getLast(), operation.get("value").asItem()))
        : object.unfollowed(list, at);
  }

  /** The path of the list that a path leads through; empty if it leads through none. */
  private static List<String> listAbove(List<String> path, Manifest object) {
    for (int i = 1; i < path.size(); i++) {
      if (object.get(path.subList(0, i).toArray(new String[0])).node() instanceof Node.ListNode) {
        return path.subList(0, i);
      }
    }
    return List.of();
  }

  /** The keys of a JSON pointer. */
  public static List<String> pointer(String text) {
    List<String> keys = new ArrayList<>();
    for (String step : text.split("/", -1)) {
      keys.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return keys.isEmpty() ? keys : keys.subList(1, keys.size());
  }
}
