package dev.esslint.yaml;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says what is wrong with a text in words that help to mend it, where the engine names the rule that was broken. */
final class SyntaxErrors {
  private static final Regex TEMPLATE_VALUE =
      new Regex("^\\s*+(?:- ++)*+(?:[^#\"'{]*: ++)?(\\{\\{)");

  private final SourceText source;
  private final String text;
  private final CodePoints codePoints;

  SyntaxErrors(SourceText source, CodePoints codePoints) {
    this.source = source;
    this.text = source.text();
    this.codePoints = codePoints;
  }

  /** An unquoted Go template as a value. */
  SourceException template(int start) {
    int close = text.indexOf("}}", start);
    int end = line(start).end();
    return new SourceException(
        "this template is not in quotes, so YAML reads '{' as the start of a mapping; put it in"
            + " quotes",
        source,
        new Span(start, close >= 0 && close < end ? close + 2 : end));
  }

  /** Where the engine found that it cannot go on. */
  int place(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(this::offset).orElse(text.length())
        : text.length();
  }

  /** Where what it is about begins. */
  int context(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getContextMark().map(this::offset).orElse(place(e))
        : place(e);
  }

  SourceException translate(YamlEngineException e) {
    if (!(e instanceof MarkedYamlEngineException marked)) {
      return at("not valid YAML", text.length());
    }
    int problem = place(e);
    int context = context(e);
    String rule = Optional.ofNullable(marked.getProblem()).orElse("");
    String where = Optional.ofNullable(marked.getContext()).orElse("");
    return conflictMarker(problem)
        .or(() -> unquotedTemplate(problem))
        .orElseGet(() -> explain(rule, where, context, problem));
  }

  private Optional<SourceException> conflictMarker(int problem) {
    int last = lineNumber(problem);
    for (int number = last; number >= Math.max(1, last - 1); number--) {
      Span line = source.line(number);
      String content = source.slice(line);
      if (content.startsWith("<<<<<<<")
          || content.startsWith("=======")
          || content.startsWith(">>>>>>>")) {
        return Optional.of(error("marker of a merge conflict; resolve the conflict", line));
      }
    }
    return Optional.empty();
  }

  private Optional<SourceException> unquotedTemplate(int problem) {
    int last = lineNumber(problem);
    for (int number = last; number >= Math.max(1, last - 1); number--) {
      Span line = source.line(number);
      Matcher value = TEMPLATE_VALUE.matcher(source.slice(line));
      if (value.find()) {
        return Optional.of(template(line.start() + value.start(1)));
      }
    }
    return Optional.empty();
  }

  private SourceException explain(String rule, String where, int context, int problem) {
    if (rule.contains("\\t(TAB)")) {
      return at("this is a tab, but YAML allows only spaces here", tab(problem));
    }
    if (rule.startsWith("found character")) {
      return at("text cannot start with '" + charAt(problem) + "'; put it in quotes", problem);
    }
    if (rule.contains("mapping values are not allowed")) {
      return mappingValue(problem);
    }
    if (rule.contains("sequence entries are not allowed")) {
      return at("a list cannot start here; its '- ' must begin a line", problem);
    }
    if (rule.contains("mapping keys are not allowed") || rule.startsWith("found a key after")) {
      return at("a key is not allowed here", problem);
    }
    if (rule.contains("could not find expected ':'")) {
      return error(
          "a ':' followed by a space is missing: this is neither a key nor a list item",
          rest(context));
    }
    if (rule.contains("unexpected end of stream") || rule.contains("document separator")) {
      return at("this quote is never closed", context);
    }
    if (rule.contains("escape")) {
      int place = rule.startsWith("an escape") ? Math.max(problem, text.indexOf('"', problem)) : problem;
      int end = Math.min(place + 1, text.length());
      int start = place > 0 && text.charAt(place - 1) == '\\' ? place - 1 : place;
      return error(
          "not a valid escape in double quotes; write '\\\\' for a backslash, or use single quotes",
          new Span(start, end));
    }
    if (where.contains("flow")) {
      return where.contains("node") && problem >= text.length()
          ? endOfFlow()
          : flow(where.contains("mapping") ? "}" : "]", context, problem);
    }
    if (rule.contains("expected <block end>")) {
      return blockEnd(context, problem);
    }
    if (rule.contains("undefined tag handle")) {
      return at("this tag has an unknown prefix", context);
    }
    if (where.contains("block scalar")) {
      return at(
          rule.contains("leading empty lines")
              ? "this line is indented less than the empty lines at the start of the text block"
              : "after '|' or '>' only '+', '-', one digit from 1 to 9 and a comment may follow",
          problem);
    }
    if (where.contains("alias") || where.contains("anchor")) {
      return at(
          "'"
              + charAt(context)
              + "' starts an "
              + where.replaceFirst(".* ", "")
              + "; put the text in quotes if it is plain text",
          context);
    }
    if (where.contains("tag")) {
      return at("'!' starts a tag; put the text in quotes if it is plain text", context);
    }
    if (where.contains("directive")) {
      return at("'%' at the start of a line starts a directive, but this is not a directive", context);
    }
    if (rule.contains("expected the node content")) {
      return at(
          "a value is expected before this '"
              + charAt(problem)
              + "'; put it in quotes if it is plain text",
          problem);
    }
    if (rule.contains("document start") || rule.contains("document end")) {
      return error("the document has already ended above", rest(problem));
    }
    return error("not valid YAML", rest(problem));
  }

