package dev.esslint.schema;

import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.finding.Repair;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about keys that the chart does not have, once it is known what was meant by them.
 *
 * @param places where values stand in what the user wrote
 * @param around what is meant by the unknown keys of the same mapping
 */
record KeyRemedies(Places places, List<KeyMeaning> around) {

  /**
   * What is meant by a key.
   *
   * @param first what it comes to in one step, which may leave keys that the chart does not have there either
   * @param real with its value as it is
   * @param shown with its value as it may be shown
   */
  record Understood(KeyMeaning first, KeyMeaning real, KeyMeaning shown) {

    /** A step to where the chart has nothing of the value either is none. */
    Repair repair(KeyRemedies remedies) {
      if (real.moves().isEmpty() && !first.moves().isEmpty()) {
        return Repair.NONE;
      }
      Repair repair = remedies.repair(first);
      return first.moves().equals(real.moves()) ? repair : repair.asStep();
    }

    /** Whether the two keys are one mistake: both stand for what is given elsewhere, and the same is to be done about them. */
    boolean isAs(Understood other) {
      return !shown.given().isEmpty()
          && shown.moves().isEmpty()
          && other.shown.moves().isEmpty()
          && shown.given().equals(other.shown.given())
          && shown.sentence().equals(other.shown.sentence())
          && words(List.of(other)).equals(other.shown.words());
    }

    /** What to do if nothing can be moved, about some keys. */
    String words(List<Understood> keys) {
      return shown
          .words()
          .replace(
              Phrases.code(shown.path().toString()),
              Phrases.list(keys.stream().map(key -> key.shown.path().toString()).toList(), "and"));
    }
  }

  private static String name(Understood key) {
    return key.shown().path().last().toString();
  }

  /**
   * Explains keys of a mapping, in the order of their names: it is the same mistake whichever is written first.
   *
   * @param keys a key, or several that are one mistake
   */
  Detection explain(List<Understood> keys) {
    List<Understood> same =
        keys.stream().sorted((one, other) -> name(one).compareTo(name(other))).toList();
    Understood first = same.getFirst();
    ValuePath mapping = first.shown().path().parent();
    String message =
        Phrases.sentences(
            Phrases.name(mapping)
                + (same.size() > 1 ? " does not have the keys " : " has no key ")
                + Phrases.list(
                    same.stream().map(key -> Phrases.name(key.shown().path().last())).toList(), "and")
                + ".",
            first.shown().sentence());
    return new Detection(
        UnknownKeys.CHECK,
        message,
        places.key(first.shown().path(), ""),
        same.stream().skip(1).map(key -> places.key(key.shown().path(), "also this")).toList(),
        List.of(),
        same.size() > 1 ? first.words(same) : remedy(first.shown()),
        same.stream().flatMap(key -> key.real().meant().stream()).distinct().toList(),
        same.size() > 1 ? Repair.NONE : first.repair(this));
  }

  /** What a machine can do about a key: what is certain safely, and what is likely for who asks for it. */
  Repair repair(KeyMeaning meaning) {
    ValuePath path = meaning.path();
    List<Moved> taken = taken(meaning);
    if (meaning.moves().isEmpty()) {
      return meaning.isRemoval() ? Repair.unsafe(new Fix.Remove(path)) : Repair.NONE;
    }
    if (!meaning.left().isEmpty()) {
      return Repair.NONE;
    }
    if (!taken.isEmpty()) {
      return taken.size() == meaning.moves().size() && taken.stream().allMatch(move -> places.isThere(move.to(), move.value()))
          ? Repair.unsafe(new Fix.Remove(path))
          : Repair.NONE;
    }
    Value value = places.values().at(path).orElseThrow();
    List<Fix> fixes = new ArrayList<>();
    for (Moved move : meaning.moves()) {
      Optional<Fix> fix = moved(path, value, move);
      if (fix.isEmpty()) {
        return Repair.NONE;
      }
      fixes.add(fix.get());
    }
    if (fixes.stream().noneMatch(fix -> fix instanceof Fix.Move)) {
      fixes.add(new Fix.Remove(path));
    }
    Map<ValuePath, String> beside = beside(meaning);
    beside.forEach(
        (to, text) ->
            fixes.add(new Fix.Put(to, ((ScalarValue) PastedYaml.scalar(text, value.origin())).scalar())));
    // what only a person knows is a gap to be filled in, and not done
    boolean whole = beside.values().stream().noneMatch(text -> text.startsWith("<") && text.endsWith(">"));
    return new Repair(List.copyOf(fixes), meaning.certain() && whole && meaning.moves().stream().noneMatch(move -> isRead(value, move.value())));
  }

