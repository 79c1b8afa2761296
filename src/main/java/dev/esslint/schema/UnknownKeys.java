package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Lookalikes;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Explains keys that the chart does not have: which one was meant. */
final class UnknownKeys {
  /** A key of more words is a sentence, and names no component. */
  private static final int MOST_WORDS = 12;

  static final BuiltInCheck CHECK = BuiltInCheck.SCHEMA_UNKNOWN_KEY;

  private static final int MOST_KEYS = 12;

  /** What a mapping with the configuration of a program is called. */
  private static final Set<String> CONFIGURATIONS = Set.of("config", "configuration", "settings", "extraconfig", "values", "options");

  /** Words before the name of a key, and behind it, that say nothing of what it is. */
  private static final Set<String> BEFORE = Set.of("extra", "additional", "custom", "more", "own", "further", "default");

  /** Words of a name that say nothing beside another one: {@code portNumber}. */
  private static final Set<String> EMPTY = Set.of("name", "number", "value", "key", "id", "worker", "default");

  private static final Set<String> BEHIND = Set.of("ref", "reference", "spec", "config", "list", "setting", "settings", "override", "overrides");

  private final SchemaTree tree;
  private final Optional<Release> release;
  private final OtherReleases others;
  private final KnownKeys known;
  private final MisplacedOptions options;
  private final MisplacedKeys keys;
  private final GuessedKeys guessed;

  /**
   * @param release of the chart; empty for a schema that is no chart's
   * @param charts the releases that tell what became of a key
   */
  UnknownKeys(SchemaTree tree, Optional<Release> release, Charts charts) {
    this.tree = tree;
    this.others = new OtherReleases(release, charts);
    this.release = release;
    this.known = new KnownKeys(tree, release);
    this.options = new MisplacedOptions(tree);
    this.keys = new MisplacedKeys(tree);
    this.guessed = new GuessedKeys(tree);
  }

  /** What the user means by a key that the chart does not have. */
  KeyRemedies.Understood understood(ValuePath path, Places places) {
    Value value = places.values().at(path).orElseThrow();
    Value shown = places.shown(path);
    KeyMeaning first = meaning(path, value);
    return new KeyRemedies.Understood(
        where(first, places),
        where(renamed(first, value), places),
        where(renamed(meaning(path, shown), shown), places));
  }

  /** The same beside what is already there. */
  private KeyMeaning where(KeyMeaning meaning, Places places) {
    return alone(inNewFragments(notThere(meaning, places), places), places);
  }

  /** The same without the parts that are already where they are to go, if anything else is left. */
  private static KeyMeaning notThere(KeyMeaning meaning, Places places) {
    List<Moved> left = meaning.moves().stream().filter(move -> !places.isThere(move.to(), move.value())).toList();
    return left.isEmpty() ? meaning : meaning.moving(left);
  }

  /** The same, where what is written beside the place that is meant excludes it: only a person knows which of the two is right. */
  private KeyMeaning alone(KeyMeaning meaning, Places places) {
    return meaning.moves().stream()
        .flatMap(UnknownKeys::ends)
        .filter(to -> tree.excludes(to, beside(to, places)))
        .findFirst()
        .map(
            to ->
                meaning.moving(List.of()).saying(
                    "Remove " + Phrases.code(meaning.path().toString()) + ", or write its value as " + Phrases.code(to.toString())
                        + " and remove " + Phrases.list(beside(to, places).stream().map(key -> to.parent().key(key).toString()).toList(), "and") + "."))
        .orElse(meaning);
  }

  /** Where a value goes, and what is in it if that is a mapping. */
  private static Stream<ValuePath> ends(Moved move) {
    return Stream.concat(
        Stream.of(move.to()), move.value() instanceof MapValue map ? map.entries().keySet().stream().map(move.to()::key) : Stream.empty());
  }

