package dev.esslint.embedded;

import dev.esslint.text.Spelling;
import java.util.List;
import java.util.Set;

/** Compares names of options, as people write them. */
final class OptionNames {
  private static final int LEAST_LETTERS = 3;

  /** A name of one word that is as long as this says something. */
  private static final int TELLING = 7;

  /** What the names of variables begin with that are about a program. */
  private static final Set<String> PROGRAMS =
      Set.of("matrix", "synapse", "mas", "livekit", "hookshot", "element", "dendrite", "conduit", "tuwunel", "authentication");

  /** What comes behind that without saying more. */
  private static final Set<String> PARTS = Set.of("server", "service", "client", "config", "web", "configuration");

  /** Words behind a name that say in which unit or in what form its value is given. */
  private static final Set<String> FORMS =
      Set.of("bytes", "kb", "mb", "gb", "ms", "seconds", "sec", "secs", "minutes", "hours", "days", "weeks", "months", "file", "path", "dir", "directory");

  /** Words by which a name says that something is not so, and those by which it says that it is. */
  private static final Set<String> NOT =
      Set.of("disable", "disabled", "disallow", "disallowed", "deny", "denied", "block", "blocked", "blacklist", "hide", "hidden", "forbid", "forbidden", "exclude", "excluded", "prevent", "reject", "banned");

  /** Words of so few letters are near to others that mean something else. */
  private static final int SHORT = 5;

  private static final Set<String> SO = Set.of("enable", "enabled", "allow", "allowed", "whitelist", "show", "permit", "permitted", "accept");

  /** Syllables that make the opposite of a word. */
  private static final Set<String> TURNING = Set.of("un", "in", "non", "dis", "de");

  private OptionNames() {}

  /**
   * Whether one name says of something that it is not so, and the other that it is.
   *
   * @param option whether it only says yes or no, so that a name without any such word says yes
   */
  static boolean areOpposite(String key, String name, boolean option) {
    int some = sign(key);
    int others = sign(name);
    boolean slip = distance(key, name) <= 1;
    return some * others < 0 || (!slip && (isNegated(key, name) || isNegated(name, key) || (option && (some < 0) != (others < 0))));
  }

  /** Whether a word of a name is one of another name with a syllable before it that turns it round: {@code unavailable}. */
  private static boolean isNegated(String name, String other) {
    List<String> words = words(other);
    return words(name).stream().anyMatch(word -> TURNING.stream().anyMatch(start -> word.startsWith(start) && words.contains(word.substring(start.length()))));
  }

  /** A name without the words that say that something is not so; the name itself if it has none. */
  static String withoutNot(String key) {
    List<String> words = words(key);
    words.removeIf(OptionNames::isNot);
    return String.join("_", words);
  }

  private static int sign(String name) {
    List<String> words = words(name);
    String whole = Spelling.fold(name);
    boolean not = words.stream().anyMatch(OptionNames::isNot) || NOT.stream().anyMatch(word -> word.length() > SHORT && whole.contains(word));
    boolean so = words.stream().anyMatch(SO::contains);
    return not == so ? 0 : not ? -1 : 1;
  }

  /** Whether a name says that something is not so. */
  static boolean saysNot(String name) {
    return sign(name) < 0;
  }

  /** Whether it is one of these words, or one of the longer ones with a letter wrong. */
  private static boolean isNot(String word) {
    return NOT.contains(word)
        || (word.length() > SHORT && NOT.stream().anyMatch(not -> not.length() > SHORT && Spelling.distance(word, not) <= 1));
  }

  /** Whether a name says of its value what another one does not, so that the value would mean something else there: {@code max_avatar_size_mb}. */
  static boolean isOfAnotherForm(String key, String name) {
    String form = words(key).getLast();
    return FORMS.contains(form) && words(name).stream().noneMatch(word -> word.startsWith(form) || form.startsWith(word));
  }

  /** A name without that of a program before it. */
  static String withoutProgram(String key) {
    List<String> words = words(key);
    int first = 0;
    while (first < words.size() - 1
        && (PROGRAMS.contains(words.get(first)) || (first > 0 && PARTS.contains(words.get(first))))) {
      first++;
    }
    return first == 0 ? key : String.join("_", words.subList(first, words.size()));
  }

