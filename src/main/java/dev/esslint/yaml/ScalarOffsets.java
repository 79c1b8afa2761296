package dev.esslint.yaml;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each character of a string scalar's value stands in its text. A character that an escape stands for is at the
 * start of the escape; a blank or a line feed that folding makes is at the line break it comes from. What is filled in for something
 * else, as for a variable, is at what it is filled in for.
 */
public final class ScalarOffsets {
  private final String text;
  private int at;
  private int lineStart;
  private int[] outer;

  /** The place of all characters, where they have none of their own. */
  private @Nullable Span whole;

  /** What was read so far. */
  private StringBuilder content = new StringBuilder();

  private ScalarOffsets(String text, Span span) {
    this.text = text;
    this.at = span.start();
    this.outer = new int[Math.max(16, span.end() - span.start() + 1)];
  }

  /**
   * Reads a scalar once more, for its offsets. For an alias, every character is at the start of the alias.
   *
   * @param scalar a string of this text, as the reader gave it
   */
  public static ScalarOffsets of(SourceText source, ScalarNode scalar) {
    String value = scalar.value() instanceof Scalar.Str(String string) ? string : "";
    var offsets = new ScalarOffsets(source.text(), scalar.span());
    if (value.isEmpty() || !offsets.read(value, scalar)) {
      offsets.flat(value.length(), scalar.span());
    }
    return offsets;
  }

  /**
   * As {@link #of} for a text that stands there as it is, but for backslashes, where they are escapes: each then stands
   * before a character that is meant as itself. If the value is another one, every character is at the start.
   *
   * @param written where the text stands
   */
  public static ScalarOffsets ofText(
      SourceText source, Span written, String value, boolean escapes) {
    var offsets = new ScalarOffsets(source.text(), written);
    while (offsets.at < written.end()) {
      int start = offsets.at++;
      boolean escape = escapes && offsets.text.charAt(start) == '\\' && offsets.at < written.end();
      offsets.put(offsets.text.charAt(escape ? offsets.at++ : start), start);
    }
    offsets.mark(written.end());
    if (!offsets.content.toString().equals(value)) {
      offsets.flat(value.length(), written);
    }
    return offsets;
  }

  /**
   * The offset in the text of a character of the value.
   *
   * @param index from 0 to the length of the value, where it gives the end of the last character
   */
  public int outer(int index) {
    return outer[index];
  }

  /** The span in the text of a range of the value; that of the whole alias for an alias. */
  public Span outer(Span inner) {
    return whole != null
        ? whole
        : new Span(outer[inner.start()], Math.max(outer[inner.start()], outer[inner.end()]));
  }

  private boolean read(String value, ScalarNode scalar) {
    if (at >= text.length() || text.charAt(at) == '*') {
      return false;
    }
    read(value, scalar.span(), scalar.style());
    mark(at);
    String read = content.toString();
    outer = Arrays.copyOf(outer, read.length() + 1);
    content = new StringBuilder(0);
    return read.equals(value) || align(read, value);
  }

