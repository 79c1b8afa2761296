package dev.esslint.edit;

import dev.esslint.finding.Replacement;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an entry or an item out of a text, and leaves all comments where they are. */
final class Removal {
  private final Document document;
  private final MapNode root;
  private final BlockLines lines;

  private final List<ValuePath> inhabited;

  /**
   * @param inhabited paths where something comes to stand: mappings around them are not left empty
   */
  Removal(Document document, MapNode root, List<ValuePath> inhabited) {
    this.inhabited = inhabited;
    this.document = document;
    this.root = root;
    this.lines = new BlockLines(document);
  }

  /** What goes for a path; empty if it cannot go without anything else. */
  Optional<Replacement> of(ValuePath path) {
    ValuePath top = pruned(path);
    Node around = TreeChanges.node(root, top.parent());
    if (around instanceof MapNode map && top.last() instanceof Key(String name)) {
      Entry entry = map.entries().get(name);
      return entry == null ? Optional.empty() : entry(map, entry);
    }
    return around instanceof ListNode list && top.last() instanceof Index(int index)
        ? item(list, index, TreeChanges.entry(root, top.parent()))
        : Optional.empty();
  }

  /** The outermost entry or item that would be left empty; a list stays, for its default may have items. */
  private ValuePath pruned(ValuePath path) {
    ValuePath top = path;
    while (top.steps().size() > 1
        && top.last() instanceof Key
        && TreeChanges.node(root, top.parent()) instanceof MapNode map
        && map.entries().size() == 1
        && !isInhabited(top.parent())) {
      top = top.parent();
    }
    return top;
  }

  private boolean isInhabited(ValuePath around) {
    return inhabited.stream().anyMatch(path -> path.startsWith(around));
  }

  private Optional<Replacement> entry(MapNode map, Entry entry) {
    Span value = entry.value().span();
    if (isFlow(map.span(), '{')) {
      return TextChange.flowExtent(map, entry).flatMap(this::cut);
    }
    if (lines.isFirst(entry.key())) {
      return lines.own(entry.key(), value).map(span -> replaced(span, entry.key().start()));
    }
    // the first one behind the dash of an item: the next one takes its place
    return lines.isBehindDash(entry.key())
        ? map.entries().values().stream()
            .map(Entry::key)
            .filter(key -> key.start() > entry.key().start())
            .min((one, other) -> Integer.compare(one.start(), other.start()))
            .flatMap(next -> cut(new Span(entry.key().start(), next.start())))
        : Optional.empty();
  }

  /**
   * @param around the entry that the list is in; null for an item of another list
   */
  private Optional<Replacement> item(ListNode list, int index, @Nullable Entry around) {
    List<Node> items = list.items();
    Span item = items.get(index).span();
    if (items.size() == 1) {
      return around == null || !list.span().contains(item.start())
          ? Optional.empty()
          : isFlow(list.span(), '[')
              ? noComments(list.span()).map(span -> new Replacement(document.source(), span, "[]"))
              : emptied(around, list);
    }
    if (isFlow(list.span(), '[')) {
      return cut(
          index + 1 < items.size()
              ? new Span(item.start(), items.get(index + 1).span().start())
              : new Span(items.get(index - 1).span().end(), item.end()));
    }
    return lines.own(item, item).map(span -> replaced(span, item.start()));
  }

  /** The entry of a list in block style without its only item. */
  private Optional<Replacement> emptied(Entry entry, ListNode list) {
    return lines
        .own(entry.key(), list.span())
        .filter(own -> lines.isFirst(entry.key()))
        .map(
            own -> {
              String kept = lines.kept(own, lines.column(entry.key().start()) + 2);
              String end = lines.endsLine(own.end()) || !kept.isEmpty() ? lines.lineBreak() : "";
              return new Replacement(
                  document.source(), new Span(entry.key().end(), own.end()), ": []" + end + kept);
            });
  }

  private boolean isFlow(Span span, char open) {
    String text = document.source().text();
    return span.start() < text.length() && text.charAt(span.start()) == open;
  }

  private Optional<Replacement> cut(Span span) {
    return noComments(span).map(gone -> new Replacement(document.source(), gone, ""));
  }

  private Optional<Span> noComments(Span span) {
    return span.start() > span.end() || lines.hasComments(span) ? Optional.empty() : Optional.of(span);
  }

  private Replacement replaced(Span span, int offset) {
    return new Replacement(
        document.source(), span, lines.kept(span, lines.indentation(offset)));
  }
}
