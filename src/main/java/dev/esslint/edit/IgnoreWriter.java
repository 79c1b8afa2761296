package dev.esslint.edit;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Ignore;
import dev.esslint.finding.IgnoreComments;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Writes comments that hide findings: above the line that each is in, or at the top of the values for what is about all of them. */
public final class IgnoreWriter {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Document document;
  private final SourceText source;
  private final String reason;
  private final Predicate<Ignore> holds;
  private final InnerDocuments inner = new InnerDocuments();

  /**
   * @param document a layer with findings
   * @param reason why they are to be ignored, in one line; empty for none
   * @param holds whether a comment that is there still counts
   */
  public IgnoreWriter(Document document, String reason, Predicate<Ignore> holds) {
    this.document = document;
    this.source = document.source();
    this.reason = reason;
    this.holds = holds;
  }

  /**
   * The comments for findings that stand in the document.
   *
   * @param ofFile whether to write them for the file as a whole
   */
  public List<Replacement> of(List<Finding> findings, boolean ofFile) {
    if (ofFile) {
      Set<String> rules = new TreeSet<>();
      findings.forEach(finding -> rules.add(finding.rule().id()));
      return rules.isEmpty() ? List.of() : List.of(atTop(rules));
    }
    Map<Integer, Set<String>> lines = new TreeMap<>();
    for (Finding finding : findings) {
      if (finding.primary().span().end() == 0) {
        continue; // it is about the file, and so wherever the file begins
      }
      int line = line(finding.primary().span().start());
      lines.computeIfAbsent(line, key -> new TreeSet<>()).add(finding.rule().id());
    }
    List<Ignore> ignores = IgnoreComments.in(document).ignores();
    List<Replacement> edits = new ArrayList<>();
    lines.forEach((line, rules) -> edits.add(above(line, rules, ignores)));
    return List.copyOf(edits);
  }

  private Replacement atTop(Set<String> rules) {
    Optional<Span> first = Optional.empty();
    if (document.root() instanceof MapNode map) {
      first =
          map.entries().values().stream()
              .map(Entry::key)
              .filter(key -> map.span().contains(key.start()))
              .min((one, other) -> Integer.compare(one.start(), other.start()));
    }
    int line = first.map(key -> source.position(key.start()).line()).orElseGet(this::belowHead);
    return inserted(line, "ignore-file", rules);
  }

  /** The first line that is no comment: the first one of a script names its shell. */
  private int belowHead() {
    int line = 1;
    while (line < source.lineCount() && source.slice(source.line(line)).startsWith("#")) {
      line++;
    }
    return line;
  }

  /** A rule more in the comment that is there for the line, or a comment of its own. */
  private Replacement above(int line, Set<String> rules, List<Ignore> ignores) {
    for (Ignore ignore : ignores) {
      if (ignore.line() == line
          && holds.test(ignore)
          && (reason.isEmpty() || reason.equals(ignore.reason()))) {
        int end = ignore.rules().getLast().span().end();
        return new Replacement(source, new Span(end, end), ", " + String.join(", ", rules));
      }
    }
    return inserted(line, "ignore", rules);
  }

  private Replacement inserted(int line, String verb, Set<String> rules) {
    Span whole = source.line(line);
    String content = source.slice(whole);
    String indent = content.substring(0, content.length() - content.stripLeading().length());
    String comment =
        "# esslint: "
            + verb
            + "["
            + String.join(", ", rules)
            + "]"
            + (reason.isEmpty() ? "" : " " + reason);
    String lineBreak = new BlockLines(document).lineBreak();
    if (content.startsWith(BYTE_ORDER_MARK, indent.length())) { // which stays what the text begins with
      int start = whole.start() + indent.length() + BYTE_ORDER_MARK.length();
      return new Replacement(source, new Span(start, start), comment + lineBreak + indent);
    }
    return new Replacement(source, new Span(whole.start(), whole.start()), indent + comment + lineBreak);
  }

  /** The line that a comment for a place has to be above: in a text that is no configuration, that of its key. */
  private int line(int offset) {
    return line(document.root(), ValuePath.ROOT, offset, source.position(offset).line());
  }

  private int line(Node node, ValuePath path, int offset, int line) {
    switch (node) {
      case MapNode map -> {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          Node value = entry.getValue().value();
          if (contains(value.span(), offset)) {
            int key = source.position(entry.getValue().key().start()).line();
            return value instanceof ScalarNode scalar
                ? ofScalar(scalar, path.key(entry.getKey()), key, line)
                : line(value, path.key(entry.getKey()), offset, line);
          }
        }
      }
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          Node item = list.items().get(i);
          if (contains(item.span(), offset)) {
            return item instanceof ScalarNode scalar
                ? ofScalar(scalar, path.index(i), source.position(item.span().start()).line(), line)
                : line(item, path.index(i), offset, line);
          }
        }
      }
      case ScalarNode scalar -> {}
    }
    return line;
  }

  private static boolean contains(Span span, int offset) {
    return span.start() <= offset && offset < span.end();
  }

  private int ofScalar(ScalarNode scalar, ValuePath path, int key, int line) {
    boolean commented =
        scalar.style() == Style.LITERAL
            && IgnoreComments.isConfiguration(path)
            && Inside.of(document, path.key("any"), inner).isPresent();
    return commented && line > source.position(scalar.span().start()).line() ? line : key;
  }
}
