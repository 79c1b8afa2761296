package dev.esslint.edit;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a document: what an entry in block style takes up of them. */
final class BlockLines {
  private final SourceText source;
  private final String text;
  private final String lineBreak;
  private final List<Comment> all;

  /** Comments that have a line of their own, by that line. */
  private final Map<Integer, Comment> comments = new HashMap<>();

  BlockLines(Document document) {
    this.source = document.source();
    this.text = source.text();
    this.lineBreak = lineBreak(text);
    this.all = document.comments();
    for (Comment comment : document.comments()) {
      if (comment.ownLine()) {
        comments.put(line(comment.span().start()), comment);
      }
    }
  }

  /** The lines of a text with their line feeds. */
  static List<String> withFeeds(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /** The first line break of the text. */
  private static String lineBreak(String text) {
    int end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  String lineBreak() {
    return lineBreak;
  }

  private int line(int offset) {
    return source.position(offset).line();
  }

  /** The column of an offset, from 0. */
  int column(int offset) {
    return source.position(offset).column() - 1;
  }

  private int start(int line) {
    return source.line(line).start();
  }

  /** Where the line after a line starts; the end of the text for the last one. */
  private int next(int line) {
    return line < source.lineCount() ? start(line + 1) : text.length();
  }

  /** Whether nothing but spaces stands before a key in its line. */
  boolean isFirst(Span key) {
    return text.substring(start(line(key.start())), key.start()).chars().allMatch(c -> c == ' ');
  }

  /** Whether there is a line without content at an offset where a line starts. */
  boolean isBlank(int offset) {
    return offset < text.length() && source.slice(source.line(line(offset))).isBlank();
  }

  /** Whether a line ends right before an offset. */
  boolean endsLine(int offset) {
    return offset == 0 || text.charAt(offset - 1) == '\n' || text.charAt(offset - 1) == '\r';
  }

  /**
   * The lines of an entry: with the comments of the same indentation right above it, and with those below it that are
   * indented more. Comments that begin the text are about the whole file.
   *
   * @return empty if the entry shares a line with something else
   */
  Optional<Span> block(Span key, Span value) {
    int last = last(key, value);
    if (!isFirst(key) || last < 0) {
      return Optional.empty();
    }
    int column = column(key.start());
    int first = line(key.start());
    int above = first;
    while (above > 1 && isComment(above - 1, column, column)) {
      above--;
    }
    first = above == 1 ? first : above;
    int below = last;
    for (int line = last + 1; line <= source.lineCount(); line++) {
      if (isComment(line, column + 1, Integer.MAX_VALUE)) {
        below = line;
      } else if (!source.slice(source.line(line)).isBlank()) {
        break;
      }
    }
    return Optional.of(new Span(start(first), next(below)));
  }

  /** The last line of an entry; -1 if it shares that with something else. */
  private int last(Span key, Span value) {
    int end = Math.max(key.end(), value.end());
    if (endsLine(end) && end > key.end()) {
      end--;
    }
    int last = line(end);
    return isRestEmpty(end, last) ? last : -1;
  }

  /**
   * The lines of an entry, or of an item of a list behind its dash, without the comments around it.
   *
   * @return empty if it shares a line with something else
   */
  Optional<Span> own(Span key, Span value) {
    int last = last(key, value);
    return (isFirst(key) || isBehindDash(key)) && last >= 0
        ? Optional.of(new Span(start(line(key.start())), next(last)))
        : Optional.empty();
  }

  /** Whether nothing but one dash stands before a node in its line. */
  boolean isBehindDash(Span node) {
    return text.substring(start(line(node.start())), node.start()).strip().equals("-");
  }

  /** The column of the first character that is no space in the line of an offset. */
  int indentation(int offset) {
    int start = start(line(offset));
    int at = start;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at - start;
  }

  /** The comments in a span, each on a line of its own. */
  String kept(Span span, int column) {
    StringBuilder kept = new StringBuilder();
    for (String comment : comments(span, new Span(0, 0))) {
      kept.append(" ".repeat(column)).append(comment).append(lineBreak);
    }
    return kept.toString();
  }

  boolean hasComments(Span span) {
    return !comments(span, new Span(0, 0)).isEmpty();
  }

  /**
   * The lines of an entry in block style of which only the key is known: up to the next line with content that is not indented
   * more and is no item of a list that begins in the column of the key.
   *
   * @return empty if the key is not the first in its line
   */
  Optional<Span> lines(Span key) {
    if (!isFirst(key)) {
      return Optional.empty();
    }
    int column = column(key.start());
    int first = line(key.start());
    int end = first;
    for (int line = first + 1; line <= source.lineCount(); line++) {
      String content = source.slice(source.line(line));
      int indent = content.length() - content.stripLeading().length();
      boolean within = indent > column || (indent == column && content.startsWith("- ", indent));
      if (!content.isBlank()) {
        if (!within) {
          break;
        }
        end = line;
      }
    }
    return Optional.of(new Span(start(first), next(end)));
  }

  /** Whether nothing but a comment, or the colon of a value left out, follows in the line. */
  private boolean isRestEmpty(int offset, int line) {
    String rest =
        text.substring(Math.min(offset, source.line(line).end()), source.line(line).end()).strip();
    return rest.isEmpty() || rest.startsWith("#") || rest.equals(":");
  }

  /** The comments in a span that are not in a part of it. */
  List<String> comments(Span span, Span part) {
    return all.stream()
        .map(Comment::span)
        .filter(comment -> span.contains(comment.start()) && !part.contains(comment.start()))
        .map(source::slice)
        .toList();
  }

  private boolean isComment(int line, int least, int most) {
    Comment comment = comments.get(line);
    if (comment == null) {
      return false;
    }
    int column = column(comment.span().start());
    return least <= column && column <= most;
  }

  /**
   * Lines with another indentation.
   *
   * @param by the spaces to add, or to take away where it is negative
   */
  String shifted(String block, int by) {
    StringBuilder shifted = new StringBuilder();
    int start = 0;
    while (start < block.length()) {
      int end = block.indexOf('\n', start);
      end = end < 0 ? block.length() : end + 1;
      String line = block.substring(start, end);
      if (line.isBlank()) {
        shifted.append(line);
      } else if (by >= 0) {
        shifted.append(" ".repeat(by)).append(line);
      } else {
        int spaces = line.length() - line.replaceFirst("^ +", "").length();
        shifted.append(line, Math.min(-by, spaces), line.length());
      }
      start = end;
    }
    return shifted.toString();
  }
}
