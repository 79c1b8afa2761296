package dev.esslint.yaml;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document.Comment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands between the scalars of a text: comments, and tabs where Helm's library takes none although the
 * engine does. Whoever knows the scalars tells this class, in order, what to scan and what to skip.
 */
final class Gaps {
  /** What ends an anchor, an alias or a tag. */
  static final String WORD_ENDS = Breaks.WHITE + ",]}";

  private final SourceText source;
  private final String text;
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int flowDepth;
  private int lineStart;

  /** Whether a block collection might start here, so that a tab would be indentation. */
  private boolean indenting = true;

  /** Behind a plain scalar: the column from which on blank lines may hold tabs. */
  private int tabsFrom = -1;

  Gaps(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** Scans from where the last call stopped. */
  void scan(int end) throws SourceException {
    while (at < end) {
      char c = text.charAt(at);
      switch (c) {
        case '#' -> {
          comment();
          tabsFrom = -1;
        }
        case '\n', '\r', '\u0085', '\u2028', '\u2029' -> {
          at++;
          lineStart = at;
          indenting = flowDepth == 0 || tabsFrom >= 0;
        }
        case ' ' -> at++;
        case '\t' -> tab();
        default -> token(c);
      }
    }
  }

  private void tab() throws SourceException {
    boolean allowed = tabsFrom >= 0 ? at - lineStart >= tabsFrom : flowDepth > 0;
    if (indenting && !allowed) {
      throw new SourceException(
          "a tab stands where YAML allows only spaces", source, new Span(at, at + 1));
    }
    at++;
  }

  private void token(char c) {
    tabsFrom = -1;
    boolean first = indenting;
    indenting = false;
    at++;
    switch (c) {
      case '[', '{' -> flowDepth++;
      case ']', '}' -> flowDepth--;
      case '-' -> {
        if (text.startsWith("--", at)) {
          at += 2; // a document begins
        } else {
          indenting = flowDepth == 0;
        }
      }
      case '?' -> indenting = flowDepth == 0;
      case ':' -> indenting = flowDepth == 0 && first;
      case '&', '*', '!', '%' -> {
        while (at < text.length() && WORD_ENDS.indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
      default -> {}
    }
  }

  /** Skips a scalar or an alias. */
  void skip(int end) {
    tabsFrom = -1;
    indenting = false;
    at = Math.max(at, end);
    if (at > 0 && Breaks.isBreak(text.charAt(at - 1))) {
      indenting = flowDepth == 0;
      lineStart = at;
    }
  }

  /**
   * Skips a plain scalar.
   *
   * @param column the column, from 0, that a next line of it would have at least
   */
  void skipPlain(int end, int column) {
    skip(end);
    tabsFrom = column;
  }

  /** Skips a block scalar, but not the comment in its first line. */
  void skipBlock(int start, int end) throws SourceException {
    int hash = text.indexOf('#', start, Breaks.lineEnd(text, start));
    if (hash >= 0) {
      at = hash;
      comment();
    }
    skip(end);
  }

  List<Comment> comments() {
    return List.copyOf(comments);
  }

  private void comment() throws SourceException {
    var span = new Span(at, Breaks.lineEnd(text, at));
    String content = source.slice(span).substring(1).strip();
    comments.add(new Comment(span, content, isFirst(at)));
    at = span.end();
  }

  private boolean isFirst(int hash) {
    int i = hash;
    while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
      i--;
    }
    return i == 0 || Breaks.isBreak(text.charAt(i - 1));
  }
}
