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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;

/**
 * Reads one JSON value out of a text and leaves what comes after it, as Go's {@code json.Decoder} does. A library reads
 * whole texts: none of them stops after {@code 1} in {@code 1,b=2}.
 */
public final class JsonReader {
  private static final int MAX_DEPTH = 1000;
  private static final Regex NUMBER =
      new Regex("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Regex HEX = new Regex("[0-9a-fA-F]{4}");
  private static final String BLANKS = " \t\r\n";

  private final SourceText source;
  private final String text;
  private int at;

  private JsonReader(SourceText source, int start) {
    this.source = source;
    this.text = source.text();
    this.at = start;
  }

  /**
   * Reads the value that begins at an offset, after any blanks. Its span ends where the rest of the text begins.
   *
   * @throws SourceException if there is none, with the place
   */
  public static Node read(SourceText source, int start) throws SourceException {
    return new JsonReader(source, start).value(0);
  }

  private Node value(int depth) throws SourceException {
    skipBlanks();
    if (depth > MAX_DEPTH) {
      throw refused("there are more than " + MAX_DEPTH + " levels of nesting here");
    }
    int start = at;
    return switch (next()) {
      case '{' -> map(start, depth);
      case '[' -> list(start, depth);
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

  private Node map(int start, int depth) throws SourceException {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    at++;
    if (!taken('}')) {
      do {
        skipBlanks();
        int key = at;
        if (next() != '"') {
          throw refused("JSON needs a key in double quotes here");
        }
        String name = string();
        Span span = new Span(key, at);
        expect(':', "JSON needs a colon after the key");
        entries.remove(name);
        entries.put(name, new Entry(span, value(depth + 1)));
      } while (taken(','));
      expect('}', "JSON needs `,` or `}` here");
    }
    return new MapNode(new Span(start, at), Collections.unmodifiableSequencedMap(entries));
  }

  private Node list(int start, int depth) throws SourceException {
    List<Node> items = new ArrayList<>();
    at++;
    if (!taken(']')) {
      do {
        items.add(value(depth + 1));
      } while (taken(','));
      expect(']', "JSON needs `,` or `]` here");
    }
    return new ListNode(new Span(start, at), List.copyOf(items));
  }

  private Node word(String word, Scalar scalar) throws SourceException {
    if (!text.startsWith(word, at)) {
      throw refused("this is not a JSON value; strings need double quotes");
    }
    at += word.length();
    return new ScalarNode(new Span(at - word.length(), at), scalar, Style.PLAIN);
  }

  private Node number() throws SourceException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw refused(
          at == text.length()
              ? "the JSON value ends too early"
              : "this is not a JSON value; strings need double quotes");
    }
    double value = Double.parseDouble(number.group());
    if (Double.isInfinite(value)) {
      throw refused("this number is too large");
    }
    at = number.end();
    // Go goes on in a number as far as it can, and then misses the rest of it
    if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0 && !isWhole(number.group())) {
      throw refused("this number is incomplete");
    }
    return new ScalarNode(new Span(number.start(), at), new Scalar.Num(value), Style.PLAIN);
  }

  /** Whether nothing can follow in a number: it has its exponent. A fraction may get one, an integer both. */
  private boolean isWhole(String number) {
    boolean exponent = number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
    return exponent || (number.indexOf('.') >= 0 && text.charAt(at) == '.');
  }

  private String string() throws SourceException {
    int start = at++;
    StringBuilder string = new StringBuilder();
    while (next() != '"') {
      char c = next();
      if (at == text.length()) {
        at = start;
        throw refused("this string is never closed");
      }
      if (c < ' ') {
        throw refused("JSON needs an escape such as `\\n` for this character");
      }
      at++;
      string.append(c == '\\' ? escape() : c);
    }
    at++;
    return wellFormed(string);
  }

  private char escape() throws SourceException {
    char c = next();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (!HEX.matcher(text).region(at, text.length()).lookingAt()) {
          throw refused("JSON needs four hexadecimal digits after `\\u`");
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> {
        at--;
        throw refused("this escape does not exist in JSON");
      }
    };
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

  /** The next character; NUL at the end. */
  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char c) {
    skipBlanks();
    boolean there = next() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c, String otherwise) throws SourceException {
    if (!taken(c)) {
      throw refused(at == text.length() ? "the JSON value ends too early" : otherwise);
    }
  }

  private SourceException refused(String message) {
    return new SourceException(message, source, new Span(at, Math.min(at + 1, text.length())));
  }
}
