package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Syntax.Branch;
import dev.esslint.gotemplate.Syntax.Command;
import dev.esslint.gotemplate.Syntax.Node;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.gotemplate.Syntax.Pipeline;
import dev.esslint.gotemplate.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template as Go's {@code text/template} does, to its first fault. What is nested is kept on stacks of its own, so
 * that no text is too deep for it.
 */
final class Parser {
  /** As Go has it: so many parentheses may stand in each other. */
  private static final int DEEPEST = 10_000;

  /** How the text itself is called where it goes through Helm's {@code tpl}. */
  private static final String SELF = "gotpl";

  private final Scanner scanner;
  private final Deque<Token> back = new ArrayDeque<>(3);
  private final Map<String, List<Node>> defined = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Node> top = new ArrayList<>();
  private Variables variables = new Variables();
  private int ranges;

  private Parser(String text) {
    scanner = new Scanner(text);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException with its first fault
   */
  static GoTemplate parse(String text) throws TemplateException {
    Parser parser = new Parser(text);
    parser.parse();
    return new GoTemplate(parser.top, parser.defined);
  }

  /** The variables that a text may use at a place. */
  private static final class Variables {
    private final List<String> names = new ArrayList<>(List.of("$"));
    private final Map<String, Integer> counts = new HashMap<>(Map.of("$", 1));

    void declare(String name) {
      names.add(name);
      counts.merge(name, 1, Integer::sum);
    }

    boolean has(String name) {
      return counts.getOrDefault(name, 0) > 0;
    }

    int size() {
      return names.size();
    }

    void cut(int size) {
      while (names.size() > size) {
        counts.merge(names.removeLast(), -1, Integer::sum);
      }
    }
  }

  /** A statement whose {@code end} has not come yet. */
  private static final class Open {
    final Kind kind;
    final String name;
    final @Nullable Pipeline pipeline;
    final int start;
    final int end;
    final Variables outer;
    final int variables;
    final int ranges;
    final List<Node> body = new ArrayList<>();
    final List<Node> otherwise = new ArrayList<>();
    boolean inElse;

    /** Whether the {@code end} of the statement around ends it, too: {@code else if}. */
    boolean shared;

    /**
     * @param variables how many variables there are again after the end
     */
    Open(Token keyword, String name, @Nullable Pipeline pipeline, int variables, Parser parser) {
      this.kind = keyword.kind();
      this.name = name;
      this.pipeline = pipeline;
      this.start = keyword.start();
      this.end = keyword.end();
      this.outer = parser.variables;
      this.variables = variables;
      this.ranges = parser.ranges;
    }

    boolean isDefinition() {
      return kind == Kind.DEFINE || kind == Kind.BLOCK;
    }
  }

  private void parse() throws TemplateException {
    while (true) {
      Token token = nextWord();
      switch (token.kind()) {
        case END_OF_TEXT -> {
          if (!open.isEmpty()) {
            Open last = open.getLast();
            throw TemplateException.open(
                "this `" + word(last.kind) + "` has no `{{ end }}`", last.start, last.end);
          }
          define(SELF, top, 0, 0);
          return;
        }
        case TEXT -> nodes().add(new Syntax.Text(token.text()));
        case LEFT_DELIMITER -> action(token);
        default -> throw unexpected(token);
      }
    }
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case IF -> "if";
      case WITH -> "with";
      case RANGE -> "range";
      case DEFINE -> "define";
      default -> "block";
    };
  }

  /** Where nodes go at the moment. */
  private List<Node> nodes() {
    if (open.isEmpty()) {
      return top;
    }
    Open last = open.getLast();
    return last.inElse ? last.otherwise : last.body;
  }

  private void action(Token delimiter) throws TemplateException {
    Token token = nextWord();
    switch (token.kind()) {
      case DEFINE -> {
        if (!open.isEmpty()) {
          throw new TemplateException(
              "`define` can only stand at the top of a template", token.start(), token.end());
        }
        String name = name(token);
        expect(Kind.RIGHT_DELIMITER);
        begin(new Open(token, name, null, variables.size(), this));
      }
      case BLOCK -> {
        String name = name(token);
        Pipeline data = pipeline(delimiter, false);
        begin(new Open(token, name, data, variables.size(), this));
      }
      case IF, WITH, RANGE -> control(token, delimiter);
      case ELSE -> otherwise(token, delimiter);
      case END -> {
        expect(Kind.RIGHT_DELIMITER);
        end(token);
      }
      case BREAK, CONTINUE -> {
        expect(Kind.RIGHT_DELIMITER);
        if (ranges == 0) {
          throw TemplateException.open(
              "`" + token.text() + "` stands outside of a `range`", token.start(), token.end());
        }
        nodes().add(new Syntax.Jump(token.kind() == Kind.BREAK));
      }
      case TEMPLATE -> {
        String name = name(token);
        Token next = nextWord();
        Pipeline data = null;
        if (next.kind() != Kind.RIGHT_DELIMITER) {
          back.push(next);
          data = pipeline(delimiter, false);
        }
        nodes().add(new Syntax.Inclusion(name, data, token.start(), token.end()));
      }
      default -> {
        back.push(token);
        nodes().add(new Syntax.Action(pipeline(delimiter, false)));
      }
    }
  }

