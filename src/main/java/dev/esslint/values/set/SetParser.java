package dev.esslint.values.set;

import dev.esslint.json.JsonReader;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Files;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.values.set.SetExpression.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The grammar of Helm's {@code --set} options (its package {@code strvals}). */
final class SetParser {
  /** Helm's limits. */
  private static final int MAX_INDEX = 65_536;

  private static final int MAX_DOTS = 30;

  /** Limits of our own: levels as in a file, and items that indices bring about in all. */
  private static final int MAX_STEPS = 1000;

  private static final int MAX_ITEMS = 500_000;

  private static final Regex INDEX = new Regex("[-+]?[0-9]+");
  private static final Regex INTEGER = new Regex("[-+][0-9]+|[1-9][0-9]*");
  private static final char END = '\0';

  private final Kind kind;
  private final SourceText source;
  private final String text;
  private final Files files;
  private int at;
  private int items;

  SetParser(Kind kind, SourceText source, Files files) {
    this.kind = kind;
    this.source = source;
    this.text = source.text();
    this.files = files;
  }

  /** A run of characters without its escapes, and the character that ended it: {@link #END} at the end of the text. */
  private record Word(String value, Span span, char end) {}

  List<Assignment> parse() throws SourceException {
    if (kind == Kind.JSON) {
      skipBlanks();
      if (text.startsWith("{", at)) {
        return List.of(wholeObject());
      }
      at = 0;
    }
    List<Assignment> assignments = new ArrayList<>();
    while (at < text.length()) {
      assignments.add(assignment());
    }
    return List.copyOf(assignments);
  }

  private Assignment wholeObject() throws SourceException {
    Node object = JsonReader.read(source, at);
    at = object.span().end();
    skipBlanks();
    if (at < text.length() || !(object instanceof MapNode)) {
      throw refused("nothing may follow the JSON object", at, text.length());
    }
    return new Assignment(List.of(), object, false);
  }

  private Assignment assignment() throws SourceException {
    List<Step> steps = new ArrayList<>();
    int dots = 0;
    int start = at;
    Word word = key(steps);
    while (word.end() != '=') {
      if (word.end() == '.') {
        // Helm does not count the dot behind an index
        dots += steps.getLast() instanceof Name ? 1 : 0;
        if (dots > MAX_DOTS) {
          throw refused("more than " + MAX_DOTS + " dots are in this key", start, at);
        }
        word = key(steps);
      } else {
        steps.add(index());
        if (steps.size() > MAX_STEPS) {
          throw refused("this is nested more than " + MAX_STEPS + " levels deep", start, at);
        }
        word = word("[.=", kind != Kind.LITERAL);
        if (!word.value().isEmpty()) {
          throw refused("after `]` there must be `=`, `.` or `[`", word.span());
        }
        if (word.end() == END) {
          throw refused("`=` and a value are missing at the end", word.span());
        }
      }
    }
    boolean cut =
        at == text.length()
            && steps.getLast() instanceof Name
            && kind != Kind.JSON
            && kind != Kind.LITERAL;
    return new Assignment(List.copyOf(steps), value(), cut);
  }

  private Word key(List<Step> steps) throws SourceException {
    Word word = kind == Kind.LITERAL ? word("=[.", false) : word("=[,.", true);
    switch (word.end()) {
      case END ->
          throw refused(
              "`=` and a value are missing here"
                  + (steps.isEmpty() && word.span().start() > 0 && kind != Kind.LITERAL
                      ? "; write a comma inside a value as `\\,`"
                      : ""),
              word.span());
      case ',' ->
          throw refused(
              "`=` and a value are missing before this comma; write a comma inside a value as"
                  + " `\\,`",
              word.span().end(),
              at);
      default -> {
        if (word.value().isEmpty()) {
          throw refused("a key is missing here", word.span().end(), at);
        }
      }
    }
    steps.add(new Name(word.value(), word.span()));
    return word;
  }

