package dev.esslint.edit;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Replacement;
import dev.esslint.json.JsonString;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One change in the text of one document.
 *
 * <p>What is written in block style is moved and removed by whole lines. The comments right above an entry move with
 * it, and so do those below it that are indented more; where it is removed they stay. What is written in flow style is cut
 * out with its comma.
 */
final class TextChange {
  private static final Regex PLAIN_KEY = new Regex("[A-Za-z][A-Za-z0-9_./-]*");
  private static final Regex WORD = new Regex("(?i)y|yes|on|n|no|off|true|false|null");
  private static final int STEP = 2;

  private final Document document;
  private final BlockLines lines;
  private final String text;
  private final MapNode root;

  private TextChange(Document document, MapNode root) {
    this.document = document;
    this.lines = new BlockLines(document);
    this.text = document.source().text();
    this.root = root;
  }

  /**
   * The document with a change.
   *
   * @param root of the document; it has an entry at the path of the change
   * @return empty if the change cannot be made in this text without touching anything else
   */
  static Optional<Document> made(Fix fix, Document document, MapNode root) {
    MapNode expected = TreeChanges.changed(root, fix);
    return withoutIgnored(document, root, fix.changes().getFirst())
        .flatMap(
            once ->
                new TextChange(once, (MapNode) once.root())
                    .text(fix)
                    .flatMap(changed -> endingAs(once, changed, expected)));
  }

