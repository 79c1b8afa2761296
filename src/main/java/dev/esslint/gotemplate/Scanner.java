package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Token.Kind;

/**
 * Splits a template into words as Go's {@code text/template} does, in one pass: text, and inside of {@code {{ }}} names,
 * literals and signs. Comments and what trim markers take away leave no word.
 */
final class Scanner {
  private static final int END = -1;

  private final String input;
  private int position;
  private int start;
  private int delimiter;
  private int parens;
  private boolean inside;

  Scanner(String input) {
    this.input = input;
  }

  /**
   * The next word; at the end again and again {@link Kind#END_OF_TEXT}.
   *
   * @throws TemplateException if there is something that is no word
   */
  Token next() throws TemplateException {
    start = position;
    return inside ? inAction() : inText();
  }

  private Token inText() throws TemplateException {
    while (true) {
      int open = input.indexOf("{{", position);
      if (open < 0) {
        position = input.length();
        return token(position > start ? Kind.TEXT : Kind.END_OF_TEXT);
      }
      if (open > start) {
        int end = open;
        if (trimsLeft(open + 2)) {
          while (end > start && isSpace(input.charAt(end - 1))) {
            end--;
          }
        }
        position = open;
        if (end > start) {
          return new Token(Kind.TEXT, input.substring(start, end), start, end);
        }
        start = open;
      }
      delimiter = open;
      position = open + 2;
      int body = trimsLeft(position) ? position + 2 : position;
      if (!input.startsWith("/*", body)) {
        inside = true;
        parens = 0;
        position = body;
        return new Token(Kind.LEFT_DELIMITER, "{{", open, open + 2);
      }
      comment(body);
      start = position;
    }
  }

  private void comment(int open) throws TemplateException {
    int close = input.indexOf("*/", open + 2);
    if (close < 0) {
      throw TemplateException.open("this comment is not closed", open, open + 2);
    }
    position = close + 2;
    if (trimsRight(position)) {
      position += 4;
      skipSpace();
    } else if (input.startsWith("}}", position)) {
      position += 2;
    } else {
      throw new TemplateException("`}}` has to follow the end of this comment", close, close + 2);
    }
  }

  private Token inAction() throws TemplateException {
    if (trimsRight(position) || input.startsWith("}}", position)) {
      return rightDelimiter();
    }
    int c = advance();
    return switch (c) {
      case END -> throw TemplateException.open("this `{{` is not closed", delimiter, delimiter + 2);
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> token(Kind.ASSIGN);
      case ':' -> {
        if (advance() != '=') {
          throw new TemplateException("`:` has to be `:=`", start, start + 1);
        }
        yield token(Kind.DECLARE);
      }
      case '|' -> token(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "string");
      case '\'' -> quoted('\'', Kind.CHARACTER_CONSTANT, "character");
      case '`' -> raw();
      case '$' -> name(Kind.VARIABLE, Kind.VARIABLE);
      case '.' -> isDigit(peek()) || peek() == END ? number() : name(Kind.FIELD, Kind.DOT);
      case '(' -> {
        parens++;
        yield token(Kind.LEFT_PAREN);
      }
      case ')' -> {
        parens--;
        if (parens < 0) {
          throw new TemplateException("this `)` closes nothing", start, position);
        }
        yield token(Kind.RIGHT_PAREN);
      }
      case '+', '-' -> number();
      default -> {
        if (isDigit(c)) {
          yield number();
        }
        if (isWord(c)) {
          yield identifier();
        }
        if (c >= ' ' && c < 0x7f) {
          yield token(Kind.CHARACTER);
        }
        throw new TemplateException(quote(c) + " cannot stand here", start, position);
      }
    };
  }

  private Token rightDelimiter() throws TemplateException {
    if (parens > 0) {
      throw new TemplateException("a `(` is not closed", delimiter, position);
    }
    boolean trims = trimsRight(position);
    int open = trims ? position + 2 : position;
    position = open + 2;
    if (trims) {
      skipSpace();
    }
    inside = false;
    return new Token(Kind.RIGHT_DELIMITER, "}}", open, open + 2);
  }

  /** A run of space; the last one of it may belong to a trim marker. */
  private Token space() throws TemplateException {
    while (isSpace(peek())) {
      position++;
    }
    if (trimsRight(position - 1)) {
      position--;
      if (position == start) {
        return rightDelimiter();
      }
    }
    return token(Kind.SPACE);
  }

