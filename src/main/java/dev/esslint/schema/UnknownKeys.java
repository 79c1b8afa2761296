package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.Release;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.text.Spelling;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Explains keys that the chart does not have: which one was meant. */
final class UnknownKeys {
  static final BuiltInCheck CHECK = BuiltInCheck.SCHEMA_UNKNOWN_KEY;

  /** More candidates than these help nobody. */
  private static final int MOST_PLACES = 3;

  private static final int MOST_KEYS = 12;

  /** The keys of a mapping that is a credential. */
  private static final Set<String> CREDENTIAL = Set.of("value", "secret", "secretKey");

  private final SchemaTree tree;
  private final Optional<Release> release;
  private final Charts charts;
  private final Map<String, List<ValuePath>> byName = new HashMap<>();

  /**
   * @param release of the chart; empty for a schema that is no chart's
   * @param charts the releases that tell what became of a key
   */
  UnknownKeys(SchemaTree tree, Optional<Release> release, Charts charts) {
    this.tree = tree;
    this.charts = charts;
    this.release = release;
    tree.forEachProperty(
        path -> {
          if (path.last() instanceof Key(String name)) {
            byName.computeIfAbsent(Spelling.fold(name), key -> new ArrayList<>()).add(path);
          }
        });
  }

  /** What the user means by a key that the chart does not have. */
  KeyRemedies.Understood understood(ValuePath path, Places places) {
    Value value = places.values().at(path).orElseThrow();
    Value shown = places.shown(path);
    KeyMeaning first = meaning(path, value);
    return new KeyRemedies.Understood(
        inNewFragments(first, places),
        inNewFragments(renamed(first, value), places),
        inNewFragments(renamed(meaning(path, shown), shown), places));
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
    map.entries()
        .forEach(
            (key, value) -> {
              Moved part = new Moved(whole.from().key(key), whole.to().key(key), value);
              if (tree.has(part.to())) {
                collect(part, below, left);
                return;
              }
              KeyMeaning meaning = meaning(part.to(), value);
              if (meaning.moves().isEmpty() || !meaning.left().isEmpty() || !meaning.with().isEmpty()) {
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
    List<Run> runs = release.isEmpty() ? List.of() : charts.runs(path);
    Optional<Release> added =
        runs.stream().map(Run::first).filter(first -> isAfter(first, release)).findFirst();
    Optional<Release> last =
        runs.stream().map(Run::last).filter(end -> !isAfter(end, release)).reduce((a, b) -> b);
    String removed = last.map(end -> removed(end, added)).orElse("");
    return added
        .filter(first -> removed.isEmpty())
        .map(first -> notYet(first, path, value))
        .or(() -> wrapper(path, value))
        .or(() -> known(path, value, removed, true))
        .or(() -> misspelt(path, name, value, allowed, 0))
        .or(() -> option(path, name, value))
        .or(
            () ->
                Optional.of(removed)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new KeyMeaning(path, text, KeyMeaning.removal(path))))
        .or(() -> misspelt(path, name, value, allowed, 1))
        .or(() -> elsewhere(path, name, value))
        .or(() -> ofEach(path, name, value))
        .or(() -> option(path, underscored(name), value))
        .or(() -> optionBelow(path, name, value))
        .or(() -> misspelt(path, name, value, allowed, Integer.MAX_VALUE))
        .orElseGet(() -> new KeyMeaning(path, allowedSentence(allowed), KeyMeaning.removal(path)));
  }

  /** What a key that stands under {@code global} would mean at the top. */
  KeyMeaning atTop(String key, Value value, ValuePath from) {
    KeyMeaning top =
        known(ValuePath.of(key), value, "", false)
            .orElse(new KeyMeaning(ValuePath.of(key), "", KeyMeaning.removal(from)));
    List<Moved> moves =
        top.moves().stream().map(move -> new Moved(from, move.to(), move.value())).toList();
    return new KeyMeaning(
        from,
        top.sentence(),
        moves,
        top.with(),
        top.given(),
        top.words().replace(Phrases.code(key), Phrases.code(from.toString())),
        false,
        List.of());
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
        charts.after(last)
            .map(next -> "It was removed in " + next + ".")
            .orElse("Release " + last + " still has it.");
    return back.map(first -> text + " Releases from " + first + " on have it again.").orElse(text);
  }

  private KeyMeaning notYet(Release first, ValuePath path, Value value) {
    if (new SchemaTree(charts.load(first).schema()).taken(path, value).isEmpty()) {
      return new KeyMeaning(
          path,
          "It was added in " + first + ", which does not take this value.",
          KeyMeaning.removal(path));
    }
    return new KeyMeaning(
        path,
        "It was added in " + first + ".",
        "Deploy release "
            + first
            + " or a later one, or remove "
            + Phrases.code(path.toString())
            + ".");
  }

  /**
   * A mistake that is known.
   *
   * @param refusable whether the chart may refuse the key where it stands
   */
  private Optional<KeyMeaning> known(ValuePath path, Value value, String removed, boolean refusable) {
    return KnownMistakes.get()
        .about(path)
        .flatMap(entry -> known(path, value, entry, removed, refusable).stream())
        .findFirst();
  }

  private Optional<KeyMeaning> known(
      ValuePath path, Value value, KnownMistakes.Entry entry, String removed, boolean refusable) {
    Optional<Release> first = Release.parse(entry.since());
    if (release.isPresent() && first.isPresent() && isAfter(first.get(), release)) {
      return Optional.empty(); // what became of the key has not happened yet
    }
    List<Moved> moves = new ArrayList<>();
    List<ValuePath> taken = new ArrayList<>();
    for (KnownMistakes.Move move : entry.moves()) {
      ValuePath to = target(path, move.use());
      if (!moves.isEmpty() && taken.contains(ValuePath.ROOT) && !move.take().isRoot()) {
        continue; // all of it is meant for another place
      }
      boolean certain = entry.fix().isEmpty() && entry.since().isEmpty();
      if (moves.stream().noneMatch(other -> other.to().equals(to))) {
        move(path, value, move, to)
            .filter(moved -> certain || !isForeign(moved))
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
    boolean whole =
        moves.size() == 1
            && entry.moves().stream().allMatch(m -> m.take().isRoot() && m.as() == ValueForm.SAME);
    String meant = whole ? meant(path, moves.getFirst().to()) : "";
    Map<ValuePath, String> with = new LinkedHashMap<>();
    entry
        .with()
        .forEach(
            (to, text) -> {
              ValuePath beside = target(path, to);
              if (tree.has(beside) && moves.stream().noneMatch(m -> m.to().equals(beside))) {
                with.put(beside, text);
              }
            });
    List<ValuePath> given =
        entry.given().stream().map(to -> target(path, to)).filter(tree::has).toList();
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

  /** Whether the chart knows nothing of what is in a mapping at the place that it is to go to. */
  private boolean isForeign(Moved moved) {
    Set<String> keys = tree.allowedKeys(moved.to());
    return moved.value() instanceof MapValue map
        && !map.entries().isEmpty()
        && !keys.isEmpty()
        && map.entries().keySet().stream().noneMatch(keys::contains);
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

  /** An option at the top of a program's configuration, which belongs into a piece of it. */
  private Optional<KeyMeaning> option(ValuePath path, String name, Value value) {
    List<Program> programs = new ArrayList<>();
    for (Program program : Program.values()) {
      if (isBelow(program.component(), path.parent()) && hasOption(program, name)) {
        programs.add(program);
      }
    }
    if (programs.size() != 1) {
      return Optional.empty();
    }
    Program program = programs.getFirst();
    return knowsNothingOf(program, name, value)
        ? Optional.of(
            new KeyMeaning(
                path,
                isAnOption(name, program),
                "Remove "
                    + Phrases.code(path.toString())
                    + ". "
                    + program.title()
                    + " does not have "
                    + Phrases.list(List.copyOf(((MapValue) value).entries().keySet()), "or")
                    + " in "
                    + Phrases.code(name)
                    + ", and what it does have there goes into a fragment of "
                    + Phrases.code(program.component() + ".additional")
                    + "."))
        : piece(path, program, List.of(name), value);
  }

  /** Whether a section of a program's configuration has nothing of what is written, so that it would have no effect there. */
  private static boolean knowsNothingOf(Program program, String section, Value value) {
    Options.Place place = Options.of(program).top().child(section).orElseThrow();
    return value instanceof MapValue map
        && !map.entries().isEmpty()
        && !place.names().isEmpty()
        && map.entries().keySet().stream().allMatch(key -> place.child(key).isEmpty());
  }

  private static String isAnOption(String option, Program program) {
    return Phrases.code(option)
        + " is an option of "
        + program.title()
        + ", not of the chart. It belongs into a fragment of "
        + Phrases.code(program.component() + ".additional")
        + ".";
  }

  /** An option of the program around a key that is further down in its configuration, or that stands further down here. */
  private Optional<KeyMeaning> optionBelow(ValuePath path, String name, Value value) {
    Optional<KeyMeaning> only = Optional.empty();
    for (Program program : Program.values()) {
      if (!path.startsWith(ValuePath.parse(program.component()))
          || KnownMistakes.get().isVague(name)
          || KnownMistakes.get().isUnoffered(program.component(), name)) {
        continue;
      }
      Options options = Options.of(program);
      Optional<KeyMeaning> meaning =
          options
              .only(name, value)
              .flatMap(place -> piece(path, program, options.steps(place.path()), value));
      if (meaning.isPresent() && only.isPresent()) {
        return Optional.empty();
      }
      only = only.or(() -> meaning);
    }
    return only;
  }

  /**
   * A piece of configuration.
   *
   * @param keys what leads to the option in it
   */
  private Optional<KeyMeaning> piece(ValuePath path, Program program, List<String> keys, Value value) {
    String component = program.component();
    ValuePath piece = ValuePath.parse(component).key("additional").key(keys.getLast());
    Value mapping = value;
    for (String key : keys.reversed()) {
      mapping = ValueForm.mapping(key, mapping);
    }
    Value whole = mapping;
    Optional<Moved> moved =
        ValueForm.YAML
            .of(whole)
            .flatMap(text -> tree.taken(piece.key("config"), text))
            .map(text -> new Moved(path, piece.key("config"), text))
            .or(
                () ->
                    ValueForm.JSON
                        .of(whole)
                        .flatMap(text -> tree.taken(piece, text))
                        .map(text -> new Moved(path, piece, text)));
    return moved.map(
        move ->
            new KeyMeaning(
                path,
                isAnOption(String.join(".", keys), program),
                List.of(move),
                "",
                false));
  }

  /** Whether a component may be meant where a key stands: at the top, in the component, or in what is around it. */
  private static boolean isBelow(String component, ValuePath around) {
    String path = around.toString();
    return path.isEmpty() || component.equals(path) || component.startsWith(path + ".");
  }

  private static boolean hasOption(Program program, String name) {
    return !KnownMistakes.get().isUnoffered(program.component(), name)
        && Options.of(program)
            .top()
            .child(name)
            .filter(place -> place.path().equals(name) && place.option().deprecated().isEmpty())
            .isPresent();
  }

  /** A mapping at the top with the chart's own keys in it, which belong to the top themselves. */
  private Optional<KeyMeaning> wrapper(ValuePath path, Value value) {
    if (!path.parent().isRoot() || !(value instanceof MapValue map) || release.isEmpty()) {
      return Optional.empty();
    }
    Set<String> top = tree.allowedKeys(ValuePath.ROOT);
    boolean whole =
        !map.entries().isEmpty() && map.entries().keySet().stream().allMatch(top::contains);
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

  private static ValuePath target(ValuePath path, String use) {
    return use.startsWith("/")
        ? ValuePath.parse(use.substring(1))
        : path.parent().then(ValuePath.parse(use));
  }

  private static String meant(ValuePath path, ValuePath target) {
    if (!path.last().equals(target.last())) {
      return "The chart calls it " + Phrases.code(target.toString()) + ".";
    }
    String name = Phrases.code(Phrases.name(target.last()));
    return target.parent().isRoot()
        ? name + " belongs at the top level."
        : name + " belongs under " + Phrases.code(target.parent().toString()) + ".";
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
    return fits
        ? tree.taken(path, value)
            .or(
                () ->
                    ValueForm.CREDENTIAL
                        .of(value)
                        .filter(credential -> keys.containsAll(CREDENTIAL))
                        .flatMap(credential -> tree.taken(path, credential)))
        : Optional.empty();
  }

  /** A name such as {@code enableRegistration} with the words apart as in the configuration of programs. */
  private static String underscored(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
        words.append('_');
      }
      words.append(Character.toLowerCase(c));
    }
    return words.toString();
  }

  /** The same name in another place: first in the same component, at the place that is the nearest. */
  private Optional<KeyMeaning> elsewhere(ValuePath path, String name, Value value) {
    if (KnownMistakes.get().isVague(name)) {
      return Optional.empty();
    }
    List<ValuePath> places =
        byName.getOrDefault(Spelling.fold(name), List.of()).stream()
            .filter(place -> !place.startsWith(path) && tree.taken(place, value).isPresent())
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
    if (best.size() > MOST_PLACES) {
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
                        path, best.getFirst(), tree.taken(best.getFirst(), value).orElseThrow())),
            "Move " + Phrases.code(path.toString()) + " to "
                + Phrases.list(best.stream().map(ValuePath::toString).toList(), "or")
                + ".",
            false));
  }

  /** A key that is not that of a mapping but of what is in it, such as each component, each for itself. */
  private Optional<KeyMeaning> ofEach(ValuePath path, String name, Value value) {
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

  private static String allowedSentence(Set<String> allowed) {
    return allowed.isEmpty() || allowed.size() > MOST_KEYS
        ? ""
        : "Allowed here: " + Phrases.list(new TreeSet<>(allowed), "and") + ".";
  }
}
