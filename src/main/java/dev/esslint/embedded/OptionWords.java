package dev.esslint.embedded;

import dev.esslint.embedded.Options.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words of names are about, by the tables {@code words.tsv} and {@code topics.tsv} under {@code schemas/programs/}; read when it is first asked for. */
final class OptionWords {
  /** Behind the words of a topic to which others may come. */
  private static final String MORE = " *";

  /** What a word ends with that is no plural. */
  private static final List<String> ENDINGS = List.of("ss", "us", "is", "as");

  private final Options options;

  /** A line for each word and what it means with a tab between. */
  private final String words;

  /** The same for words and what to do about what they are about. */
  private final String topics;

  private final Map<String, List<Related.Candidate>> candidates = new HashMap<>();
  private @Nullable Map<String, Integer> byWord;
  private @Nullable Map<String, String> byWritten;

  OptionWords(Options options, String words, String topics) {
    this.options = options;
    this.words = words;
    this.topics = topics;
  }

  /** What the words of a name mean; without those that say nothing of what an option is for. */
  Set<String> meaningOf(String name) {
    Map<String, String> meanings = meanings();
    Set<String> meaning = new HashSet<>();
    for (String word : OptionNames.words(name)) {
      String plain = meanings.getOrDefault(word, meanings.getOrDefault(singular(word), singular(word)));
      if (!plain.isEmpty()) {
        meaning.addAll(List.of(plain.split(" ", -1)));
      }
    }
    return meaning;
  }

  /** How many options have a word in their path, by its meaning; for no word how many options there are. */
  int countOf(String word) {
    Map<String, Integer> counts = byWord;
    if (counts == null) {
      counts = new HashMap<>();
      for (Related.Candidate candidate : candidates(options.top())) {
        for (String one : candidate.words()) {
          counts.merge(one, 1, Integer::sum);
        }
        counts.merge("", 1, Integer::sum);
      }
      byWord = counts;
    }
    return counts.getOrDefault(word, 0);
  }

  /** What {@link Related#candidates} gives for a place, which is asked for many times. */
  List<Related.Candidate> candidates(Place around) {
    synchronized (candidates) {
      return candidates.computeIfAbsent(around.path(), path -> Related.candidates(around));
    }
  }

  private Map<String, String> meanings() {
    Map<String, String> meanings = byWritten;
    if (meanings == null) {
      meanings = new HashMap<>();
      for (String line : words.strip().split("\n", -1)) {
        int tab = line.indexOf('\t');
        meanings.put(tab < 0 ? line : line.substring(0, tab), tab < 0 ? "" : line.substring(tab + 1));
      }
      byWritten = meanings;
    }
    return meanings;
  }

  private static String singular(String word) {
    boolean hissed = word.endsWith("ses") || word.endsWith("xes");
    return word.length() > 3 && word.endsWith("s") && ENDINGS.stream().noneMatch(word::endsWith)
        ? word.substring(0, word.length() - (hissed ? 2 : 1))
        : word;
  }

  /**
   * What to do about what a key is about, by {@code schemas/programs/topics.tsv}.
   *
   * @param meaning of its words
   * @param all whether all of them have to be of the topic
   * @param several whether the value is a list, which a topic of one word alone is not about
   */
  Optional<String> topic(Set<String> meaning, boolean all, boolean several) {
    String best = "";
    int most = 0;
    for (String line : topics.strip().split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      boolean open = cells[0].endsWith(MORE);
      List<String> about = List.of(cells[0].substring(0, cells[0].length() - (open ? MORE.length() : 0)).split(" ", -1));
      int fit = 2 * about.size() + (open ? 0 : 1);
      boolean single = several && !open && about.size() == 1;
      if (meaning.containsAll(about) && !single && ((open && !all) || meaning.size() == about.size()) && fit > most) {
        best = cells[1];
        most = fit;
      }
    }
    return most == 0 ? Optional.empty() : Optional.of(best);
  }
}
