package dev.esslint.schema;

import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Mappings that go somewhere else as a whole, or of which only the keys do: by another name, or around what belongs a level above. */
final class WrappedKeys {
  /** What a mapping with the configuration of a program is called. */
  private static final Set<String> CONFIGURATIONS = Set.of("config", "configuration", "settings", "extraconfig", "values", "options");

  private final SchemaTree tree;
  private final boolean ofChart;
  private final BiFunction<ValuePath, Value, KeyMeaning> meaning;

  /**
   * @param ofChart whether the schema is that of the chart
   * @param meaning what is meant by any key that the chart does not have
   */
  WrappedKeys(SchemaTree tree, boolean ofChart, BiFunction<ValuePath, Value, KeyMeaning> meaning) {
    this.tree = tree;
    this.ofChart = ofChart;
    this.meaning = meaning;
  }

  /** A mapping at the top with the chart's own keys in it, which belong to the top themselves. */
  Optional<KeyMeaning> wrapper(ValuePath path, Value value) {
    if (!path.parent().isRoot() || !(value instanceof MapValue map) || !ofChart) {
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
    // no component has a server name of its own
    boolean named = map.entries().containsKey("serverName");
    if (!named && (!whole || !unmistakable)) {
      return Optional.empty();
    }
    List<Moved> moves = new ArrayList<>();
    map.entries().forEach((key, child) -> moves.add(new Moved(path, ValuePath.of(key), child)));
    KeyMeaning all = new KeyMeaning(path, "Its keys belong at the top level.", moves, "", true);
    if (moves.stream().allMatch(move -> isTaken(move.to(), move.value()))) {
      return Optional.of(all);
    }
    List<Moved> parts = new ArrayList<>();
    List<String> left = new ArrayList<>();
    collect(new Moved(path, ValuePath.ROOT, value), parts, left);
    return Optional.of(parts).filter(taken -> !taken.isEmpty()).map(taken -> all.moving(taken).leaving(left));
  }

  /** A mapping of a name that other charts have around what is here a setting of the mapping around it. */
  Optional<KeyMeaning> inner(ValuePath path, String name, Value value) {
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

  /** What is meant by a mapping that only has another name, and by the keys in it that the chart does not have there either. */
  KeyMeaning renamed(KeyMeaning known, Value value) {
    if (known.moves().size() != 1
        || !known.moves().getFirst().value().equals(value)
        || !(value instanceof MapValue map)
        || map.entries().isEmpty()) {
      return known;
    }
    Moved whole = known.moves().getFirst();
    List<Moved> parts = new ArrayList<>();
    List<String> left = new ArrayList<>();
    collect(whole, parts, left);
    if (parts.equals(List.of(whole))) {
      return known;
    }
    return parts.isEmpty()
        ? known.moving(List.of()).saying(
            "Rename " + Phrases.code(known.path().toString()) + " to " + Phrases.code(whole.to().toString())
                + ", and decide what becomes of " + Phrases.list(left, "and") + ".")
        : known.moving(parts).leaving(left);
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
                KeyMeaning meant = meaning.apply(to, value);
                meanings.put(key, meant);
                meant.moves().forEach(move -> written.add(move.to()));
              }
              written.add(to);
            });
    map.entries()
        .forEach(
            (key, value) -> {
              Moved part = new Moved(whole.from().key(key), whole.to().key(key), value);
              KeyMeaning meant = meanings.get(key);
              if (meant == null) {
                collect(part, below, left);
              } else if (meant.moves().isEmpty() || !meant.left().isEmpty() || !written.containsAll(meant.with().keySet())) {
                left.add(part.from().toString());
              } else {
                meant.moves().forEach(move -> below.add(new Moved(part.from(), move.to(), move.value())));
              }
            });
    boolean all = unknown == left.size() && below.size() == map.entries().size();
    if (all && below.stream().allMatch(part -> part.to().equals(whole.to().key(Phrases.name(part.from().last()))))) {
      parts.add(whole);
    } else {
      parts.addAll(below);
    }
  }
}
