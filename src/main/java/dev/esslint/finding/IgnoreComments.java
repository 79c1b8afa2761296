package dev.esslint.finding;

import dev.esslint.finding.Ignore.Word;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.yaml.ScalarOffsets;
import dev.esslint.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The comments of a file that hide findings, also those inside of an embedded configuration.
 *
 * @param ignores in order
 * @param faults comments that were meant to be such, and are none
 * @param blocks the texts of several lines, to whose key a comment can be written
 */
public record IgnoreComments(List<Ignore> ignores, List<Fault> faults, List<Block> blocks) {
  private static final String TOOL = "esslint:";
  private static final Regex COMMENT =
      new Regex(
          "#\\s*esslint:\\s*(?<verb>[A-Za-z][\\w-]*)\\s*(?<list>\\[(?<rules>[^\\]#]*)\\])?(?<rest>[^#]*)");
  private static final Regex OPENS_TEXT = new Regex(".*:\\s++[|>][-+0-9]*+\\s*+(?:#.*+)?");
  private static final Regex WORD = new Regex("[^,\\s]+");
  private static final Regex UNTIL = new Regex("\\buntil=(?<date>\\S*)");

  /**
   * A comment that hides nothing.
   *
   * @param message one paragraph that says so; ends with a period
   */
  public record Fault(SourceText source, Span span, String message) {}

  /**
   * A text of several lines.
   *
   * @param line the line of its key
   */
  public record Block(SourceText source, Span span, int line) {}

  /** Whether a file has the name of the tool in it, which is looked for once for all deployments in it. */
  private record Mentioned(boolean there) {
    static Mentioned in(SourceText source) {
      return new Mentioned(source.text().contains(TOOL));
    }
  }

  /** Finds the comments of a file. */
  public static IgnoreComments in(Document document) {
    IgnoreComments found =
        new IgnoreComments(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (document.source().once(Mentioned.class, Mentioned::in).there()) {
      document.comments().forEach(comment -> found.read(document.source(), comment.span(), comment));
      found.whole(document.source(), document.root().span());
      found.visit(document.source(), document.root(), 1, ValuePath.ROOT);
    }
    return found;
  }

  /** The values may be a text in a manifest, whose key is then above them. */
  private void whole(SourceText source, Span root) {
    for (int line = source.position(root.start()).line() - 1; line > 0; line--) {
      String text = source.slice(source.line(line)).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        if (OPENS_TEXT.fits(text)) {
          blocks.add(new Block(source, root, line));
        }
        return;
      }
    }
  }

  /**
   * @param line the line of the key
   */
  private void visit(SourceText source, Node node, int line, ValuePath path) {
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(
                  (key, entry) ->
                      visit(
                          source,
                          entry.value(),
                          source.position(entry.key().start()).line(),
                          path.key(key)));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          Node item = list.items().get(i);
          visit(source, item, source.position(item.span().start()).line(), path.index(i));
        }
      }
      case ScalarNode scalar -> {
        String text = scalar.string();
        if (text != null && source.position(scalar.span().end()).line() > line) {
          blocks.add(new Block(source, scalar.span(), line));
          if (text.contains(TOOL)) {
            inside(source, scalar, text, isConfiguration(path));
          }
        }
      }
    }
  }

  /** Whether a text is a configuration in YAML, as {@code synapse.additional.mine.config} is. */
  public static boolean isConfiguration(ValuePath path) {
    int depth = path.steps().size();
    return depth >= 3
        && path.steps().get(depth - 1).equals(new Key("config"))
        && path.steps().get(depth - 3).equals(new Key("additional"));
  }

  /** Reads the comments of an embedded configuration; what looks like one in another text hides nothing. */
  private void inside(SourceText source, ScalarNode scalar, String text, boolean configuration) {
    ScalarOffsets offsets = ScalarOffsets.of(source, scalar);
    if (configuration) {
      try {
        for (Comment comment : YamlReader.read(new SourceText("", text)).comments()) {
          read(source, offsets.outer(comment.span()), comment);
        }
      } catch (SourceException e) {
        // that it is no YAML is another finding
      }
      return;
    }
    Matcher matcher = COMMENT.matcher(text);
    while (matcher.find()) {
      if (matcher.group("verb").startsWith("ignore")) {
        faults.add(
            new Fault(
                source,
                offsets.outer(new Span(matcher.start(), matcher.end())),
                "This is part of the text, not a comment, so it hides nothing."));
      }
    }
  }

  private void read(SourceText source, Span span, Comment comment) {
    if (!comment.text().startsWith(TOOL)) {
      return;
    }
    Matcher matcher = COMMENT.matcher(source.slice(span));
    if (!matcher.lookingAt() || source.text().startsWith("=", span.start() + matcher.end("verb"))) {
      return; // chart=26.8.1
    }
    String verb = matcher.group("verb");
    if (!verb.equals("ignore") && !verb.equals("ignore-file")) {
      fault(source, span, "`" + verb + "` is unknown; write `ignore[ID]` or `ignore-file[ID]`.");
      return;
    }
    List<Word> rules = words(matcher, span.start());
    if (rules.isEmpty()) {
      fault(
          source,
          span,
          "This names no rule, so it hides nothing. Write the IDs in brackets, as in `"
              + verb
              + "[RTC003]`.");
      return;
    }
    for (Word word : rules) {
      if (word.text().startsWith("until=")) {
        fault(
            source,
            word.span(),
            "`" + word.text() + "` belongs behind the brackets, so this comment hides nothing. Write it as in `ignore[RTC003] "
                + word.text()
                + "`.");
        return;
      }
    }
    String rest = matcher.group("rest").strip();
    Matcher until = UNTIL.matcher(rest);
    Optional<LocalDate> day = Optional.empty();
    if (until.find()) {
      day = date(until.group("date"));
      if (day.isEmpty()) {
        fault(
            source,
            span,
            "`until=" + until.group("date") + "` is not a date; write it as in `until=2027-01-31`.");
        return;
      }
      rest = (rest.substring(0, until.start()) + rest.substring(until.end())).strip();
    }
    int line =
        verb.equals("ignore-file") ? 0 : line(source, span, comment.ownLine());
    ignores.add(new Ignore(source, span, line, rules, rest, day));
  }

  private void fault(SourceText source, Span span, String message) {
    faults.add(new Fault(source, span, message));
  }

  private static List<Word> words(Matcher comment, int start) {
    List<Word> words = new ArrayList<>();
    String list = comment.group("rules");
    if (list != null) {
      int from = start + comment.start("rules");
      Matcher word = WORD.matcher(list);
      while (word.find()) {
        words.add(new Word(word.group(), new Span(from + word.start(), from + word.end())));
      }
    }
    return words;
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The line of a comment, or the next one below it that is neither blank nor a comment. */
  private static int line(SourceText source, Span comment, boolean own) {
    int line = source.position(comment.start()).line();
    return own ? source.once(Below.class, Below::new).lines[line] : line;
  }

  /** For each line of a text the next one below it that is neither blank nor a comment, or the last: thousands may stand above one. */
  private static final class Below {
    private final int[] lines;

    Below(SourceText source) {
      lines = new int[source.lineCount() + 1];
      int next = source.lineCount();
      for (int line = source.lineCount(); line > 0; line--) {
        lines[line] = next;
        String text = source.slice(source.line(line)).strip();
        next = text.isEmpty() || text.startsWith("#") ? next : line;
      }
    }
  }
}
