package dev.esslint.embedded;

import dev.esslint.embedded.OptionMistake.Advised;
import dev.esslint.embedded.OptionMistake.ByChoice;
import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Nothing;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.Options.Called;
import dev.esslint.embedded.Options.Place;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what somebody meant by a key that a program does not know.
 *
 * @param version of the program; empty if that is not known
 */
record Meanings(Options options, Optional<Version> version) {
  /** The section of LiveKit that is about addresses and ports, as keys at its top may be. */
  private static final String NETWORK = "rtc";

  private static final Set<String> SWITCHES = Set.of("enabled", "enable");

  /** Who leaves out more than one step is not at home in the program. */
  private static final int NEAR = 2;

  /** So many keys of a mapping are looked at. */
  private static final int MOST_INSIDE = 20;

  /**
   * What was meant.
   *
   * @param around where the key stands
   */
  Meaning of(Place around, String key, Value value) {
    Meaning meant = meant(around, key, value);
    if (called(around, key, value).isPresent()) {
      return shaped(around, meant, value);
    }
    return switch (meant) {
      case Misspelt(String name) when isOpposite(key, around.pathOf(name)) -> opposite(key, List.of(around.pathOf(name)), value);
      case Elsewhere(List<String> paths) when paths.stream().anyMatch(path -> isOpposite(key, path)) -> opposite(key, paths, value);
      case Close(List<String> paths) when paths.stream().anyMatch(path -> isOpposite(key, path)) -> opposite(key, paths, value);
      case Misspelt(String name) when isOfAnotherThing(around, key, name) ->
          topic(around, key, value, true).orElseGet(() -> new Close(List.of(around.pathOf(name))));
      case Misspelt(String name) when OptionNames.isOfAnotherForm(key, name) || isPartOf(around, key, name) ->
          new Close(List.of(around.pathOf(name)));
      case Close(List<String> paths) -> below(around, paths);
      case OptionMistake.OfAnother(Program program, String path, String instead) when topic(around, key, value, false).orElse(null) instanceof Advised(String use) ->
          new OptionMistake.OfAnother(program, path, use);
      case Nothing nothing when OptionNames.saysNot(key) -> turned(around, key, value);
      default -> shaped(around, meant, value);
    };
  }

  /** What a key that says that something is not so would mean if it said that it is: {@code disabled} for {@code enabled}. */
  private Meaning turned(Place around, String key, Value value) {
    String rest = OptionNames.withoutNot(key);
    List<String> paths =
        switch (of(around, rest.isEmpty() ? "enabled" : "enable_" + rest, value)) {
          case Misspelt(String name) -> List.of(around.pathOf(name));
          case Elsewhere(List<String> others) -> others;
          case Close(List<String> others) -> others;
          case Nothing nothing when rest.isEmpty() && around.child("enabled").isPresent() -> List.of(around.pathOf("enabled"));
          default -> List.of();
        };
    return paths.size() == 1 && isOpposite(key, paths.getFirst()) ? opposite(key, paths, value) : new Nothing();
  }

  private boolean isOpposite(String key, String path) {
    Option option = options.at(path).orElseThrow().option();
    // a name with a dot in it is one step
    String name = path.endsWith("]") ? option.name() : options.steps(path).getLast();
    return OptionNames.areOpposite(key, name, option.types().contains(Type.BOOLEAN));
  }

  /** What is to be done with options of which some say the opposite: with a switch, the opposite. */
  private Meaning opposite(String key, List<String> paths, Value value) {
    List<String> opposite = paths.stream().filter(path -> isOpposite(key, path)).toList();
    List<String> others = paths.stream().filter(path -> !opposite.contains(path)).toList();
    Option option = options.at(opposite.getFirst()).orElseThrow().option();
    boolean one = opposite.size() == 1 && option.types().contains(Type.BOOLEAN);
    if (one && value instanceof Value.ScalarValue(Scalar.Bool(boolean yes), var origin) && option.isAny(Type.BOOLEAN)) {
      return new Advised("Set `" + options.written(opposite.getFirst()) + ": " + !yes + "`, which says the opposite.");
    }
    return one ? new Close(opposite) : others.isEmpty() ? new Nothing() : new Close(others);
  }