  /** The other keys of the mapping around a place. */
  private Set<String> beside(ValuePath to, Places places) {
    Set<String> keys = new TreeSet<>();
    if (places.values().writtenAt(to.parent()).orElse(null) instanceof MapValue around) {
      keys.addAll(around.entries().keySet());
    }
    keys.remove(Phrases.name(to.last()));
    keys.retainAll(tree.allowedKeys(to.parent()));
    return keys;
  }

  /** The same in fragments that are not there yet. */
  private static KeyMeaning inNewFragments(KeyMeaning meaning, Places places) {
    return meaning.moving(
        meaning.moves().stream()
            .map(move -> new Moved(move.from(), newFragment(move, places), move.value()))
            .toList());
  }

  /** What is meant by a mapping that only has another name, and by the keys in it that the chart does not have there either. */
  private KeyMeaning renamed(KeyMeaning meaning, Value value) {
    if (meaning.moves().size() != 1
        || !meaning.moves().getFirst().value().equals(value)
        || !(value instanceof MapValue map)
        || map.entries().isEmpty()) {
      return meaning;
    }
    Moved whole = meaning.moves().getFirst();
    List<Moved> parts = new ArrayList<>();
    List<String> left = new ArrayList<>();
    collect(whole, parts, left);
    if (parts.equals(List.of(whole))) {
      return meaning;
    }
    return parts.isEmpty()
        ? meaning.moving(List.of()).saying(
            "Rename " + Phrases.code(meaning.path().toString()) + " to " + Phrases.code(whole.to().toString())
                + ", and decide what becomes of " + Phrases.list(left, "and") + ".")
        : meaning.moving(parts).leaving(left);
  }

  /**
   * Collects what becomes of a value that goes to another place.
   *
   * @param parts those that the chart takes; the whole value if it takes all of it
   * @param left the paths of what it does not have there, and that means nothing else
   */
  private void collect(Moved whole, List<Moved> parts, List<String> left) {
    if (!(whole.value() instanceof MapValue map) || map.entries().isEmpty()) {
      parts.add(whole);
      return;
    }
    List<Moved> below = new ArrayList<>();
    int unknown = left.size();
    Map<String, KeyMeaning> meanings = new HashMap<>();
    Set<ValuePath> written = new HashSet<>();
    map.entries()
        .forEach(
            (key, value) -> {
              ValuePath to = whole.to().key(key);
              if (!tree.has(to)) {
                KeyMeaning meaning = meaning(to, value);
                meanings.put(key, meaning);
                meaning.moves().forEach(move -> written.add(move.to()));
              }
              written.add(to);
            });
    map.entries()
        .forEach(
            (key, value) -> {
              Moved part = new Moved(whole.from().key(key), whole.to().key(key), value);
              KeyMeaning meaning = meanings.get(key);
              if (meaning == null) {
                collect(part, below, left);
              } else if (meaning.moves().isEmpty() || !meaning.left().isEmpty() || !written.containsAll(meaning.with().keySet())) {
                left.add(part.from().toString());
              } else {
                meaning.moves().forEach(move -> below.add(new Moved(part.from(), move.to(), move.value())));
              }
            });
    boolean all = unknown == left.size() && below.size() == map.entries().size();
    if (all && below.stream().allMatch(part -> part.to().equals(whole.to().key(Phrases.name(part.from().last()))))) {
      parts.add(whole);
    } else {
      parts.addAll(below);
    }
  }

  /** Where a text goes that is for a fragment: a fragment of that name may have a text of its own. */
  private static ValuePath newFragment(Moved move, Places places) {
    ValuePath to = move.to();
    int name = to.steps().indexOf(new Key("additional")) + 1;
    if (name == 0 || name == to.steps().size() || !(move.value() instanceof ScalarValue)) {
      return to;
    }
    for (int number = 2; places.isTaken(to, move.value()); number++) {
      List<Step> steps = new ArrayList<>(move.to().steps());
      steps.set(name, new Key(Phrases.name(steps.get(name)) + "-" + number));
      to = new ValuePath(List.copyOf(steps));
    }
    return to;
  }

