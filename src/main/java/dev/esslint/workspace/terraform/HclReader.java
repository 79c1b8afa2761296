package dev.esslint.workspace.terraform;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.workspace.Offsets;
import dev.esslint.workspace.terraform.Expression.Call;
import dev.esslint.workspace.terraform.Expression.Items;
import dev.esslint.workspace.terraform.Expression.Name;
import dev.esslint.workspace.terraform.Expression.Other;
import dev.esslint.workspace.terraform.Expression.Pair;
import dev.esslint.workspace.terraform.Expression.Pairs;
import dev.esslint.workspace.terraform.Expression.Text;
import dev.esslint.workspace.terraform.Expression.Word;
import dev.esslint.workspace.terraform.HclBody.Attribute;
import dev.esslint.workspace.terraform.HclBody.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HCL. What it does not know it passes over, to the end of the expression. */
final class HclReader {
  private static final int DEEPEST = 200;
  private static final String OPENED = "\"${";

  private final SourceText source;
  private final String text;
  private int at;
  private int depth;

  private HclReader(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  static HclBody read(SourceText source) {
    HclReader reader = new HclReader(source);
    HclBody body = HclBody.empty(source);
    reader.body(body);
    return body;
  }

  private void body(HclBody body) {
    if (++depth > DEEPEST) {
      at = text.length();
      return;
    }
    while (true) {
      skipBlank(true);
      if (at >= text.length() || text.charAt(at) == '}') {
        break;
      }
      int start = at;
      String name = word();
      if (name.isEmpty()) {
        at++;
        continue;
      }
      Span nameAt = new Span(start, at);
      skipBlank(false);
      if (at < text.length() && text.charAt(at) == '=' && !text.startsWith("==", at)) {
        at++;
        skipBlank(false);
        body.attributes().put(name, new Attribute(name, nameAt, expression(false)));
      } else {
        block(name, nameAt, body);
      }
    }
    depth--;
  }

  private void block(String type, Span typeAt, HclBody body) {
    List<String> labels = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '"') {
        labels.add(quoted().text());
      } else {
        String label = word();
        if (label.isEmpty()) {
          at++;
        } else {
          labels.add(label);
        }
      }
      skipBlank(false);
    }
    if (at < text.length() && text.charAt(at) == '{') {
      at++;
      HclBody inner = HclBody.empty(source);
      body(inner);
      at = Math.min(at + 1, text.length());
      body.blocks().add(new Block(type, labels, inner, typeAt));
    }
  }

  private String word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlank(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
        at++;
      } else if (c == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }

  /**
   * An expression.
   *
   * @param inside whether it is in brackets, so that it goes on over the end of a line
   */
  private Expression expression(boolean inside) {
    if (++depth > DEEPEST) {
      at = text.length();
    }
    int start = at;
    Expression first = primary();
    int end = at;
    skipBlank(inside);
    boolean whole = at >= text.length() || ",]})\n:".indexOf(text.charAt(at)) >= 0;
    if (text.startsWith("=", at) && !text.startsWith("==", at)) {
      whole = true;
    }
    depth--;
    if (whole) {
      at = inside ? at : end;
      return first;
    }
    rest(inside);
    return new Other(text.substring(start, at).strip(), new Span(start, at));
  }

  /** Passes over the rest of an expression. */
  private void rest(boolean inside) {
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted();
        continue;
      }
      if ("([{".indexOf(c) >= 0) {
        open++;
      } else if (")]}".indexOf(c) >= 0) {
        if (open-- == 0) {
          return;
        }
      } else if (open == 0 && (c == ',' || (c == '\n' && !inside))) {
        return;
      }
      at++;
    }
  }

  private Expression primary() {
    int start = at;
    char c = at < text.length() ? text.charAt(at) : ' ';
    if (c == '"') {
      Expression call = call();
      return call == null ? quoted() : call;
    }
    if (text.startsWith("<<", at)) {
      return hereDocument();
    }
    if (c == '[') {
      return items();
    }
    if (c == '{') {
      return pairs();
    }
    if (c == '-' || Character.isDigit(c)) {
      at++;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || ".eE".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      return new Word(text.substring(start, at), new Span(start, at));
    }
    String name = word();
    if (name.isEmpty()) {
      return new Other("", new Span(start, start));
    }
    if (name.equals("true") || name.equals("false") || name.equals("null")) {
      return new Word(name, new Span(start, at));
    }
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      List<Expression> arguments = list(')');
      return new Call(name, arguments, new Span(start, at));
    }
    while (at < text.length() && text.charAt(at) == '.') {
      at++;
      word();
    }
    return new Name(text.substring(start, at), new Span(start, at));
  }

  private List<Expression> list(char close) {
    List<Expression> items = new ArrayList<>();
    while (true) {
      skipBlank(true);
      if (at >= text.length()) {
        return items;
      }
      if (text.charAt(at) == close) {
        at++;
        return items;
      }
      int before = at;
      items.add(expression(true));
      skipBlank(true);
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else if (at == before) {
        at++;
      }
    }
  }

  private Expression items() {
    int start = at++;
    int word = at;
    skipBlank(true);
    if (text.startsWith("for ", at)) {
      at = word;
      rest(true);
      at = Math.min(at + 1, text.length());
      return new Other(text.substring(start, at), new Span(start, at));
    }
    List<Expression> items = list(']');
    return new Items(items, new Span(start, at));
  }

  private Expression pairs() {
    int start = at++;
    List<Pair> pairs = new ArrayList<>();
    skipBlank(true);
    if (text.startsWith("for ", at)) {
      rest(true);
      at = Math.min(at + 1, text.length());
      return new Other(text.substring(start, at), new Span(start, at));
    }
    while (true) {
      skipBlank(true);
      if (at >= text.length()) {
        break;
      }
      if (text.charAt(at) == '}') {
        at++;
        break;
      }
      int keyAt = at;
      String key = text.charAt(at) == '"' ? quoted().text() : word();
      Span keySpan = new Span(keyAt, at);
      skipBlank(true);
      if (at >= text.length() || (text.charAt(at) != '=' && text.charAt(at) != ':')) {
        rest(true);
        at = Math.min(at + 1, text.length());
        return new Other(text.substring(start, at), new Span(start, at));
      }
      at++;
      skipBlank(true);
      int valueAt = at;
      Expression value = entryValue();
      pairs.add(new Pair(key, keySpan, value));
      skipBlank(false);
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else if (at == valueAt) {
        at++;
      }
    }
    return new Pairs(List.copyOf(pairs), new Span(start, at));
  }

  /** The value of an entry, which ends with the line. */
  private Expression entryValue() {
    return expression(false);
  }

  /** The call that is all of a string, as in <code>"${file("a.yaml")}"</code>, which is what the call gives; null if there is none. */
  private @Nullable Expression call() {
    int start = at;
    if (text.startsWith(OPENED, at)) {
      at += OPENED.length();
      skipBlank(false);
      Expression inner = expression(true);
      skipBlank(false);
      if (inner instanceof Call && text.startsWith("}\"", at)) {
        at += 2;
        return inner;
      }
    }
    at = start;
    return null;
  }

  private Text quoted() {
    int start = at++;
    Chars chars = new Chars();
    boolean known = true;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        int escape = at;
        char next = text.charAt(at + 1);
        at += 2;
        if (next == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          chars.put((char) Integer.parseInt(text.substring(at, at + 4), 16), escape);
          at += 4;
        } else {
          chars.put(
              switch (next) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                default -> next;
              },
              escape);
        }
      } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
        chars.put(c, at);
        chars.put('{', at + 2);
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
        known = false;
        template(chars);
      } else {
        chars.put(c, at++);
      }
    }
    int end = Math.min(at + 1, text.length());
    Text read = new Text(chars.text(), chars.from(at), known, new Span(start, end));
    at = end;
    return read;
  }

  /** What is filled in, to its closing brace. */
  private void template(Chars chars) {
    int start = at;
    at += 2;
    int open = 1;
    while (at < text.length() && open > 0) {
      char c = text.charAt(at);
      if (c == '"') {
        int quote = at++;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
          at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        if (at <= quote) {
          return;
        }
        continue;
      }
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      at++;
    }
    String inside = text.substring(Math.min(start + 2, at), Math.max(Math.min(start + 2, at), at - 1)).strip();
    chars.put("${" + inside.replaceAll("[\\n\"':#{}]+", " ") + "}", start);
  }

  private Expression hereDocument() {
    int start = at;
    at += 2;
    boolean strip = text.startsWith("-", at);
    at += strip ? 1 : 0;
    int nameAt = at;
    String end = word();
    if (end.isEmpty()) {
      return new Other(text.substring(start, nameAt), new Span(start, nameAt));
    }
    int line = text.indexOf('\n', at);
    int body = line < 0 ? text.length() : line + 1;
    int stop = body;
    while (stop < text.length()) {
      int next = text.indexOf('\n', stop);
      int lineEnd = next < 0 ? text.length() : next;
      if (text.substring(stop, lineEnd).strip().equals(end)) {
        break;
      }
      stop = next < 0 ? text.length() : next + 1;
    }
    int indent = strip ? indentation(body, stop) : 0;
    Chars chars = new Chars();
    boolean known = true;
    at = body;
    boolean newLine = true;
    while (at < stop) {
      if (newLine) {
        int cut = 0;
        while (cut < indent && at < stop && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
          at++;
          cut++;
        }
        newLine = false;
        continue;
      }
      char c = text.charAt(at);
      if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
        chars.put(c, at);
        chars.put('{', at + 2);
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
        known = false;
        template(chars);
      } else {
        newLine = c == '\n';
        chars.put(c, at++);
      }
    }
    Text read = new Text(chars.text(), chars.from(stop), known, new Span(start, stop));
    int after = text.indexOf('\n', stop);
    at = after < 0 ? text.length() : after;
    return read;
  }

  private int indentation(int body, int stop) {
    int least = Integer.MAX_VALUE;
    for (String line : text.substring(body, stop).split("\n", -1)) {
      if (!line.isBlank()) {
        least = Math.min(least, line.length() - line.stripLeading().length());
      }
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  /** Characters with the places that they come from. */
  private static final class Chars {
    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[64];

    void put(char c, int offset) {
      if (text.length() + 1 >= from.length) {
        from = Arrays.copyOf(from, 2 * from.length);
      }
      from[text.length()] = offset;
      text.append(c);
    }

    void put(String piece, int offset) {
      for (int i = 0; i < piece.length(); i++) {
        put(piece.charAt(i), offset);
      }
    }

    String text() {
      return text.toString();
    }

    Offsets from(int end) {
      return Offsets.of(from, text.length(), end);
    }
  }
}