  /**
   * Takes lines that are as they stand there for what they are, where something else is filled in on others.
   *
   * @return whether most are
   */
  private boolean align(String read, String value) {
    String[] before = read.split("\n", -1);
    String[] after = value.split("\n", -1);
    if (before.length != after.length) {
      return false;
    }
    int[] aligned = new int[value.length() + 1];
    int from = 0;
    int to = 0;
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      int same = commonPrefix(before[i], after[i]);
      int end = same == after[i].length() ? 0 : commonSuffix(before[i], after[i], same);
      changed += before[i].equals(after[i]) ? 0 : 1;
      for (int at = 0; at <= after[i].length(); at++) {
        boolean behind = at >= after[i].length() - end;
        int there = at <= same ? at : behind ? before[i].length() - after[i].length() + at : same;
        aligned[to + at] = outer[from + there];
      }
      from += before[i].length() + 1;
      to += after[i].length() + 1;
    }
    if (2 * changed > before.length) {
      return false;
    }
    outer = aligned;
    return true;
  }

  private static int commonPrefix(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int same = 0;
    while (same < most && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  /** How many characters at the end are the same, of those behind a beginning. */
  private static int commonSuffix(String one, String other, int beginning) {
    int most = Math.min(one.length(), other.length()) - beginning;
    int same = 0;
    while (same < most && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same)) {
      same++;
    }
    return same;
  }

  private void read(String value, Span span, Style style) {
    switch (style) {
      case PLAIN -> flow(span.end(), style);
      case SINGLE_QUOTED, DOUBLE_QUOTED -> {
        at++;
        flow(span.end() - 1, style);
      }
      case LITERAL, FOLDED -> block(value, style == Style.FOLDED);
    }
  }

  /**
   * The value of a scalar in which U+2028 and U+2029 are what Helm makes of them.
   *
   * @param value its value where they are line feeds
   */
  static String value(String text, Span span, Style style, String value) {
    var offsets = new ScalarOffsets(text, span);
    offsets.read(value, span, style);
    return offsets.content.toString();
  }

  private void flat(int length, Span span) {
    outer = new int[length + 1];
    Arrays.fill(outer, span.start());
    whole = span;
  }

  private void put(char c, int offset) {
    mark(offset);
    content.append(c);
  }

  private void mark(int offset) {
    if (content.length() == outer.length) {
      outer = Arrays.copyOf(outer, 2 * outer.length);
    }
    outer[content.length()] = offset;
  }

  /** Plain and quoted scalars: blanks around line breaks go, a single break becomes a blank. */
  private void flow(int end, Style style) {
    while (at < end) {
      char c = text.charAt(at);
      if (isBlank(c) || isBreak(c)) {
        fold(end, false);
      } else if (c == '\'' && style == Style.SINGLE_QUOTED) {
        put(c, at);
        at += 2;
      } else if (c == '\\' && style == Style.DOUBLE_QUOTED) {
        escape(end);
      } else {
        put(c, at++);
      }
    }
  }

  private void fold(int end, boolean joined) {
    int start = at;
    int breaks = joined ? 1 : 0;
    int firstBreak = at;
    while (at < end && (isBlank(text.charAt(at)) || isBreak(text.charAt(at)))) {
      if (isBreak(text.charAt(at))) {
        char read = Breaks.read(text.charAt(at));
        breaks++;
        if (breaks > 1) {
          put(read, at);
        } else if (read == '\n') {
          firstBreak = at;
        } else {
          put(read, at);
          breaks++; // it stays, whatever follows
        }
        skipBreak();
      } else {
        at++;
      }
    }
    if (breaks == 0) {
      for (int i = start; i < at; i++) {
        put(text.charAt(i), i);
      }
    } else if (breaks == 1 && !joined) {
      put(' ', firstBreak);
    }
  }

  private void escape(int end) {
    int start = at++;
    char c = text.charAt(at);
    if (isBreak(c)) {
      skipBreak();
      fold(end, true);
      return;
    }
    at++;
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (digits > 0) {
      int codePoint = Integer.parseInt(text, at, Math.min(at + digits, text.length()), 16);
      at += digits;
      for (char unit : Character.toChars(codePoint)) {
        put(unit, start);
      }
    } else {
      put(
          switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> '\u000B';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> '\u001B';
            case 'N' -> '\u0085';
            case '_' -> '\u00A0';
            case 'L' -> '\u2028';
            case 'P' -> '\u2029';
            default -> c;
          },
          start);
    }
  }

  /** Literal and folded scalars, line by line. */
  private void block(String value, boolean folded) {
    Chomping chomping = chomping();
    skipLine();
    int indent = indentation(value);
    int lastBreak = -1;
    boolean deeper = false;
    List<Integer> emptyLines = emptyLines(indent);
    while (inBlock(indent)) {
      boolean nowDeeper = isBlank(text.charAt(at));
      if (lastBreak >= 0) {
        if (!folded || deeper || nowDeeper) {
          put(Breaks.read(text.charAt(lastBreak)), lastBreak);
        } else if (Breaks.isSeparator(text.charAt(lastBreak))) {
          put(text.charAt(lastBreak), lastBreak);
        } else if (emptyLines.isEmpty()) {
          put(' ', lastBreak);
        }
      }
      emptyLines.forEach(line -> put(Breaks.read(text.charAt(line)), line));
      deeper = nowDeeper;
      while (at < text.length() && !isBreak(text.charAt(at))) {
        put(text.charAt(at), at++);
      }
      lastBreak = at;
      skipBreak();
      emptyLines = emptyLines(indent);
    }
    at = lastBreak >= 0 ? lastBreak : at;
    if (chomping != Chomping.STRIP && lastBreak >= 0 && lastBreak < text.length()) {
      end(lastBreak);
    }
    if (chomping == Chomping.KEEP) {
      emptyLines.forEach(this::end);
    }
  }

  private void end(int offset) {
    put(Breaks.read(text.charAt(offset)), offset);
    at = offset;
    skipBreak();
  }

  /** What becomes of the breaks at the end of a block scalar. */
  private enum Chomping {
    STRIP,
    CLIP,
    KEEP
  }

  private Chomping chomping() {
    for (int i = at + 1; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '-' -> {
          return Chomping.STRIP;
        }
        case '+' -> {
          return Chomping.KEEP;
        }
        default -> {
          if (!Character.isDigit(text.charAt(i))) {
            return Chomping.CLIP;
          }
        }
      }
    }
    return Chomping.CLIP;
  }

  /** Skips empty lines and the indentation of the line after them; returns where the empty lines end. */
  private List<Integer> emptyLines(int indent) {
    List<Integer> breaks = new ArrayList<>(2);
    while (true) {
      lineStart = at;
      while (at < text.length() && at - lineStart < indent && text.charAt(at) == ' ') {
        at++;
      }
      if (at >= text.length() || !isBreak(text.charAt(at))) {
        return breaks;
      }
      breaks.add(at);
      skipBreak();
    }
  }

  private boolean inBlock(int indent) {
    return at < text.length() && at - lineStart == indent;
  }

  /** How far the content is indented: what its first line of text has before the blanks of the value. */
  private int indentation(String value) {
    int first = 0;
    while (first < value.length() && Breaks.isBreak(value.charAt(first))) {
      first++;
    }
    if (first == value.length()) {
      return Integer.MAX_VALUE; // no text at all, only empty lines
    }
    int inner = first;
    while (inner < value.length() && value.charAt(inner) == ' ') {
      inner++;
    }
    int line = at;
    for (int i = 0; i < first; i++) {
      line = nextLine(line);
    }
    int blanks = 0;
    while (line + blanks < text.length() && text.charAt(line + blanks) == ' ') {
      blanks++;
    }
    return Math.max(0, blanks - (inner - first));
  }

  private int nextLine(int start) {
    int saved = at;
    at = start;
    skipLine();
    int next = at;
    at = saved;
    return next;
  }

  private void skipLine() {
    while (at < text.length() && !isBreak(text.charAt(at))) {
      at++;
    }
    skipBreak();
  }

  private void skipBreak() {
    if (text.startsWith("\r\n", at)) {
      at += 2;
    } else if (at < text.length()) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return Breaks.isBreak(c);
  }
}