  private KeyMeaning meaning(ValuePath path, Value value) {
    String name = Phrases.name(path.last());
    Set<String> allowed = tree.allowedKeys(path.parent());
    String removed = others.removed(path);
    return others.notYet(path, value)
        .map(newer -> known.earlier(path, value, newer.sentence()).orElse(newer))
        .or(() -> lookalike(path, name, value, allowed))
        .or(() -> wrapper(path, value))
        .or(() -> inner(path, name, value))
        .or(() -> known.meaning(path, value, removed, true))
        .or(() -> misspelt(path, name, value, allowed, 0))
        .or(() -> ofOtherType(path, name, allowed, 0))
        .or(() -> options.option(path, name, value))
        .or(
            () ->
                Optional.of(removed)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new KeyMeaning(path, text, KeyMeaning.removal(path))))
        .or(() -> misspelt(path, name, value, allowed, 1))
        .or(() -> others.notYetAs(path, name, value))
        .or(() -> variable(path, name, value))
        .or(() -> ofEnvironment(path, name, value))
        .or(() -> sameWords(path, name, value, allowed))
        .or(() -> keys.elsewhere(path, name, value))
        .or(() -> keys.ofEach(path, name, value))
        .or(() -> ofComponent(path, name, value))
        .or(() -> ofMapping(path, name, value))
        .or(() -> options.option(path, MisplacedOptions.underscored(name), value))
        .or(() -> Spelling.words(name).size() > 1 ? Optional.empty() : guessed.inMapping(path, name, allowedSentence(allowed)))
        .or(() -> options.optionBelow(path, name, value))
        .or(() -> misspelt(path, name, value, allowed, Integer.MAX_VALUE))
        .or(() -> ofTop(path, name, value))
        .or(() -> ofOtherType(path, name, allowed, 1))
        .or(() -> partOf(path, name, value, allowed))
        .or(() -> guessed.byWords(path, name, allowedSentence(allowed)))
        .orElseGet(() -> new KeyMeaning(path, allowedSentence(allowed), guessed.unknown(path)));
  }

  /** What a key that stands under {@code global} would mean at the top. */
  KeyMeaning atTop(String key, Value value, ValuePath from) {
    KeyMeaning top =
        known.meaning(ValuePath.of(key), value, "", false)
            .or(() -> guessed.byWords(ValuePath.of(key), key, ""))
            .orElse(new KeyMeaning(ValuePath.of(key), "", KeyMeaning.removal(from)));
    return standingAt(from, top);
  }

  /** What is meant by a key that stands somewhere else. */
  private static KeyMeaning standingAt(ValuePath from, KeyMeaning meant) {
    return new KeyMeaning(
        from,
        meant.sentence(),
        meant.moves().stream().map(move -> new Moved(from, move.to(), move.value())).toList(),
        meant.with(),
        meant.given(),
        meant.words().replace(Phrases.code(meant.path().toString()), Phrases.code(from.toString())),
        false,
        meant.left().stream().map(left -> standing(left, meant.path().toString(), from.toString())).toList());
  }

  private static String standing(String path, String meant, String from) {
    return path.startsWith(meant) ? from + path.substring(meant.length()) : path;
  }

  /** What a key of the chart that stands under {@code global} means at the top, as far as the chart has there what is in it. */
  KeyMeaning belowTop(String key, Value value, ValuePath from) {
    ValuePath to = ValuePath.of(key);
    KeyMeaning whole = new KeyMeaning(from, "", List.of(new Moved(from, to, value)), "", false);
    KeyMeaning parts = renamed(whole, value);
    if (!parts.moves().isEmpty() || !(value instanceof MapValue map) || map.entries().size() != 1) {
      return parts;
    }
    String name = map.entries().firstEntry().getKey();
    KeyMeaning only = meaning(to.key(name), map.entries().firstEntry().getValue());
    return new KeyMeaning(
        from, only.sentence(), only.words().replace(Phrases.code(to.key(name).toString()), Phrases.code(from.key(name).toString())));
  }

  /** A key at the top that names a component and what would be in it: {@code synapseHost}. */
  private Optional<KeyMeaning> ofComponent(ValuePath path, String name, Value value) {
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
      Optional<KeyMeaning> meant = component(String.join("", words.subList(0, end))).map(around -> meaningIn(around.key(rest), value));
      if (meant.isPresent() && !meant.get().moves().isEmpty()) {
        return meant.map(meaning -> standingAt(path, meaning));
      }
      advised = advised.or(() -> meant.filter(meaning -> guessed.isGeneral(meaning.path().parent())));
    }
    Optional<KeyMeaning> advice = advised;
    return around(path, words, value).or(() -> advice.map(meaning -> standingAt(path, meaning)));
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
  private Optional<KeyMeaning> ofTop(ValuePath path, String name, Value value) {
    return path.steps().size() == 2 && value instanceof ScalarValue
        ? known.meaning(ValuePath.of(name), value, "", false)
            .filter(meaning -> !meaning.moves().isEmpty() && meaning.moves().stream().allMatch(move -> tree.allowedKeys(move.to()).isEmpty()))
            .map(meaning -> standingAt(path, meaning))
        : Optional.empty();
  }

  /** A key whose name begins with that of a mapping beside it, and goes on with what would be in it: {@code ingressAnnotations}. */
  private Optional<KeyMeaning> ofMapping(ValuePath path, String name, Value value) {
    List<String> words = Spelling.words(name);
    if (path.parent().isRoot()) {
      return Optional.empty();
    }
    for (int end = words.size() - 1; end > 0; end--) {
      String first = Spelling.fold(String.join("", words.subList(0, end)));
      String rest = camelCase(words.subList(end, words.size()));
      Optional<KeyMeaning> meant =
          tree.allowedKeys(path.parent()).stream()
              .filter(key -> Spelling.fold(key).equals(first) && !tree.allowedKeys(path.parent().key(key)).isEmpty())
              .findFirst()
              .map(key -> meaningIn(path.parent().key(key).key(rest), value))
              .filter(meaning -> !meaning.moves().isEmpty());
      if (meant.isPresent()) {
        return meant.map(meaning -> standingAt(path, meaning));
      }
    }
    return Optional.empty();
  }

  private static String camelCase(List<String> words) {
    StringBuilder name = new StringBuilder(words.getFirst());
    words.stream().skip(1).forEach(word -> name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1)));
    return name.toString();
  }

  private KeyMeaning meaningIn(ValuePath path, Value value) {
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
        .orElseGet(() -> meaning(path, value));
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

  /** A mapping of a name that other charts have around what is here a setting of the mapping around it. */
  private Optional<KeyMeaning> inner(ValuePath path, String name, Value value) {
    if (path.parent().isRoot() || !(value instanceof MapValue map) || !isAround(name, map, path.parent())) {
      return Optional.empty();
    }
    List<Moved> parts = new ArrayList<>();
    List<String> left = new ArrayList<>();
    collect(new Moved(path, path.parent(), value), parts, left);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String around = Phrases.code(path.parent().toString());
    String sentence = "Its keys belong in " + around + " itself.";
    return Optional.of(
        parts.stream().allMatch(part -> isTaken(part.to(), part.value()))
            ? new KeyMeaning(path, sentence, parts, "", false).leaving(left)
            : new KeyMeaning(
                path,
                sentence,
                "Write what is in " + Phrases.code(path.toString()) + " in " + around + " itself, and remove " + Phrases.code(path.toString()) + "."));
  }

  /** Whether the chart takes all of a value at a path. */
  private boolean isTaken(ValuePath path, Value value) {
    return tree.taken(path, value).isPresent()
        && (!(value instanceof MapValue map)
            || map.entries().entrySet().stream().allMatch(entry -> isTaken(path.key(entry.getKey()), entry.getValue())));
  }

  /** Whether a mapping is only around settings: by its name, or if it is called a configuration and the chart has all that is in it. */
  private boolean isAround(String name, MapValue map, ValuePath parent) {
    boolean own = !map.entries().isEmpty() && tree.allowedKeys(parent).containsAll(map.entries().keySet());
    return KnownMistakes.get().isWrapper(name) || (own && CONFIGURATIONS.contains(Spelling.fold(name)));
  }

  /** A variable whose name was written as the key: {@code - NAME: value}. */
  private Optional<KeyMeaning> variable(ValuePath path, String name, Value value) {
    ValuePath item = path.parent();
    boolean isVariable =
        !item.isRoot()
            && !item.parent().isRoot()
            && item.parent().last().equals(new Key("extraEnv"))
            && value instanceof ScalarValue
            && name.equals(name.toUpperCase(Locale.ROOT));
    return isVariable
        ? Optional.of(
            new KeyMeaning(
                path,
                "Each variable is a mapping with a name and a value.",
                List.of(),
                Map.of(),
                List.of(item.key("name"), item.key("value")),
                "Write `- {name: " + name + ", value: \"<value>\"}`.",
                true,
                List.of()))
        : Optional.empty();
  }

  /** The name of a variable in the place of a key: {@code matrixRTC: {LIVEKIT_JWT_BIND: ":80"}}. */
  private Optional<KeyMeaning> ofEnvironment(ValuePath path, String name, Value value) {
    ValuePath variables = path.parent().key("extraEnv");
    boolean isVariable = value instanceof ScalarValue && name.indexOf('_') > 0 && name.equals(name.toUpperCase(Locale.ROOT)) && tree.has(variables);
    return isVariable
        ? Optional.of(
            new KeyMeaning(
                path,
                "A name like this is one of an environment variable. They belong in " + Phrases.code(variables.toString()) + ".",
                "Remove " + Phrases.code(path.toString()) + ". If the program reads that variable, write it there."))
        : Optional.empty();
  }

  /** A mapping at the top with the chart's own keys in it, which belong to the top themselves. */
  private Optional<KeyMeaning> wrapper(ValuePath path, Value value) {
    if (!path.parent().isRoot() || !(value instanceof MapValue map) || release.isEmpty()) {
      return Optional.empty();
    }
    Set<String> top = tree.allowedKeys(ValuePath.ROOT);
    boolean whole =
        !map.entries().isEmpty()
            && map.entries().entrySet().stream()
                .allMatch(entry -> top.contains(entry.getKey()) && tree.taken(ValuePath.of(entry.getKey()), entry.getValue()).isPresent());
    // names such as `ingress` are as much those of a component
    boolean unmistakable =
        map.entries().keySet().stream()
            .anyMatch(
                key ->
                    key.equals("serverName")
                        || tree.allowedKeys(ValuePath.of(key)).contains("ingress")
                        || tree.allowedKeys(ValuePath.of(key)).contains("storage"));
    if (!whole || !unmistakable) {
      return Optional.empty();
    }
    List<Moved> moves = new ArrayList<>();
    map.entries().forEach((key, child) -> moves.add(new Moved(path, ValuePath.of(key), child)));
    return Optional.of(
        new KeyMeaning(
            path, "Its keys belong at the top level.", moves, "", true));
  }

  /** A key between quotes, or behind spaces, that YAML takes for a part of it. */
  private static Optional<KeyMeaning> lookalike(ValuePath path, String name, Value value, Set<String> allowed) {
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
  private Optional<KeyMeaning> misspelt(
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
  private Optional<KeyMeaning> ofOtherType(ValuePath path, String name, Set<String> allowed, int most) {
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
                        + tree.at(meant).map(UnknownKeys::taken).filter(taken -> !taken.isEmpty()).map(taken -> ", which must be " + taken + ",").orElse("")
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
  private Optional<KeyMeaning> sameWords(ValuePath path, String name, Value value, Set<String> allowed) {
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
  private Optional<KeyMeaning> partOf(ValuePath path, String name, Value value, Set<String> allowed) {
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

  private static String allowedSentence(Set<String> allowed) {
    return allowed.isEmpty() || allowed.size() > MOST_KEYS
        ? ""
        : "Allowed here: " + Phrases.list(new TreeSet<>(allowed), "and") + ".";
  }
}
