package dev.esslint.edit;

import com.github.difflib.patch.AbstractDelta;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a file that hold a layer, such as a mapping in a manifest or a block string, as a text of its own: without the indentation that
 * they have there. What is changed in it can be put back, so that nothing else of the file changes.
 *
 * @param outer the whole file
 * @param part what of it holds the layer
 * @param indent how far its lines are indented
 * @param inner the layer as a document of its own
 */
public record Passage(SourceText outer, Span part, int indent, Document inner) {
  /** What the chart above hands down is no part of the layer. */
  private static final String GLOBAL = "global";

  /**
   * Finds the lines of a layer.
   *
   * @param layer a document with its places in the file
   * @return empty if its text is not there as it is, such as in a folded string or in base64
   */
  public static Optional<Passage> of(Document layer) {
    if (!(layer.root() instanceof MapNode root)) {
      return Optional.empty();
    }
    SourceText outer = layer.source();
    Optional<Entry> first =
        root.entries().values().stream()
            .filter(entry -> entry.key().start() >= root.span().start() && !entry.key().equals(Span.NONE))
            .min((one, other) -> Integer.compare(one.key().start(), other.key().start()));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Span span = root.span();
    if (span.end() <= outer.text().length() && outer.text().startsWith("{", span.start())) {
      return read(outer, span, 0, root);
    }
    Span key = first.get().key();
    int line = outer.position(key.start()).line();
    int indent = key.start() - outer.line(line).start();
    if (!outer.text().substring(outer.line(line).start(), key.start()).isBlank()) {
      return Optional.empty();
    }
    return read(outer, lines(outer, line, indent), indent, root);
  }

  /** The lines around one that are indented as far, with the comments above them. */
  private static Span lines(SourceText outer, int line, int indent) {
    int first = line;
    while (first > 1 && isComment(outer, first - 1, indent)) {
      first--;
    }
    int last = line;
    while (last < outer.lineCount() && isInside(outer, last + 1, indent)) {
      last++;
    }
    while (last > line && outer.slice(outer.line(last)).isBlank()) {
      last--;
    }
    int end = last < outer.lineCount() ? outer.line(last + 1).start() : outer.text().length();
    return new Span(outer.line(first).start(), end);
  }

  private static boolean isComment(SourceText outer, int line, int indent) {
    String text = outer.slice(outer.line(line));
    return text.startsWith(" ".repeat(indent) + "#");
  }

  private static boolean isInside(SourceText outer, int line, int indent) {
    String text = outer.slice(outer.line(line));
    boolean marker = indent == 0 && (text.startsWith("---") || text.startsWith("..."));
    return text.isBlank() || (text.startsWith(" ".repeat(indent)) && !marker);
  }

  private static Optional<Passage> read(SourceText outer, Span part, int indent, MapNode root) {
    StringBuilder text = new StringBuilder();
    for (String line : BlockLines.withFeeds(outer.slice(part))) {
      int blanks = 0;
      while (blanks < Math.min(indent, line.length()) && line.charAt(blanks) == ' ') {
        blanks++;
      }
      text.append(line, blanks, line.length());
    }
    try {
      Document inner = YamlReader.read(new SourceText(outer.name(), text.toString()));
      return inner.ignored().isEmpty() && isAlike(inner.root(), root, true)
          ? Optional.of(new Passage(outer, part, indent, inner))
          : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** Whether the keys are the same; scalars may be what something made of the text, such as a substitution. */
  private static boolean isAlike(Node inner, Node layer, boolean top) {
    if (inner instanceof MapNode one && layer instanceof MapNode other) {
      for (Map.Entry<String, Entry> entry : one.entries().entrySet()) {
        Node there = other.get(entry.getKey());
        if (there == null || !isAlike(entry.getValue().value(), there, false)) {
          return false;
        }
      }
      int handedDown =
          top && other.get(GLOBAL) != null && one.get(GLOBAL) == null ? 1 : 0;
      return one.entries().size() + handedDown == other.entries().size();
    }
    if (inner instanceof ListNode one && layer instanceof ListNode other) {
      for (int i = 0; i < one.items().size() && i < other.items().size(); i++) {
        if (!isAlike(one.items().get(i), other.items().get(i), false)) {
          return false;
        }
      }
      return one.items().size() == other.items().size();
    }
    return !(inner instanceof MapNode || inner instanceof ListNode)
        && !(layer instanceof MapNode || layer instanceof ListNode);
  }

  /** What comes in the place of the part of the file if the text of the layer becomes another one. */
  public String changed(SourceText after) {
    List<String> lines = BlockLines.withFeeds(outer.slice(part));
    List<String> before = BlockLines.withFeeds(inner.source().text());
    List<String> now = BlockLines.withFeeds(after.text());
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (AbstractDelta<String> delta : LineDifference.of(before, now).getDeltas()) {
      int from = delta.getSource().getPosition();
      lines.subList(next, from).forEach(text::append);
      for (String line : delta.getTarget().getLines()) {
        text.append(line.isBlank() ? "" : " ".repeat(indent)).append(line);
      }
      next = from + delta.getSource().size();
    }
    lines.subList(next, lines.size()).forEach(text::append);
    return text.toString();
  }
}