  /** How far two names are from each other; more than anything for names that are no slips for each other. */
  static int distance(String key, String name) {
    int dot = key.lastIndexOf('.') + 1;
    boolean ofOneGroup = dot > 0 && name.startsWith(key.substring(0, dot));
    String one = Spelling.fold(ofOneGroup ? key.substring(dot) : key);
    String other = Spelling.fold(ofOneGroup ? name.substring(dot) : name);
    if (one.equals(other)) {
      return 0;
    }
    if (words(key).equals(words(name))) {
      return 1;
    }
    int longest = Math.max(one.length(), other.length());
    boolean sameStart = !one.isEmpty() && !other.isEmpty() && one.charAt(0) == other.charAt(0);
    int limit = ofOneGroup && sameStart ? 2 : Math.min(3, longest / 4);
    if (longest < LEAST_LETTERS) {
      return Integer.MAX_VALUE;
    }
    if (!digits(one).equals(digits(other))) {
      // a number that is left out, as of a version, is a slip; another one is not
      return isNumbered(other, one) ? 1 : Integer.MAX_VALUE;
    }
    int words = ofSameWords(singulars(key), singulars(name));
    if (Math.abs(one.length() - other.length()) <= Math.max(limit, 1)) {
      int distance = Spelling.distance(one, other);
      if ((distance <= limit || (distance == 1 && (longest > LEAST_LETTERS || sameStart)))
          && !Spelling.isOpposite(one, other)
          && !isOfAnotherWord(words(key), words(name))) {
        return Math.min(distance, words);
      }
    }
    if (words < Integer.MAX_VALUE) {
      return words;
    }
    boolean cutShort =
        Math.min(one.length(), other.length()) * 2 >= longest
            && Math.min(one.length(), other.length()) > LEAST_LETTERS
            && (one.startsWith(other) || other.startsWith(one) || other.startsWith(singular(one))
                || one.endsWith(other) || other.endsWith(one));
    return cutShort ? limit + 1 : Integer.MAX_VALUE;
  }

  /** Whether one of the words of two names is another one, and no slip: {@code enable_post} and {@code enable_get}. */
  private static boolean isOfAnotherWord(List<String> some, List<String> others) {
    for (int i = 0; i < some.size() && some.size() == others.size() && some.size() > 1; i++) {
      int longest = Math.max(some.get(i).length(), others.get(i).length());
      if (Spelling.distance(some.get(i), others.get(i)) > Math.max(1, longest / 2)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is another one with a number behind it. */
  private static boolean isNumbered(String name, String other) {
    int end = name.length();
    while (end > 0 && isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end == other.length() && name.startsWith(other);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String singular(String name) {
    return name.endsWith("s") && name.length() > LEAST_LETTERS + 1 ? name.substring(0, name.length() - 1) : name;
  }

  /** The numbers of proposals and room versions are no slips for each other. */
  private static String digits(String name) {
    StringBuilder digits = null;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isDigit(c)) {
        digits = digits == null ? new StringBuilder() : digits;
        digits.append(c);
      }
    }
    return digits == null ? "" : digits.toString();
  }

  /** The words of a name; one that programs use for it today is as good as the one that Synapse has kept. */
  static List<String> words(String name) {
    List<String> words = Spelling.words(name);
    words.replaceAll(
        word ->
            switch (word) {
              case "configuration", "conf", "cfg" -> "config";
              case "allowlist" -> "whitelist";
              case "denylist", "blocklist" -> "blacklist";
              default -> word;
            });
    return words;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** The same words in another order are as good as a slip of one letter, with one more or less as one of two; else it is more than anything. */
  private static int ofSameWords(List<String> some, List<String> others) {
    if (areShortened(some, others)) {
      return 2;
    }
    int fewer = Math.min(some.size(), others.size());
    int more = Math.abs(some.size() - others.size());
    boolean same =
        fewer >= 2
            && more <= 1
            && (some.size() <= others.size() ? others.containsAll(some) : some.containsAll(others));
    return same ? 1 + more : Integer.MAX_VALUE;
  }

  private static List<String> singulars(String name) {
    List<String> words = words(name);
    words.replaceAll(OptionNames::singular);
    return words;
  }

  /** Whether the words are the same but for one that is cut short: {@code min} and {@code minimum}. */
  private static boolean areShortened(List<String> some, List<String> others) {
    int cut = 0;
    for (int i = 0; i < some.size() && some.size() == others.size() && some.size() > 1; i++) {
      String one = some.get(i);
      String other = others.get(i);
      if (!one.equals(other)) {
        boolean shorter = one.startsWith(other) || other.startsWith(one);
        cut += shorter && Math.min(one.length(), other.length()) >= LEAST_LETTERS ? 1 : some.size();
      }
    }
    return cut == 1;
  }

  /** Whether a name begins or ends with all of a key. */
  static boolean isEndOf(String key, String name) {
    String some = Spelling.fold(key);
    String all = Spelling.fold(name);
    return all.startsWith(some) || all.endsWith(some);
  }

  /** Whether a name has the words of a key, of which there are at least two, and others behind them. */
  static boolean isBegun(String key, String name) {
    List<String> some = singulars(key);
    List<String> all = singulars(name);
    return some.size() > 1 && all.size() > some.size() && all.subList(0, some.size()).equals(some);
  }

  /** Whether a name has the words of a key, of which there are at least two, and others before them, which say of which thing it is. */
  static boolean isEnded(String key, String name) {
    List<String> some = singulars(key);
    List<String> all = singulars(name);
    return some.size() > 1 && all.size() > some.size() && all.subList(all.size() - some.size(), all.size()).equals(some);
  }

  /** Whether a name says by itself what it is for, wherever it stands. */
  static boolean isTelling(String name) {
    boolean several = false;
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      several |= c == '_' || c == '-' || isCapital(c);
    }
    return several || name.length() >= TELLING;
  }
}
