package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Document.DuplicateKey;
import dev.esslint.tree.FewEntries;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as Helm does. The engine does the grammar; this class builds the tree, and gives scalars, keys, merge keys,
 * aliases and duplicate keys the meaning that they have in Helm's library (go-yaml 2).
 *
 * <p>Deliberate differences, all of them rare:
 *
 * <ul>
 *   <li>Refused here, read by Helm: a text block of blank lines only, where they are deeper than what follows;
 *       collections more than {@value #MAX_DEPTH} deep (Helm: 10,000), more than
 *       {@value #MAX_NODES} keys and values, aliases that stand for more than 50,000 of them; control characters and
 *       malformed bytes in later documents; a second byte order mark at the start; between brackets {@code ?x} and a tag right before a comma or a bracket; an alias as a key right before its colon; a tag with
 *       a comma or a bracket in it; a directive with a tab in it.
 *   <li>Read here, refused by Helm: the tag {@code !} before {@code <<}.
 *   <li>Read in another way: {@code .nan} as a key twice, and {@code 0.0} beside {@code -0.0}.
 * </ul>
 */
public final class YamlReader {
  private static final int MAX_DEPTH = 1000;

  /** Stands for a key that Helm refuses, until all is read. */
  private static final String NO_KEY = "\0";
  /** Keys, values, lists and mappings. */
  private static final int MAX_NODES = 500_000;

  private static final SequencedMap<String, Entry> NO_ENTRIES =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private final SourceText source;
  private final String text;
  private final EngineText engineText;
  private final EventSpans spans;
  private final GoGrammar grammar;
  private final Gaps gaps;
  private final SyntaxErrors errors;
  private final List<DuplicateKey> duplicateKeys = new ArrayList<>();
  private final Deferred deferred = new Deferred();
  private final Map<String, Anchor> anchors = new HashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final AliasBudget budget = new AliasBudget();
  private final Names names;
  private @Nullable Node root;
  private int nodes;

  /** What the engine had to be helped with and Helm takes. */
  private final Set<Integer> taken = new HashSet<>();

  /** What an anchor names; {@code value} is missing while its collection is still open. */
  private static final class Anchor {
    @Nullable Composed value;
  }

  /**
   * A node with what only the composer needs.
   *
   * @param scalar what Helm's library made of a scalar; null for collections
   * @param merge whether it is a merge key when it stands as a key
   * @param height how deep collections nest in it
   * @param size how many nodes it has with all aliases expanded
   */
  private record Composed(
      Node node, @Nullable GoScalar scalar, boolean merge, int height, long size) {}

  /** A collection under construction. */
  private static final class Frame {
    final boolean mapping;
    final boolean flow;
    final int start;
    final @Nullable Anchor anchor;
    final List<Node> items = new ArrayList<>(0);
    final LinkedHashMap<String, Entry> entries;
    @Nullable Composed key;
    int end;
    int height = 1;
    long size = 1;

    Frame(boolean mapping, boolean flow, int start, @Nullable Anchor anchor) {
      this.mapping = mapping;
      this.flow = flow;
      this.start = start;
      this.end = start;
      this.anchor = anchor;
      this.entries = new LinkedHashMap<>(mapping ? 4 : 1);
    }
  }

  YamlReader(SourceText source, EngineText engineText) {
    this.source = source;
    this.text = source.text();
    this.spans = new EventSpans(source);
    this.grammar = new GoGrammar(source, text, spans);
    this.gaps = new Gaps(source);
    this.engineText = engineText;
    this.errors = new SyntaxErrors(source, spans.codePoints());
    this.names = new Names(text);
  }

  /**
   * Reads the first document of a text.
   *
   * @throws SourceException for what Helm refuses, and beyond the limits above, with the place
   */
  public static Document read(SourceText source) throws SourceException {
    Characters.check(source);
    EngineText text = new EngineText(source.text());
    try {
      return new YamlReader(source, text).read();
    } catch (YamlEngineException e) {
      return new EasedReading(source).read(text, e);
    }
  }

  /** Whether Helm takes all that the engine had to be helped with. */
  boolean takesAll() {
    return taken.equals(engineText.eased());
  }

  /**
   * Reads it.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException for what the engine refuses
   */
  Document read() throws SourceException {
    int end = compose(engineText.events());
    Optional<Span> ignored = DocumentEnd.ignored(text, end);
    // what follows the end of a document is not read
    gaps.scan(text.startsWith("...", end) ? end : ignored.map(Span::start).orElse(text.length()));
    Node top = root != null ? root : new ScalarNode(new Span(0, 0), Scalar.NULL, Style.PLAIN);
    deferred.check(top);
    return new Document(source, top, gaps.comments(), List.copyOf(duplicateKeys), ignored);
  }

  /** Composes the first document and returns where it ends. */
  private int compose(Iterator<Event> events) throws SourceException {
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> grammar.checkDirectives((DocumentStartEvent) event);
        case MappingStart -> open((CollectionStartEvent) event, true);
        case SequenceStart -> open((CollectionStartEvent) event, false);
        case MappingEnd, SequenceEnd -> close(event);
        case Scalar -> scalar((ScalarEvent) event);
        case Alias -> alias((AliasEvent) event);
        case DocumentEnd -> {
          return spans.start(event);
        }
        case StreamStart, StreamEnd, Comment -> {}
      }
    }
    return text.length();
  }

  private void open(CollectionStartEvent event, boolean mapping) throws SourceException {
    int start = spans.content(event);
    Frame parent = frames.peek();
    if (parent != null && parent.mapping && parent.key == null) {
      throw collectionAsKey(parent, start);
    }
    if (frames.size() >= MAX_DEPTH) {
      throw tooDeep(new Span(start, Math.min(start + 1, text.length())));
    }
    var frame = new Frame(mapping, event.isFlow(), start, anchor(event));
    countNode(frame.start);
    frames.push(frame);
  }

  private SourceException collectionAsKey(Frame parent, int start) {
    if (parent.flow && text.startsWith("{{", parent.start)) {
      return errors.template(parent.start);
    }
    return new SourceException(
        "a key must be a single value, not a list or a mapping",
        source,
        new Span(start, Math.min(start + 1, text.length())));
  }

  private SourceException tooDeep(Span span) {
    return new SourceException("nested more than " + MAX_DEPTH + " levels deep", source, span);
  }

  private void close(Event event) throws SourceException {
    Frame frame = frames.pop();
    int end = frame.flow ? spans.end(event) : frame.end;
    var span = new Span(frame.start, Math.max(end, frame.start));
    Node node =
        frame.mapping
            ? new MapNode(
                span,
                frame.entries.isEmpty()
                    ? NO_ENTRIES
                    : FewEntries.of(Collections.unmodifiableSequencedMap(frame.entries)))
            : new ListNode(span, List.copyOf(frame.items));
    var composed = new Composed(node, null, false, frame.height, frame.size);
    if (frame.anchor != null) {
      frame.anchor.value = composed;
    }
    add(composed);
  }

  private void scalar(ScalarEvent event) throws SourceException {
    Style style =
        switch (event.getScalarStyle()) {
          case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
          case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
          case LITERAL -> Style.LITERAL;
          case FOLDED -> Style.FOLDED;
        };
    int scanned = spans.end(event);
    int start = Math.min(spans.content(event), scanned);
    if (start == scanned && !frames.isEmpty()) {
      // the engine has some empty values begin in a later line
      scanned = trimmed(frames.peek().start, scanned);
      start = scanned;
    }
    boolean block = block(style);
    var span = new Span(start, block ? trimmed(start, scanned) : scanned);
    for (int place : engineText.eased()) {
      if (isTaken(place, span, style)) {
        taken.add(place);
      }
    }
    gaps.scan(start);
    if (block) {
      gaps.skipBlock(start, scanned);
    } else if (style == Style.PLAIN && scanned > start) {
      gaps.skipPlain(scanned, indentation() + 1);
    } else if (scanned > start) {
      gaps.skip(scanned);
    }
    String value = engineText.restore(event.getValue(), event.getScalarStyle());
    grammar.checkScalar(style, span, !frames.isEmpty() && frames.peek().flow);
    // the engine adds a line break where the text ends without one
    boolean cut = block && scanned == text.length() && !Breaks.isBreak(text.charAt(scanned - 1));
    if ((cut || engineText.hasSeparators()) && start < scanned) {
      value = ScalarOffsets.value(text, new Span(start, scanned), style, value);
    }
    countNode(start);
    String tag = event.getTag().orElse("");
    boolean implicit = event.getImplicit().canOmitTagInPlainScalar();
    Composed composed;
    try {
      GoScalar resolved =
          tag.isEmpty() && !implicit ? new GoScalar.Str(value) : GoScalar.resolve(tag, value);
      boolean merge = value.equals("<<") && (implicit || tag.equals("tag:yaml.org,2002:merge"));
      // infinities are refused as a value, but not as a key
      ScalarNode node =
          expectsKey()
              ? new ScalarNode(span, new Scalar.Str(value), style)
              : valueOf(resolved, span, style);
      composed = new Composed(node, resolved, merge, 0, 1);
    } catch (GoScalar.Refused e) {
      throw new SourceException(message(e), source, span);
    }
    Anchor anchor = anchor(event);
    if (anchor != null) {
      anchor.value = composed;
    }
    add(composed);
  }

  /** Whether Helm takes a tab, in a text behind so many blanks as its lines must have, or a comment behind the mark of a block. */
  private boolean isTaken(int place, Span span, Style style) {
    return text.charAt(place) == '#'
        ? block(style) && span.start() < place && place < Breaks.lineEnd(text, span.start())
        : style == Style.PLAIN && span.start() < place && place < span.end() && column(place) > indentation();
  }

  private boolean expectsKey() {
    Frame parent = frames.peek();
    return parent != null && parent.mapping && parent.key == null;
  }

  private static String message(GoScalar.Refused e) {
    return String.valueOf(e.getMessage());
  }

  private int trimmed(int start, int end) {
    int last = end;
    while (last > start && Breaks.WHITE.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  /** The column of the innermost block collection, from 0; -1 outside of any. */
  private int indentation() {
    for (Frame frame : frames) {
      if (!frame.flow) {
        return engineText.hasOddBreaks()
            ? column(frame.start)
            : source.position(frame.start).column() - 1;
      }
    }
    return -1;
  }

  private int column(int offset) {
    int line = offset;
    while (line > 0 && !Breaks.isBreak(text.charAt(line - 1))) {
      line--;
    }
    return offset - line;
  }

  private static boolean block(Style style) {
    return style == Style.LITERAL || style == Style.FOLDED;
  }

  private void alias(AliasEvent event) throws SourceException {
    var span = new Span(spans.start(event), spans.end(event));
    gaps.scan(span.start());
    gaps.skip(span.end());
    String name = engineText.restore(event.getAlias().getValue(), ScalarStyle.PLAIN);
    Anchor anchor = anchors.get(name);
    if (anchor == null) {
      throw new SourceException(
          "no anchor with this name is defined before this alias; put the text in quotes if it is not an alias",
          source,
          span);
    }
    Composed target = anchor.value;
    if (target == null) {
      throw new SourceException(
          "this alias is inside its own anchor, so it would never end", source, span);
    }
    if (!budget.alias(target.size)) {
      throw new SourceException(
          "the aliases expand to far more than the text contains", source, span);
    }
    if (frames.size() + target.height > MAX_DEPTH) {
      throw tooDeep(span);
    }
    Node node =
        switch (target.node) {
          case MapNode map -> new MapNode(span, map.entries());
          case ListNode list -> new ListNode(span, list.items());
          case ScalarNode scalar ->
              valueOf(Objects.requireNonNull(target.scalar), span, scalar.style());
        };
    if (expectsKey() && target.scalar == null) {
      throw new SourceException(
          "a key must be a single value, not a list or a mapping", source, span);
    }
    add(new Composed(node, target.scalar, false, target.height, target.size + 1));
  }

  /** The node of a scalar value. One that Helm cannot pass on may be replaced yet. */
  private ScalarNode valueOf(GoScalar scalar, Span span, Style style) {
    try {
      return new ScalarNode(span, scalar.toScalar(), style);
    } catch (GoScalar.Refused e) {
      ScalarNode node = new ScalarNode(span, Scalar.NULL, style);
      deferred.add(node, new SourceException(message(e), source, span));
      return node;
    }
  }

  /** Puts a finished node where it belongs. */
  private void add(Composed child) throws SourceException {
    Frame parent = frames.peek();
    if (parent == null) {
      root = child.node;
      return;
    }
    parent.end = Math.max(parent.end, child.node.span().end());
    parent.height = Math.max(parent.height, 1 + child.height);
    if (parent.mapping && parent.key == null) {
      parent.key = child;
      return;
    }
    parent.size += child.size;
    if (!parent.mapping) {
      parent.items.add(child.node);
      return;
    }
    Composed key = Objects.requireNonNull(parent.key);
    parent.key = null;
    if (key.merge) {
      merge(parent, key.node.span(), child.node);
    } else {
      parent.size += key.size;
      put(parent, key, child.node);
    }
  }

  private void put(Frame parent, Composed key, Node value) {
    Span span = key.node.span();
    Entry entry = new Entry(span, value);
    String name;
    try {
      name = key.scalar == null ? "" : key.scalar.toKey();
    } catch (GoScalar.Refused e) {
      deferred.add(entry, new SourceException(message(e), source, span));
      name = NO_KEY;
    }
    Entry earlier = parent.entries.put(names.once(name), entry);
    if (earlier != null && inside(parent, earlier)) {
      duplicateKeys.add(DuplicateKey.of(name, earlier, span, value));
    }
  }

  /** Whether an entry was written in this mapping, not merged into it from an anchor above. */
  private static boolean inside(Frame frame, Entry entry) {
    return entry.key().start() >= frame.start;
  }

  /** Merges as go-yaml does: what comes later wins, so a merge key overrides the keys written above it. */
  private void merge(Frame parent, Span mergeKey, Node value) throws SourceException {
    switch (value) {
      case MapNode map -> putAll(parent, mergeKey, map);
      case ListNode list when isAnchored(list) -> throw noMap(list.span());
      case ListNode list -> {
        for (Node item : list.items().reversed()) {
          if (!(item instanceof MapNode map)) {
            throw noMap(item.span());
          }
          putAll(parent, mergeKey, map);
        }
      }
      case ScalarNode scalar ->
          throw noMap(scalar.span().start() < scalar.span().end() ? scalar.span() : mergeKey);
    }
  }

  private boolean isAnchored(ListNode list) {
    return text.startsWith("*", list.span().start());
  }

  private SourceException noMap(Span span) {
    return new SourceException(
        "'<<' merges a mapping or a list of mappings, but this is neither", source, span);
  }

  private void putAll(Frame parent, Span mergeKey, MapNode map) {
    map.entries()
        .forEach(
            (name, entry) -> {
              Entry earlier = parent.entries.put(name, entry);
              if (earlier != null
                  && inside(parent, earlier)
                  && earlier.key().end() <= mergeKey.start()) {
                duplicateKeys.add(DuplicateKey.of(name, earlier, mergeKey, entry.value()));
              }
            });
  }

  private @Nullable Anchor anchor(NodeEvent event) throws SourceException {
    if (event.getAnchor().isEmpty()) {
      return null;
    }
    String name = engineText.restore(event.getAnchor().get().getValue(), ScalarStyle.PLAIN);
    grammar.checkName(name, event);
    var anchor = new Anchor();
    anchors.put(name, anchor);
    return anchor;
  }

  private void countNode(int start) throws SourceException {
    if (++nodes > MAX_NODES) {
      throw new SourceException(
          String.format(Locale.ROOT, "more than %,d keys and values, far more than any values file has", MAX_NODES),
          source,
          new Span(start, Math.min(start + 1, text.length())));
    }
    if (!budget.node()) {
      throw new SourceException(
          "the aliases expand to far more than the text contains",
          source,
          new Span(start, Math.min(start + 1, text.length())));
    }
  }
}
