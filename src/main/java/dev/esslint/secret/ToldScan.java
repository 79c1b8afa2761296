package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what a comment tells of a secret: words that look as if nobody had made them up, in a comment that speaks of a secret or that is
 * nothing but such a word, and what stands behind the name of a user. Names of hosts and files, releases, directives and names with a
 * number at their end are none.
 */
final class ToldScan extends TextScan {
  /** Words that are said of secrets alone. */
  private static final Set<String> OF_SECRETS = Set.of("rotation", "rotated", "passwort", "pass");

  /** What a comment calls the keys of a mapping, and what a proxy knows its servers by. */
  private static final Set<String> OF_OTHERS = Set.of("key", "keys", "cookie", "cookies");

  /** What stands between a user and a password. */
  private static final String SLASH = " / ";

  /** Words with digits in them that everybody knows. */
  private static final Set<String> KNOWN =
      Set.of("base64", "base64url", "ed25519", "x25519", "curve25519", "sha256", "sha512", "pbkdf2", "argon2id", "pkcs8", "pkcs12", "prime256v1", "secp256k1", "secp384r1", "ecdsaprime256v1", "ecdsasecp256k1", "ecdsasecp384r1");

  private static final int LEAST = 8;
  private static final int LEAST_PART = 5;
  private static final String AROUND = "\"'`()[],;.!?";

  /** Whether the comment is about a secret, whatever it says. */
  private final boolean beside;

  ToldScan(String text, List<Span> found, boolean beside) {
    super(text, found);
    this.beside = beside;
  }

  @Override
  void run() {
    int start = 0;
    while (start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (text.startsWith("esslint", start)) {
      return;
    }
    int last = text.length();
    boolean alone = text.indexOf(' ', start) < 0 && text.chars().skip(start).allMatch(c -> c == '-' || Character.isLetterOrDigit(c));
    boolean about = beside || anyWord(start, last, ToldScan::isOfSecret);
    if (alone && !about && !isNumbered(start, last) && isOdd(start, last)) {
      hide(start, last);
    }
    for (int end = start; end <= last; end++) {
      if (end == last || text.charAt(end) <= ' ') {
        word(start, end, about);
        start = end + 1;
      }
    }
  }

  /** Whether digits only end the parts of a word, as in names with a number. */
  private boolean isNumbered(int from, int to) {
    for (int at = from + 1; at < to; at++) {
      if (Character.isDigit(text.charAt(at - 1)) && Character.isLetter(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfSecret(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return OF_SECRETS.contains(lower) || (!OF_OTHERS.contains(lower) && CredentialNames.isSecret(word));
  }

  private void word(int first, int last, boolean about) {
    Span bare = without(AROUND, first, last);
    int start = bare.start();
    int end = bare.end();
    int colon = text.indexOf(':', start, end);
    boolean user = colon > start && isName(start, colon);
    int from = user ? colon + 1 : start;
    boolean told = about || user || text.startsWith(SLASH, first - SLASH.length());
    if (told && isOdd(from, end)) {
      hide(from, end);
    }
  }

  private boolean isName(int from, int to) {
    for (int at = from; at < to; at++) {
      if (!Character.isLetter(text.charAt(at)) && "_-".indexOf(text.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a part of a text is such a word. */
  static boolean isOdd(String text, int from, int to) {
    return from < to && new ToldScan(text, List.of(), false).isOdd(from, to);
  }

  /** Whether a word begins with a letter and has digits, and no part of it is one that everybody knows. */
  private boolean isOdd(int from, int to) {
    if (to - from < LEAST || !Character.isLetter(text.charAt(from)) || isAddress(from, to)) {
      return false;
    }
    int start = from;
    int parts = 0;
    boolean odd = false;
    for (int at = from; at <= to; at++) {
      if (at == to || "-_".indexOf(text.charAt(at)) >= 0) {
        parts++;
        odd |= at - start >= LEAST_PART && looksRandom(text, start, at);
        if (KNOWN.contains(text.substring(start, at).toLowerCase(Locale.ROOT))) {
          return false;
        }
        start = at + 1;
      }
    }
    return odd && (parts != 2 || to - from >= LEAST_WITH_TOKEN); // of two parts are the names of most things
  }

  /** Whether a word is made of what names of hosts and files, images and calls are made of, and has their marks; or a sentence. */
  private boolean isAddress(int from, int to) {
    boolean marked = false;
    boolean odd = false;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c == '/') {
        return true;
      }
      if (Character.isIdeographic(c)) {
        return true; // a sentence of a language without blanks
      }
      odd |= Character.isUpperCase(c) || "~!$^+&*%=".indexOf(c) >= 0;
      marked |= ".:@(){}<>".indexOf(c) >= 0;
    }
    return marked && !odd;
  }
}
