package dev.esslint.schema;

import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Lookalikes;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that are nearly another one of the same mapping: a slip, or the same name with more or fewer words. */
final class NearKeys {
  /** Words before the name of a key, and behind it, that say nothing of what it is. */
  private static final Set<String> BEFORE = Set.of("extra", "additional", "custom", "more", "own", "further", "default");

  /** Words of a name that say nothing beside another one: {@code portNumber}. */
  private static final Set<String> EMPTY = Set.of("name", "number", "value", "key", "id", "worker", "default");

  private static final Set<String> BEHIND = Set.of("ref", "reference", "spec", "config", "list", "setting", "settings", "override", "overrides");

  private final SchemaTree tree;
  private final GuessedKeys guessed;

  NearKeys(SchemaTree tree, GuessedKeys guessed) {
    this.tree = tree;
    this.guessed = guessed;
  }

  /** A key between quotes, or behind spaces, that YAML takes for a part of it. */
  static Optional<KeyMeaning> lookalike(ValuePath path, String name, Value value, Set<String> allowed) {
    String bare = Lookalikes.bare(name);
    if (bare.equals(name)) {
      return Optional.empty();
    }
    String sentence =
        Lookalikes.isQuoted(name)
            ? "YAML takes the typographic quotes for a part of the key."
            : "YAML takes the no-break spaces for a part of the key.";
    return Optional.of(
        allowed.contains(bare)
            ? new KeyMeaning(path, sentence, List.of(new Moved(path, path.parent().key(bare), value)), "", true)
            : new KeyMeaning(path, sentence, "Write this line again, with normal spaces and straight quotes."));
  }

  /**
   * A slip for another key of the same mapping.
   *
   * @param most how many letters may differ
   */
  Optional<KeyMeaning> misspelt(
      ValuePath path, String name, Value value, Set<String> allowed, int most) {
    return Spelling.nearest(name, allowed)
        .filter(near -> Spelling.distance(Spelling.fold(name), Spelling.fold(near)) <= most)
        .flatMap(
            near ->
                takenAs(path.parent().key(near), value, most <= 1)
                    .map(
                        taken ->
                            new KeyMeaning(
                                path,
                                "Did you mean " + Phrases.code(near) + "?",
                                List.of(new Moved(path, path.parent().key(near), taken)),
                                "",
                                most <= 1)));
  }

  /** A slip of so many letters for another key of the same mapping, which does not take the value. */
  Optional<KeyMeaning> ofOtherType(ValuePath path, String name, Set<String> allowed, int most) {
    return Spelling.nearest(name, allowed)
        .filter(near -> !near.equals(name) && Spelling.distance(Spelling.fold(name), Spelling.fold(near)) <= most)
        .map(path.parent()::key)
        .map(
            meant ->
                new KeyMeaning(
                    path,
                    "Did you mean " + Phrases.code(Phrases.name(meant.last())) + "?",
                    List.of(),
                    Map.of(),
                    List.of(meant),
                    "Write " + Phrases.code(meant.toString())
                        + tree.at(meant).map(NearKeys::taken).filter(taken -> !taken.isEmpty()).map(taken -> ", which must be " + taken + ",").orElse("")
                        + " and remove " + Phrases.code(path.toString()) + ".",
                    false,
                    List.of()));
  }

  /** What a schema takes, in words: one of some values, or the types. */
  private static String taken(Node schema) {
    List<String> choices = SchemaTree.texts(schema, "enum");
    return choices.isEmpty() ? Phrases.types(SchemaTree.texts(schema, "type")) : Phrases.list(choices, "or");
  }

  /** The only key that differs in nothing but words around it: {@code additionalVolumes}. */
  Optional<KeyMeaning> sameWords(ValuePath path, String name, Value value, Set<String> allowed) {
    String said = core(name);
    List<String> same = said.isEmpty() ? List.of() : allowed.stream().filter(key -> core(key).equals(said)).toList();
    if (same.size() != 1) {
      return Optional.empty();
    }
    ValuePath meant = path.parent().key(same.getFirst());
    return takenAs(meant, value, true)
        .map(
            taken ->
                new KeyMeaning(path, "The chart calls it " + Phrases.code(meant.toString()) + ".", List.of(new Moved(path, meant, taken)), "", false));
  }

  /** The only key of a mapping within a component that has all the words of a name, {@code skew} of {@code maxSkew}, or all that say something. */
  Optional<KeyMeaning> partOf(ValuePath path, String name, Value value, Set<String> allowed) {
    List<String> words = singulars(name);
    // of what is known elsewhere this release has nothing
    boolean none = guessed.isGeneral(path.parent()) || KnownMistakes.get().about(path).findAny().isPresent();
    List<String> all = none ? List.of() : allowed.stream().filter(key -> singulars(key).containsAll(words)).toList();
    List<String> telling = words.stream().filter(word -> !EMPTY.contains(word)).toList();
    List<String> with = all.isEmpty() && !none ? allowed.stream().filter(key -> singulars(key).equals(telling)).toList() : all;
    ValuePath meant = with.size() == 1 ? path.parent().key(with.getFirst()) : path;
    return with.size() != 1
        ? Optional.empty()
        : takenAs(meant, value, true)
            .map(taken -> new KeyMeaning(path, "Did you mean " + Phrases.code(with.getFirst()) + "?", List.of(new Moved(path, meant, taken)), "", false));
  }

  private static List<String> singulars(String name) {
    return Spelling.words(name).stream().map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word).toList();
  }

  /** The words of a name without those that say nothing. */
  private static String core(String name) {
    List<String> words = Spelling.words(name);
    int start = 0;
    int end = words.size();
    while (start < end && BEFORE.contains(words.get(start))) {
      start++;
    }
    while (start < end && BEHIND.contains(words.get(end - 1))) {
      end--;
    }
    return String.join("", words.subList(start, end));
  }

  /**
   * A value as the chart takes it at a path; a text where it wants a credential as one in clear text.
   *
   * @param near whether the name says for certain that this path is meant; otherwise a key of a mapping has to be known there
   */
  private Optional<Value> takenAs(ValuePath path, Value value, boolean near) {
    Set<String> keys = tree.allowedKeys(path);
    boolean fits =
        near
            || keys.isEmpty()
            || !(value instanceof MapValue map)
            || map.entries().keySet().stream().anyMatch(keys::contains);
    return fits ? tree.takenAsCredential(path, value) : Optional.empty();
  }
}
