package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of a template, of which some may be given back. */
final class Tokens {
  private final Scanner scanner;
  private final Deque<Token> back = new ArrayDeque<>(3);

  Tokens(String text) {
    scanner = new Scanner(text);
  }

  Token next() throws TemplateException {
    return back.isEmpty() ? scanner.next() : back.pop();
  }

  /** The next one that is no space. */
  Token nextWord() throws TemplateException {
    Token token = next();
    while (token.kind() == Kind.SPACE) {
      token = next();
    }
    return token;
  }

  /** Gives back the one that was read last. */
  void push(Token token) {
    back.push(token);
  }

  void expect(Kind kind) throws TemplateException {
    Token token = nextWord();
    if (token.kind() != kind) {
      throw unexpected(token);
    }
  }

  static TemplateException unexpected(Token token) {
    return new TemplateException(
        "`" + token.text() + "` cannot stand here", token.start(), token.end());
  }

  /** What a string in quotes stands for. */
  static String string(Token token) throws TemplateException {
    return Literal.string(token.text())
        .orElseThrow(
            () ->
                new TemplateException(
                    "this string has an escape that Go does not know",
                    token.start(),
                    token.end()));
  }
}
