package dev.esslint.json;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;

/**
 * Reads JSON as strictly as Go's {@code encoding/json}: nothing that only YAML or JavaScript allows. A library reads whole texts:
 * none of them stops after {@code 1} in {@code 1,b=2}.
 */
public final class JsonReader {
  /** Whoever walks through a tree does so by recursion. */
  private static final int MAX_DEPTH_OF_TREE = 1000;

  /** The limit of Go. */
  private static final int MAX_DEPTH_OF_TEXT = 10_000;

  private static final Regex NUMBER =
      new Regex("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final String BLANKS = " \t\r\n";

  private final SourceText source;
  private final String text;

  /** Whether all of the text is read, and not only a value at the beginning of it. */
  private final boolean whole;

  /** The objects and arrays that are open, the innermost first. */
  private final Deque<Open> open = new ArrayDeque<>();

  private int at;

  private JsonReader(SourceText source, int start, boolean whole) {
    this.source = source;
    this.text = source.text();
    this.at = start;
    this.whole = whole;
  }

  /**
   * Reads the value that begins at an offset, after any blanks, and leaves what comes after it, as Go's {@code json.Decoder}
   * does. Its span ends where the rest of the text begins.
   *
   * @throws SourceException if there is none, with the place; the message holds nothing of the text, which may be a secret
   */
  public static Node read(SourceText source, int start) throws SourceException {
    return new JsonReader(source, start, false).value();
  }

  /**
   * The keys of an object that is all of a text, with their places; none for {@code null}, which Go takes for an empty one.
   * This is what Helm's {@code fromJson} reads.
   *
   * @throws SourceException if the text is anything else, with the place
   */
  public static Map<String, Span> keys(SourceText source) throws SourceException {
    JsonReader json = new JsonReader(source, 0, true);
    Node top = json.value();
    json.skipBlanks();
    if (json.at < json.text.length()) {
      throw json.refused("after the end of the JSON", "");
    }
    Map<String, Span> keys = new LinkedHashMap<>();
    if (top instanceof MapNode map) {
      for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
        keys.put(entry.getKey(), entry.getValue().key());
      }
    } else if (!top.isNull()) {
      int start = top.span().start();
      throw new SourceException(
          "this is " + kind(top) + ", but a JSON object is needed", source, new Span(start, start + 1));
    }
    return keys;
  }

  private static String kind(Node top) {
    return switch (top) {
      case ListNode list -> "a list";
      case ScalarNode scalar when scalar.value() instanceof Scalar.Str -> "a string";
      case ScalarNode scalar when scalar.value() instanceof Scalar.Bool -> "a boolean";
      case Node number -> "a number";
    };
  }

  /** An object or an array that is not closed yet. */
  private static final class Open {
    private final int start;
    private final char closing;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private final List<Node> items = new ArrayList<>();
    private String key = "";
    private Span place = Span.NONE;

    Open(int start, boolean object) {
      this.start = start;
      this.closing = object ? '}' : ']';
    }

    boolean isObject() {
      return closing == '}';
    }

    void add(Node value) {
      if (isObject()) {
        entries.remove(key);
        entries.put(key, new Entry(place, value));
      } else {
        items.add(value);
      }
    }

    Node closed(int end) {
      Span span = new Span(start, end);
      return isObject()
          ? new MapNode(span, Collections.unmodifiableSequencedMap(entries))
          : new ListNode(span, List.copyOf(items));
    }
  }

  private Node value() throws SourceException {
    while (true) {
      skipBlanks();
      char c = here();
      Node value;
      if (c == '{' || c == '[') {
        Open opened = opened(c == '{');
        if (here() == opened.closing) {
          value = opened.closed(++at);
        } else {
          open.push(opened);
          if (opened.isObject()) {
            key(opened);
          }
          continue;
        }
      } else {
        value = scalar(c);
      }
      while (!open.isEmpty() && !goesOn(value)) {
        value = open.pop().closed(at);
      }
      if (open.isEmpty()) {
        return value;
      }
    }
  }

  private Open opened(boolean object) throws SourceException {
    int limit = whole ? MAX_DEPTH_OF_TEXT : MAX_DEPTH_OF_TREE;
    if (open.size() == limit) {
      throw refused(
          "which is nested more than " + limit + " levels deep",
          "there are more than " + limit + " levels of nesting here");
    }
    Open opened = new Open(at, object);
    at++;
    skipBlanks();
    return opened;
  }