  /** Whether one text is another reading of the other, as of a size without its unit. */
  private static boolean isRead(Value value, Value moved) {
    return value instanceof ScalarValue(Scalar written, Origin origin)
        && moved instanceof ScalarValue(Scalar read, Origin other)
        && !Scalar.text(written).equalsIgnoreCase(Scalar.text(read));
  }

  /**
   * What makes a key, or the part of its value that is meant for another place, stand there. Where a part replaces what a lower layer
   * has, only a person knows whether that layer is for this deployment alone.
   */
  private Optional<Fix> moved(ValuePath path, Value value, Moved move) {
    if (move.value().equals(value)) {
      return Optional.of(new Fix.Move(path, move.to()));
    }
    if (places.values().writtenAt(move.to()).isPresent()) {
      return Optional.empty();
    }
    return switch (move.value()) {
      case ScalarValue(Scalar scalar, Origin origin) -> Optional.of(new Fix.Put(move.to(), scalar));
      case ListValue(List<Value> items, Origin origin)
          when items.size() == 1 && items.getFirst() instanceof ScalarValue(Scalar scalar, Origin itsOrigin) ->
          Optional.of(new Fix.Put(move.to(), new ListNode(Span.NONE, List.of(new ScalarNode(Span.NONE, scalar, Style.PLAIN)))));
      default -> Optional.empty();
    };
  }

  /** What has to stand beside what is moved, as far as nobody writes it. */
  private Map<ValuePath, String> beside(KeyMeaning meaning) {
    Map<ValuePath, String> beside = new LinkedHashMap<>(meaning.with());
    beside
        .keySet()
        .removeIf(
            to ->
                places.values().writtenAt(to).isPresent()
                    || around.stream()
                        .flatMap(other -> other.moves().stream())
                        .anyMatch(move -> move.to().equals(to)));
    return beside;
  }

  String remedy(KeyMeaning meaning) {
    ValuePath path = meaning.path();
    String from = Phrases.code(path.toString());
    if (meaning.moves().isEmpty()) {
      boolean used = meaning.isRemoval() && places.values().at(path).filter(places::isAnchored).isPresent();
      return used ? "Write what has an anchor (`&`) in it at the first place that uses it, and remove " + from + "." : meaning.words();
    }
    List<Moved> taken = taken(meaning);
    List<Moved> free = new ArrayList<>(meaning.moves());
    free.removeAll(taken);
    String rest =
        meaning.left().isEmpty()
            ? ""
            : "\n\nDecide what becomes of " + Phrases.list(meaning.left(), "and") + ".";
    if (free.isEmpty()) {
      return join(from, taken) + rest;
    }
    if (!taken.isEmpty()) {
      rest = "\n\n" + Phrases.list(taken.stream().map(move -> move.to().toString()).toList(), "and")
          + (taken.size() > 1 ? " already exist" : " already exists") + ": keep the value that you want there." + rest;
    }
    PastedYaml patch = new PastedYaml(free.getFirst().value().origin());
    boolean ofKeys =
        free.stream()
            .flatMap(move -> move.to().steps().stream())
            .allMatch(Key.class::isInstance);
    if (ofKeys) {
      free.forEach(move -> patch.put(move.to(), move.value()));
      Origin origin = free.getFirst().value().origin();
      beside(meaning)
          .forEach((to, value) -> patch.put(to, PastedYaml.scalar(value, origin)));
      if (patch.isShort()) {
        return "Remove " + from + " and write instead:\n\n" + patch.markdown() + rest;
      }
    }
    boolean listed = free.getFirst().value() instanceof ListValue && places.values().at(path).orElse(null) instanceof ScalarValue;
    return "Rename " + from + " to " + Phrases.code(free.getFirst().to().toString())
        + (listed ? ", and write its value as a list." : ".") + rest;
  }

  /** What to do with values for places where something is written. */
  private String join(String from, List<Moved> taken) {
    String to = Phrases.list(taken.stream().map(move -> move.to().toString()).toList(), "and");
    String there = to + (taken.size() > 1 ? ", which already exist." : ", which already exists.");
    return switch (taken.getFirst().value()) {
      case MapValue map -> "Move everything below " + from + " to " + there;
      case ListValue list -> "Move the entries of " + from + " to " + there;
      case ScalarValue scalar ->
          taken.stream().allMatch(move -> places.isThere(move.to(), move.value()))
              ? "Remove " + from + ": " + to + (taken.size() > 1 ? " already exist." : " already exists.")
              : "Remove " + from + ", and keep the value that you want in " + there;
    };
  }

  private List<Moved> taken(KeyMeaning meaning) {
    return meaning.moves().stream().filter(move -> places.isTaken(move.to(), move.value())).toList();
  }
}
