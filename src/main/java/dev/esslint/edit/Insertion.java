package dev.esslint.edit;

import dev.esslint.finding.Replacement;
import dev.esslint.json.JsonString;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Writes a value into a text, in place of another one or as a new entry behind those that are there. */
final class Insertion {
  private final Document document;
  private final MapNode root;
  private final BlockLines lines;
  private final String text;

  Insertion(Document document, MapNode root) {
    this.document = document;
    this.root = root;
    this.lines = new BlockLines(document);
    this.text = document.source().text();
  }

  /** What is written for a path; empty if nothing can be without touching anything else. */
  Optional<List<Replacement>> of(ValuePath path, Node value) {
    Node old = TreeChanges.node(root, path);
    if (old != null) {
      return over(path, old, value).map(List::of);
    }
    int depth = existing(path);
    Node around = TreeChanges.node(root, new ValuePath(path.steps().subList(0, depth)));
    List<Step> keys = path.steps().subList(depth, path.steps().size());
    if (!keys.stream().allMatch(Key.class::isInstance)) {
      return Optional.empty();
    }
    if (around instanceof MapNode map) {
      return entry(map, keys, value).map(List::of);
    }
    ValuePath upper = new ValuePath(path.steps().subList(0, depth));
    Entry entry = TreeChanges.entry(root, upper);
    if (entry != null && around != null && around.isNull() && around.span().start() < around.span().end()) {
      return over(upper, around, nested(keys, value)).map(List::of);
    }
    return entry != null && around != null && around.isNull()
        ? lines
            .own(entry.key(), entry.value().span())
            .filter(own -> lines.isFirst(entry.key()) && entry.value().span().start() == entry.value().span().end())
            .map(own -> List.of(at(own.end(), block(keys, value, lines.column(entry.key().start()) + 2))))
        : Optional.empty();
  }

  /** How many steps of a path lead somewhere. */
  private int existing(ValuePath path) {
    Node node = root;
    int depth = 0;
    while (depth < path.steps().size()) {
      Node next = TreeChanges.child(node, path.steps().get(depth));
      if (next == null) {
        return depth;
      }
      node = next;
      depth++;
    }
    return depth;
  }

  private Optional<Replacement> over(ValuePath path, Node old, Node value) {
    if (old instanceof ScalarNode was && value instanceof ScalarNode scalar && isOneLine(was.span())) {
      if (!isWrittenHere(was)) {
        return Optional.empty();
      }
      String written = written(scalar.value(), was.style());
      return Optional.of(
          replaced(was.span(), was.span().start() == was.span().end() ? " " + written : written));
    }
    Entry entry = TreeChanges.entry(root, path);
    if (entry == null || !lines.isFirst(entry.key())) {
      return Optional.empty();
    }
    int column = lines.column(entry.key().start());
    return lines
        .own(entry.key(), old.span())
        .map(
            own ->
                replaced(
                    own,
                    ending(own, lines.kept(own, column) + block(List.of(path.last()), value, column))));
  }

  /** Lines that end as those do that they replace. */
  private String ending(Span own, String lined) {
    return lines.endsLine(own.end())
        ? lined
        : lined.substring(0, lined.length() - lines.lineBreak().length());
  }

  /** Whether the characters that are to go are those of the value, and no alias or substitution of it. */
  private boolean isWrittenHere(ScalarNode scalar) {
    try {
      String written = document.source().slice(scalar.span());
      return YamlReader.read(new SourceText("", written)).root().sameValue(scalar);
    } catch (SourceException e) {
      return false;
    }
  }

  private boolean isOneLine(Span span) {
    return document.source().slice(span).lines().count() <= 1 && !document.source().slice(span).endsWith("\n");
  }

  /** A text keeps its quotes. */
  private static String written(Scalar scalar, Style style) {
    return scalar instanceof Scalar.Str(String string)
            && style == Style.SINGLE_QUOTED
            && string.chars().noneMatch(c -> c < ' ')
        ? "'" + string.replace("'", "''") + "'"
        : scalar instanceof Scalar.Str(String string) && style == Style.DOUBLE_QUOTED
            ? JsonString.quote(string)
            : TextChange.scalar(scalar);
  }