  /** The document with a text, if it holds what is expected; if there was no line break at its end, there still is none. */
  private static Optional<Document> endingAs(Document before, String text, MapNode expected) {
    String name = before.source().name();
    String old = before.source().text();
    boolean ended = old.endsWith("\n") || old.endsWith("\r");
    Optional<Document> cut =
        ended || !text.endsWith("\n")
            ? Optional.empty()
            : read(name, text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1)))
                .filter(after -> holds(after, expected));
    return cut.isPresent() ? cut : read(name, text).filter(after -> holds(after, expected));
  }

  private static boolean holds(Document after, MapNode expected) {
    return after.root().sameValue(expected)
        || (after.root().isNull() && expected.entries().isEmpty());
  }

  /**
   * The document without the earlier ones of a key that stands several times at a path or above it: nobody reads them, until the
   * last one goes.
   *
   * @return empty if they cannot be taken away without touching anything else
   */
  private static Optional<Document> withoutIgnored(
      Document document, MapNode root, ValuePath path) {
    for (int depth = 1; depth <= path.steps().size(); depth++) {
      Entry entry = TreeChanges.entry(root, new ValuePath(path.steps().subList(0, depth)));
      if (entry == null) {
        return Optional.of(document);
      }
      for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
        if (duplicate.used().equals(entry.key())) {
          String text = document.source().text();
          return new BlockLines(document)
              .lines(duplicate.ignored())
              .map(lines -> text.substring(0, lines.start()) + text.substring(lines.end()))
              .flatMap(once -> read(document.source().name(), once))
              .filter(once -> once.root().sameValue(root))
              .flatMap(once -> withoutIgnored(once, (MapNode) once.root(), path));
        }
      }
    }
    return Optional.of(document);
  }

  private static Optional<Document> read(String name, String text) {
    try {
      return Optional.of(YamlReader.read(new SourceText(name, text)));
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /**
   * What a change does to a text where all comments stay.
   *
   * @param root the mapping that the paths of the change start at
   * @param inhabited paths where something comes to stand: mappings around them are not left empty
   * @return empty if that cannot be told without touching anything else
   */
  static Optional<List<Replacement>> keepingComments(
      Fix fix, Document document, MapNode root, List<ValuePath> inhabited) {
    TextChange change = new TextChange(document, root);
    return switch (fix) {
      case Fix.Remove(ValuePath path) -> new Removal(document, root, inhabited).of(path).map(List::of);
      case Fix.Put(ValuePath path, Node value) -> new Insertion(document, root).of(path, value);
      case Fix.Deduplicate(ValuePath path) -> change.withoutEarlier(path);
      case Fix.Move move -> change.edits(move);
      case Fix.Comment(Replacement comment) -> Optional.of(List.of(comment));
    };
  }

  private Optional<List<Replacement>> withoutEarlier(ValuePath path) {
    Entry used = TreeChanges.entry(root, path);
    if (used == null) {
      return Optional.empty();
    }
    Set<Span> same = same(used);
    List<Replacement> edits = new ArrayList<>();
    for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
      if (path.last().equals(new Key(duplicate.key())) && same.contains(duplicate.used())) {
        Optional<Span> gone = lines.lines(duplicate.ignored());
        if (gone.isEmpty()) {
          return Optional.empty();
        }
        int column = lines.column(duplicate.ignored().start());
        edits.add(new Replacement(document.source(), gone.get(), lines.kept(gone.get(), column)));
      }
    }
    return edits.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(edits));
  }

  /** The keys of the entry that is read and of those that it hides, of which one hides another. */
  private Set<Span> same(Entry used) {
    Set<Span> same = new HashSet<>(Set.of(used.key()));
    for (Document.DuplicateKey duplicate : document.duplicateKeys().reversed()) {
      if (same.contains(duplicate.used())) {
        same.add(duplicate.ignored());
      }
    }
    return same;
  }

  private Optional<String> text(Fix fix) {
    return edits(fix).map(edits -> Changed.text(text, edits));
  }

  private Optional<List<Replacement>> edits(Fix fix) {
    return switch (fix) {
      case Fix.Remove(ValuePath path) -> new Removal(document, root, List.of()).of(path).map(List::of);
      case Fix.Move(ValuePath path, ValuePath to)
          when !path.isRoot() && path.parent().equals(to.parent()) ->
          TreeChanges.entry(root, to) == null
              ? Optional.of(List.of(replaced(entry(path).key(), named(entry(path).key(), to.last()))))
              : Optional.empty(); // there would be two of it
      case Fix.Move(ValuePath path, ValuePath to) -> moved(path, to);
      case Fix.Put(ValuePath path, ScalarNode value) ->
          Optional.ofNullable(TreeChanges.node(root, path)).flatMap(old -> put(old, value.value()));
      case Fix.Put put -> Optional.empty();
      case Fix.Deduplicate(ValuePath path) -> withoutEarlier(path);
      case Fix.Comment(Replacement comment) -> Optional.of(List.of(comment));
    };
  }

  /** A new name for a key, which keeps its double quotes: the text may be JSON. */
  private String named(Span key, Step name) {
    boolean quoted = text.startsWith("\"", key.start()) || text.startsWith("\\\"", key.start());
    return quoted && name instanceof Key(String string) ? JsonString.quote(string) : key(name);
  }

  private Entry entry(ValuePath path) {
    Entry entry = TreeChanges.entry(root, path);
    if (entry == null) {
      throw new IllegalArgumentException("nothing is at " + path);
    }
    return entry;
  }

  private Optional<List<Replacement>> put(Node old, Scalar value) {
    boolean oneLine =
        old instanceof ScalarNode scalar
            && scalar.span().end() > scalar.span().start()
            && text.substring(scalar.span().start(), scalar.span().end()).lines().count() == 1;
    return oneLine ? Optional.of(List.of(replaced(old.span(), scalar(value)))) : Optional.empty();
  }

  /** The entry to take away for a path: the outermost one that would be left empty. */
  private Optional<ValuePath> pruned(ValuePath path) {
    ValuePath top = path;
    while (top.steps().size() > 1
        && TreeChanges.entry(root, top.parent()) instanceof Entry(Span _, MapNode map) // an item of a list stays
        && map.entries().size() == 1) {
      top = top.parent();
    }
    return Optional.of(top);
  }

  private Optional<List<Replacement>> moved(ValuePath path, ValuePath to) {
    int depth = existing(path, to);
    ValuePath around = new ValuePath(to.steps().subList(0, depth));
    MapNode target = around.isRoot() ? root : (MapNode) entry(around).value();
    boolean inPlace = around.equals(path.parent());
    if (isFlow(target)) {
      return inPlace ? below(path, to.steps().subList(depth, to.steps().size())) : anew(path, to);
    }
    Optional<Span> from = extent(path);
    Optional<Span> gone = inPlace ? from : pruned(path).flatMap(this::extent);
    Optional<Integer> column = blockColumn(target);
    if (from.isEmpty() || gone.isEmpty() || column.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> at =
        inPlace ? Optional.of(gone.get().start()) : place(path, around, target, gone.get());
    List<Step> keys = to.steps().subList(depth, to.steps().size());
    return at.filter(place -> !isInside(place, gone.get()))
        .map(
            place ->
                withMoved(
                    gone.get(),
                    place,
                    block(path, from.get(), gone.get(), keys, column.get()),
                    inPlace));
  }

  /** An entry in flow style below new keys, where it is. */
  private Optional<List<Replacement>> below(ValuePath path, List<Step> keys) {
    Entry entry = entry(path);
    Span whole = new Span(entry.key().start(), Math.max(entry.key().end(), entry.value().span().end()));
    StringBuilder block = new StringBuilder();
    for (Step key : keys.subList(0, keys.size() - 1)) {
      block.append(named(entry.key(), key)).append(": {");
    }
    block
        .append(named(entry.key(), keys.getLast()))
        .append(text, entry.key().end(), whole.end())
        .append("}".repeat(keys.size() - 1));
    return Optional.of(List.of(replaced(whole, block.toString())));
  }

  /** An entry that is taken away and written anew in a mapping in flow style. */
  private Optional<List<Replacement>> anew(ValuePath path, ValuePath to) {
    Optional<Replacement> gone = new Removal(document, root, List.of(to)).of(path);
    Optional<List<Replacement>> come = new Insertion(document, root).of(to, entry(path).value());
    if (gone.isEmpty() || come.isEmpty()) {
      return Optional.empty();
    }
    List<Replacement> both = new ArrayList<>(come.get());
    both.add(gone.get());
    return Changed.touch(both) ? Optional.empty() : Optional.of(both);
  }

  /** How many keys of a target there are already, not counting what is to be moved itself. */
  private int existing(ValuePath path, ValuePath to) {
    int depth = 0;
    while (depth < to.steps().size() - 1) {
      ValuePath next = new ValuePath(to.steps().subList(0, depth + 1));
      Entry entry = next.equals(path) ? null : TreeChanges.entry(root, next);
      if (entry == null || !(entry.value() instanceof MapNode)) {
        return depth;
      }
      depth++;
    }
    return depth;
  }

  private static boolean isInside(int offset, Span span) {
    return span.start() < offset && offset < span.end();
  }

  /** Where a new entry of a mapping goes: behind the one that the moved entry comes from, or else behind the last one. */
  private Optional<Integer> place(ValuePath path, ValuePath around, MapNode target, Span gone) {
    if (path.startsWith(around)) {
      ValuePath branch = new ValuePath(path.steps().subList(0, around.steps().size() + 1));
      return extent(branch).map(e -> e.start() == gone.start() ? gone.start() : e.end());
    }
    return target.entries().values().stream()
        .max((one, other) -> Integer.compare(one.key().start(), other.key().start()))
        .flatMap(last -> lines.block(last.key(), last.value().span()))
        .map(Span::end);
  }

  /** The column of the keys of a mapping in block style. */
  private Optional<Integer> blockColumn(MapNode map) {
    return isFlow(map)
        ? Optional.empty()
        : map.entries().values().stream()
            .filter(entry -> map.span().contains(entry.key().start()) || map.equals(root))
            .min((one, other) -> Integer.compare(one.key().start(), other.key().start()))
            .filter(first -> lines.isFirst(first.key()))
            .map(first -> lines.column(first.key().start()));
  }

  private boolean isFlow(MapNode map) {
    return map.span().start() < text.length() && text.charAt(map.span().start()) == '{';
  }

  /**
   * The lines of a moved entry below its new keys, led by the comments of the mappings that go with it.
   *
   * @param from the entry
   * @param gone all that goes from its old place
   */
  private String block(ValuePath path, Span from, Span gone, List<Step> keys, int column) {
    Entry entry = entry(path);
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < keys.size() - 1; i++) {
      block
          .append(" ".repeat(column + i * STEP))
          .append(key(keys.get(i)))
          .append(':')
          .append(lines.lineBreak());
    }
    int own = column + (keys.size() - 1) * STEP;
    for (String comment : lines.comments(gone, from)) {
      block.append(" ".repeat(own)).append(comment).append(lines.lineBreak());
    }
    String name = key(keys.getLast());
    if (!lines.isFirst(entry.key())) {
      String value =
          text.substring(
              entry.key().end(), Math.max(entry.key().end(), entry.value().span().end()));
      return block
          .append(" ".repeat(own))
          .append(name)
          .append(value)
          .append(lines.lineBreak())
          .toString();
    }
    Span key = entry.key();
    String whole =
        text.substring(from.start(), key.start()) + name + text.substring(key.end(), from.end());
    block.append(lines.shifted(whole, own - lines.column(key.start())));
    if (!whole.endsWith("\n") && !whole.endsWith("\r")) {
      block.append(lines.lineBreak());
    }
    return block.toString();
  }

  private List<Replacement> withMoved(Span gone, int at, String block, boolean inPlace) {
    if (inPlace || at == gone.start()) {
      return List.of(replaced(gone, block));
    }
    String gap = lines.isBlank(at) ? lines.lineBreak() : "";
    String end = at == text.length() && !lines.endsLine(at) ? lines.lineBreak() : "";
    return List.of(replaced(gone, ""), replaced(new Span(at, at), end + gap + block));
  }

  /** All that goes if an entry is taken away. */
  private Optional<Span> extent(ValuePath path) {
    Entry entry = TreeChanges.entry(root, path);
    if (entry == null || !(TreeChanges.node(root, path.parent()) instanceof MapNode around)) {
      return Optional.empty(); // items of lists are no entries
    }
    return isFlow(around)
        ? flowExtent(around, entry)
        : lines.block(entry.key(), entry.value().span());
  }

  static Optional<Span> flowExtent(MapNode around, Entry entry) {
    List<Entry> entries =
        around.entries().values().stream()
            .sorted((one, other) -> Integer.compare(one.key().start(), other.key().start()))
            .toList();
    int index = entries.indexOf(entry);
    int end = Math.max(entry.key().end(), entry.value().span().end());
    if (index + 1 < entries.size()) {
      return Optional.of(new Span(entry.key().start(), entries.get(index + 1).key().start()));
    }
    if (index > 0) {
      Entry previous = entries.get(index - 1);
      int start = Math.max(previous.key().end(), previous.value().span().end());
      return start <= end ? Optional.of(new Span(start, end)) : Optional.empty();
    }
    return Optional.of(new Span(entry.key().start(), end));
  }

  private Replacement replaced(Span span, String by) {
    return new Replacement(document.source(), span, by);
  }

  static String key(Step step) {
    return step instanceof Key(String name) ? string(name) : "";
  }

  static String scalar(Scalar scalar) {
    return scalar instanceof Scalar.Str(String string) ? string(string) : Scalar.text(scalar);
  }

  private static String string(String string) {
    return PLAIN_KEY.fits(string) && !WORD.fits(string) ? string : YamlText.quoted(string);
  }
}
