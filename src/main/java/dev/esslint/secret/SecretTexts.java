package dev.esslint.secret;

import dev.esslint.json.JsonString;
import dev.esslint.text.Span;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the secrets are, to find them in texts that quote values. A short one, or one that is a plain word such as {@code
 * postgres}, counts only where it stands as a value, between quotes or at the end of a line; in a sentence it is a word.
 */
final class SecretTexts {
  private static final int START = 6;
  private static final int LONGEST_WORD = 12;
  private static final String QUOTES = "`\"'";

  /** Keys of values and options that are in use as passwords; in paths they are keys, and where a sentence speaks of a key. */
  private static final Set<String> KEYS =
      Set.of(
          "admin", "config", "database", "email", "haproxy", "hookshot", "host", "mas", "name", "password", "postgres", "redis", "secret",
          "synapse", "user", "username", "value");

  private static final List<String> BEFORE_KEYS = List.of(". ", "\n", "calls it ", "key ", "Remove ", "Rename ", "Move ", "under ", "below ");

  /** So much of a secret tells it from most that begin alike. */
  private static final int HEAD = 64;

  /** Long secrets, by the first characters that they begin with, and by some more of them. */
  private final Map<String, NavigableMap<CharSequence, List<String>>> byStart = new HashMap<>();

  private final Set<String> all = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> keys = new HashSet<>();
  private int longestWord;

  /** Whether a long secret begins with two characters, by their hash. */
  private final boolean[] starts = new boolean[1 << 12];

  /**
   * A line of a secret, as it is looked for.
   *
   * @param escaped as JSON has it
   */
  record Line(String text, String escaped) {}

  /** Takes a secret, and each of its lines. */
  void add(String secret) {
    lines(secret).forEach(this::add);
  }

  void add(Line line) {
    if (all.add(line.text())) {
      index(line.text());
      if (!line.escaped().equals(line.text())) {
        index(line.escaped());
        index(escaped(line.escaped())); // in a document that is written as a text
      }
    }
  }

  /** Its lines, with all breaks that YAML has: what is quoted anew may have escapes in their place. */
  static List<Line> lines(String secret) {
    return secret.replace('\u0085', '\n').replace('\u2028', '\n').replace('\u2029', '\n').lines()
        .map(SecretTexts::bare)
        .filter(text -> !text.isEmpty())
        .map(text -> new Line(text, escaped(text)))
        .toList();
  }

  /** Takes a secret that is read as a key. */
  void addKey(String key) {
    keys.add(key);
  }

  /** Lets a text be, although it was taken for a secret. */
  void spare(String text) {
    words.remove(text);
    if (text.length() >= START) {
      byStart.getOrDefault(text.substring(0, START), new TreeMap<>(CharSequence::compare)).getOrDefault(head(text), new ArrayList<>()).remove(text);
    }
  }

  private void index(String text) {
    if (text.length() < START || (text.length() <= LONGEST_WORD && isWord(text))) {
      words.add(text);
      longestWord = Math.max(longestWord, text.length());
    } else {
      starts[hash(text, 0)] = true;
      byStart
          .computeIfAbsent(text.substring(0, START), start -> new TreeMap<>(CharSequence::compare))
          .computeIfAbsent(head(text), head -> new ArrayList<>())
          .add(text);
    }
  }

  private int hash(String text, int at) {
    return (text.charAt(at) * 31 + text.charAt(at + 1)) & (starts.length - 1);
  }

