package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Syntax.Command;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.gotemplate.Syntax.Pipeline;
import dev.esslint.gotemplate.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pipelines. Parentheses in each other are kept on a stack of its own, so that no text is too deep for it. */
final class PipelineParser {
  /** As Go has it: so many parentheses may stand in each other. */
  private static final int DEEPEST = 10_000;

  private final Tokens tokens;
  private final TemplateVariables variables;

  /**
   * @param variables those that are known; it declares more
   */
  PipelineParser(Tokens tokens, TemplateVariables variables) {
    this.tokens = tokens;
    this.variables = variables;
  }

  /** A pipeline that is being read. */
  private static final class Open {
    final Kind end;
    final int start;
    final List<String> declared = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    boolean assigns;
    @Nullable List<Operand> words;

    Open(Kind end, int start) {
      this.end = end;
      this.start = start;
    }
  }

  /**
   * Reads a pipeline and the delimiter after it.
   *
   * @param range whether it may declare two variables
   */
  Pipeline pipeline(Token delimiter, boolean range) throws TemplateException {
    Deque<Open> outer = new ArrayDeque<>();
    Open open = new Open(Kind.RIGHT_DELIMITER, delimiter.start());
    declarations(open, range);
    while (true) {
      Token token = tokens.nextWord();
      if (open.words == null) {
        if (token.kind() == open.end) {
          Pipeline done = finish(open, token);
          if (outer.isEmpty()) {
            return done;
          }
          open = outer.pop();
          operand(open, done);
          continue;
        }
        if (!token.kind().isOperand()) {
          throw Tokens.unexpected(token);
        }
        open.words = new ArrayList<>();
      }
      if (token.kind() == Kind.LEFT_PAREN) {
        if (outer.size() >= DEEPEST) {
          throw new TemplateException("too many `(` stand in each other", token.start(), token.end());
        }
        outer.push(open);
        open = new Open(Kind.RIGHT_PAREN, token.start());
        declarations(open, false);
      } else if (token.kind().isOperand()) {
        operand(open, term(token));
      } else {
        tokens.push(token);
        afterOperand(open);
      }
    }
  }

  private void declarations(Open open, boolean range) throws TemplateException {
    while (true) {
      Token variable = tokens.nextWord();
      if (variable.kind() != Kind.VARIABLE) {
        tokens.push(variable);
        return;
      }
      Token after = tokens.next();
      Token next = after;
      while (next.kind() == Kind.SPACE) {
        next = tokens.next();
      }
      boolean comma = next.kind() == Kind.CHARACTER && next.text().equals(",");
      if (!comma && next.kind() != Kind.ASSIGN && next.kind() != Kind.DECLARE) {
        tokens.push(next);
        if (after.kind() == Kind.SPACE) {
          tokens.push(after);
        }
        tokens.push(variable);
        return;
      }
      open.declared.add(variable.text());
      variables.declare(variable.text());
      if (!comma) {
        open.assigns = next.kind() == Kind.ASSIGN;
        return;
      }
      Token second = tokens.nextWord();
      tokens.push(second);
      boolean fits =
          switch (second.kind()) {
            case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> true;
            default -> false;
          };
      if (!range || open.declared.size() > 1 || !fits) {
        throw Tokens.unexpected(next);
      }
    }
  }

  private Pipeline finish(Open open, Token last) throws TemplateException {
    if (open.commands.isEmpty()) {
      throw new TemplateException("there is no value in these braces", open.start, last.end());
    }
    for (Command command : open.commands.subList(1, open.commands.size())) {
      Operand first = command.words().getFirst();
      if (isLiteral(first)) {
        throw new TemplateException("what follows `|` has to be a function", first.start(), first.end());
      }
    }
    return new Pipeline(
        open.declared, open.assigns, open.commands, open.start, last.end());
  }

  /** Whether an operand is what it is, so that it neither takes arguments nor has fields. */
  private static boolean isLiteral(Operand operand) {
    return switch (operand) {
      case Syntax.Bool bool -> true;
      case Syntax.Dot dot -> true;
      case Syntax.Nil nil -> true;
      case Syntax.Numeral number -> true;
      case Syntax.Str string -> true;
      default -> false;
    };
  }

  /** Takes an operand with the fields that follow it, and what separates it from the next one. */
  private void operand(Open open, Operand term) throws TemplateException {
    Token next = tokens.next();
    Operand operand = term;
    if (next.kind() == Kind.FIELD) {
      List<String> names = new ArrayList<>();
      Operand of = term;
      if (term instanceof Syntax.Fields(Operand inner, List<String> first, int s, int e)) {
        of = inner;
        names.addAll(first);
      }
      int end = term.end();
      while (next.kind() == Kind.FIELD) {
        names.add(next.text().substring(1));
        end = next.end();
        next = tokens.next();
      }
      if (isLiteral(term)) {
        throw new TemplateException("a literal or a lone dot has no fields", term.start(), end);
      }
      operand = new Syntax.Fields(of, names, term.start(), end);
    }
    words(open).add(operand);
    tokens.push(next);
    afterOperand(open);
  }

  private static List<Operand> words(Open open) {
    List<Operand> words = open.words;
    if (words == null) {
      throw new IllegalStateException("no command has begun");
    }
    return words;
  }

  private void afterOperand(Open open) throws TemplateException {
    Token token = tokens.next();
    switch (token.kind()) {
      case SPACE -> {
        return;
      }
      case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.push(token);
      case PIPE -> {
        // the command is complete
      }
      default -> throw Tokens.unexpected(token);
    }
    open.commands.add(new Command(words(open)));
    open.words = null;
  }

  private Operand term(Token token) throws TemplateException {
    int start = token.start();
    int end = token.end();
    String text = token.text();
    return switch (token.kind()) {
      case IDENTIFIER -> {
        if (!Functions.has(text)) {
          throw new TemplateException("there is no function `" + text + "`", start, end);
        }
        yield new Syntax.Function(text, start, end);
      }
      case VARIABLE -> {
        if (!variables.has(text)) {
          throw TemplateException.open("there is no variable `" + text + "`", start, end);
        }
        yield new Syntax.Variable(text, start, end);
      }
      case FIELD ->
          new Syntax.Fields(
              new Syntax.Dot(start, start), List.of(text.substring(1)), start, end);
      case DOT -> new Syntax.Dot(start, end);
      case NIL -> new Syntax.Nil(start, end);
      case BOOL -> new Syntax.Bool(text.equals("true"), start, end);
      case STRING, RAW_STRING -> new Syntax.Str(Tokens.string(token), start, end);
      case CHARACTER_CONSTANT, COMPLEX, NUMBER -> number(token);
      default -> throw Tokens.unexpected(token);
    };
  }

  private static Operand number(Token token) throws TemplateException {
    return (switch (token.kind()) {
          case NUMBER -> Literal.number(token.text());
          case COMPLEX -> Literal.complex(token.text());
          default -> Literal.character(token.text());
        })
        .map(value -> new Syntax.Numeral(value, token.start(), token.end()))
        .orElseThrow(
            () ->
                new TemplateException(
                    "`" + token.text() + "` is "
                        + (token.kind() == Kind.CHARACTER_CONSTANT
                            ? "in single quotes, which Go takes for one character and not for a text"
                            : "not a number that Go knows"),
                    token.start(),
                    token.end()));
  }
}
