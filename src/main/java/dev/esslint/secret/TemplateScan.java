package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;

/** Finds texts in templates that are about a secret, for they may be what stands in for it, and such as nobody makes up. */
final class TemplateScan extends TextScan {
  TemplateScan(String text, List<Span> found) {
    super(text, found);
  }

  @Override
  void run() {
    for (int open = text.indexOf("{{"); open >= 0; ) {
      int close = text.indexOf("}}", open);
      int end = close < 0 ? text.length() : close;
      boolean named = namesSecret(open, end);
      for (int at = open; at < end; at++) {
        char mark = text.charAt(at);
        int last = mark == '"' || mark == '`' ? text.indexOf(mark, at + 1) : -1;
        if (last > at && last < end) {
          if (named || isToken(at + 1, last)) {
            hide(at + 1, last);
          }
          at = last;
        }
      }
      open = text.indexOf("{{", end);
    }
  }

  /** Whether a part of the text has a name of a secret in it, outside of quotes. */
  private boolean namesSecret(int from, int to) {
    int start = from;
    for (int at = from; at <= to; at++) {
      boolean inside = at < to && isNamePart(text.charAt(at));
      if (!inside) {
        if (at > start && at - start < MAX_NAME && CredentialNames.isSecret(text.substring(start, at))) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }
}