  private void control(Token token, Token delimiter) throws TemplateException {
    int size = variables.size();
    boolean range = token.kind() == Kind.RANGE;
    Pipeline pipeline = pipeline(delimiter, range);
    open.addLast(new Open(token, "", pipeline, size, this));
    ranges += range ? 1 : 0;
  }

  /** Opens a definition, in which nothing of what is around it is known. */
  private void begin(Open definition) {
    open.addLast(definition);
    variables = new Variables();
    ranges = 0;
  }

  private void otherwise(Token token, Token delimiter) throws TemplateException {
    Token next = nextWord();
    boolean chained = next.kind() == Kind.IF || next.kind() == Kind.WITH;
    if (!chained && next.kind() != Kind.RIGHT_DELIMITER) {
      throw unexpected(next);
    }
    Open last = open.isEmpty() ? null : open.getLast();
    if (last == null || last.isDefinition() || last.inElse) {
      throw TemplateException.open("this `else` belongs to no `if`", token.start(), token.end());
    }
    last.inElse = true;
    ranges = last.ranges;
    if (chained) {
      if (next.kind() != last.kind) {
        throw unexpected(next);
      }
      control(next, delimiter);
      open.getLast().shared = true;
    }
  }

  private void end(Token token) throws TemplateException {
    if (open.isEmpty()) {
      throw TemplateException.open("this `end` closes nothing", token.start(), token.end());
    }
    boolean shared;
    do {
      Open last = open.removeLast();
      shared = last.shared;
      variables = last.outer;
      variables.cut(last.variables);
      ranges = last.ranges;
      close(last);
    } while (shared);
  }

  private void close(Open last) throws TemplateException {
    Pipeline pipeline = last.pipeline;
    if (pipeline == null) {
      define(last.name, last.body, last.start, last.end);
    } else if (last.kind == Kind.BLOCK) {
      define(last.name, last.body, last.start, last.end);
      nodes().add(new Syntax.Inclusion(last.name, pipeline, last.start, last.end));
    } else {
      Branch.Kind kind =
          switch (last.kind) {
            case IF -> Branch.Kind.IF;
            case WITH -> Branch.Kind.WITH;
            default -> Branch.Kind.RANGE;
          };
      nodes().add(new Branch(kind, pipeline, last.body, last.otherwise));
    }
  }

  /** Go lets one text give a name to two templates only if one of them is empty. */
  private void define(String name, List<Node> nodes, int start, int end) throws TemplateException {
    List<Node> before = defined.get(name);
    if (before == null || isEmpty(before)) {
      defined.put(name, nodes);
    } else if (!isEmpty(nodes)) {
      throw new TemplateException("`" + name + "` is defined twice", start, end);
    }
  }

  private static boolean isEmpty(List<Node> nodes) {
    return nodes.stream()
        .allMatch(node -> node instanceof Syntax.Text(String text) && text.isBlank());
  }