  private Token quoted(char quote, Kind kind, String what) throws TemplateException {
    while (true) {
      int c = advance();
      if (c == quote) {
        return token(kind);
      }
      int last = c == '\\' ? advance() : c;
      if (last == END || last == '\n') {
        throw TemplateException.open("this " + what + " is not closed", start, start + 1);
      }
    }
  }

  private Token raw() throws TemplateException {
    int close = input.indexOf('`', position);
    if (close < 0) {
      throw TemplateException.open("this raw string is not closed", start, start + 1);
    }
    position = close + 1;
    return token(Kind.RAW_STRING);
  }

  /** A field or a variable, whose first character has been read. */
  private Token name(Kind kind, Kind alone) throws TemplateException {
    if (atTerminator()) {
      return token(alone);
    }
    word();
    return token(kind);
  }

  private Token identifier() throws TemplateException {
    word();
    return token(
        switch (input.substring(start, position)) {
          case "true", "false" -> Kind.BOOL;
          case "block" -> Kind.BLOCK;
          case "break" -> Kind.BREAK;
          case "continue" -> Kind.CONTINUE;
          case "define" -> Kind.DEFINE;
          case "else" -> Kind.ELSE;
          case "end" -> Kind.END;
          case "if" -> Kind.IF;
          case "nil" -> Kind.NIL;
          case "range" -> Kind.RANGE;
          case "template" -> Kind.TEMPLATE;
          case "with" -> Kind.WITH;
          default -> Kind.IDENTIFIER;
        });
  }

  private void word() throws TemplateException {
    while (isWord(peek())) {
      advance();
    }
    if (!atTerminator()) {
      String name = input.substring(start, position);
      throw new TemplateException(
          quote(advance()) + " cannot follow `" + name + "`", start, position);
    }
  }

  private Token number() throws TemplateException {
    position = start;
    boolean number = digits();
    boolean complex = number && (peek() == '+' || peek() == '-');
    if (complex) {
      number = digits() && input.charAt(position - 1) == 'i';
    }
    if (!number) {
      throw new TemplateException(
          "`" + input.substring(start, position) + "` is not a number", start, position);
    }
    return token(complex ? Kind.COMPLEX : Kind.NUMBER);
  }

  /** Reads what looks like a number; whether it is one, the parser sees. */
  private boolean digits() {
    accept("+-");
    String digits = "0123456789_";
    boolean decimal = true;
    boolean hexadecimal = false;
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
        decimal = false;
        hexadecimal = true;
      } else if (accept("oO")) {
        digits = "01234567_";
        decimal = false;
      } else if (accept("bB")) {
        digits = "01_";
        decimal = false;
      }
    }
    acceptAll(digits);
    if (accept(".")) {
      acceptAll(digits);
    }
    if ((decimal && accept("eE")) || (hexadecimal && accept("pP"))) {
      accept("+-");
      acceptAll("0123456789_");
    }
    accept("i");
    if (isWord(peek())) {
      advance();
      return false;
    }
    return true;
  }

  private boolean accept(String signs) {
    boolean accepted = position < input.length() && signs.indexOf(input.charAt(position)) >= 0;
    position += accepted ? 1 : 0;
    return accepted;
  }

  private void acceptAll(String signs) {
    while (accept(signs)) {
      // accept goes on
    }
  }

  private Token token(Kind kind) {
    return new Token(kind, input.substring(start, position), start, position);
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : END;
  }

  private int advance() {
    int c = peek();
    position += c == END ? 0 : Character.charCount(c);
    return c;
  }

  /** Whether a name may end here. */
  private boolean atTerminator() {
    return switch (peek()) {
      case END, ' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(' -> true;
      default -> input.startsWith("}}", position);
    };
  }

  private boolean trimsLeft(int at) {
    return at + 1 < input.length() && input.charAt(at) == '-' && isSpace(input.charAt(at + 1));
  }

  private boolean trimsRight(int at) {
    return at < input.length() && isSpace(input.charAt(at)) && input.startsWith("-}}", at + 1);
  }

  private void skipSpace() {
    while (isSpace(peek())) {
      position++;
    }
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(int c) {
    return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
  }

  private static String quote(int c) {
    return c == '`' ? "a backquote" : "`" + Character.toString(c) + "`";
  }
}