  /** A line of a secret without blanks and marks around it. */
  private static String bare(String line) {
    String text = line.strip();
    int start = 0;
    int end = text.length();
    while (start < end && "\"'|>-{[, ".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "\"'}]), ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWord(String text) {
    return text.chars().allMatch(Character::isLetter);
  }

  /** As JSON has it. */
  private static String escaped(String text) {
    String quoted = JsonString.quote(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** The secrets in a text that quotes values, in order. */
  List<Span> in(String text) {
    List<Span> found = new ArrayList<>();
    if (byStart.isEmpty()) {
      return found;
    }
    for (int at = 0; at + START <= text.length(); at++) {
      if (!starts[hash(text, at)]) {
        continue;
      }
      NavigableMap<CharSequence, List<String>> secrets = byStart.get(text.substring(at, at + START));
      int length = secrets == null ? 0 : longest(secrets, text, at);
      if (length > 0) {
        add(new Span(at, at + length), found);
      }
    }
    return found;
  }

  /** How long the longest of some secrets is that a text has at an offset; there may be thousands that begin alike. */
  private static int longest(NavigableMap<CharSequence, List<String>> secrets, String text, int at) {
    int end = Math.min(text.length(), at + HEAD);
    while (end > at) {
      Map.Entry<CharSequence, List<String>> found = secrets.floorEntry(CharBuffer.wrap(text, at, end));
      if (found == null) {
        return 0;
      }
      CharSequence head = found.getKey();
      int alike = 0;
      while (alike < head.length() && at + alike < end && head.charAt(alike) == text.charAt(at + alike)) {
        alike++;
      }
      if (alike == head.length()) {
        int length = 0;
        for (String secret : found.getValue()) {
          length = secret.length() > length && text.startsWith(secret, at) ? secret.length() : length;
        }
        if (length > 0) {
          return length;
        }
        alike--;
      }
      end = at + alike; // what has more in common would stand behind the one that was found
    }
    return 0;
  }

  private static String head(String text) {
    return text.substring(0, Math.min(HEAD, text.length()));
  }

  /** Adds a span behind others; one may begin in the other, as where a line of a broken text ends with the first word of a secret. */
  private static void add(Span span, List<Span> found) {
    if (!found.isEmpty() && span.start() < found.getLast().end()) {
      found.set(found.size() - 1, found.getLast().to(span));
    } else {
      found.add(span);
    }
  }

  /** A text with {@link Mask#MASK} for each secret in it. */
  String masked(String text) {
    if (all.isEmpty()) {
      return text;
    }
    if (all.contains(text)) {
      return Mask.MASK;
    }
    return withoutWords(withoutLong(text));
  }

  /** The same but for the short ones. */
  String withoutLong(String text) {
    StringBuilder masked = new StringBuilder();
    int end = 0;
    for (Span secret : in(text)) {
      masked.append(text, end, secret.start()).append(Mask.MASK);
      end = secret.end();
    }
    return masked.append(text, end, text.length()).toString();
  }

  /** A text in the place of a secret that is filled in later, with {@link Mask#MASK} for each word in it that is one. */
  String maskedInPlace(String text) {
    String rest = withoutLong(text);
    StringBuilder masked = new StringBuilder();
    int start = 0;
    for (int at = 0; at <= rest.length() && !words.isEmpty(); at++) {
      if (at == rest.length() || !Character.isLetterOrDigit(rest.charAt(at))) {
        String word = rest.substring(start, at);
        masked.append(word.length() >= START && words.contains(word) ? Mask.MASK : word).append(rest, at, Math.min(at + 1, rest.length()));
        start = at + 1;
      }
    }
    return words.isEmpty() ? rest : masked.toString();
  }

  /** A key with {@link Mask#MASK} for what is secret in it. */
  String maskedKey(String key) {
    if (KEYS.contains(key)) {
      return key;
    }
    return keys.contains(key) ? Mask.MASK : masked(key);
  }

  /** Masks the short ones where they stand as values. */
  private String withoutWords(String text) {
    if (words.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int copied = 0;
    for (int at = 0; at < text.length(); at++) {
      if (!startsValue(text, at)) {
        continue;
      }
      int end = at;
      boolean login = at > 0 && text.charAt(at - 1) == ':';
      while (end < text.length() && end - at <= longestWord && !endsValue(text, end) && !(login && text.charAt(end) == '@')) {
        end++;
      }
      if (end > at && words.contains(text.substring(at, end)) && !isKey(text, at, end)) {
        masked.append(text, copied, at).append(Mask.MASK);
        copied = end;
        at = end - 1; // a value does not begin in another one
      }
    }
    return masked.append(text, copied, text.length()).toString();
  }

  /** Whether a sentence of ours speaks of a key there. */
  private static boolean isKey(String text, int start, int end) {
    int quote = start - 1;
    return quote >= 0
        && text.charAt(quote) == '`'
        && KEYS.contains(text.substring(start, end))
        && (quote == 0 || BEFORE_KEYS.stream().anyMatch(before -> text.startsWith(before, quote - before.length())));
  }

  private static boolean startsValue(String text, int at) {
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    return QUOTES.indexOf(before) >= 0
        || before == '='
        || before == ':' // behind a user
        || (before == ' ' && (at == 1 || ":=-\"".indexOf(text.charAt(at - 2)) >= 0 || startsLine(text, at)));
  }

  /** Whether there is nothing before a place in its line, also of a text with escapes. */
  private static boolean startsLine(String text, int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) == ' ') {
      start--;
    }
    return start == 0 || text.charAt(start - 1) == '\n' || text.startsWith("\\n", start - 2);
  }

  private static boolean endsValue(String text, int end) {
    char c = text.charAt(end);
    return QUOTES.indexOf(c) >= 0 || ":,}]\n\r\\".indexOf(c) >= 0;
  }
}
