package dev.esslint.schema;

import dev.esslint.embedded.Program;
import dev.esslint.text.Spelling;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells of keys that are in no other way known what the chart has for what their names speak of. */
final class GuessedKeys {
  private final SchemaTree tree;

  GuessedKeys(SchemaTree tree) {
    this.tree = tree;
  }

  /**
   * What is told of a key.
   *
   * @param remedy what to do about it
   */
  private record Hint(String sentence, String remedy) {}

  /** The same by a guess for the very mapping that the key stands in, such as {@code synapse.media}: in it a word says what it does not say elsewhere. */
  Optional<KeyMeaning> inMapping(ValuePath path, String name, String sentence) {
    return isGeneral(path.parent()) ? Optional.empty() : byWords(path, name, sentence, guess -> guess.isAbout(path.parent()) && !guess.at().isEmpty());
  }

  /** What the words of a name speak of; empty below an item of a list, where Kubernetes has the say. */
  Optional<KeyMeaning> byWords(ValuePath path, String name, String sentence) {
    return byWords(path, name, sentence, guess -> true);
  }

  private Optional<KeyMeaning> byWords(ValuePath path, String name, String sentence, Predicate<KnownMistakes.Guess> which) {
    if (!path.steps().stream().allMatch(Key.class::isInstance)) {
      return Optional.empty();
    }
    List<String> words = Spelling.words(name);
    return KnownMistakes.get().guesses().stream()
        .filter(guess -> which.test(guess) && guess.isOf(words))
        .flatMap(guess -> hint(guess, path).stream())
        .findFirst()
        .map(hint -> new KeyMeaning(path, Phrases.sentences(sentence, hint.sentence), hint.remedy));
  }

  /** What to do about a name that says nothing in a component whose program has a configuration. */
  String unknown(ValuePath path) {
    for (Program program : Program.values()) {
      if (path.parent().equals(ValuePath.parse(program.component())) && tree.has(path.parent().key("additional"))) {
        return KeyMeaning.removal(path)
            + " If it is an option of "
            + program.title()
            + ", it belongs into a fragment of "
            + Phrases.code(program.component() + ".additional")
            + ".";
      }
    }
    return KeyMeaning.removal(path);
  }

  private Optional<Hint> hint(KnownMistakes.Guess guess, ValuePath path) {
    Stream<ValuePath> mappings =
        guess.at().isEmpty()
            ? Stream.of(path.parent()).filter(this::isGeneral)
            : around(path).filter(guess::isAbout);
    return mappings.flatMap(mapping -> hint(guess, mapping, path).stream()).findFirst();
  }

  /** Whether a mapping is the top or a component. */
  boolean isGeneral(ValuePath mapping) {
    return mapping.isRoot() || tree.has(mapping.key("labels"));
  }

  private Optional<Hint> hint(KnownMistakes.Guess guess, ValuePath around, ValuePath path) {
    if (!guess.none().isEmpty()) {
      return Optional.of(new Hint(guess.none(), KeyMeaning.removal(path)));
    }
    Optional<String> place =
        guess.use().stream()
            .map(use -> KnownMistakes.target(around, use))
            .filter(target -> tree.has(target) && !path.startsWith(target))
            .map(target -> Phrases.code(target.toString()))
            .findFirst();
    String forThat = KeyMeaning.removal(path) + " If that is what it is for, ";
    if (!guess.fix().isEmpty()) {
      return guess.use().isEmpty() || place.isPresent()
          ? Optional.of(new Hint(guess.fix(), forThat + "write it " + place.map("in "::concat).orElse("there") + "."))
          : Optional.empty();
    }
    return place.map(
        target -> new Hint("The chart's key for " + guess.mean() + " is " + target + ".", forThat + "set " + target + " instead."));
  }

  /**
   * The mapping that a key stands in and those around it, the innermost first; the top only if the key stands there. In a mapping
   * that several components have, such as {@code ingress}, a word does not speak of what the component does.
   */
  private Stream<ValuePath> around(ValuePath path) {
    if (path.parent().isRoot()) {
      return Stream.of(ValuePath.ROOT);
    }
    List<ValuePath> mappings = new ArrayList<>();
    for (ValuePath mapping = path.parent(); !mapping.isRoot(); mapping = mapping.parent()) {
      mappings.add(mapping);
      if (!isGeneral(mapping) && isCommon(mapping)) {
        break;
      }
    }
    return mappings.stream();
  }

  /** Whether several components have a key of the name of a mapping. */
  private boolean isCommon(ValuePath mapping) {
    String name = ((Key) mapping.steps().getLast()).name();
    return tree.allowedKeys(ValuePath.ROOT).stream()
            .map(ValuePath.ROOT::key)
            .filter(component -> tree.has(component.key(name)))
            .limit(2)
            .count()
        > 1;
  }
}