  private Optional<Replacement> entry(MapNode map, List<Step> keys, Node value) {
    List<Entry> entries =
        map.entries().values().stream()
            .filter(entry -> map.equals(root) || map.span().contains(entry.key().start()))
            .sorted((one, other) -> Integer.compare(one.key().start(), other.key().start()))
            .toList();
    boolean flow = map.span().start() < text.length() && text.charAt(map.span().start()) == '{';
    if (flow) {
      return entries.isEmpty()
          ? Optional.of(replaced(map.span(), "{" + flow(keys, value, true) + "}"))
              .filter(edit -> map.entries().isEmpty())
          : Optional.of(behind(entries.getLast(), keys, value));
    }
    if (entries.isEmpty()) {
      return map.equals(root) && document.source().text().isBlank()
          ? Optional.of(at(0, block(keys, value, 0)))
          : Optional.empty();
    }
    Entry first = entries.getFirst();
    Entry last = entries.getLast();
    int column = lines.column(first.key().start());
    return lines
        .own(last.key(), last.value().span())
        .map(own -> at(own.end(), block(keys, value, column)));
  }

  /** Behind the last entry in flow style, on a line of its own if that one has it. */
  private Replacement behind(Entry last, List<Step> keys, Node value) {
    int end = Math.max(last.key().end(), last.value().span().end());
    String gap =
        lines.isFirst(last.key())
            ? "," + lines.lineBreak() + " ".repeat(lines.column(last.key().start()))
            : ", ";
    return at(end, gap + flow(keys, value, text.charAt(last.key().start()) == '"'));
  }

  private static String flow(List<Step> keys, Node value, boolean quoted) {
    StringBuilder flow = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      String name = ((Key) keys.get(i)).name();
      flow.append(i > 0 ? "{" : "")
          .append(quoted ? JsonString.quote(name) : TextChange.key(keys.get(i)))
          .append(": ");
    }
    return flow.append(flow(value, quoted)).append("}".repeat(keys.size() - 1)).toString();
  }

  private static String flow(Node value, boolean quoted) {
    return switch (value) {
      case ScalarNode(Span s, Scalar.Str(String string), Style style) ->
          quoted ? JsonString.quote(string) : TextChange.scalar(new Scalar.Str(string));
      case ScalarNode scalar -> TextChange.scalar(scalar.value());
      case ListNode list -> {
        List<String> items = new ArrayList<>();
        list.items().forEach(item -> items.add(flow(item, quoted)));
        yield "[" + String.join(", ", items) + "]";
      }
      case MapNode map -> {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          entries.add(flow(List.of(new Key(entry.getKey())), entry.getValue().value(), quoted));
        }
        yield "{" + String.join(", ", entries) + "}";
      }
    };
  }

  /** A value below keys. */
  static Node nested(List<Step> keys, Node value) {
    Node node = value;
    for (Step step : keys.reversed()) {
      SequencedMap<String, Entry> entries = new LinkedHashMap<>();
      entries.put(((Key) step).name(), new Entry(Span.NONE, node));
      node = new MapNode(Span.NONE, entries);
    }
    return node;
  }

  private String block(List<Step> keys, Node value, int column) {
    Node node = nested(keys, value);
    String yaml = YamlText.of(Value.of(new Layer.Defaults("", node), node, span -> span));
    return lines.shifted(yaml, column).replace("\n", lines.lineBreak());
  }

  /** Whole lines, also where the text ends without a line break. */
  private Replacement at(int offset, String lined) {
    boolean open = !lines.endsLine(offset) && lined.endsWith(lines.lineBreak());
    return replaced(
        new Span(offset, offset),
        open
            ? lines.lineBreak() + lined.substring(0, lined.length() - lines.lineBreak().length())
            : lined);
  }

  private Replacement replaced(Span span, String by) {
    return new Replacement(document.source(), span, by);
  }
}
