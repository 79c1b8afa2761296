package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Syntax.Branch;
import dev.esslint.gotemplate.Syntax.Node;
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
 * Reads the statements of a template as Go's {@code text/template} does, to its first fault. What is nested is kept on stacks of its own, so
 * that no text is too deep for it.
 */
final class Parser {
  /** How the text itself is called where it goes through Helm's {@code tpl}. */
  private static final String SELF = "gotpl";

  private final Tokens tokens;
  private final Map<String, List<Node>> defined = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Node> top = new ArrayList<>();
  private TemplateVariables variables = new TemplateVariables();
  private int ranges;

  private Parser(String text) {
    tokens = new Tokens(text);
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

  /** A statement whose {@code end} has not come yet. */
  private static final class Open {
    final Kind kind;
    final String name;
    final @Nullable Pipeline pipeline;
    final int start;
    final int end;
    final TemplateVariables outer;
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
      Token token = tokens.nextWord();
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
        default -> throw Tokens.unexpected(token);
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
    Token token = tokens.nextWord();
    switch (token.kind()) {
      case DEFINE -> {
        if (!open.isEmpty()) {
          throw new TemplateException(
              "`define` can only stand at the top of a template", token.start(), token.end());
        }
        String name = name(token);
        tokens.expect(Kind.RIGHT_DELIMITER);
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
        tokens.expect(Kind.RIGHT_DELIMITER);
        end(token);
      }
      case BREAK, CONTINUE -> {
        tokens.expect(Kind.RIGHT_DELIMITER);
        if (ranges == 0) {
          throw TemplateException.open(
              "`" + token.text() + "` stands outside of a `range`", token.start(), token.end());
        }
        nodes().add(new Syntax.Jump(token.kind() == Kind.BREAK));
      }
      case TEMPLATE -> {
        String name = name(token);
        Token next = tokens.nextWord();
        Pipeline data = null;
        if (next.kind() != Kind.RIGHT_DELIMITER) {
          tokens.push(next);
          data = pipeline(delimiter, false);
        }
        nodes().add(new Syntax.Inclusion(name, data, token.start(), token.end()));
      }
      default -> {
        tokens.push(token);
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

  private Pipeline pipeline(Token delimiter, boolean range) throws TemplateException {
    return new PipelineParser(tokens, variables).pipeline(delimiter, range);
  }

  /** Opens a definition, in which nothing of what is around it is known. */
  private void begin(Open definition) {
    open.addLast(definition);
    variables = new TemplateVariables();
    ranges = 0;
  }

  private void otherwise(Token token, Token delimiter) throws TemplateException {
    Token next = tokens.nextWord();
    boolean chained = next.kind() == Kind.IF || next.kind() == Kind.WITH;
    if (!chained && next.kind() != Kind.RIGHT_DELIMITER) {
      throw Tokens.unexpected(next);
    }
    Open last = open.isEmpty() ? null : open.getLast();
    if (last == null || last.isDefinition() || last.inElse) {
      throw TemplateException.open("this `else` belongs to no `if`", token.start(), token.end());
    }
    last.inElse = true;
    ranges = last.ranges;
    if (chained) {
      if (next.kind() != last.kind) {
        throw Tokens.unexpected(next);
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
    Token token = tokens.nextWord();
    if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
      throw new TemplateException(
          "`" + keyword.text() + "` has to be followed by a name in quotes",
          keyword.start(),
          keyword.end());
    }
    return Tokens.string(token);
  }
}
