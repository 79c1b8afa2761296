package dev.esslint.schema;

import dev.esslint.finding.Meant;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was meant by a key.
 *
 * @param path of the key
 * @param sentence what is known about it; may be empty
 * @param moves what is meant for which other paths
 * @param with what has to stand beside that, by path
 * @param given the paths that the key is meant to give
 * @param words what to do if nothing can be moved
 * @param certain whether nothing else can be meant
 * @param left the paths of what is in no move, from the key on or from the top
 */
record KeyMeaning(
    ValuePath path,
    String sentence,
    List<Moved> moves,
    Map<ValuePath, String> with,
    List<ValuePath> given,
    String words,
    boolean certain,
    List<String> left) {

  /** A meaning for which nothing else has to be written. */
  KeyMeaning(ValuePath path, String sentence, List<Moved> moves, String words, boolean certain) {
    this(path, sentence, moves, Map.of(), List.of(), words, certain, List.of());
  }

  /** A meaning that nothing can be moved for. */
  KeyMeaning(ValuePath path, String sentence, String words) {
    this(path, sentence, List.of(), words, false);
  }

  KeyMeaning moving(List<Moved> others) {
    return new KeyMeaning(path, sentence, others, with, given, words, certain, left);
  }

  /** The same where nothing else is to be done. */
  KeyMeaning saying(String remedy) {
    return new KeyMeaning(path, sentence, moves, with, given, remedy, certain, left);
  }

  /** The same where some of the value is in no move. */
  KeyMeaning leaving(List<String> paths) {
    return new KeyMeaning(path, sentence, moves, with, given, words, certain, paths);
  }

  /** The same of a key that stands somewhere else. */
  KeyMeaning standingAt(ValuePath from) {
    return new KeyMeaning(
        from,
        sentence,
        moves.stream().map(move -> new Moved(from, move.to(), move.value())).toList(),
        with,
        given,
        words.replace(Phrases.code(path.toString()), Phrases.code(from.toString())),
        false,
        left.stream().map(other -> other.startsWith(path.toString()) ? from + other.substring(path.toString().length()) : other).toList());
  }

  /** Whether nothing is to be done but to remove the key. */
  boolean isRemoval() {
    return moves.isEmpty() && words.equals(removal(path));
  }

  List<Meant> meant() {
    List<Meant> meant = new ArrayList<>(moves);
    given.stream().map(Meant.Given::new).forEach(meant::add);
    return meant.isEmpty() ? List.of(new Meant.Nothing(path)) : meant;
  }

  /** The keys of the mapping around that are given by this one. */
  Set<String> siblings() {
    ValuePath around = path.parent();
    return Stream.concat(moves.stream().map(Moved::to), given.stream())
        .filter(to -> to.startsWith(around) && !to.equals(around))
        .map(to -> to.steps().get(around.steps().size()))
        .map(step -> step instanceof Key(String name) ? name : "")
        .collect(Collectors.toSet());
  }

  /** What to do about a key that stands for nothing. */
  static String removal(ValuePath path) {
    return "Remove " + Phrases.code(path.toString()) + ".";
  }
}
