package dev.esslint.cluster;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What {@code kubectl} printed: lists of objects in YAML or JSON, API versions, the version of the server, one after the other.
 *
 * @param objects by kind, in their order
 * @param apiVersions as {@code kubectl api-versions} prints them
 * @param server the version of the server; empty if it is not told
 */
public record Listed(
    Map<String, List<Located>> objects, TreeSet<String> apiVersions, List<String> server) {

  /** What is no list of names only. */
  public static final class ContentsException extends Exception {
    private static final long serialVersionUID = 1L;

    ContentsException(String message) {
      super(message);
    }
  }

  /** Nothing so far. */
  public static Listed nothing() {
    return new Listed(new LinkedHashMap<>(), new TreeSet<>(), new ArrayList<>());
  }

  /**
   * Adds a text.
   *
   * @throws SourceException if it is no YAML
   * @throws ContentsException if it has what is in Secrets
   */
  public void add(SourceText text) throws SourceException, ContentsException {
    for (Span part : Index.documents(text.text())) {
      add(Located.top(Excerpt.of(text, part).yaml()));
    }
  }

  private void add(Located top) throws ContentsException {
    String kind = top.get("kind").text();
    if (kind.equals("List") || (kind.endsWith("List") && top.get("items").isThere())) {
      for (Located item : top.get("items").items()) {
        add(item, kind.substring(0, kind.length() - "List".length()));
      }
    } else if (!kind.isEmpty()) {
      add(top, kind);
    } else if (top.get("serverVersion").isMap()) {
      server.add(top.get("serverVersion", "gitVersion").text());
    } else {
      List<String> words = Arrays.asList(top.text().strip().split("\\s+"));
      if (words.stream().allMatch(word -> word.matches("(?:[a-z0-9.-]+/)?v[0-9][a-z0-9]*"))) {
        apiVersions.addAll(words);
      }
    }
  }

  /**
   * @param kind what a list says that its items are; they say it themselves where a list has several kinds
   */
  private void add(Located object, String kind) throws ContentsException {
    String own = object.get("kind").text();
    String of = own.isEmpty() ? kind : own;
    if (of.equals("Secret") && (hasContents(object.get("data")) || hasContents(object.get("stringData")))) {
      throw new ContentsException(
          "this contains the content of Secrets, which must not be passed on; `esslint cluster --help` shows a command that prints only their names and keys");
    }
    if (!name(object).isEmpty()) { // what has no name is none that the cluster could have
      objects.computeIfAbsent(of, k -> new ArrayList<>()).add(object);
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
