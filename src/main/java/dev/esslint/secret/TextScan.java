package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks for secrets of some kind in a text of which nothing is known. Each character is looked at a bounded number of times. */
abstract sealed class TextScan permits AddressScan, AnchorScan, CommandScan, CommentScan, HeaderWords, KeyScan, RandomScan, TemplateScan, ToldScan, TokenScan {
  static final String BLANKS = " \t\u00a0";
  static final int MAX_NAME = 100;

  /** Shorter words beside a secret are words. */
  static final int LEAST_BESIDE = 6;

  /** What stands between the name of a secret and it. */
  static final Set<String> LINKS = Set.of("is", "was", "ist", "war", "lautet", "lautete", "est", "es");

  /** What names of files end with. */
  private static final Set<String> FILES =
      Set.of(
          "adoc", "cer", "conf", "crt", "csv", "gotmpl", "gz", "html", "ini", "json", "log", "md", "pdf", "pem", "png", "rst", "sh", "sql", "svg", "tar", "tf", "tgz", "toml", "txt", "xml", "yaml",
          "yml", "zip");

  /** No shorter text has one of these in it. */
  static final int LEAST_WITH_TOKEN = 20;

  final String text;
  private final List<Span> found;

  /**
   * @param found what is found is added to it, in no order
   */
  TextScan(String text, List<Span> found) {
    this.text = text;
    this.found = found;
  }

  /** Looks through the text. */
  abstract void run();

  final void hide(int start, int end) {
    if (start < end) {
      found.add(new Span(start, end));
    }
  }

  final int skip(int from, int end) {
    int at = from;
    while (at < end && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** A part of the text without marks at its ends. */
  final Span without(String marks, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && marks.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && marks.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return new Span(start, end);
  }

  static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '\\';
  }

  final boolean startsWord(int at) {
    return at == 0 || !isNamePart(text.charAt(at - 1)) || isEscape(at - 2);
  }

  /** Whether a blank or a line break is written as an escape at an offset. */
  private boolean isEscape(int at) {
    return at >= 0 && text.charAt(at) == '\\' && "nrt".indexOf(text.charAt(at + 1)) >= 0;
  }

  final String word(int from) {
    int end = from;
    while (end < text.length() && end - from < MAX_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  /** Whether a word in a part of the text is of some kind. */
  final boolean anyWord(int from, int to, Predicate<String> kind) {
    int start = from;
    for (int at = from; at <= to; at++) {
      if (at == to || !isNamePart(text.charAt(at))) {
        if (at > start && at - start < MAX_NAME && kind.test(text.substring(start, at))) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  final int tokenEnd(int from) {
    int end = from;
    while (end < text.length() && (isNamePart(text.charAt(end)) || "+/=~".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** Whether a text is one long word that looks as if nobody had made it up; names of templates and files have dots and slashes. */
  final boolean isToken(int from, int to) {
    return to - from >= LEAST_WITH_TOKEN - LEAST_BESIDE
        && tokenEnd(from) >= to
        && looksRandom(text, from, to)
        && text.substring(from, to).chars().noneMatch(c -> c == '.' || c == '/');
  }

  /** Whether a part of a text is a number of at least so many digits. */
  final boolean isNumber(int from, int to, int least) {
    return to - from >= least && text.substring(from, to).chars().allMatch(Character::isDigit);
  }

  /** Whether a part of a text is the name of a file. */
  final boolean isFile(int from, int to) {
    int dot = to - 1;
    while (dot > from && Character.isLetter(text.charAt(dot))) {
      dot--;
    }
    return dot > from && text.charAt(dot) == '.' && FILES.contains(text.substring(dot + 1, to)) && text.indexOf('=', from, to) < 0;
  }

  /** Whether what ends at an offset goes on as the name of a file does. */
  final boolean endsAsFile(int end) {
    int last = end + 1;
    while (last < text.length() && Character.isLetter(text.charAt(last))) {
      last++;
    }
    return text.startsWith(".", end) && isFile(Math.max(0, end - 1), last);
  }

  /** Whether there are both digits and letters in a word. */
  static boolean looksRandom(String text, int start, int end) {
    boolean digit = false;
    boolean letter = false;
    for (int i = start; i < end; i++) {
      digit |= Character.isDigit(text.charAt(i));
      letter |= Character.isLetter(text.charAt(i));
    }
    return digit && letter;
  }
}
