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
  private static final Set<String> OF_SECRETS = Set.of("rotate", "rotation", "rotated", "passwort", "pass");

  /** What a comment calls the keys of a mapping, and what a proxy knows its servers by. */
  private static final Set<String> OF_OTHERS = Set.of("key", "keys", "cookie", "cookies");

  /** What stands between a user and a password. */
  private static final String SLASH = " / ";

  /** Words with digits in them that everybody knows. */
  private static final Set<String> KNOWN =
      Set.of("base64", "base64url", "ed25519", "x25519", "curve25519", "sha256", "sha512", "pbkdf2", "argon2id", "pkcs8", "pkcs12", "prime256v1", "secp256k1", "secp384r1", "ecdsaprime256v1", "ecdsasecp256k1", "ecdsasecp384r1");

  /** What a comment begins with that has in it what was there before. */
  private static final List<String> FORMER = List.of("previous: ", "previously: ", "old: ", "old value: ", "before: ", "was: ");

  /** What an address begins with that has no slashes behind it. */
  private static final Set<String> SCHEMES = Set.of("turn", "turns", "stun", "stuns", "mailto", "xmpp", "sip", "tel");

  private static final Set<String> ARROWS = Set.of("\u2192", "->", "=>");

  /** Users of whom a comment that says nothing else tells the password. */
  private static final Set<String> ADMINS = Set.of("root", "admin", "administrator");

  /** Words that are said of users. */
  private static final Set<String> USERS = Set.of("user", "username", "login");

  /** What stands before a secret in a comment that says nothing else. */
  private static final Set<String> NAMES = Set.of("pw", "pwd", "PW");

  /** What a sentence about a secret goes on with, but for participles and adverbs. */
  private static final Set<String> ORDINARY =
      Set.of(
          "actual", "always", "another", "base64", "before", "behind", "beside", "between", "better", "coming", "common", "defaults", "different", "either", "elsewhere",
          "enough", "exactly", "external", "filled", "hidden", "identical", "inside", "invalid", "kubernetes", "longer", "mandatory", "missing", "necessary", "neither", "nothing", "nowhere",
          "obsolete", "optional", "outside", "overwritten", "present", "private", "public", "random", "readable", "secret", "sensitive", "separate", "shorter", "similar",
          "static", "stolen", "strong", "taken", "template", "temporary", "through", "unique", "unknown", "unset", "useless", "visible", "within", "without", "written", "wrong");

  /** Words without which hardly any sentence goes on for long. */
  private static final Set<String> OF_SENTENCES =
      Set.of(
          "all", "also", "and", "any", "are", "back", "been", "but", "can", "each", "else", "even", "ever", "every", "for", "from", "has", "have", "her", "here", "his", "how", "into", "its", "just", "kept", "like",
          "made", "more", "must", "needed", "new", "not", "now", "off", "once", "one", "only", "other", "our", "out", "over", "own", "per", "same", "see", "set", "should", "since", "some", "still", "than", "that", "the",
          "their", "them", "then", "there", "they", "this", "too", "until", "upon", "use", "used", "very", "via", "was", "what", "when", "where", "which", "will", "with", "you", "your",
          "aus", "auf", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "f\u00fcr", "hier", "ist", "mit", "nicht", "noch", "nur", "sie", "und", "von", "wird", "zum", "zur",
          "dans", "est", "les", "pas", "pour", "que", "sur", "une", "del", "los", "las", "para", "por");

  /** A password of several words has no fewer than this and no more than that. */
  private static final int LEAST_PHRASE = 4;

  private static final int MOST_PHRASE = 12;
  private static final int LEAST_OF_PHRASE = 3;

  /** A sentence has more words behind the link. */
  private static final int MOST_WORDS = 4;

  private static final int LEAST = 8;
  private static final int LEAST_PART = 5;

  /** Shorter words of small and large letters may be names. */
  private static final int LEAST_RESTLESS = 14;

  private static final String AROUND = "\"'`()[],;.!?";

  /** Whether the comment is about a secret, whatever it says. */
  private final boolean beside;

  /** Where the first word begins. */
  private int first;

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
    boolean about = beside || anyWord(start, last, ToldScan::isOfSecret) || isFormer(start);
    if (alone && !about && !isNumbered(start, last) && isOdd(start, last)) {
      hide(start, last);
    }
    first = start;
    behindNames(start, last);
    for (int end = start; end <= last; end++) {
      if (end == last || text.charAt(end) <= ' ') {
        word(start, end, about);
        start = end + 1;
      }
    }
  }

  /**
   * What a comment ends with behind the name of a secret: behind an arrow, behind a link unless a sentence goes on there, or one word, if it is
   * none of a sentence or if a user is named before.
   */
  private void behindNames(int first, int last) {
    boolean named = false; // whether the word before is the name of a secret
    boolean key = false; // whether it may be one, or that of an entry
    boolean after = false; // whether the word before is a link
    boolean linked = false; // whether a link is between
    boolean any = false; // whether one of the words before is such a name
    boolean colon = false; // whether one ends the word before
    boolean user = false; // whether one of them is said of users
    int start = first;
    for (int end = first; end <= last; end++) {
      if (end < last && text.charAt(end) > ' ') {
        continue;
      }
      Span bare = without(AROUND, start, end);
      String word = text.substring(bare.start(), bare.end());
      if (any && ARROWS.contains(word)) {
        hide(skip(end, last), last);
        return;
      }
      if (start < bare.start() && (named || key || (any && after)) && isQuoted(bare.start(), last, !named)) {
        return;
      }
      if (isOneName(first, start) && isTold(word, end) && isPhrase(end, last)) {
        hide(bare.start(), last);
        return;
      }
      if (linked && isPassphrase(start, last)) {
        hide(start, last);
        return;
      }
      if (linked && !word.isEmpty() && isTold(word, end)) {
        hide(bare.start(), skip(end, last) >= last ? bare.end() : last);
        return;
      }
      if (named && skip(end, last) >= last && bare.end() - bare.start() >= LEAST_BESIDE) {
        if (user || isOneName(first, start) || isNoWord(bare)) {
          hide(bare.start(), bare.end());
        }
        return;
      }
      if (any && after && skip(end, last) >= last && bare.end() - bare.start() >= LEAST_BESIDE && isNoWord(bare)) {
        hide(bare.start(), bare.end());
        return;
      }
      if (any && colon && skip(end, last) >= last && !word.isEmpty() && isTold(word, end) && !isFile(bare.start(), bare.end())) {
        hide(bare.start(), bare.end());
        return;
      }
      colon = end > start && text.charAt(end - 1) == ':';
      after = LINKS.contains(word);
      linked = named && after;
      boolean name = !word.isEmpty() && word.length() < MAX_NAME;
      named = name && isOfSecret(word);
      key = name && OF_OTHERS.contains(word);
      any |= named || (name && CredentialNames.isSecret(word));
      user |= USERS.contains(word);
      start = end + 1;
    }
  }

  /**
   * Hides what is in quotes or brackets that open before an offset, if it may be a secret.
   *
   * @param odd whether it may be the name of something, too, and has to look as none
   */
  private boolean isQuoted(int from, int last, boolean odd) {
    char open = text.charAt(from - 1);
    int close = "\"'`(".indexOf(open) < 0 ? -1 : text.indexOf(open == '(' ? ')' : open, from, Math.min(last, from + MAX_NAME));
    boolean alike = odd || open == '(';
    boolean told = close - from >= LEAST_BESIDE && (!alike || isOddInQuotes(from, close));
    if (told) {
      hide(from, close);
    }
    return told;
  }

  private boolean isOddInQuotes(int from, int to) {
    return looksRandom(text, from, to) && text.indexOf(' ', from, to) < 0 && !isAddress(from, to) && isOdd(from, to);
  }

  /** Whether nothing but small words follow, and none that sentences have. */
  private boolean isPassphrase(int from, int last) {
    int words = 0;
    for (int start = from; start < last; ) {
      int end = start;
      while (end < last && Character.isLowerCase(text.charAt(end))) {
        end++;
      }
      String word = text.substring(start, end);
      if (word.length() < LEAST_OF_PHRASE || OF_SENTENCES.contains(word) || ORDINARY.contains(word) || (words == 0 && word.endsWith("ed")) || (end < last && text.charAt(end) != ' ')) {
        return false;
      }
      words++;
      start = words > MOST_PHRASE ? last : skip(end, last);
    }
    return words >= LEAST_PHRASE && words <= MOST_PHRASE;
  }

  /** Whether a comment tells nothing but what was there before. */
  private boolean isFormer(int start) {
    return FORMER.stream().anyMatch(words -> text.startsWith(words, start));
  }

  /** Whether all that stands before a word is one of the short names. */
  private boolean isOneName(int first, int start) {
    return start - first < MAX_NAME && NAMES.contains(text.substring(first, start).strip());
  }

  /** Whether what follows a link is the secret: not what a sentence goes on with, and not many words. */
  private boolean isTold(String word, int end) {
    int words = 0;
    for (int at = end; at < text.length() && words < MOST_WORDS; at++) {
      words += text.charAt(at) > ' ' && text.charAt(at - 1) <= ' ' ? 1 : 0;
    }
    return words < MOST_WORDS && word.length() >= LEAST_BESIDE && !ORDINARY.contains(word) && !word.endsWith("ed") && !word.endsWith("ly");
  }

  /** Whether only words follow that no sentence goes on with. */
  private boolean isPhrase(int from, int last) {
    int start = skip(from, last);
    while (start < last) {
      int end = start;
      while (end < last && text.charAt(end) > ' ') {
        end++;
      }
      if (!isTold(text.substring(start, end), end)) {
        return false;
      }
      start = skip(end, last);
    }
    return true;
  }

  /** Whether something is no word of a sentence, but of large letters between small ones, or a long number; and no name of a secret or a host. */
  private boolean isNoWord(Span span) {
    boolean number = true;
    boolean large = false;
    for (int at = span.start(); at < span.end(); at++) {
      char c = text.charAt(at);
      if (!Character.isLetterOrDigit(c)) {
        return false;
      }
      number &= Character.isDigit(c);
      large |= at > span.start() && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(at - 1));
    }
    return number || (large && !CredentialNames.isSecret(text.substring(span.start(), span.end())));
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
    if (KNOWN.contains(lower) || lower.equals("rsa") || lower.equals("ecdsa")) {
      return false;
    }
    return OF_SECRETS.contains(lower) || (!OF_OTHERS.contains(lower) && CredentialNames.isSecret(word));
  }

  private void word(int first, int last, boolean about) {
    Span bare = without(AROUND, first, last);
    int start = bare.start();
    int end = bare.end();
    int colon = text.indexOf(':', start, end);
    boolean user = colon > start && isName(start, colon) && !SCHEMES.contains(text.substring(start, colon));
    if (user && first == this.first && last >= text.length() && end - colon > LEAST_BESIDE && ADMINS.contains(text.substring(start, colon))) {
      hide(colon + 1, last);
    }
    int from = user ? colon + 1 : start;
    boolean alone = beside && first == this.first && last >= text.length() && end - from >= LEAST;
    if (alone && !isAddress(from, end) && !text.substring(from, end).chars().allMatch(Character::isLetter)) {
      hide(from, end);
    }
    boolean told = about || user || text.startsWith(SLASH, first - SLASH.length());
    if (told && (isOdd(from, end) || (end - from >= LEAST_RESTLESS && RandomScan.isRestless(text.substring(from, end), 6)))) {
      hide(from, end);
    }
    int slash = text.indexOf('/', start, end);
    if (slash > start && isName(start, slash) && isMadeOfAll(slash + 1, end) && !isFile(slash + 1, end)) {
      hide(slash + 1, last); // a user and a password
    }
  }

  /** Whether small and large letters and digits are in a word. */
  private boolean isMadeOfAll(int from, int to) {
    String word = text.substring(from, to);
    return to - from >= LEAST
        && looksRandom(text, from, to)
        && word.chars().anyMatch(Character::isUpperCase)
        && word.chars().anyMatch(Character::isLowerCase)
        && word.indexOf('/') < 0;
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
    if (to - from < LEAST || isAddress(from, to)) {
      return false;
    }
    if (!Character.isLetter(text.charAt(from))) { // many numbers and times have as few digits
      return to - from >= LEAST_WITH_TOKEN && looksRandom(text, from, to) && text.substring(from, to).chars().allMatch(Character::isLetterOrDigit);
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
    if (isFile(from, to)) {
      return true;
    }
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
