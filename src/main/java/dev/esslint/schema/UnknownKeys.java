package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
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
import java.util.Set;
import java.util.TreeSet;

/** Explains keys that the chart does not have: which one was meant. */
final class UnknownKeys {
  static final BuiltInCheck CHECK = BuiltInCheck.SCHEMA_UNKNOWN_KEY;

  private static final int MOST_KEYS = 12;

  private static final ValuePath WORKERS = ValuePath.of("synapse", "workers");

  private final SchemaTree tree;
  private final OtherReleases others;
  private final KnownKeys known;
  private final MisplacedOptions options;
  private final MisplacedKeys keys;
  private final GuessedKeys guessed;
  private final NearKeys near;
  private final JoinedKeys joined;
  private final WrappedKeys wrapped;
  private final MoveTargets targets;

  /**
   * @param release of the chart; empty for a schema that is no chart's
   * @param charts the releases that tell what became of a key
   */
  UnknownKeys(SchemaTree tree, Optional<Release> release, Charts charts) {
    this.tree = tree;
    this.others = new OtherReleases(release, charts);
    this.known = new KnownKeys(tree, release);
    this.options = new MisplacedOptions(tree);
    this.keys = new MisplacedKeys(tree);
    this.guessed = new GuessedKeys(tree);
    this.near = new NearKeys(tree, guessed);
    this.joined = new JoinedKeys(tree, known, guessed, this::meaning);
    this.wrapped = new WrappedKeys(tree, release.isPresent(), this::meaning);
    this.targets = new MoveTargets(tree);
  }

  /** What the user means by a key that the chart does not have. */
  KeyRemedies.Understood understood(ValuePath path, Places places) {
    Value value = places.values().at(path).orElseThrow();
    Value shown = places.shown(path);
    KeyMeaning first = meaning(path, value);
    return new KeyRemedies.Understood(
        targets.beside(first, places),
        targets.beside(wrapped.renamed(first, value), places),
        targets.beside(wrapped.renamed(meaning(path, shown), shown), places));
  }

  private KeyMeaning meaning(ValuePath path, Value value) {
    String name = Phrases.name(path.last());
    Set<String> allowed = tree.allowedKeys(path.parent());
    String removed = others.removed(path);
    return others.notYet(path, value)
        .map(newer -> known.earlier(path, value, newer.sentence()).orElse(newer))
        .or(() -> NearKeys.lookalike(path, name, value, allowed))
        .or(() -> wrapped.wrapper(path, value))
        .or(() -> wrapped.inner(path, name, value))
        .or(() -> known.meaning(path, value, removed, true))
        .or(() -> near.misspelt(path, name, value, allowed, 0))
        .or(() -> near.ofOtherType(path, name, allowed, 0))
        .or(() -> options.option(path, name, value))
        .or(
            () ->
                Optional.of(removed)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new KeyMeaning(path, text, KeyMeaning.removal(path))))
        .or(() -> near.misspelt(path, name, value, allowed, 1))
        .or(() -> others.notYetAs(path, name, value))
        .or(() -> variable(path, name, value))
        .or(() -> ofEnvironment(path, name, value))
        .or(() -> near.sameWords(path, name, value, allowed))
        .or(() -> keys.elsewhere(path, name, value))
        .or(() -> keys.ofEach(path, name, value))
        .or(() -> joined.ofComponent(path, name, value))
        .or(() -> joined.ofMapping(path, name, value))
        .or(() -> isWorker(path) ? Optional.empty() : options.option(path, MisplacedOptions.underscored(name), value))
        .or(() -> Spelling.words(name).size() > 1 ? Optional.empty() : guessed.inMapping(path, name, allowedSentence(allowed)))
        .or(() -> isWorker(path) ? Optional.empty() : options.optionBelow(path, name, value))
        .or(() -> near.misspelt(path, name, value, allowed, Integer.MAX_VALUE))
        .or(() -> joined.ofTop(path, name, value))
        .or(() -> near.ofOtherType(path, name, allowed, 1))
        .or(() -> near.partOf(path, name, value, allowed))
        .or(() -> guessed.byWords(path, name, allowedSentence(allowed)))
        .orElseGet(() -> new KeyMeaning(path, allowedSentence(allowed), guessed.unknown(path)));
  }

  /** Whether a key stands where all keys are names of workers, which some options have as well. */
  private static boolean isWorker(ValuePath path) {
    return path.parent().equals(WORKERS);
  }

  /** What a key that stands under {@code global} would mean at the top. */
  KeyMeaning atTop(String key, Value value, ValuePath from) {
    KeyMeaning top =
        known.meaning(ValuePath.of(key), value, "", false)
            .or(() -> guessed.byWords(ValuePath.of(key), key, ""))
            .orElse(new KeyMeaning(ValuePath.of(key), "", KeyMeaning.removal(from)));
    return top.standingAt(from);
  }

  /** What a key of the chart that stands under {@code global} means at the top, as far as the chart has there what is in it. */
  KeyMeaning belowTop(String key, Value value, ValuePath from) {
    ValuePath to = ValuePath.of(key);
    KeyMeaning whole = new KeyMeaning(from, "", List.of(new Moved(from, to, value)), "", false);
    KeyMeaning parts = wrapped.renamed(whole, value);
    if (!parts.moves().isEmpty() || !(value instanceof MapValue map) || map.entries().size() != 1) {
      return parts;
    }
    String name = map.entries().firstEntry().getKey();
    KeyMeaning only = meaning(to.key(name), map.entries().firstEntry().getValue());
    return new KeyMeaning(
        from, only.sentence(), only.words().replace(Phrases.code(to.key(name).toString()), Phrases.code(from.key(name).toString())));
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

  private static String allowedSentence(Set<String> allowed) {
    return allowed.isEmpty() || allowed.size() > MOST_KEYS
        ? ""
        : "Allowed here: " + Phrases.list(new TreeSet<>(allowed), "and") + ".";
  }
}
