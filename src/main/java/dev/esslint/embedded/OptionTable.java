package dev.esslint.embedded;

import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The table of a program's options as it is written, a row a line, with the columns divided by tabs. */
public final class OptionTable {
  private static final String ROOT = "(root)";

  private OptionTable() {}

  /**
   * Reads a table.
   *
   * @param name of the file, for messages
   * @param lines its lines
   * @return the options as a tree by the steps of their paths; what {@link Options} reads
   * @throws IllegalArgumentException if it is not of its form; the message begins with file and line
   */
  public static MapNode read(String name, List<String> lines) {
    List<String> header = new ArrayList<>(List.of("path"));
    header.addAll(Option.COLUMNS);
    if (lines.isEmpty() || !List.of(lines.getFirst().split("\t", -1)).equals(header)) {
      throw problem(name, 1, "the columns are " + String.join(", ", header));
    }
    Map<String, String> rows = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = List.of(lines.get(i).split("\t", -1));
      if (cells.size() != header.size()) {
        throw problem(name, i + 1, "there are " + cells.size() + " cells for " + header.size() + " columns");
      }
      try {
        Option.of(cells.getFirst(), cells.subList(1, cells.size()));
      } catch (IllegalArgumentException e) {
        throw problem(name, i + 1, String.valueOf(e.getMessage()));
      }
      String row = lines.get(i).substring(cells.getFirst().length() + 1);
      if (rows.put(cells.getFirst().equals(ROOT) ? "" : cells.getFirst(), row) != null) {
        throw problem(name, i + 1, "`" + cells.getFirst() + "` has a row already");
      }
    }
    Tree tree = new Tree();
    rows.forEach((path, row) -> tree.at(path, rows.keySet()).row = row);
    return tree.node();
  }

  private static IllegalArgumentException problem(String name, int line, String what) {
    return new IllegalArgumentException(name + ":" + line + ": " + what);
  }

  private static final class Tree {
    final Map<String, Tree> below = new TreeMap<>();
    String row = "";

    /**
     * The place of a path.
     *
     * @param paths all that there are: what is left of one after the longest other is a single step, with dots in it or not
     */
    Tree at(String path, Collection<String> paths) {
      if (path.isEmpty()) {
        return this;
      }
      int end = path.endsWith("[]") ? path.length() - 2 : path.lastIndexOf('.');
      while (end >= 0 && !paths.contains(path.substring(0, Math.max(end, 0)))) {
        end = path.lastIndexOf('.', end - 1);
      }
      String parent = end < 0 ? "" : path.substring(0, end);
      String rest = path.substring(parent.length());
      String step = rest.startsWith(".") ? rest.substring(1) : rest;
      return at(parent, paths).below.computeIfAbsent(step, s -> new Tree());
    }

    MapNode node() {
      SequencedMap<String, Entry> entries = new LinkedHashMap<>();
      entries.put("", new Entry(Span.NONE, text(row)));
      below.forEach((step, tree) -> entries.put(step, new Entry(Span.NONE, tree.node())));
      return new MapNode(Span.NONE, entries);
    }
  }

  static Node text(String text) {
    return new ScalarNode(Span.NONE, new Scalar.Str(text), Style.PLAIN);
  }
}
