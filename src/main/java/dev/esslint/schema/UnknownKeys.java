package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyHistory;
import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.Release;
import dev.esslint.finding.Detection;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Explains keys that the chart does not have: which one was meant. */
final class UnknownKeys {
  static final String CHECK = "schema.unknown-key";

  /** More candidates than these help nobody. */
  private static final int MOST_PLACES = 3;

  private static final int MOST_KEYS = 12;

  private final SchemaTree tree;
  private final Optional<Release> release;
  private final Map<String, List<ValuePath>> byName = new HashMap<>();

  /**
   * @param release of the chart; empty for a schema that is no chart's
   */
  UnknownKeys(SchemaTree tree, Optional<Release> release) {
    this.tree = tree;
    this.release = release;
    tree.forEachProperty(
        path -> {
          if (path.last() instanceof Key(String name)) {
            byName.computeIfAbsent(Spelling.fold(name), key -> new ArrayList<>()).add(path);
          }
        });
  }

  /**
   * What was meant.
   *
   * @param sentence what is known about the key; may be empty
   * @param remedy what to do
   * @param siblings the keys of the same mapping that would stand in its place
   */
  record Meaning(String sentence, String remedy, Set<String> siblings) {}

  /** What the user means by a key that the chart does not have. */
  Meaning meaning(ValuePath path) {
    String name = path.last() instanceof Key(String key) ? key : path.toString();
    Set<String> allowed = tree.allowedKeys(path.parent());
    List<Run> runs = release.isEmpty() ? List.of() : KeyHistory.get().runs(path);
    Optional<Release> added =
        runs.stream().map(Run::first).filter(first -> isAfter(first, release)).findFirst();
    Optional<Release> last =
        runs.stream().map(Run::last).filter(end -> !isAfter(end, release)).reduce((a, b) -> b);
    String removed = last.map(end -> removed(end, added)).orElse("");
    return added
        .filter(first -> removed.isEmpty())
        .map(first -> notYet(first, name))
        .or(() -> known(path, removed))
        .or(
            () ->
                Optional.of(removed).filter(text -> !text.isEmpty()).map(text -> gone(text, name)))
        .or(
            () ->
                Spelling.nearest(name, allowed)
                    .filter(
                        near -> Spelling.distance(Spelling.fold(name), Spelling.fold(near)) <= 1)
                    .map(near -> rename(name, near)))
        .or(() -> elsewhere(path, name))
        .or(() -> Spelling.nearest(name, allowed).map(near -> rename(name, near)))
        .orElseGet(
            () ->
                new Meaning(
                    allowedSentence(allowed), "Remove " + Words.code(name) + ".", Set.of()));
  }

  Detection explain(ValuePath path, Meaning meaning, Places places) {
    String name = path.last() instanceof Key(String key) ? key : path.toString();
    String message =
        Words.sentences(
            Words.name(path.parent()) + " has no key " + Words.code(name) + ".",
            meaning.sentence());
    String remedy =
        meaning.siblings().stream()
            .filter(key -> places.values().writtenAt(path.parent().key(key)).isPresent())
            .findFirst()
            .map(
                key ->
                    places.values().at(path).orElse(null) instanceof MapValue
                        ? "Move what is below it to "
                            + Words.code(key)
                            + ", which is there already."
                        : "Remove "
                            + Words.code(name)
                            + ": "
                            + Words.code(key)
                            + " is there already.")
            .orElse(meaning.remedy());
    return new Detection(
        CHECK, message, places.key(path, ""), List.of(), List.of(), remedy);
  }

  private static boolean isAfter(Release one, Optional<Release> other) {
    return other.isPresent() && one.compareTo(other.get()) > 0;
  }

  /** What is known of a key whose last release was this one, and which perhaps came back. */
  private String removed(Release last, Optional<Release> back) {
    if (release.filter(last::equals).isPresent()) {
      return ""; // a chart that is not what its release says
    }
    String text =
        Charts.after(last)
            .map(next -> "It was removed in " + next + ".")
            .orElse("Release " + last + " still has it.");
    return back.map(first -> text + " Releases from " + first + " on have it again.").orElse(text);
  }

  private static Meaning gone(String removed, String name) {
    return new Meaning(removed, "Remove " + Words.code(name) + ".", Set.of());
  }

  private static Meaning notYet(Release first, String name) {
    return new Meaning(
        "It was added in " + first + ".",
        "Remove " + Words.code(name) + ", or deploy release " + first + " or a later one.",
        Set.of());
  }

