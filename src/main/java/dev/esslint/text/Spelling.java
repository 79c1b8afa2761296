package dev.esslint.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the word that somebody meant to write. */
public final class Spelling {
  /** Words for the same among the values of settings, which are near in no letters. */
  private static final List<List<String>> SAME =
      List.of(
          List.of("tls", "ssl", "smtps"),
          List.of("plain", "plaintext", "none", "insecure"),
          List.of("never", "none", "off", "disable", "disabled"),
          List.of("keep", "retain"),
          List.of("debug", "trace", "verbose"),
          List.of("critical", "fatal", "panic"),
          List.of("*", "all", "any", "everything"));

  private Spelling() {}

  /** A word without what people get wrong about names: case, {@code -} and {@code _}. */
  public static String fold(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The words of a name in lower case, which {@code -}, {@code _} and capital letters part: {@code useTLSSecret} has three, and {@code trustedIPs} two. */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !isWithin(name, i)) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = i < name.length() && !Character.isLetterOrDigit(name.charAt(i)) ? i + 1 : i;
      }
    }
    return words;
  }

  /** Whether a letter is of the same word as the one before it. */
  private static boolean isWithin(String name, int i) {
    char c = name.charAt(i);
    if (i == 0 || !Character.isLetterOrDigit(c) || !Character.isUpperCase(c)) {
      return Character.isLetterOrDigit(c);
    }
    boolean lastOfCapitals = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)) && !isPlural(name, i + 1);
    return Character.isUpperCase(name.charAt(i - 1)) && !lastOfCapitals;
  }

  /** Whether a letter makes several of the capitals before it: {@code allowedIPs}. */
  private static boolean isPlural(String name, int i) {
    return name.charAt(i) == 's' && (i + 1 == name.length() || !Character.isLowerCase(name.charAt(i + 1)));
  }

  /** The candidate that is the likeliest; empty if none is near. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String folded = fold(word);
    return candidates.stream()
        .filter(candidate -> isNear(folded, fold(candidate)))
        .min((one, other) -> byDistance(word, folded, one, other));
  }

  /** The one of a few values that a text is meant for: a slip for it, some of its words or more than those, or another word for it. */
  public static Optional<String> choice(String text, Collection<String> choices) {
    String folded = fold(text);
    return only(choices, choice -> fold(choice).equals(folded))
        .or(() -> nearest(text, choices).filter(choice -> isAlone(text, choice, choices)))
        .or(() -> only(choices, choice -> areSome(words(text), words(choice)) || areSome(words(choice), words(text))))
        .or(() -> only(choices, choice -> choice.length() > 3 && folded.startsWith(fold(choice))))
        .or(() -> only(choices, choice -> SAME.stream().anyMatch(same -> same.contains(folded) && same.contains(fold(choice)))));
  }

  /** Whether a slip begins with the letter of what is meant, and is no part of anything else. */
  private static boolean isAlone(String text, String choice, Collection<String> choices) {
    return text.substring(0, 1).equalsIgnoreCase(choice.substring(0, 1))
        && choices.stream().noneMatch(other -> !other.equals(choice) && (areSome(words(text), words(other)) || fold(other).startsWith(fold(text))));
  }

  private static boolean areSome(List<String> words, List<String> of) {
    return !words.isEmpty() && of.containsAll(words);
  }

  private static Optional<String> only(Collection<String> choices, Predicate<String> meant) {
    List<String> found = choices.stream().filter(meant).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Not a chain of the library's comparators: their classes are made at run time, in no cache. */
  private static int byDistance(String word, String folded, String one, String other) {
    int meant = Integer.compare(distance(folded, fold(one)), distance(folded, fold(other)));
    int written = Integer.compare(distance(word, one), distance(word, other));
    return meant != 0 ? meant : written != 0 ? written : one.compareTo(other);
  }

  /** Beginnings of words that are near in their letters, and whoever wrote one of them did not mean the other. */
  private static final String[][] OPPOSITES = {
    {"internal", "external"}, {"includ", "exclud"}, {"minimum", "maximum"}, {"min", "max"}
  };

  /** Whether one says the opposite of the other. */
  public static boolean isOpposite(String from, String to) {
    for (String[] pair : OPPOSITES) {
      if (isOpposite(from, to, pair[0], pair[1]) || isOpposite(from, to, pair[1], pair[0])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOpposite(String from, String to, String word, String opposite) {
    return from.contains(word) && to.contains(opposite) && !to.contains(word) && !from.contains(opposite);
  }

  /** Whether a word may be a slip for another one. */
  public static boolean isSlip(String word, String meant) {
    return isNear(fold(word), fold(meant));
  }

  /** Whether one may be a slip for the other: its beginning, or a quarter of the letters differ. */
  private static boolean isNear(String from, String to) {
    int limit = Math.min(3, Math.max(from.length(), to.length()) / 4);
    boolean cutShort = from.length() >= 3 && to.startsWith(from);
    return cutShort
        || (Math.abs(from.length() - to.length()) <= limit
            && distance(from, to) <= limit
            && !isOpposite(from, to));
  }

  /** How many letters must be added, dropped, replaced or swapped with their neighbour to get from one to the other. */
  public static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] costs = new int[to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      int[] free = before;
      before = last;
      last = costs;
      costs = free;
      for (int j = 0; j <= to.length(); j++) {
        costs[j] = i == 0 ? j : j == 0 ? i : step(costs, last, before, from, to, i, j);
      }
    }
    return costs[to.length()];
  }

  /**
   * @param costs of the same beginning of {@code from}
   * @param last of the one without its last letter
   * @param before of the one without its last two letters
   */
  private static int step(int[] costs, int[] last, int[] before, String from, String to, int i, int j) {
    int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(last[j], costs[j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, before[j - 2] + 1) : least;
  }
}
