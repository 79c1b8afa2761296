package dev.esslint.json;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Reads JSON as strictly as Go's {@code encoding/json}, which is what Helm's {@code fromJson} uses: nothing that only
 * YAML or JavaScript allows.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 10_000;
  private static final Regex NUMBER =
      new Regex("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final Regex WORD = new Regex("true|false|null");

  private final SourceText source;
  private final String text;

  /** The brackets that are open, the innermost first. */
  private final Deque<Character> open = new ArrayDeque<>();

  /** The keys of the outermost object, and where they stand. */
  private final Map<String, Span> keys = new LinkedHashMap<>();

  private int at;

  private StrictJson(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * The keys of a JSON object with their places; none for {@code null}, which Go takes for an empty one.
   *
   * @throws SourceException if the text is anything else, with the place
   */
  public static Map<String, Span> keys(SourceText source) throws SourceException {
    StrictJson json = new StrictJson(source);
    json.skipSpace();
    int start = json.at;
    char first = json.next();
    json.read();
    if (first != '{' && first != 'n') {
      throw new SourceException(
          "this is " + kind(first) + ", but a JSON object is needed",
          source,
          new Span(start, start + 1));
    }
    return json.keys;
  }

  private static String kind(char first) {
    return switch (first) {
      case '[' -> "a list";
      case '"' -> "a string";
      case 't', 'f' -> "a boolean";
      default -> "a number";
    };
  }

  private void read() throws SourceException {
    boolean valueExpected = true;
    while (valueExpected || !open.isEmpty()) {
      skipSpace();
      char c = next();
      if (valueExpected) {
        valueExpected = readValue(c);
      } else if (c == ',') {
        at++;
        valueExpected = true;
        if (inObject()) {
          readKey();
        }
      } else if (c == closing()) {
        at++;
        open.pop();
      } else {
        throw refused("where a comma or `" + closing() + "` is expected");
      }
      skipSpace();
    }
    if (at < text.length()) {
      throw refused("after the end of the JSON");
    }
  }

  /** Reads a scalar or the start of an object or list, and tells whether a value has to follow. */
  private boolean readValue(char c) throws SourceException {
    switch (c) {
      case '{', '[' -> {
        if (open.size() == MAX_DEPTH) {
          throw refused("which is nested more than " + MAX_DEPTH + " levels deep");
        }
        open.push(c);
        at++;
        skipSpace();
        if (next() == closing()) {
          at++;
          open.pop();
          return false;
        }
        if (inObject()) {
          readKey();
        }
        return true;
      }
      case '"' -> readString();
      case 't', 'f', 'n' -> readToken(WORD);
      default -> {
        int start = at;
        readToken(NUMBER);
        if (Double.isInfinite(Double.parseDouble(text.substring(start, at)))) {
          throw new SourceException("this number is too large", source, new Span(start, at));
        }
      }
    }
    return false;
  }

  private void readKey() throws SourceException {
    skipSpace();
    if (next() != '"') {
      throw refused("where a key in double quotes is expected");
    }
    int start = at;
    String key = readString();
    if (open.size() == 1) {
      keys.put(key, new Span(start, at));
    }
    skipSpace();
    if (next() != ':') {
      throw refused("where a colon is expected");
    }
    at++;
  }

  private String readString() throws SourceException {
    StringBuilder string = new StringBuilder();
    at++;
    while (next() != '"') {
      char c = next();
      if (c < ' ') {
        throw refused("inside a string");
      }
      at++;
      string.append(c == '\\' ? readEscape() : c);
    }
    at++;
    return string.toString();
  }

  private char readEscape() throws SourceException {
    char c = next();
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    if (c != 'u') {
      throw refused("after a backslash");
    }
    at++;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = next() < 128 ? Character.digit(next(), 16) : -1;
      if (digit < 0) {
        throw refused("where a hexadecimal digit is expected");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  private void readToken(Regex pattern) throws SourceException {
    Matcher token = pattern.matcher(text).region(at, text.length());
    if (!token.lookingAt()) {
      throw refused("where a value is expected");
    }
    at = token.end();
  }

  private boolean inObject() {
    return open.element() == '{';
  }

  private char closing() {
    return inObject() ? '}' : ']';
  }

  private char next() throws SourceException {
    if (at >= text.length()) {
      throw new SourceException(
          "the JSON ends too early", source, new Span(text.length(), text.length()));
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private SourceException refused(String where) {
    char c = text.charAt(at);
    String name =
        switch (c) {
          case '\n', '\r' -> "a line break";
          case '\t' -> "a tab";
          default -> c < ' ' || c > '~' ? String.format("U+%04X", (int) c) : "`" + c + "`";
        };
    return new SourceException(name + " is not allowed " + where, source, new Span(at, at + 1));
  }
}
