package dev.esslint.workspace;

import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import java.util.ArrayList;
import java.util.List;

/** Texts of several YAML documents, and documents that are lists of others. */
public final class YamlStream {
  private YamlStream() {}

  /** The documents of a YAML text: what stands between lines that begin with three dashes. Empty ones count where they stand. */
  public static List<Span> documents(String text) {
    List<Span> documents = new ArrayList<>();
    int start = 0;
    for (int at = text.startsWith("---") ? 0 : next(text, 0); at >= 0; at = next(text, at + 3)) {
      if (!isBlank(text, start, at)) {
        documents.add(new Span(start, at));
      }
      int end = text.indexOf('\n', at);
      String rest = text.substring(at + 3, end < 0 ? text.length() : end).strip();
      // what stands in the line of the dashes belongs to the document
      start = rest.isEmpty() || rest.startsWith("#") ? (end < 0 ? text.length() : end + 1) : at + 3;
    }
    if (!isBlank(text, start, text.length())) {
      documents.add(new Span(start, text.length()));
    }
    return documents;
  }

  private static int next(String text, int from) {
    for (int at = text.indexOf("\n---", from); at >= 0; at = text.indexOf("\n---", at + 4)) {
      int after = at + 4;
      if (after == text.length() || " \t\r\n".indexOf(text.charAt(after)) >= 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private static boolean isBlank(String text, int start, int end) {
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '#' || (c == '%' && (at == start || text.charAt(at - 1) == '\n'))) { // a comment, or a directive
        int line = text.indexOf('\n', at);
        at = line < 0 ? end : Math.min(line, end);
      } else if (" \t\r\n".indexOf(c) >= 0) {
        at++;
      } else if (text.startsWith("...", at)) {
        at += 3;
      } else {
        return false;
      }
    }
    return true;
  }

  /** What a document is where lists of objects count for what is in them. */
  public static List<Document> unlisted(Document document) {
    boolean list = Located.top(document).get(Look.KIND).text().endsWith("List");
    if (!list || !(document.root() instanceof MapNode root) || !(root.get("items") instanceof ListNode items)) {
      return List.of(document);
    }
    List<Document> all = new ArrayList<>();
    for (Node item : items.items()) {
      all.addAll(unlisted(document.withRoot(item)));
    }
    return all;
  }
}