  /** Only what is not around the key, which it cannot be meant for. */
  private Meaning below(Place around, List<String> paths) {
    List<String> others = paths.stream().filter(path -> !options.at(path).orElseThrow().leadsTo(around.path())).toList();
    return others.isEmpty() ? new Nothing() : new Close(others);
  }

  /** Whether a key at the top has the words of a name and one behind them that says which part of it is meant: {@code brand_logo}. */
  private boolean isPartOf(Place around, String key, String name) {
    List<String> words = OptionNames.words(key);
    return around.path().isEmpty()
        && OptionNames.words(name).equals(words.subList(0, words.size() - 1))
        && !words.getLast().equals("name")
        && options.words().meaningOf(words.getLast()).stream().anyMatch(word -> options.words().countOf(word) > 0);
  }

  /** Whether a name at the top has the two words of a key behind others that say of which thing it is: {@code event_cache_size}. */
  private boolean isOfAnotherThing(Place around, String key, String name) {
    if (!around.path().isEmpty() || OptionNames.words(key).size() > 2 || !OptionNames.isEnded(key, name)) {
      return false;
    }
    List<String> words = OptionNames.words(name);
    String before = String.join("_", words.subList(0, words.size() - OptionNames.words(key).size()));
    return !options.words().meaningOf(before).isEmpty();
  }

  private Fit fit() {
    return new Fit(options.program(), version);
  }

  /** The same, if it is an option that may not take the value. */
  private Meaning shaped(Place around, Meaning meant, Value value) {
    if (!(meant instanceof Misspelt(String name))) {
      return meant;
    }
    Place place = around.child(name).orElseThrow();
    if (!fit().takes(place.option(), value)) {
      return new Reshaped(place.option());
    }
    boolean ofOthers =
        value instanceof Value.ListValue list
            && place.items().filter(items -> list.items().stream().anyMatch(item -> !fit().isOfType(items.option(), item))).isPresent();
    return ofOthers ? new Reshaped(place.option(), true) : meant;
  }

  private Meaning meant(Place around, String key, Value value) {
    NearNames near = new NearNames(fit());
    OtherPlaces others = new OtherPlaces(options, fit());
    return others.dotted(around, key)
        .or(() -> called(around, key, value))
        .or(() -> near.misspelt(around, key, value, 1))
        .or(() -> byChoice(around, key, value))
        .or(() -> isDeep(around, key) ? new OtherPrograms(options).at(around, key, value) : Optional.empty())
        .or(() -> others.elsewhere(around, key, value))
        .or(() -> others.flattened(around, key, value))
        .or(() -> others.inside(around, key, value))
        .or(() -> others.wrapped(around, value))
        .or(() -> others.parted(key, value))
        .or(() -> others.joined(around, key, value))
        .or(() -> isOneWord(around, key) && !(value instanceof Value.MapValue) ? topic(around, key, value, true) : Optional.empty())
        .or(() -> isOfAnother(around, key, value) ? Optional.empty() : near.misspelt(around, key, value, Integer.MAX_VALUE - 1))
        .or(() -> NearNames.ofOtherNumber(around, key, value))
        .or(() -> noSwitch(around, key))
        .or(() -> near.partOf(around, key, value))
        .or(() -> near.withoutFirstWord(around, key, value))
        .or(() -> isOfMany(around, key) ? Optional.empty() : sameWords(around, key, value))
        .or(() -> others.ofAnotherSection(around, key, value))
        .or(() -> new OtherPrograms(options).at(around, key, value))
        .or(() -> NearNames.ofAnotherType(around, key, value))
        .or(() -> withoutProgram(around, key, value))
        .or(() -> isOfMany(around, key) ? sameWords(around, key, value) : Optional.empty())
        .or(() -> others.ofOtherNumberElsewhere(key))
        .or(() -> topic(around, key, value, true))
        .or(() -> related(around, key, value))
        .or(() -> topic(around, key, value, false))
        .or(() -> new OtherPrograms(options).anywhere(around, key, value))
        .or(() -> new Related(options, version).containing(around, key, value).map(path -> new Close(List.of(path))))
        .or(() -> others.ofKind(around, key))
        .or(() -> similar(around, key, value))
        .or(() -> inside(around, value))
        .or(() -> ofSection(around))
        .orElseGet(Nothing::new);
  }

