package dev.esslint.schema;

import dev.esslint.chart.Release;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains keys that the chart does not have by the table of known mistakes. */
final class KnownKeys {
  private final SchemaTree tree;
  private final Optional<Release> release;

  /**
   * @param release of the chart; empty for a schema that is no chart's
   */
  KnownKeys(SchemaTree tree, Optional<Release> release) {
    this.tree = tree;
    this.release = release;
  }

  /**
   * A mistake that is known.
   *
   * @param removed what is known of its removal; empty if nothing
   * @param refusable whether the chart may refuse the key where it stands
   */
  Optional<KeyMeaning> meaning(ValuePath path, Value value, String removed, boolean refusable) {
    return KnownMistakes.get()
        .about(path)
        .flatMap(entry -> meaning(path, value, entry, removed, refusable).stream())
        .findFirst();
  }

  /**
   * What a key that only newer releases have is called in this one.
   *
   * @param added what is known of when it came
   */
  Optional<KeyMeaning> earlier(ValuePath path, Value value, String added) {
    return KnownMistakes.get()
        .earlier(path)
        .flatMap(entry -> meaning(path, value, entry, Phrases.sentences(added, "This release has it elsewhere."), true).stream())
        .findFirst();
  }

  private Optional<KeyMeaning> meaning(
      ValuePath path, Value value, KnownMistakes.Entry entry, String removed, boolean refusable) {
    Optional<Release> first = Release.parse(entry.since());
    if (release.isPresent() && first.isPresent() && first.get().compareTo(release.get()) > 0) {
      return Optional.empty(); // what became of the key has not happened yet
    }
    List<Moved> moves = new ArrayList<>();
    List<ValuePath> taken = new ArrayList<>();
    for (KnownMistakes.Move move : entry.moves()) {
      ValuePath to = KnownMistakes.target(path.parent(), move.use());
      if (!moves.isEmpty() && taken.contains(ValuePath.ROOT) && !move.take().isRoot()) {
        continue; // all of it is meant for another place
      }
      boolean certain = entry.fix().isEmpty() && entry.since().isEmpty();
      if (moves.stream().noneMatch(other -> other.to().equals(to))) {
        move(path, value, move, to)
            .filter(moved -> certain || !tree.isForeign(moved.to(), moved.value()))
            .ifPresent(
                moved -> {
                  moves.add(moved);
                  taken.add(move.take());
                });
      }
    }
    if (moves.isEmpty() && entry.fix().isEmpty()) {
      return Optional.empty();
    }
    String since =
        removed.isEmpty() && first.isPresent() && refusable
            ? "Releases from " + entry.since() + " on refuse it."
            : removed;
    // where the place alone does not say it, the entry does
    boolean whole = moves.size() == 1 && entry.moves().stream().allMatch(m -> m.take().isRoot() && m.as() == ValueForm.SAME);
    String meant = whole || (!moves.isEmpty() && entry.say().isEmpty()) ? meant(path, moves) : "";
    Map<ValuePath, String> with = new LinkedHashMap<>();
    entry
        .with()
        .forEach(
            (to, text) -> {
              ValuePath beside = KnownMistakes.target(path.parent(), to);
              if (tree.has(beside) && moves.stream().noneMatch(m -> m.to().equals(beside))) {
                with.put(beside, text);
              }
            });
    List<ValuePath> given =
        entry.given().stream().map(to -> KnownMistakes.target(path.parent(), to)).filter(tree::has).toList();
    return Optional.of(
        new KeyMeaning(
            path,
            Phrases.sentences(since, meant, entry.say()),
            moves,
            with,
            given,
            entry.fix(path),
            true,
            left(value, ValuePath.ROOT, taken)));
  }

  /** What of a value is not taken. */
  private static List<String> left(Value value, ValuePath path, List<ValuePath> taken) {
    if (taken.stream().anyMatch(path::startsWith)) {
      return List.of();
    }
    if (value instanceof MapValue map && (path.isRoot() || taken.stream().anyMatch(part -> part.startsWith(path)))) {
      return map.entries().entrySet().stream()
          .flatMap(entry -> left(entry.getValue(), path.key(entry.getKey()), taken).stream())
          .toList();
    }
    return path.isRoot() ? List.of() : List.of(path.toString());
  }

  /** What a move does to a value; empty if the chart does not take the result there. */
  private Optional<Moved> move(
      ValuePath path, Value value, KnownMistakes.Move move, ValuePath to) {
    return ResolvedValues.below(value, move.take())
        .filter(move::isOf)
        .flatMap(move.as()::of)
        .flatMap(result -> tree.taken(to, result))
        .map(result -> new Moved(path, to, result));
  }

  private static String meant(ValuePath path, List<Moved> moves) {
    if (moves.size() > 1) {
      return "The chart's keys for it are " + Phrases.list(moves.stream().map(move -> move.to().toString()).toList(), "and") + ".";
    }
    ValuePath target = moves.getFirst().to();
    if (!path.last().equals(target.last())) {
      return "The chart calls it " + Phrases.code(target.toString()) + ".";
    }
    String name = Phrases.code(Phrases.name(target.last()));
    return target.parent().isRoot()
        ? name + " belongs at the top level."
        : name + " belongs under " + Phrases.code(target.parent().toString()) + ".";
  }
}
