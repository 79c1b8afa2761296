package dev.esslint.schema;

import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Keys whose names are those of a component or a mapping and of what is in it, written as one. */
final class JoinedKeys {
  /** A key of more words is a sentence, and names nothing. */
  private static final int MOST_WORDS = 12;

  private final SchemaTree tree;
  private final KnownKeys known;
  private final GuessedKeys guessed;
  private final BiFunction<ValuePath, Value, KeyMeaning> meaning;

  /**
   * @param meaning what is meant by any key that the chart does not have
   */
  JoinedKeys(SchemaTree tree, KnownKeys known, GuessedKeys guessed, BiFunction<ValuePath, Value, KeyMeaning> meaning) {
    this.tree = tree;
    this.known = known;
    this.guessed = guessed;
    this.meaning = meaning;
  }

  /** A key at the top that names a component and what would be in it: {@code synapseHost}. */
  Optional<KeyMeaning> ofComponent(ValuePath path, String name, Value value) {
    if (!path.parent().isRoot()) {
      return Optional.empty();
    }
    List<String> words = withoutPlaybook(Spelling.words(name));
    if (words.size() > MOST_WORDS) {
      return Optional.empty();
    }
    Optional<KeyMeaning> advised = Optional.empty();
    for (int end = words.size() - 1; end > 0; end--) {
      String rest = camelCase(words.subList(end, words.size()));
      Optional<KeyMeaning> meant = component(String.join("", words.subList(0, end))).map(around -> in(around.key(rest), value));
      if (meant.isPresent() && !meant.get().moves().isEmpty()) {
        return meant.map(meaning -> meaning.standingAt(path));
      }
      advised = advised.or(() -> meant.filter(meaning -> guessed.isGeneral(meaning.path().parent())));
    }
    Optional<KeyMeaning> advice = advised;
    return around(path, words, value).or(() -> advice.map(meaning -> meaning.standingAt(path)));
  }

  /** The words of a name without the one that all variables of the Ansible playbook begin with: {@code matrix_synapse_enabled}. */
  private static List<String> withoutPlaybook(List<String> words) {
    return words.size() > 2 && words.getFirst().equals("matrix") ? words.subList(1, words.size()) : words;
  }

  /** A mapping at the top whose name begins or ends with that of a component, and that has nothing but keys of it: {@code adminPanel}. */
  private Optional<KeyMeaning> around(ValuePath path, List<String> words, Value value) {
    if (!(value instanceof MapValue map) || map.entries().isEmpty()) {
      return Optional.empty();
    }
    for (int length = words.size() - 1; length > 0; length--) {
      for (List<String> part : List.of(words.subList(0, length), words.subList(words.size() - length, words.size()))) {
        Optional<ValuePath> component =
            component(String.join("", part)).filter(at -> tree.allowedKeys(at).containsAll(map.entries().keySet()));
        if (component.isPresent()) {
          ValuePath meant = component.get();
          return Optional.of(
              new KeyMeaning(path, "Did you mean " + Phrases.code(meant.toString()) + "?", List.of(new Moved(path, meant, value)), "", false));
        }
      }
    }
    return Optional.empty();
  }

  /** A name that is known at the top, of a value that has no component: {@code synapse.matrixServerName}. */
  Optional<KeyMeaning> ofTop(ValuePath path, String name, Value value) {
    return path.steps().size() == 2 && value instanceof ScalarValue
        ? known.meaning(ValuePath.of(name), value, "", false)
            .filter(meaning -> !meaning.moves().isEmpty() && meaning.moves().stream().allMatch(move -> tree.allowedKeys(move.to()).isEmpty()))
            .map(meaning -> meaning.standingAt(path))
        : Optional.empty();
  }

  /** A key whose name begins with that of a mapping beside it, and goes on with what would be in it: {@code ingressAnnotations}. */
  Optional<KeyMeaning> ofMapping(ValuePath path, String name, Value value) {
    List<String> words = Spelling.words(name);
    if (path.parent().isRoot() || words.size() > MOST_WORDS) {
      return Optional.empty();
    }
    for (int end = words.size() - 1; end > 0; end--) {
      String first = Spelling.fold(String.join("", words.subList(0, end)));
      String rest = camelCase(words.subList(end, words.size()));
      Optional<KeyMeaning> meant =
          tree.allowedKeys(path.parent()).stream()
              .filter(key -> Spelling.fold(key).equals(first) && !tree.allowedKeys(path.parent().key(key)).isEmpty())
              .findFirst()
              .map(key -> in(path.parent().key(key).key(rest), value))
              .filter(meaning -> !meaning.moves().isEmpty());
      if (meant.isPresent()) {
        return meant.map(meaning -> meaning.standingAt(path));
      }
    }
    return Optional.empty();
  }

  private static String camelCase(List<String> words) {
    StringBuilder name = new StringBuilder(words.getFirst());
    words.stream().skip(1).forEach(word -> name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1)));
    return name.toString();
  }

  private KeyMeaning in(ValuePath path, Value value) {
    return tree.takenAsCredential(path, value)
        .filter(taken -> tree.has(path))
        .map(
            taken ->
                new KeyMeaning(
                    path,
                    "The chart calls it " + Phrases.code(path.toString()) + ".",
                    List.of(new Moved(path, path, taken)),
                    beside(path),
                    List.of(),
                    "",
                    false,
                    List.of()))
        .orElseGet(() -> meaning.apply(path, value));
  }

  /** What the name of a Secret does not say. */
  private Map<ValuePath, String> beside(ValuePath path) {
    ValuePath key = path.parent().key("secretKey");
    return path.last().equals(new Key("secret")) && tree.has(key) ? Map.of(key, "<the key in it>") : Map.of();
  }

  /** The component of a name, or of one that people call it by. */
  private Optional<ValuePath> component(String name) {
    Optional<ValuePath> own =
        tree.allowedKeys(ValuePath.ROOT).stream()
            .filter(key -> Spelling.fold(key).equals(Spelling.fold(name)))
            .map(ValuePath::of)
            .findFirst();
    return own.or(
            () ->
                KnownMistakes.get()
                    .about(ValuePath.of(name))
                    .filter(entry -> entry.moves().size() == 1)
                    .map(entry -> entry.moves().getFirst().use())
                    .map(use -> KnownMistakes.target(ValuePath.ROOT, use))
                    .findFirst())
        .filter(component -> !tree.allowedKeys(component).isEmpty());
  }
}