  /** What the one telling key in a mapping that says nothing itself would mean at the top, as in the section of another program. */
  private Optional<Meaning> inside(Place around, Value value) {
    if (!around.path().isEmpty() || !(value instanceof Value.MapValue map) || map.entries().size() != 1) {
      return Optional.empty();
    }
    Map.Entry<String, Value> only = map.entries().entrySet().iterator().next();
    return switch (OptionNames.isTelling(only.getKey()) ? of(around, only.getKey(), only.getValue()) : new Nothing()) {
      case Advised advised -> Optional.of(advised);
      case Misspelt(String name) -> Optional.of(new Close(List.of(name)));
      case Reshaped(Option option, boolean items) -> Optional.of(new Close(List.of(option.path())));
      case Elsewhere(List<String> paths) -> Optional.of(new Close(paths));
      case Close close -> Optional.empty();
      case OptionMistake.Wrapper wrapper -> Optional.empty();
      case ByChoice choice -> Optional.empty();
      case OptionMistake.OfAnother another -> Optional.empty();
      case Nothing nothing -> Optional.empty();
    };
  }

  /** A mapping in the place of a choice: {@code smtp: {hostname: a}} for {@code transport: smtp} and {@code hostname: a}. */
  private Optional<Meaning> byChoice(Place around, String key, Value value) {
    if (!around.path().isEmpty() && value instanceof Value.MapValue) {
      for (String name : around.names()) {
        Option option = around.child(name).orElseThrow().option();
        if (option.values() instanceof Values.OneOf(List<Values.Choice> choices, boolean anyCase)
            && choices.stream().anyMatch(choice -> choice.text().equals(key))
            && option.values().takes(new Value.ScalarValue(new Scalar.Str(key), value.origin()), version)) {
          return Optional.of(new ByChoice(name, key));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a key at the top has the name of one at the top of another program, so that it is no slip of several letters. */
  private boolean isOfAnother(Place around, String key, Value value) {
    return around.path().isEmpty() && new OtherPrograms(options).at(around, key, value).isPresent();
  }

  /** Whether options of the name of a key at the top are so far down that the one at the top of another program is rather meant. */
  private boolean isDeep(Place around, String key) {
    List<Place> places = around.path().isEmpty() ? options.named(key) : List.of();
    return !places.isEmpty() && places.stream().noneMatch(place -> options.steps(place.path()).size() <= NEAR);
  }

  private static boolean isOneWord(Place around, String key) {
    return around.path().isEmpty() && OptionNames.words(key).size() == 1;
  }

  /** Whether a key at the top has several words, so that it may be another program's. */
  private static boolean isOfMany(Place around, String key) {
    return around.path().isEmpty() && OptionNames.words(key).size() > 1;
  }

  /** An option of the same section with the same words. */
  private Optional<Meaning> sameWords(Place around, String key, Value value) {
    Related.Found found = new Related(options, version).near(around, key, value);
    boolean other = found.paths().stream().allMatch(path -> Fit.isSwitchFor(options.at(path).orElseThrow().option(), value));
    return found.isExact() && !other ? Optional.of(new Close(found.paths())) : Optional.empty();
  }

  private Optional<Meaning> related(Place around, String key, Value value) {
    List<String> paths = new Related(options, version).anywhere(around, key, value).paths();
    return paths.isEmpty() ? Optional.empty() : Optional.of(new Close(paths));
  }

  private Optional<Meaning> similar(Place around, String key, Value value) {
    List<String> longer =
        around.names().stream().filter(name -> around.path().isEmpty() && OptionNames.isBegun(key, name) && options.words().meaningOf(key).size() > 1).toList();
    List<String> paths = longer.size() == 1 ? longer : new Related(options, version).similar(around, key, value);
    return paths.isEmpty() ? Optional.empty() : Optional.of(new Close(paths));
  }

  /**
   * What to do about what a key at the top is about. Several hosts are not the host.
   *
   * @param all whether it has to be about nothing else
   */
  private Optional<Meaning> topic(Place around, String key, Value value, boolean all) {
    return around.path().isEmpty() || around.path().equals(NETWORK)
        ? options.words().topic(options.words().meaningOf(key), all, value instanceof Value.ListValue).map(Advised::new)
        : Optional.empty();
  }

  /** A switch in a section that has none. */
  private static Optional<Meaning> noSwitch(Place around, String key) {
    return around.path().isEmpty() || around.path().endsWith("]") || !SWITCHES.contains(key)
        ? Optional.empty()
        : Optional.of(new Advised("There is no switch for `" + around.path() + "`. What is set in it applies."));
  }

  /** What to do about what a whole section is about, where nothing is known of a key in it. */
  private Optional<Meaning> ofSection(Place around) {
    int end = around.path().indexOf('.');
    String section = end < 0 ? around.path() : around.path().substring(0, end);
    return section.isEmpty()
        ? Optional.empty()
        : options
            .words()
            .topic(options.words().meaningOf(section), true, false)
            .filter(use -> !use.equals("Set `" + section + "`.")) // which is done
            .map(Advised::new);
  }

  /** A name that begins with that of the program, as of a variable in the environment or in a playbook. */
  private Optional<Meaning> withoutProgram(Place around, String key, Value value) {
    String rest = OptionNames.withoutProgram(key);
    return !around.path().isEmpty() || rest.equals(key)
        ? Optional.empty()
        : Optional.of(around.child(rest).<Meaning>map(place -> new Misspelt(rest)).orElseGet(() -> meant(around, rest, value)));
  }

  /** What another program, or a guide, calls an option. */
  private Optional<Meaning> called(Place around, String key, Value value) {
    Optional<Called> called =
        options.called(around.pathOf(key))
            .or(() -> options.called(around.pathOf(OtherPlaces.ofOtherNumber(key))).filter(c -> !c.use().isEmpty() || takes(c, value)))
            .or(() -> calledInside(around.pathOf(key), value));
    if (called.isPresent() && !called.get().use().isEmpty()) {
      return Optional.of(new Advised(called.get().use()));
    }
    if (called.isPresent() && called.get().option().isEmpty()) {
      return Optional.of(new Nothing());
    }
    return called.map(Called::option).flatMap(options::at)
        .filter(place -> !place.option().isAfter(version) && !place.option().isGone(version) && !Fit.isSwitchFor(place.option(), value))
        .map(
            place -> {
              boolean fits = fit().fits(place, value);
              return around.child(place.option().name()).isEmpty()
                  ? fits ? new Elsewhere(List.of(place.path())) : new Close(List.of(place.path()))
                  : fits ? new Misspelt(place.option().name()) : new Reshaped(place.option());
            });
  }

  private boolean takes(Called called, Value value) {
    return options.at(called.option()).filter(place -> fit().fits(place, value)).isPresent();
  }

  /** The same for the first key in a mapping that somebody brought as a whole. */
  private Optional<Called> calledInside(String path, Value value) {
    if (value instanceof Value.MapValue map) {
      for (String inner : map.entries().keySet().stream().limit(MOST_INSIDE).toList()) {
        Optional<Called> called = options.called(path + "." + inner);
        if (called.isPresent()) {
          return called.filter(c -> !c.use().isEmpty());
        }
      }
    }
    return Optional.empty();
  }
}
