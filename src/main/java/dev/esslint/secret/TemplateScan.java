package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Set;

/** Finds texts in templates that are about a secret, for they may be what stands in for it, and such as nobody makes up. */
final class TemplateScan extends TextScan {
  /** Functions that nothing but secrets are given to. */
  private static final Set<String> OF_SECRETS = Set.of("b64enc", "bcrypt", "htpasswd", "encryptAES", "decryptAES");

  /** Functions that are given the name of something, and no secret. */
  private static final Set<String> OF_NAMES =
      Set.of("lookup", "include", "tpl", "template", "index", "get", "dig", "hasKey", "env", "getenv", "requiredEnv", "required", "fail", "readFile", "exec", "fetchSecretValue", "expandSecretRefs", "Get");

  /** Shorter texts are what joins others. */
  private static final int LEAST = 4;

  /** Whether what is filled in is a secret. */
  private final boolean inPlace;

  TemplateScan(String text, List<Span> found) {
    this(text, found, false);
  }

  TemplateScan(String text, List<Span> found, boolean inPlace) {
    super(text, found);
    this.inPlace = inPlace;
  }

  @Override
  void run() {
    for (int open = text.indexOf("{{"); open >= 0; ) {
      int close = text.indexOf("}}", open);
      int end = close < 0 ? text.length() : close;
      boolean named = anyWord(open, end, TemplateScan::isOfSecret);
      for (int at = open; at < end; at++) {
        int last = "\"`".indexOf(text.charAt(at)) >= 0 ? closing(at, end) : -1;
        if (last >= 0) {
          literal(at + 1, last, named || (inPlace && last - at > LEAST && text.indexOf('%', at, last) < 0 && !isGivenToNames(open, at)));
          at = last;
        }
      }
      open = text.indexOf("{{", end);
    }
  }

  /** Whether a text is given to a function that takes the name of something. */
  private boolean isGivenToNames(int open, int quote) {
    int start = quote;
    while (start > open + 1 && "|(=".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    start = Math.max(start, open + 2);
    start = skip(text.startsWith("-", start) ? start + 1 : start, quote);
    String function = word(start);
    return OF_NAMES.contains(function.substring(function.lastIndexOf('.') + 1));
  }

  /** Where a text closes; one with backslashes before its quote, in a text with escapes, ends with as many. */
  private int closing(int quote, int end) {
    int escapes = escapes(quote);
    int at = text.indexOf(text.charAt(quote), quote + 1);
    while (at >= 0 && at < end && escapes(at) != escapes) {
      at = text.indexOf(text.charAt(quote), at + 1);
    }
    return at < end ? at : -1;
  }

  private int escapes(int quote) {
    int at = quote;
    while (at > 0 && text.charAt(quote) == '"' && text.charAt(at - 1) == '\\') {
      at--;
    }
    return quote - at;
  }

  /** A text, in which there may be a template with texts of its own. */
  private void literal(int from, int end, boolean named) {
    int start = from;
    for (int at = from; at <= end; at++) {
      if (at == end || text.charAt(at) == '"') {
        int stop = at;
        while (stop > start && text.charAt(stop - 1) == '\\') {
          stop--;
        }
        if (named || isToken(start, stop) || RandomScan.isRandom(text, start, stop) || RandomScan.isMixed(text, start, stop)) {
          hide(start, stop);
        }
        start = at + 1;
      }
    }
  }

  private static boolean isOfSecret(String name) {
    return OF_SECRETS.contains(name) || CredentialNames.isSecret(name);
  }
}
