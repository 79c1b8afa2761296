package dev.esslint.workspace;

/** Some words that are looked for all at once, since to look through a text for each of them takes most of the time of a run. */
final class Words {
  /** Two characters that a word may begin with; others of the same remainder are told apart by the words themselves. */
  private static final int PAIRS = 1 << 12;

  private final String[] words;
  private final boolean[] begins = new boolean[PAIRS];

  /**
   * @param words at most 64, of two characters or more
   */
  Words(String... words) {
    if (words.length > Long.SIZE) {
      throw new IllegalArgumentException("too many words");
    }
    this.words = words;
    for (String word : words) {
      begins[pair(word.charAt(0), word.charAt(1))] = true;
    }
  }

  private static int pair(char first, char second) {
    return ((first << 6) ^ second) & (PAIRS - 1);
  }

  /** A bit for each word that a text holds. */
  long in(String text) {
    long found = 0;
    int last = text.length() - 1;
    char first = text.isEmpty() ? 0 : text.charAt(0);
    for (int at = 0; at < last; at++) {
      char second = text.charAt(at + 1);
      if (begins[pair(first, second)]) {
        found |= at(text, at);
      }
      first = second;
    }
    return found;
  }

  private long at(String text, int at) {
    long found = 0;
    for (int i = 0; i < words.length; i++) {
      if (text.startsWith(words[i], at)) {
        found |= 1L << i;
      }
    }
    return found;
  }
}