  private At index() throws SourceException {
    int open = at - 1;
    Word word = word("]", kind != Kind.LITERAL);
    Span span = new Span(open, at);
    if (word.end() == END) {
      throw refused("this `[` is never closed", open, open + 1);
    }
    if (!INDEX.fits(word.value())) {
      throw refused("between `[` and `]` there must be a number from 0 to " + MAX_INDEX, span);
    }
    try {
      int index = Integer.parseInt(word.value());
      if (index < 0) {
        throw refused("an index starts at 0, so it cannot be negative", span);
      }
      if (index > MAX_INDEX) {
        throw refused("Helm allows no index above " + MAX_INDEX, span);
      }
      items += index;
      if (items > MAX_ITEMS) {
        throw refused(
            String.format(
                Locale.ROOT, "these indices make lists of more than %,d items", MAX_ITEMS),
            span);
      }
      return new At(index, span);
    } catch (NumberFormatException e) {
      throw refused("Helm allows no index above " + MAX_INDEX, span);
    }
  }

  private Node value() throws SourceException {
    return switch (kind) {
      case JSON -> json();
      case LITERAL -> {
        Span rest = new Span(at, text.length());
        at = text.length();
        yield new ScalarNode(rest, new Scalar.Str(source.slice(rest)), Style.PLAIN);
      }
      case SET, STRING, FILE ->
          at < text.length() && text.charAt(at) == '{' ? list() : scalar(word(",", true));
    };
  }

  private Node json() throws SourceException {
    int start = at;
    if (skipBlanksAndComma()) {
      return new ScalarNode(new Span(start, start), Scalar.NULL, Style.PLAIN);
    }
    Node value = JsonReader.read(source, at);
    at = value.span().end();
    skipBlanksAndComma();
    return value;
  }

  private Node list() throws SourceException {
    int open = at++;
    List<Node> items = new ArrayList<>();
    while (true) {
      Word word = word(",}", true);
      if (word.end() == END) {
        throw refused("this `{` is never closed by `}`", open, open + 1);
      }
      items.add(scalar(word));
      if (word.end() == '}') {
        Span span = new Span(open, at);
        at += at < text.length() && text.charAt(at) == ',' ? 1 : 0;
        return new ListNode(span, List.copyOf(items));
      }
    }
  }

  private Node scalar(Word word) throws SourceException {
    // an empty --set-file at the very end is the empty string to Helm, elsewhere a file without a
    // name
    boolean cut = word.span().end() == text.length() && word.span().start() == text.length();
    return new ScalarNode(
        word.span(),
        switch (kind) {
          case SET -> typed(word.value());
          case FILE -> new Scalar.Str(cut ? "" : files.read(word.value()));
          case STRING, LITERAL, JSON -> new Scalar.Str(word.value());
        },
        Style.PLAIN);
  }

  /** What {@code --set} makes of a text: {@code 1.5}, {@code 007} and {@code 1_000} stay strings. */
  private static Scalar typed(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Scalar.TRUE;
    }
    if (text.equalsIgnoreCase("false")) {
      return Scalar.FALSE;
    }
    if (text.equalsIgnoreCase("null")) {
      return Scalar.NULL;
    }
    if (text.equals("0")) {
      return new Scalar.Num(0);
    }
    if (INTEGER.fits(text)) {
      try {
        return new Scalar.Num((double) Long.parseLong(text));
      } catch (NumberFormatException e) {
        // more than 64 bits: a string, as any other text
      }
    }
    return new Scalar.Str(text);
  }

  private Word word(String stops, boolean escapes) {
    StringBuilder value = new StringBuilder();
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (stops.indexOf(c) >= 0) {
        return new Word(value.toString(), new Span(start, at - 1), c);
      }
      if (!escapes || c != '\\') {
        value.append(c);
      } else if (at < text.length()) {
        value.append(text.charAt(at++));
      }
    }
    return new Word(value.toString(), new Span(start, at), END);
  }

  /** Whether nothing but blanks was there up to a comma or the end; the comma is taken as well. */
  private boolean skipBlanksAndComma() {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      return true;
    }
    return at == text.length();
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  /** Unicode's White_Space, which Go asks for. */
  private static boolean isBlank(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  private SourceException refused(String message, Span span) {
    return new SourceException(message, source, span);
  }

  private SourceException refused(String message, int start, int end) {
    return refused(message, new Span(start, end));
  }
}
