package dev.esslint.cluster;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code kubectl} printed: lists of objects in YAML or JSON, API versions, the version of the server, one after the other.
 *
 * @param objects by kind, in their order
 * @param apiVersions as {@code kubectl api-versions} prints them
 * @param server the version of the server; empty if it is not told
 * @param notes what is not here and why, each a sentence without a period
 */
public record Listed(
    Map<String, List<Located>> objects, TreeSet<String> apiVersions, List<String> server, List<String> notes) {

  /** Kinds of which one object alone says nothing about what else there is. */
  private static final Set<String> WHOLE =
      Set.of(
          "Node",
          "IngressClass",
          "StorageClass",
          "PriorityClass",
          "RuntimeClass",
          "Issuer",
          "ClusterIssuer",
          "Secret",
          "ConfigMap",
          "ServiceAccount",
          "PersistentVolumeClaim",
          "APIService");

  private static final String COMMAND = "`esslint cluster --help` shows a command";

  /** Nothing so far. */
  public static Listed nothing() {
    return new Listed(new LinkedHashMap<>(), new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * Adds a text.
   *
   * @throws SourceException if it is no YAML
   * @throws RefusedException if it has what is in Secrets, or is no output of {@code kubectl}
   */
  public void add(SourceText text) throws SourceException, RefusedException {
    Printed printed = Printed.of(text);
    printed.errors().forEach(error -> notes.add("kubectl failed, and what it could not list stays unknown: " + error));
    for (Span part : printed.documents()) {
      Document document = Excerpt.of(text, part).yaml();
      if (document.ignored().isPresent() || !document.duplicateKeys().isEmpty() || goesOn(text, part, document.root())) {
        throw RefusedException.at(text, part.start(), "several lists are in one document here; put `---` between them");
      }
      add(text, part, Located.top(document));
    }
  }

  private void add(SourceText text, Span part, Located top) throws RefusedException {
    if (isList(top) || !top.items().isEmpty()) {
      items(top);
    } else if (!kind(top).isEmpty()) {
      if (WHOLE.contains(kind(top)) && top.get("metadata", "uid").isThere()) {
        notes.add(
            "the %s `%s` is not in a list, so that nothing is known about others; it is left out".formatted(kind(top), name(top)));
        refuseContents(top, kind(top));
      } else {
        object(top, kind(top));
      }
    } else if (top.get("items").isThere()) {
      throw RefusedException.at(text, part.start(), "the end of this list is missing; " + COMMAND + " that prints all of it");
    } else if (isVersion(top)) {
      server(top);
    } else if (!apiVersions(top)) {
      throw RefusedException.at(text, part.start(), "these are no Kubernetes objects; " + COMMAND + " that prints them");
    }
  }

  /** Whether something stands behind the brace that ends a document. */
  private static boolean goesOn(SourceText text, Span part, Node root) {
    Span rest = new Span(Math.min(root.span().end(), part.end()), part.end());
    return !root.isNull() && "{[".indexOf(text.text().charAt(root.span().start())) >= 0 && text.slice(rest).strip().matches("[{\\[].*");
  }

  private static boolean isVersion(Located top) {
    return top.get("clientVersion").isMap() || top.get("serverVersion").isMap() || top.get("Client Version").isThere();
  }

  private void server(Located top) {
    String version = top.get("serverVersion", "gitVersion").text() + top.get("Server Version").text();
    if (!version.isEmpty()) {
      server.add(version);
    }
  }

  /** Takes words that are all API versions; nothing at all is fine, too. */
  private boolean apiVersions(Located top) {
    List<String> words = Arrays.stream(top.text().strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    boolean all = words.stream().allMatch(word -> Printed.API_VERSION.matcher(word).matches());
    if (all) {
      apiVersions.addAll(words);
    }
    return all && !top.isMap();
  }

  private static String kind(Located object) {
    return object.get("kind").text();
  }

  private static boolean isList(Located object) {
    return kind(object).equals("List") || (kind(object).endsWith("List") && object.get("items").isThere());
  }

  /** Takes what is in a list, also in lists in it. Its kind says what its items are; they say it themselves where there are several. */
  private void items(Located list) throws RefusedException {
    String kind = kind(list).replaceFirst("List$", "");
    for (Located item : list.isMap() ? list.get("items").items() : list.items()) {
      if (isList(item)) {
        items(item);
      } else {
        object(item, kind(item).isEmpty() ? kind : kind(item));
      }
    }
  }

  private void object(Located object, String kind) throws RefusedException {
    refuseContents(object, kind);
    if (!name(object).isEmpty()) { // what has no name is none that the cluster could have
      objects.computeIfAbsent(kind, k -> new ArrayList<>()).add(object);
    }
  }

  private static void refuseContents(Located object, String kind) throws RefusedException {
    if (kind.equals("Secret") && (hasContents(object.get("data")) || hasContents(object.get("stringData")))) {
      throw new RefusedException(
          "this contains the content of Secrets, which must not be passed on; " + COMMAND + " that prints only their names and keys");
    }
  }

  private static boolean hasContents(Located data) {
    return data.keys().stream().anyMatch(key -> !data.get(key).scalar().isEmpty());
  }

  /** The objects of a kind. */
  List<Located> of(String kind) {
    return objects.getOrDefault(kind, List.of());
  }

  /** Whether there is nothing that a cluster file could hold. */
  public boolean isEmpty() {
    return objects.isEmpty() && apiVersions.isEmpty() && server.isEmpty();
  }

  static String name(Located object) {
    return object.get("metadata", "name").scalar();
  }

  static String namespace(Located object) {
    return object.get("metadata", "namespace").scalar();
  }

  static String label(Located object, String label) {
    return object.get("metadata", "labels", label).scalar();
  }

  static String annotation(Located object, String annotation) {
    return object.get("metadata", "annotations", annotation).scalar();
  }
}