  /** Puts a value where it belongs; whether another one has to follow it there, or else that is closed. */
  private boolean goesOn(Node value) throws SourceException {
    Open around = open.element();
    around.add(value);
    skipBlanks();
    char c = here();
    if (c != ',' && c != around.closing) {
      throw refused(
          "where a comma or `" + around.closing + "` is expected",
          "JSON needs `,` or `" + around.closing + "` here");
    }
    at++;
    if (c == ',' && around.isObject()) {
      skipBlanks();
      key(around);
    }
    return c == ',';
  }

  private void key(Open object) throws SourceException {
    if (here() != '"') {
      throw refused("where a key in double quotes is expected", "JSON needs a key in double quotes here");
    }
    int start = at;
    object.key = string();
    object.place = new Span(start, at);
    skipBlanks();
    if (here() != ':') {
      throw refused("where a colon is expected", "JSON needs a colon after the key");
    }
    at++;
  }

  private Node scalar(char first) throws SourceException {
    int start = at;
    return switch (first) {
      case '"' -> {
        String string = string();
        yield new ScalarNode(new Span(start, at), new Scalar.Str(string), Style.DOUBLE_QUOTED);
      }
      case 't' -> word("true", Scalar.TRUE);
      case 'f' -> word("false", Scalar.FALSE);
      case 'n' -> word("null", Scalar.NULL);
      default -> number();
    };
  }

  private Node word(String word, Scalar scalar) throws SourceException {
    if (!text.startsWith(word, at)) {
      throw noValue();
    }
    at += word.length();
    return new ScalarNode(new Span(at - word.length(), at), scalar, Style.PLAIN);
  }

  private SourceException noValue() {
    return refused("where a value is expected", "this is not a JSON value; strings need double quotes");
  }

  private Node number() throws SourceException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw noValue();
    }
    double value = Double.parseDouble(number.group());
    Span span = new Span(at, number.end());
    if (Double.isInfinite(value)) {
      throw new SourceException("this number is too large", source, span);
    }
    at = span.end();
    // Go goes on in a number as far as it can, and then misses the rest of it
    if (!whole && ".eE".indexOf(here()) >= 0 && !isWhole(number.group())) {
      throw refused("", "this number is incomplete");
    }
    return new ScalarNode(span, new Scalar.Num(value), Style.PLAIN);
  }

  /** Whether nothing can follow in a number: it has its exponent. A fraction may get one, an integer both. */
  private boolean isWhole(String number) {
    boolean exponent = number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
    return exponent || (number.indexOf('.') >= 0 && here() == '.');
  }

  private String string() throws SourceException {
    int start = at++;
    StringBuilder string = new StringBuilder();
    while (here() != '"') {
      if (at == text.length()) {
        at = whole ? at : start;
        throw refused("", "this string is never closed");
      }
      char c = text.charAt(at);
      if (c < ' ') {
        throw refused("inside a string", "JSON needs an escape such as `\\n` for this character");
      }
      at++;
      string.append(c == '\\' ? escape() : c);
    }
    at++;
    return wellFormed(string);
  }

  private char escape() throws SourceException {
    int known = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at)) : -1;
    if (known < 0) {
      throw refused("after a backslash", "this escape does not exist in JSON");
    }
    at++;
    if (text.charAt(at - 1) != 'u') {
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = here() < 128 ? Character.digit(here(), 16) : -1;
      if (digit < 0) {
        throw refused("where a hexadecimal digit is expected", "JSON needs four hexadecimal digits after `\\u`");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  /** Go reads half a surrogate as the replacement character. */
  private static String wellFormed(StringBuilder string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isHighSurrogate(string.charAt(i))
          && i + 1 < string.length()
          && Character.isLowSurrogate(string.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(string.charAt(i))) {
        string.setCharAt(i, '\uFFFD');
      }
    }
    return string.toString();
  }

  /** The character here; NUL at the end. */
  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /**
   * What is refused here.
   *
   * @param where goes on from the character that is not allowed, if all of the text is read
   * @param hint says what is right, and nothing of the text
   */
  private SourceException refused(String where, String hint) {
    boolean ended = at == text.length();
    String message =
        !whole
            ? ended ? "the JSON value ends too early" : hint
            : ended ? "the JSON ends too early" : shown(text.charAt(at)) + " is not allowed " + where;
    return new SourceException(message, source, new Span(at, ended ? at : at + 1));
  }

  private static String shown(char c) {
    return switch (c) {
      case '\n', '\r' -> "a line break";
      case '\t' -> "a tab";
      default -> c < ' ' || c > '~' ? String.format("U+%04X", (int) c) : "`" + c + "`";
    };
  }
}
