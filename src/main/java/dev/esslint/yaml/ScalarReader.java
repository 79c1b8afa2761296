package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Reads scalars: where they stand, which text they have, and what Helm's library makes of it. */
final class ScalarReader {
  private final SourceText source;
  private final String text;
  private final EngineText engineText;
  private final EventSpans spans;
  private final GoGrammar grammar;
  private final Gaps gaps;
  private final Composition tree;
  private final Deferred deferred;

  /** What the engine had to be helped with and Helm takes. */
  private final Set<Integer> taken = new HashSet<>();

  /**
   * A reader for the scalars of one text.
   *
   * @param tree what is open around a scalar
   * @param deferred takes what Helm refuses unless a later key replaces it
   */
  ScalarReader(
      SourceText source,
      EngineText engineText,
      EventSpans spans,
      GoGrammar grammar,
      Gaps gaps,
      Composition tree,
      Deferred deferred) {
    this.source = source;
    this.text = source.text();
    this.engineText = engineText;
    this.spans = spans;
    this.grammar = grammar;
    this.gaps = gaps;
    this.tree = tree;
    this.deferred = deferred;
  }

  /** Whether Helm takes all that the engine had to be helped with. */
  boolean takesAll() {
    return taken.equals(engineText.eased());
  }

  /** Reads the next scalar. */
  Composed read(ScalarEvent event) throws SourceException {
    Style style = style(event);
    int scanned = spans.end(event);
    int start = Math.min(spans.content(event), scanned);
    if (start == scanned && tree.depth() > 0) {
      // the engine has some empty values begin in a later line
      scanned = trimmed(tree.start(), scanned);
      start = scanned;
    }
    boolean block = isBlock(style);
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
    grammar.checkScalar(style, span, tree.isFlow());
    return composed(event, textOf(event, style, start, scanned), span, style);
  }

  private static Style style(ScalarEvent event) {
    return switch (event.getScalarStyle()) {
      case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
      case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
      case LITERAL -> Style.LITERAL;
      case FOLDED -> Style.FOLDED;
    };
  }

  private static boolean isBlock(Style style) {
    return style == Style.LITERAL || style == Style.FOLDED;
  }

  private String textOf(ScalarEvent event, Style style, int start, int scanned) {
    String value = engineText.restore(event.getValue(), event.getScalarStyle());
    // the engine adds a line break where the text ends without one
    boolean cut = isBlock(style) && scanned == text.length() && !Breaks.isBreak(text.charAt(scanned - 1));
    return (cut || engineText.hasSeparators()) && start < scanned
        ? ScalarOffsets.value(text, new Span(start, scanned), style, value)
        : value;
  }

  private Composed composed(ScalarEvent event, String value, Span span, Style style) throws SourceException {
    String tag = event.getTag().orElse("");
    boolean implicit = event.getImplicit().canOmitTagInPlainScalar();
    try {
      GoScalar resolved =
          tag.isEmpty() && !implicit ? new GoScalar.Str(value) : GoScalar.resolve(tag, value);
      boolean merge = value.equals("<<") && (implicit || tag.equals("tag:yaml.org,2002:merge"));
      // infinities are refused as a value, but not as a key
      ScalarNode node =
          tree.expectsKey()
              ? new ScalarNode(span, new Scalar.Str(value), style)
              : value(resolved, span, style);
      return new Composed(node, resolved, merge, 0, 1);
    } catch (GoScalar.Refused e) {
      throw e.at(source, span);
    }
  }

  /** The node of a value. One that Helm cannot pass on may be replaced yet. */
  ScalarNode value(GoScalar scalar, Span span, Style style) {
    try {
      return new ScalarNode(span, scalar.toScalar(), style);
    } catch (GoScalar.Refused e) {
      ScalarNode node = new ScalarNode(span, Scalar.NULL, style);
      deferred.add(node, e.at(source, span));
      return node;
    }
  }

  /** Whether Helm takes a tab, in a text behind so many blanks as its lines must have, or a comment behind the mark of a block. */
  private boolean isTaken(int place, Span span, Style style) {
    return text.charAt(place) == '#'
        ? isBlock(style) && span.start() < place && place < Breaks.lineEnd(text, span.start())
        : style == Style.PLAIN && span.start() < place && place < span.end() && column(place) > indentation();
  }

  /** The column of the innermost block collection, from 0; -1 outside of any. */
  private int indentation() {
    int start = tree.blockStart();
    if (start < 0) {
      return -1;
    }
    return engineText.hasOddBreaks() ? column(start) : source.position(start).column() - 1;
  }

  private int column(int offset) {
    int line = offset;
    while (line > 0 && !Breaks.isBreak(text.charAt(line - 1))) {
      line--;
    }
    return offset - line;
  }

  private int trimmed(int start, int end) {
    int last = end;
    while (last > start && Breaks.WHITE.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }
}
