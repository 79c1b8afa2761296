package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.Style;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;

/** What Helm's library (go-yaml 2) refuses although the engine, which reads newer YAML, takes it. */
record GoGrammar(SourceText source, String text, EventSpans spans) {
  /** Checks the directives before a document. */
  void checkDirectives(DocumentStartEvent event) throws SourceException {
    int end = spans.end(event);
    for (int at = text.indexOf('%', 0, end); at >= 0; at = text.indexOf('%', at + 1, end)) {
      boolean first = at == 0 || Breaks.isBreak(text.charAt(at - 1));
      if (first && !text.startsWith("%YAML ", at) && !text.startsWith("%TAG ", at)) {
        throw new SourceException(
            "Helm accepts only the directives %YAML and %TAG",
            source, source.line(source.position(at).line()));
      }
    }
    var version = event.getSpecVersion();
    if (version.isPresent() && version.get().getMinor() != 1) {
      throw new SourceException(
          "Helm reads YAML 1.1 only; remove this %YAML directive",
          source, source.line(source.position(spans.start(event)).line()));
    }
  }

  /**
   * Checks a scalar.
   *
   * @param inBrackets whether it stands in a list or a mapping in brackets
   */
  void checkScalar(Style style, Span span, boolean inBrackets) throws SourceException {
    switch (style) {
      case DOUBLE_QUOTED -> checkEscapes(span);
      case LITERAL, FOLDED -> checkFirstLine(span);
      case PLAIN, SINGLE_QUOTED -> {}
    }
    if (style != Style.PLAIN || !inBrackets) {
      return;
    }
    int mark = text.indexOf('?', span.start(), span.end());
    if (mark >= 0) {
      throw new SourceException(
          "Helm ends this text at the '?', because it is between brackets; put the text in quotes",
          source,
          new Span(mark, mark + 1));
    }
  }

  /** A text block without a given indentation takes it from its first line, where tabs are refused. */
  private void checkFirstLine(Span span) throws SourceException {
    int headerEnd = Breaks.lineEnd(text, span.start());
    int at = headerEnd;
    while (at < span.end() && text.charAt(at) != '\t' && Breaks.WHITE.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < span.end() && text.charAt(at) == '\t' && !isIndentationGiven(span.start(), headerEnd)) {
      throw new SourceException(
          "this is a tab, but YAML allows only spaces here", source, new Span(at, at + 1));
    }
  }

  private boolean isIndentationGiven(int start, int end) {
    return source.slice(new Span(start, Math.min(end, start + 3))).chars().anyMatch(Character::isDigit);
  }

  private void checkEscapes(Span span) throws SourceException {
    for (int at = text.indexOf('\\', span.start(), span.end());
        at >= 0;
        at = text.indexOf('\\', at + 2, span.end())) {
      char c = text.charAt(at + 1);
      boolean half = false;
      if (c == 'u' || c == 'U') {
        int code = Integer.parseInt(text, at + 2, at + (c == 'u' ? 6 : 10), 16);
        half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
      }
      if (c == '/' || half) {
        throw new SourceException(
            half
                ? "half a surrogate pair is not a character"
                : "Helm does not accept the escape '\\/'; write '/'",
            source,
            new Span(at, at + 2));
      }
    }
  }

  /** Checks the name of an anchor. */
  void checkName(String name, NodeEvent event) throws SourceException {
    boolean plain =
        name.chars()
            .allMatch(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    if (!plain) {
      int start = spans.start(event);
      throw new SourceException(
          "the name of an anchor may have only letters, digits, '-' and '_'; put the text in quotes"
              + " if it is not an anchor",
          source,
          new Span(start, Math.max(start, spans.skipWord(start))));
    }
  }
}
