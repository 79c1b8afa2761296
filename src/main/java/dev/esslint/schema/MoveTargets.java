package dev.esslint.schema;

import dev.esslint.finding.Meant.Moved;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where what is meant by a key goes, beside what the user has already written. */
final class MoveTargets {
  private final SchemaTree tree;

  MoveTargets(SchemaTree tree) {
    this.tree = tree;
  }

  /** The same meaning beside what is already there. */
  KeyMeaning beside(KeyMeaning meaning, Places places) {
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
        .flatMap(MoveTargets::ends)
        .filter(to -> tree.excludes(to, otherKeys(to, places)))
        .findFirst()
        .map(
            to ->
                meaning.moving(List.of()).saying(
                    "Remove " + Phrases.code(meaning.path().toString()) + ", or write its value as " + Phrases.code(to.toString())
                        + " and remove " + Phrases.list(otherKeys(to, places).stream().map(key -> to.parent().key(key).toString()).toList(), "and") + "."))
        .orElse(meaning);
  }

  /** Where a value goes, and what is in it if that is a mapping. */
  private static Stream<ValuePath> ends(Moved move) {
    return Stream.concat(
        Stream.of(move.to()), move.value() instanceof MapValue map ? map.entries().keySet().stream().map(move.to()::key) : Stream.empty());
  }

  /** The other keys of the mapping around a place. */
  private Set<String> otherKeys(ValuePath to, Places places) {
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
}
