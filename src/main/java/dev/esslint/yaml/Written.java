package dev.esslint.yaml;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * All that is written in a YAML text, also what Helm does not read of it: keys that stand twice, later documents, and what
 * comes before the place where it stops being YAML. Nothing is merged and nothing is refused.
 *
 * @param documents the top of each document; what was open at the end of a broken text is closed there
 * @param comments from the {@code #} to the end of the line, in order
 * @param whole whether the text is YAML to its end
 */
public record Written(List<Item> documents, List<Span> comments, boolean whole) {
  /** Deeper collections are not looked into. */
  private static final int MAX_DEPTH = 1000;

  /** Something that is written, with its place. */
  public sealed interface Item {
    Span span();
  }

  /**
   * A mapping.
   *
   * @param flow whether it is written in braces
   */
  public record Pairs(Span span, List<Pair> pairs, boolean flow) implements Item {}

  /** A key and its value. */
  public record Pair(Item key, Item value) {}

  /** A sequence. */
  public record Items(Span span, List<Item> items) implements Item {}

  /** A scalar. */
  public record Text(ScalarNode node) implements Item {
    @Override
    public Span span() {
      return node.span();
    }
  }

  /**
   * An alias.
   *
   * @param target what the anchor stands at; null if there is none, or if the alias is inside of it
   */
  public record Alias(Span span, @Nullable Item target) implements Item {}

  /** Reads what can be read of a text. */
  public static Written read(SourceText source) {
    return new Reader(source).read();
  }

  /** A collection under construction. */
  private static final class Frame {
    final boolean mapping;
    final boolean flow;
    final int start;
    final @Nullable String anchor;
    final List<Item> items = new ArrayList<>(2);
    final List<Pair> pairs = new ArrayList<>(2);
    @Nullable Item key;

    Frame(boolean mapping, boolean flow, int start, @Nullable String anchor) {
      this.mapping = mapping;
      this.flow = flow;
      this.start = start;
      this.anchor = anchor;
    }
  }

  private static final class Reader {
    private final String text;
    private final EngineText engineText;
    private final CodePoints codePoints;
    private final List<Item> documents = new ArrayList<>();
    private final Map<String, Item> anchors = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    private final Names names;
    private final List<Span> comments = new ArrayList<>();
    private int end;

    Reader(SourceText source) {
      this.text = source.text();
      this.engineText = new EngineText(text);
      this.codePoints = new CodePoints(text);
      this.names = new Names(text);
    }

    Written read() {
      boolean whole = true;
      try {
        for (Iterator<Event> events = engineText.events(); events.hasNext(); ) {
          Event event = events.next();
          comments(end, start(event));
          end = offset(event.getEndMark().orElseThrow());
          if (frames.size() > MAX_DEPTH) {
            whole = false;
            break;
          }
          take(event);
        }
      } catch (YamlEngineException e) {
        whole = false;
      }
      while (!frames.isEmpty()) {
        close();
      }
      comments(end, whole ? text.length() : end);
      return new Written(documents, comments, whole);
    }

    /** Takes down the comments between two nodes. */
    private void comments(int from, int to) {
      int at = from;
      while (at < to) {
        if (text.charAt(at) == '#' && (at == 0 || Breaks.WHITE.indexOf(text.charAt(at - 1)) >= 0)) {
          int start = at;
          at = Breaks.lineEnd(text, at);
          comments.add(new Span(start, at));
        } else {
          at++;
        }
      }
    }

    private void take(Event event) {
      switch (event.getEventId()) {
        case MappingStart -> open((CollectionStartEvent) event, true);
        case SequenceStart -> open((CollectionStartEvent) event, false);
        case MappingEnd, SequenceEnd -> close();
        case Scalar -> scalar((ScalarEvent) event);
        case Alias -> {
          String name = name(((AliasEvent) event).getAlias().getValue());
          add(new Alias(new Span(start(event), end), anchors.get(name)), null);
        }
        case DocumentStart -> anchors.clear();
        case DocumentEnd, StreamStart, StreamEnd, Comment -> {}
      }
    }

    private void open(CollectionStartEvent event, boolean mapping) {
      frames.push(new Frame(mapping, event.isFlow(), content(event), anchor(event)));
    }

    private void close() {
      Frame frame = frames.pop();
      if (frame.key != null) {
        Span nothing = new Span(end, end);
        frame.pairs.add(
            new Pair(frame.key, new Text(new ScalarNode(nothing, Scalar.NULL, Style.PLAIN))));
      }
      Span span = new Span(Math.min(frame.start, end), end);
      add(
          frame.mapping ? new Pairs(span, frame.pairs, frame.flow) : new Items(span, frame.items),
          frame.anchor);
    }

    private void scalar(ScalarEvent event) {
      Style style =
          switch (event.getScalarStyle()) {
            case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
          };
      String value = engineText.restore(event.getValue(), event.getScalarStyle());
      Span span = new Span(Math.min(content(event), end), end);
      if (engineText.hasSeparators() && span.start() < end) {
        value = ScalarOffsets.value(text, span, style, value);
      }
      Frame parent = frames.peek();
      if (parent != null && parent.mapping && parent.key == null) {
        value = names.once(value);
      }
      add(new Text(new ScalarNode(span, value(event, value), style)), anchor(event));
    }

    private static Scalar value(ScalarEvent event, String value) {
      if (!event.getImplicit().canOmitTagInPlainScalar()) {
        return new Scalar.Str(value);
      }
      try {
        return GoScalar.resolve("", value).toScalar();
      } catch (GoScalar.Refused e) {
        return new Scalar.Str(value);
      }
    }

    private void add(Item item, @Nullable String anchor) {
      if (anchor != null) {
        anchors.put(anchor, item);
      }
      Frame parent = frames.peek();
      if (parent == null) {
        documents.add(item);
      } else if (!parent.mapping) {
        parent.items.add(item);
      } else if (parent.key == null) {
        parent.key = item;
      } else {
        parent.pairs.add(new Pair(parent.key, item));
        parent.key = null;
      }
    }

    private @Nullable String anchor(NodeEvent event) {
      return event.getAnchor().map(anchor -> name(anchor.getValue())).orElse(null);
    }

    private String name(String anchor) {
      return engineText.restore(anchor, ScalarStyle.PLAIN);
    }

    /** Where a node starts behind its anchor and its tag. */
    private int content(NodeEvent event) {
      int at = start(event);
      boolean properties =
          event.getAnchor().isPresent()
              || (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
              || (event instanceof CollectionStartEvent open && open.getTag().isPresent());
      while (properties && at < text.length()) {
        char c = text.charAt(at);
        if (c == '&' || c == '!') {
          at = skip(at + 1, Gaps.WORD_ENDS);
        } else if (c == '#') {
          int comment = at;
          at = Breaks.lineEnd(text, at);
          if (at <= end) {
            comments.add(new Span(comment, at)); // between the anchor or tag of a node and the node
          }
        } else if (Breaks.WHITE.indexOf(c) >= 0) {
          at++;
        } else {
          break;
        }
      }
      return at;
    }

    private int skip(int from, String stops) {
      int at = from;
      while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return at;
    }

    private int start(Event event) {
      return offset(event.getStartMark().orElseThrow());
    }

    private int offset(Mark mark) {
      return codePoints.offset(mark.getIndex());
    }
  }
}