  private String name(Token keyword) throws TemplateException {
    Token token = nextWord();
    if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
      throw new TemplateException(
          "`" + keyword.text() + "` has to be followed by a name in quotes",
          keyword.start(),
          keyword.end());
    }
    return string(token);
  }

  /** A pipeline that is being read. */
  private static final class Frame {
    final Kind end;
    final int start;
    final List<String> declared = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    boolean assigns;
    @Nullable List<Operand> words;

    Frame(Kind end, int start) {
      this.end = end;
      this.start = start;
    }
  }

  /**
   * Reads a pipeline and the delimiter after it.
   *
   * @param range whether it may declare two variables
   */
  private Pipeline pipeline(Token delimiter, boolean range) throws TemplateException {
    Deque<Frame> outer = new ArrayDeque<>();
    Frame frame = new Frame(Kind.RIGHT_DELIMITER, delimiter.start());
    declarations(frame, range);
    while (true) {
      Token token = nextWord();
      if (frame.words == null) {
        if (token.kind() == frame.end) {
          Pipeline done = finish(frame, token);
          if (outer.isEmpty()) {
            return done;
          }
          frame = outer.pop();
          operand(frame, done);
          continue;
        }
        if (!token.kind().isOperand()) {
          throw unexpected(token);
        }
        frame.words = new ArrayList<>();
      }
      if (token.kind() == Kind.LEFT_PAREN) {
        if (outer.size() >= DEEPEST) {
          throw new TemplateException("too many `(` stand in each other", token.start(), token.end());
        }
        outer.push(frame);
        frame = new Frame(Kind.RIGHT_PAREN, token.start());
        declarations(frame, false);
      } else if (token.kind().isOperand()) {
        operand(frame, term(token));
      } else {
        back.push(token);
        afterOperand(frame);
      }
    }
  }

  private void declarations(Frame frame, boolean range) throws TemplateException {
    while (true) {
      Token variable = nextWord();
      if (variable.kind() != Kind.VARIABLE) {
        back.push(variable);
        return;
      }
      Token after = next();
      Token next = after;
      while (next.kind() == Kind.SPACE) {
        next = next();
      }
      boolean comma = next.kind() == Kind.CHARACTER && next.text().equals(",");
      if (!comma && next.kind() != Kind.ASSIGN && next.kind() != Kind.DECLARE) {
        back.push(next);
        if (after.kind() == Kind.SPACE) {
          back.push(after);
        }
        back.push(variable);
        return;
      }
      frame.declared.add(variable.text());
      variables.declare(variable.text());
      if (!comma) {
        frame.assigns = next.kind() == Kind.ASSIGN;
        return;
      }
      Token second = nextWord();
      back.push(second);
      boolean fits =
          switch (second.kind()) {
            case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> true;
            default -> false;
          };
      if (!range || frame.declared.size() > 1 || !fits) {
        throw unexpected(next);
      }
    }
  }

  private Pipeline finish(Frame frame, Token last) throws TemplateException {
    if (frame.commands.isEmpty()) {
      throw new TemplateException("there is no value in these braces", frame.start, last.end());
    }
    for (Command command : frame.commands.subList(1, frame.commands.size())) {
      Operand first = command.words().getFirst();
      if (isLiteral(first)) {
        throw new TemplateException("what follows `|` has to be a function", first.start(), first.end());
      }
    }
    return new Pipeline(
        frame.declared, frame.assigns, frame.commands, frame.start, last.end());
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
  private void operand(Frame frame, Operand term) throws TemplateException {
    Token next = next();
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
        next = next();
      }
      if (isLiteral(term)) {
        throw new TemplateException("a literal or a lone dot has no fields", term.start(), end);
      }
      operand = new Syntax.Fields(of, names, term.start(), end);
    }
    words(frame).add(operand);
    back.push(next);
    afterOperand(frame);
  }

  private static List<Operand> words(Frame frame) {
    List<Operand> words = frame.words;
    if (words == null) {
      throw new IllegalStateException("no command has begun");
    }
    return words;
  }

  private void afterOperand(Frame frame) throws TemplateException {
    Token token = next();
    switch (token.kind()) {
      case SPACE -> {
        return;
      }
      case RIGHT_DELIMITER, RIGHT_PAREN -> back.push(token);
      case PIPE -> {
        // the command is complete
      }
      default -> throw unexpected(token);
    }
    frame.commands.add(new Command(words(frame)));
    frame.words = null;
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
      case STRING, RAW_STRING -> new Syntax.Str(string(token), start, end);
      case CHARACTER_CONSTANT, COMPLEX, NUMBER -> number(token);
      default -> throw unexpected(token);
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
                    "`" + token.text() + "` is not a number that Go knows",
                    token.start(),
                    token.end()));
  }

  private static String string(Token token) throws TemplateException {
    return Literal.string(token.text())
        .orElseThrow(
            () ->
                new TemplateException(
                    "this string has an escape that Go does not know",
                    token.start(),
                    token.end()));
  }

  private Token next() throws TemplateException {
    return back.isEmpty() ? scanner.next() : back.pop();
  }

  private Token nextWord() throws TemplateException {
    Token token = next();
    while (token.kind() == Kind.SPACE) {
      token = next();
    }
    return token;
  }

  private void expect(Kind kind) throws TemplateException {
    Token token = nextWord();
    if (token.kind() != kind) {
      throw unexpected(token);
    }
  }

  private static TemplateException unexpected(Token token) {
    return new TemplateException(
        "`" + token.text() + "` cannot stand here", token.start(), token.end());
  }
}
