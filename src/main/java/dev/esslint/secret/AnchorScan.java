package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what stands at anchors that are referred to where a secret is: the rest of the line and what is below it; and words at others. */
final class AnchorScan extends TextScan {
  /** Shorter numbers are sizes and ports. */
  private static final int LEAST_NUMBER = 10;

  private final List<Span> secrets;

  /**
   * @param secrets what has been found so far; what is found is added to it
   */
  AnchorScan(String text, List<Span> secrets) {
    super(text, secrets);
    this.secrets = secrets;
  }

  @Override
  void run() {
    Set<String> referred = new HashSet<>();
    for (Span span : text.indexOf('&') < 0 ? List.<Span>of() : List.copyOf(secrets)) {
      for (int at = text.indexOf('*', span.start(), span.end());
          at >= 0;
          at = text.indexOf('*', at + 1, span.end())) {
        referred.add(anchor(at + 1));
      }
    }
    int from = text.indexOf('&');
    while (from >= 0) {
      int end = from + 1;
      if (from > 0 && text.charAt(from - 1) == ' ') {
        odd(from);
      }
      if (referred.contains(anchor(end))) {
        int line = text.lastIndexOf('\n', from) + 1;
        end = hideBlock(from, skip(line, from) - line);
      }
      from = text.indexOf('&', end);
    }
  }

  /** Hides a word at an anchor if it looks as if nobody had made it up: what refers to it may be what is broken. */
  private void odd(int mark) {
    int start = skip(mark + 1 + word(mark + 1).length(), text.length());
    start += start < text.length() && "\"'".indexOf(text.charAt(start)) >= 0 ? 1 : 0;
    int end = start;
    while (end < text.length() && " \t\r\n\"'\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (isNumber(start, end, LEAST_NUMBER) || RandomScan.isOdd(text, start, end)) {
      hide(start, end);
    }
  }

  /** The name of an anchor; in a text with escapes, one of a line break may come behind it. */
  private String anchor(int from) {
    String name = word(from);
    int escape = name.indexOf('\\');
    return escape < 0 ? name : name.substring(0, escape);
  }

  /** Hides the rest of a line and the lines below it that are indented more; returns where that ends. */
  private int hideBlock(int from, int column) {
    int start = from;
    int rest = skip(from + 1 + anchor(from + 1).length(), text.length());
    boolean lost = rest < text.length() && text.charAt(rest) == '\n'; // the indentation of what is below it
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int first = skip(start, end);
      boolean goesOn = text.indexOf(':', first, end) < 0; // in a broken file, also where it is not indented
      if (start > from && first < end && first - start <= column && !goesOn && !lost) {
        break;
      }
      lost = lost && start == from;
      hide(first, end);
      start = end + 1;
    }
    return start;
  }
}