  private Optional<Meaning> known(ValuePath path, String removed) {
    return KnownMistakes.get()
        .about(path)
        .flatMap(entry -> known(path, entry, removed).stream())
        .findFirst();
  }

  private Optional<Meaning> known(ValuePath path, KnownMistakes.Entry entry, String removed) {
    Optional<ValuePath> use =
        Optional.of(entry.use())
            .filter(target -> !target.isEmpty())
            .map(target -> target(path, target))
            .filter(this::exists);
    if (use.isEmpty() && entry.fix().isEmpty()) {
      return Optional.empty();
    }
    boolean refused =
        Release.parse(entry.since()).filter(since -> !isAfter(since, release)).isPresent();
    String since =
        removed.isEmpty() && refused
            ? "Releases from " + entry.since() + " on refuse it."
            : removed;
    String meant = use.map(target -> meant(path, target)).orElse("");
    String remedy =
        entry.fix().isEmpty() ? use.map(target -> move(path, target)).orElse("") : entry.fix();
    Set<String> siblings =
        use.filter(target -> target.parent().equals(path.parent()))
            .map(target -> Set.of(target.last() instanceof Key(String key) ? key : ""))
            .orElse(Set.of());
    return Optional.of(new Meaning(Words.sentences(since, meant, entry.say()), remedy, siblings));
  }

  private static ValuePath target(ValuePath path, String use) {
    return use.startsWith("/")
        ? ValuePath.parse(use.substring(1))
        : path.parent().then(ValuePath.parse(use));
  }

  private boolean exists(ValuePath target) {
    return target.last() instanceof Key(String name)
        && tree.at(target.parent())
            .flatMap(around -> SchemaTree.property(around, name))
            .isPresent();
  }

  private static String meant(ValuePath path, ValuePath target) {
    if (!path.last().equals(target.last())) {
      return "The chart calls it " + Words.code(target.toString()) + ".";
    }
    String name = Words.code(target.last() instanceof Key(String key) ? key : "");
    return target.parent().isRoot()
        ? name + " belongs at the top level."
        : name + " belongs under " + Words.code(target.parent().toString()) + ".";
  }

  private static Meaning rename(String from, String to) {
    return new Meaning(
        "Perhaps you mean " + Words.code(to) + ".",
        "Write " + Words.code(to) + " instead of " + Words.code(from) + ".",
        Set.of(to));
  }

  private static String move(ValuePath from, ValuePath to) {
    return from.parent().equals(to.parent())
        ? "Write " + Words.code(Words.key(to)) + " instead of " + Words.code(Words.key(from)) + "."
        : "Move it to " + Words.code(to.toString()) + ".";
  }

  /** The same name in another place: first in the same component, at the place that is the nearest. */
  private Optional<Meaning> elsewhere(ValuePath path, String name) {
    List<ValuePath> places =
        byName.getOrDefault(Spelling.fold(name), List.of()).stream()
            .filter(place -> !place.startsWith(path))
            .toList();
    int most = places.stream().mapToInt(place -> shared(place, path)).max().orElse(0);
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
    if (best.size() > MOST_PLACES) {
      return Optional.empty();
    }
    String parents =
        Words.list(
            best.stream()
                .map(place -> place.parent().isRoot() ? "the top level" : place.parent().toString())
                .toList(),
            "or");
    String real = best.getFirst().last() instanceof Key(String key) ? key : name;
    return Optional.of(
        best.getFirst().parent().isRoot()
            ? new Meaning(
                Words.code(real) + " belongs at the top level.",
                "Move it to the top level: " + Words.code(real + ":") + ".",
                Set.of())
            : new Meaning(
                Words.code(real) + " belongs under " + parents + ".",
                "Move it to "
                    + Words.list(best.stream().map(ValuePath::toString).toList(), "or")
                    + ".",
                Set.of()));
  }

  private static int shared(ValuePath one, ValuePath other) {
    int shared = 0;
    while (shared < Math.min(one.steps().size(), other.steps().size())
        && one.steps().get(shared).equals(other.steps().get(shared))) {
      shared++;
    }
    return shared;
  }

  private static String allowedSentence(Set<String> allowed) {
    return allowed.isEmpty() || allowed.size() > MOST_KEYS
        ? ""
        : "It takes " + Words.list(new TreeSet<>(allowed), "and") + ".";
  }
}
