package dev.esslint.schema;

import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains keys that the chart has in other places. */
final class MisplacedKeys {
  /** More candidates than these help nobody. */
  private static final int MOST_PLACES = 3;

  private final SchemaTree tree;
  private final Map<String, List<ValuePath>> byName = new HashMap<>();

  MisplacedKeys(SchemaTree tree) {
    this.tree = tree;
    tree.forEachProperty(
        path -> {
          if (path.last() instanceof Key(String name)) {
            byName.computeIfAbsent(Spelling.fold(name), key -> new ArrayList<>()).add(path);
          }
        });
  }

  /** The same name in another place: first in the same component, at the place that is the nearest. */
  Optional<KeyMeaning> elsewhere(ValuePath path, String name, Value value) {
    if (KnownMistakes.get().isVague(name)) {
      return Optional.empty();
    }
    List<ValuePath> places =
        byName.getOrDefault(Spelling.fold(name), List.of()).stream()
            .filter(place -> !place.startsWith(path) && tree.takenAsCredential(place, value).isPresent())
            .toList();
    int most = places.stream().mapToInt(place -> shared(place, path)).max().orElse(0);
    boolean ofAnother =
        most == 0
            && !path.parent().isRoot()
            && places.stream().noneMatch(place -> place.parent().isRoot());
    if (ofAnother) {
      return Optional.empty();
    }
    List<ValuePath> near =
        places.stream()
            .filter(place -> shared(place, path) == most)
            .sorted((one, other) -> Integer.compare(one.steps().size(), other.steps().size()))
            .toList();
    if (near.isEmpty()) {
      return Optional.empty();
    }
    int depth = near.getFirst().steps().size();
    List<ValuePath> best = near.stream().filter(place -> place.steps().size() == depth).toList();
    if (best.size() > MOST_PLACES || best.stream().allMatch(place -> tree.isForeign(place, value))) {
      return Optional.empty();
    }
    String real = Phrases.code(Phrases.name(best.getFirst().last()));
    String parents =
        Phrases.list(best.stream().map(place -> place.parent().toString()).toList(), "or");
    return Optional.of(
        new KeyMeaning(
            path,
            best.getFirst().parent().isRoot()
                ? real + " belongs at the top level."
                : real + " belongs under " + parents + ".",
            best.size() > 1
                ? List.of()
                : List.of(
                    new Moved(
                        path, best.getFirst(), tree.takenAsCredential(best.getFirst(), value).orElseThrow())),
            "Move " + Phrases.code(path.toString()) + " to "
                + Phrases.list(best.stream().map(ValuePath::toString).toList(), "or")
                + ".",
            false));
  }

  /** A key that is not that of a mapping but of what is in it, such as each component, each for itself. */
  Optional<KeyMeaning> ofEach(ValuePath path, String name, Value value) {
    ValuePath around = path.parent();
    List<ValuePath> places =
        tree.allowedKeys(around).stream()
            .sorted()
            .map(child -> around.key(child).key(name))
            .filter(place -> tree.allowedKeys(place.parent()).contains(name)) // and not any name, as of a label
            .filter(place -> tree.taken(place, value).isPresent())
            .toList();
    if (places.size() <= MOST_PLACES) {
      return Optional.empty();
    }
    String part = around.isRoot() ? "component" : "entry";
    ValuePath synapse = ValuePath.of("synapse", name);
    String example =
        "such as " + Phrases.code((places.contains(synapse) ? synapse : places.getFirst()).toString());
    return Optional.of(
        new KeyMeaning(
            path,
            "It is set per " + part + ", " + example + ".",
            "Move " + Phrases.code(path.toString()) + " to each " + part + " that needs it, " + example + "."));
  }

  private static int shared(ValuePath one, ValuePath other) {
    int shared = 0;
    while (shared < Math.min(one.steps().size(), other.steps().size())
        && one.steps().get(shared).equals(other.steps().get(shared))) {
      shared++;
    }
    return shared;
  }
}
