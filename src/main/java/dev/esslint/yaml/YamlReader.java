package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.Anchors.Anchor;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
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
 *       collections more than {@value Limits#MAX_DEPTH} deep (Helm: 10,000), more than
 *       {@value Limits#MAX_NODES} keys and values, aliases that stand for more than 50,000 of them; control characters and
 *       malformed bytes in later documents; a second byte order mark at the start; between brackets {@code ?x} and a tag right before a comma or a bracket; an alias as a key right before its colon; a tag with
 *       a comma or a bracket in it; a directive with a tab in it.
 *   <li>Read here, refused by Helm: the tag {@code !} before {@code <<}.
 *   <li>Read in another way: {@code .nan} as a key twice, and {@code 0.0} beside {@code -0.0}.
 * </ul>
 */
public final class YamlReader {
  private final SourceText source;
  private final String text;
  private final EngineText engineText;
  private final EventSpans spans;
  private final GoGrammar grammar;
  private final Gaps gaps;
  private final SyntaxErrors errors;
  private final Limits limits;
  private final Anchors anchors;
  private final Deferred deferred = new Deferred();
  private final Composition tree;
  private final ScalarReader scalars;

  YamlReader(SourceText source, EngineText engineText) {
    this.source = source;
    this.text = source.text();
    this.engineText = engineText;
    this.spans = new EventSpans(source);
    this.grammar = new GoGrammar(source, text, spans);
    this.gaps = new Gaps(source);
    this.errors = new SyntaxErrors(source, spans.codePoints());
    this.limits = new Limits(source);
    this.anchors = new Anchors(source);
    this.tree = new Composition(source, deferred);
    this.scalars = new ScalarReader(source, engineText, spans, grammar, gaps, tree, deferred);
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
    return scalars.takesAll();
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
    Node top = tree.root();
    deferred.check(top);
    return new Document(source, top, gaps.comments(), tree.duplicateKeys(), ignored);
  }

  /** Composes the first document and returns where it ends. */
  private int compose(Iterator<Event> events) throws SourceException {
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> grammar.checkDirectives((DocumentStartEvent) event);
        case MappingStart -> open((CollectionStartEvent) event, true);
        case SequenceStart -> open((CollectionStartEvent) event, false);
        case MappingEnd, SequenceEnd -> tree.close(spans.end(event));
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
    if (tree.expectsKey()) {
      throw collectionAsKey(start);
    }
    limits.depth(tree.depth() + 1, limits.first(start));
    Anchor anchor = anchor(event);
    limits.node(start);
    tree.open(mapping, event.isFlow(), start, anchor);
  }

  private SourceException collectionAsKey(int start) {
    return tree.isFlow() && text.startsWith("{{", tree.start())
        ? errors.template(tree.start())
        : collectionAsKey(limits.first(start));
  }

  private SourceException collectionAsKey(Span span) {
    return new SourceException("a key must be a single value, not a list or a mapping", source, span);
  }

  private void scalar(ScalarEvent event) throws SourceException {
    Composed scalar = scalars.read(event);
    limits.node(scalar.node().span().start());
    tree.add(scalar, anchor(event));
  }

  private void alias(AliasEvent event) throws SourceException {
    var span = new Span(spans.start(event), spans.end(event));
    gaps.scan(span.start());
    gaps.skip(span.end());
    Composed target = anchors.named(engineText.restore(event.getAlias().getValue(), ScalarStyle.PLAIN), span);
    limits.alias(target.size(), span);
    limits.depth(tree.depth() + target.height(), span);
    Node node =
        switch (target.node()) {
          case MapNode map -> new MapNode(span, map.entries());
          case ListNode list -> new ListNode(span, list.items());
          case ScalarNode scalar -> scalars.value(Objects.requireNonNull(target.scalar()), span, scalar.style());
        };
    if (tree.expectsKey() && target.scalar() == null) {
      throw collectionAsKey(span);
    }
    tree.add(new Composed(node, target.scalar(), false, target.height(), target.size() + 1), null);
  }

  private @Nullable Anchor anchor(NodeEvent event) throws SourceException {
    if (event.getAnchor().isEmpty()) {
      return null;
    }
    String name = engineText.restore(event.getAnchor().get().getValue(), ScalarStyle.PLAIN);
    grammar.checkName(name, event);
    return anchors.define(name);
  }
}
