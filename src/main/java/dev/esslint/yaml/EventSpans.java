package dev.esslint.yaml;

import dev.esslint.text.SourceText;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where events of the engine are in a text, as offsets in UTF-16 units.
 *
 * @param text the characters of the source
 */
record EventSpans(SourceText source, String text, CodePoints codePoints) {
  EventSpans(SourceText source) {
    this(source, source.text(), new CodePoints(source.text()));
  }

  /** Where a node starts behind its anchor and its tag. */
  int content(NodeEvent event) {
    int at = start(event);
    boolean properties = event.getAnchor().isPresent();
    properties |= event instanceof ScalarEvent scalar && scalar.getTag().isPresent();
    properties |= event instanceof CollectionStartEvent start && start.getTag().isPresent();
    if (!properties) {
      return at;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '&' || c == '!') {
        at = skipWord(at);
      } else if (c == '#') {
        at = source.line(source.position(at).line()).end();
      } else if (Breaks.WHITE.indexOf(c) >= 0) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  /** The end of the word that begins at an offset. */
  int skipWord(int start) {
    int at = start;
    while (at < text.length() && Gaps.WORD_ENDS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return Math.max(at, start + 1);
  }

  int start(Event event) {
    return offset(event.getStartMark());
  }

  int end(Event event) {
    return offset(event.getEndMark());
  }

  private int offset(Optional<Mark> mark) {
    return codePoints.offset(mark.orElseThrow().getIndex());
  }
}