  /** A colon where no key can be: a colon inside a value, or a line that is indented too far. */
  private SourceException mappingValue(int problem) {
    Span line = line(problem);
    String before = text.substring(line.start(), problem);
    int colon = before.indexOf(": ");
    if (colon >= 0) {
      return at(
          "a ':' followed by a space is not allowed inside a value; put the value in quotes",
          problem);
    }
    int first = line.start() + before.length() - before.stripLeading().length();
    return lineAbove(line)
        .flatMap(above -> notAnEntry(above, first - line.start()))
        .orElseGet(
            () ->
                error(
                    "this key is indented too far: it would be part of the value above it",
                    new Span(Math.min(first, problem), problem)));
  }

  private Optional<Span> lineAbove(Span line) {
    for (int number = lineNumber(line.start()) - 1; number >= 1; number--) {
      Span above = source.line(number);
      if (!source.slice(above).isBlank()) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  /** Blames the line above a key that came unexpected, if it should have been an entry itself. */
  private Optional<SourceException> notAnEntry(Span above, int indentation) {
    String content = source.slice(above);
    int start = above.start() + content.length() - content.stripLeading().length();
    int colon = content.indexOf(':');
    if (colon < 0 && !content.strip().contains(" ")) {
      return Optional.of(error("a ':' is missing after this", new Span(start, above.end())));
    }
    boolean sameLevel = start - above.start() == indentation;
    return sameLevel && colon >= 0 && !content.contains(": ")
        ? Optional.of(at("a space is missing after this ':'", above.start() + colon))
        : Optional.empty();
  }

  /** The text ends where a value should be, behind a bracket, a comma or a colon. */
  private SourceException endOfFlow() {
    int last = Math.max(0, text.stripTrailing().length() - 1);
    return at(
        text.startsWith("{", last) || text.startsWith("[", last)
            ? "this '" + charAt(last) + "' is never closed"
            : "a value and the closing bracket are missing after this",
        last);
  }

  private SourceException flow(String closing, int opening, int problem) {
    String bracket = closing.equals("]") ? "[" : "{";
    if (problem >= text.length() || !line(problem).contains(opening)) {
      return at("this '" + bracket + "' is never closed", opening);
    }
    if (problem > 0 && text.charAt(problem - 1) == ':') {
      return at(
          "a space is missing after this ':'; Helm reads it as part of the text before it",
          problem - 1);
    }
    return at("a ',' or '" + closing + "' is expected before this", problem);
  }

  private SourceException blockEnd(int context, int problem) {
    Span line = line(problem);
    if (!text.substring(line.start(), problem).isBlank()) {
      return afterValue(problem);
    }
    int column = source.position(problem).column();
    int expected = source.position(context).column();
    if (column == expected) {
      return error(
          text.charAt(context) == '-'
              ? "a list item must start with '- ' here"
              : "a key is expected here, as in the lines above",
          rest(problem));
    }
    return error("the indentation of this line does not match any line above it", rest(problem));
  }

  /** Something stands where a line should end. */
  private SourceException afterValue(int problem) {
    return switch (problem < text.length() ? text.charAt(problem) : ' ') {
      case ']', '}' -> at("this '" + charAt(problem) + "' closes nothing", problem);
      case ',' -> at("no ',' may follow a value here; remove it", problem);
      default ->
          "'\"".indexOf(text.charAt(problem - 1)) >= 0
              ? error(
                  "nothing may follow the closing quote; there is one quote too many or too few",
                  rest(problem))
              : error(
                  "nothing may follow this value on its line; put the whole value in quotes",
                  rest(problem));
    };
  }

  private int tab(int problem) {
    Span line = line(problem);
    int found = text.indexOf('\t', line.start(), Math.min(line.end(), problem + 1));
    return found >= 0 ? found : problem;
  }

  private String charAt(int offset) {
    return offset < text.length() ? Character.toString(text.codePointAt(offset)) : "end";
  }

  private Span rest(int start) {
    return new Span(start, Math.max(start, line(start).end()));
  }

  private SourceException at(String message, int offset) {
    int start = Math.min(offset, text.length());
    int end = start < text.length() ? start + Character.charCount(text.codePointAt(start)) : start;
    return error(message, new Span(start, end));
  }

  private SourceException error(String message, Span span) {
    return new SourceException(message, source, span);
  }

  private int lineNumber(int offset) {
    return source.position(offset).line();
  }

  private Span line(int offset) {
    return source.line(lineNumber(offset));
  }

  private int offset(Mark mark) {
    return Math.min(codePoints.offset(mark.getIndex()), text.length());
  }
}
