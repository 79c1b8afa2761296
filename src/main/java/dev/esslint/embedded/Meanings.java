package dev.esslint.embedded;

import dev.esslint.embedded.Option.UnknownKeys;
import dev.esslint.embedded.OptionMistake.Advised;
import dev.esslint.embedded.OptionMistake.ByChoice;
import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Nothing;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.OptionMistake.Wrapper;
import dev.esslint.embedded.Options.Called;
import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what somebody meant by a key that a program does not know.
 *
 * @param version of the program; empty if that is not known
 */
record Meanings(Options options, Optional<Version> version) {
  /** A name that so many options have says nothing by itself. */
  private static final int MOST_PLACES = 2;

  /** So many options of one name in the mappings beside it still say where it belongs. */
  private static final int MOST_INSIDE = 3;

  private static final String REPLACED = "replaced by ";

  private static final String AND = " and ";

  private static final Set<String> YES_OR_NO =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "enabled", "disabled", "0", "1");

  private static final int LEAST_LETTERS = 3;

  /** The section of LiveKit that is about addresses and ports, as keys at its top may be. */
  private static final String NETWORK = "rtc";

  /** What is more steps down in another section is about something that its name does not say; for a key in a section one less. */
  private static final int FAR = 3;

  /** One that is as long as this says something in the mapping that it belongs into one step further down. */
  private static final int SAYING = 5;

  /**
   * What was meant.
   *
   * @param around where the key stands
   */
  Meaning of(Place around, String key, Value value) {
    Meaning meant = meant(around, key, value);
    if (!(meant instanceof Misspelt(String name))) {
      return meant;
    }
    Place place = around.child(name).orElseThrow();
    return OptionNames.isOfAnotherForm(key, name) || isOfAnotherThing(around, key, name) || isPartOf(around, key, name) ? new Close(List.of(place.path())) : shaped(place, meant, value);
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

  /** What was meant is the option of a place, which may not take the value. */
  private Meaning shaped(Place place, Meaning meant, Value value) {
    if (!takes(place.option(), value)) {
      return new Reshaped(place.option());
    }
    boolean ofOthers =
        value instanceof Value.ListValue list
            && place.items().filter(items -> list.items().stream().anyMatch(item -> !isOfType(items.option(), item))).isPresent();
    return ofOthers ? new Reshaped(place.option(), true) : meant;
  }

  private boolean takes(Option option, Value value) {
    return isOfType(option, value) && option.values().takes(value, version);
  }

  /** Whether the value is of a type of the option; a placeholder may come to be. */
  private boolean isOfType(Option option, Value value) {
    boolean later =
        value instanceof Value.ScalarValue(Scalar.Str(String text), var origin) && Placeholder.in(text).isPresent();
    return later || option.types().stream().anyMatch(type -> type.takes(value, options.program()));
  }

  private Meaning meant(Place around, String key, Value value) {
    return dotted(around, key)
        .or(() -> called(around, key, value))
        .or(() -> misspelt(around, key, value, 1))
        .or(() -> byChoice(around, key, value))
        .or(() -> elsewhere(around, key, value))
        .or(() -> flattened(around, key, value))
        .or(() -> inside(around, key, value))
        .or(() -> wrapped(around, value))
        .or(() -> parted(key, value))
        .or(() -> joined(around, key, value))
        .or(() -> isOneWord(around, key) && !(value instanceof Value.MapValue) ? topic(around, key, value, true) : Optional.empty())
        .or(() -> misspelt(around, key, value, Integer.MAX_VALUE - 1))
        .or(() -> ofOtherNumber(around, key, value))
        .or(() -> partOf(around, key, value))
        .or(() -> withoutFirstWord(around, key, value))
        .or(() -> isOfMany(around, key) ? Optional.empty() : sameWords(around, key, value))
        .or(() -> ofAnotherSection(around, key, value))
        .or(() -> new OtherPrograms(options).at(around, key, value))
        .or(() -> ofAnotherType(around, key, value))
        .or(() -> withoutProgram(around, key, value))
        .or(() -> isOfMany(around, key) ? sameWords(around, key, value) : Optional.empty())
        .or(() -> ofOtherNumberElsewhere(key))
        .or(() -> topic(around, key, value, true))
        .or(() -> related(around, key, value))
        .or(() -> topic(around, key, value, false))
        .or(() -> new OtherPrograms(options).anywhere(around, key, value))
        .or(() -> similar(around, key, value))
        .orElseGet(Nothing::new);
  }

  /**
   * A slip for another option of the same place.
   *
   * @param most how many letters may differ
   */
  private Optional<Meaning> misspelt(Place around, String key, Value value, int most) {
    List<String> best = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    for (String name : around.names()) {
      int distance = OptionNames.distance(key, name);
      if (distance <= most && distance <= least && fits(around, name, value)) {
        if (distance < least) {
          best.clear();
        }
        best.add(name);
        least = distance;
      }
    }
    List<String> same = best.stream().filter(name -> !OptionNames.isEnded(key, name)).toList();
    return meant(around, same.isEmpty() ? best : same, least);
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

  private static boolean isOutdated(Place around, String name) {
    return around.child(name).filter(place -> !place.option().deprecated().isEmpty()).isPresent();
  }

  /** The paths of the options that took the place of another one. */
  private static List<String> replacements(Place around, String name) {
    List<String> paths =
        around
            .child(name)
            .map(place -> place.option().deprecated())
            .filter(text -> text.startsWith(REPLACED))
            .map(text -> List.of(text.substring(REPLACED.length()).split(AND, -1)))
            .orElse(List.of());
    return paths.stream().allMatch(path -> around.table().at(path).isPresent()) ? paths : List.of();
  }

  /** What is meant by a name to which others are equally near; a part of two names is no slip for one of them. */
  private static Optional<Meaning> meant(Place around, List<String> names, int distance) {
    for (String name : names) {
      if (isRequired(around, name)) {
        return Optional.of(new Misspelt(name));
      }
    }
    List<String> today = names.stream().filter(name -> !isOutdated(around, name)).toList();
    if (today.isEmpty() && !names.isEmpty() && distance > 1) {
      List<String> paths = replacements(around, names.getFirst());
      return Optional.of(
          switch (paths.size()) {
            case 0 -> new Misspelt(names.getFirst());
            case 1 -> new Elsewhere(paths);
            default -> new Close(paths);
          });
    }
    if (!today.isEmpty() && today.size() < names.size()) {
      return meant(around, today, distance);
    }
    if (names.size() > 1 && distance > 1) {
      List<String> paths = new ArrayList<>();
      names.forEach(name -> paths.add(around.child(name).orElseThrow().path()));
      return paths.size() > MOST_PLACES ? Optional.empty() : Optional.of(new Elsewhere(paths));
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new Misspelt(names.getFirst()));
  }

  /**
   * Words of options in a mapping, the first or last ones or ones that say something, {@code title} of {@code widgetTitle}, or a required option with more words
   * than it has, {@code appId} for {@code id}.
   */
  private Optional<Meaning> partOf(Place around, String key, Value value) {
    List<String> names = new ArrayList<>();
    List<String> some = OptionNames.words(key);
    boolean says = !around.path().isEmpty() && !YES_OR_NO.contains(key);
    for (String name : says ? around.names() : List.<String>of()) {
      List<String> all = OptionNames.words(name);
      int more = all.size() - some.size();
      boolean part =
          more > 0
              ? endsOf(all, some) || (OptionNames.isTelling(key) && Collections.indexOfSubList(all, some) >= 0)
              : more < 0 && isRequired(around, name) && endsOf(some, all);
      part &= more <= some.size() + 1 && around.child(name).filter(place -> isOfAnotherKind(place.option(), value)).isEmpty();
      if (part && key.length() >= LEAST_LETTERS && fits(around, name, value)) {
        names.add(name);
      }
    }
    return meant(around, names, Integer.MAX_VALUE);
  }

  /** An option of a mapping with the name of a program, or of its protocol, before it: {@code smtp_host} for {@code hostname}. */
  private Optional<Meaning> withoutFirstWord(Place around, String key, Value value) {
    List<String> words = OptionNames.words(key);
    return around.path().isEmpty() || words.size() != 2 || words.getLast().length() < LEAST_LETTERS
        ? Optional.empty()
        : misspelt(around, words.getLast(), value, Integer.MAX_VALUE - 1)
            .filter(meant -> meant instanceof Misspelt(String name) && Spelling.fold(name).startsWith(words.getLast()));
  }

  /** Whether some words are the first or the last ones of others. */
  private static boolean endsOf(List<String> all, List<String> some) {
    int more = all.size() - some.size();
    return all.subList(more, all.size()).equals(some) || all.subList(0, some.size()).equals(some);
  }

  /** Whether an option has to be there, so that it is more likely to be meant than another one. */
  private static boolean isRequired(Place around, String name) {
    return around.child(name).filter(Place::isRequired).isPresent();
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
    boolean other = found.paths().stream().allMatch(path -> isSwitchFor(options.at(path).orElseThrow().option(), value));
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

  /** A name that begins with that of the program, as of a variable in the environment or in a playbook. */
  private Optional<Meaning> withoutProgram(Place around, String key, Value value) {
    String rest = OptionNames.withoutProgram(key);
    return !around.path().isEmpty() || rest.equals(key)
        ? Optional.empty()
        : Optional.of(around.child(rest).<Meaning>map(place -> new Misspelt(rest)).orElseGet(() -> meant(around, rest, value)));
  }

  /** A slip of a letter for an option of the same place whose value is of another type. */
  private static Optional<Meaning> ofAnotherType(Place around, String key, Value value) {
    for (String name : around.names()) {
      Option option = around.child(name).orElseThrow().option();
      boolean same = value instanceof Value.MapValue && option.types().contains(Type.OBJECT);
      if (OptionNames.distance(key, name) <= 1 && !same) {
        return Optional.of(new Reshaped(option));
      }
    }
    return Optional.empty();
  }

  private boolean fits(Place around, String name, Value value) {
    return around.child(name).filter(place -> fits(place, value)).isPresent();
  }

  /** Whether the option could have such a value, and the version has the option. */
  boolean fits(Place place, Value value) {
    Option option = place.option();
    for (Type type : option.types()) {
      boolean same =
          switch (type) {
            case OBJECT -> value instanceof Value.MapValue map && isOf(place, map);
            case ARRAY -> value instanceof Value.ListValue;
            case BOOLEAN -> value instanceof Value.ScalarValue scalar && !isSentence(scalar);
            case ANY -> true;
            case NULL -> false;
            default -> value instanceof Value.ScalarValue;
          };
      if (same && !option.isAfter(version) && !option.isGone(version)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a mapping has something of what belongs there. */
  private static boolean isOf(Place place, Value.MapValue map) {
    return map.entries().isEmpty()
        || place.isOpen()
        || place.option().unknownKeys() == UnknownKeys.FREE
        || map.entries().keySet().stream().anyMatch(key -> place.names().stream().anyMatch(name -> OptionNames.distance(key, name) <= 1));
  }

  /** Whether an option only says yes or no, and the value says something else. */
  static boolean isSwitchFor(Option option, Value value) {
    return option.types().stream().allMatch(type -> type == Type.BOOLEAN || type == Type.NULL)
        && switch (value) {
          case Value.ScalarValue(Scalar.Num number, var origin) -> number.value() != 0 && number.value() != 1;
          case Value.ScalarValue scalar -> isSentence(scalar);
          case Value.ListValue list -> true;
          case Value.MapValue map -> false;
        };
  }

  /** The same, and whether the value says yes or no and the option something else, or is a number in the place of a list. */
  static boolean isOfAnotherKind(Option option, Value value) {
    return isSwitchFor(option, value)
        || switch (value) {
          case Value.ScalarValue(Scalar.Bool yes, var origin) ->
              option.types().stream().noneMatch(type -> type == Type.BOOLEAN || type == Type.OBJECT || type == Type.ANY);
          case Value.ScalarValue(Scalar.Num number, var origin) -> option.types().stream().allMatch(type -> type == Type.ARRAY || type == Type.NULL);
          default -> false;
        };
  }

  /** Whether it says more than yes or no, in whatever way. */
  private static boolean isSentence(Value.ScalarValue scalar) {
    return scalar.scalar() instanceof Scalar.Str(String text)
        && !text.isEmpty()
        && !YES_OR_NO.contains(text.toLowerCase(Locale.ROOT))
        && Placeholder.in(text).isEmpty();
  }

  /** A path in the place of mappings in each other. */
  private Optional<Meaning> dotted(Place around, String key) {
    return key.indexOf('.') < 0
        ? Optional.empty()
        : options.at(path(around, key)).map(place -> new Elsewhere(List.of(place.path())));
  }

  /** What another program, or a guide, calls an option. */
  private Optional<Meaning> called(Place around, String key, Value value) {
    Optional<Called> called =
        options.called(path(around, key))
            .or(() -> options.called(path(around, ofOtherNumber(key))).filter(c -> !c.use().isEmpty() || takes(c, value)))
            .or(() -> calledInside(path(around, key), value));
    if (called.isPresent() && !called.get().use().isEmpty()) {
      return Optional.of(new Advised(called.get().use()));
    }
    if (called.isPresent() && called.get().option().isEmpty()) {
      return Optional.of(new Nothing());
    }
    return called.map(Called::option).flatMap(options::at)
        .filter(place -> !place.option().isAfter(version) && !place.option().isGone(version) && !isSwitchFor(place.option(), value))
        .map(
            place ->
                around.child(place.option().name()).isEmpty()
                    ? new Elsewhere(List.of(place.path()))
                    : fits(place, value) ? new Misspelt(place.option().name()) : new Reshaped(place.option()));
  }

  private boolean takes(Called called, Value value) {
    return options.at(called.option()).filter(place -> fits(place, value)).isPresent();
  }

  /** The same for the first key in a mapping that somebody brought as a whole. */
  private Optional<Called> calledInside(String path, Value value) {
    if (value instanceof Value.MapValue map) {
      for (String inner : map.entries().keySet()) {
        Optional<Called> called = options.called(path + "." + inner);
        if (called.isPresent()) {
          return called.filter(c -> !c.use().isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  static String path(Place around, String key) {
    return around.path().isEmpty() ? key : around.path() + "." + key;
  }

  /** A name that is that of a mapping and that of an option in it: {@code presence_enabled}. */
  private Optional<Meaning> flattened(Place around, String key, Value value) {
    String whole = Spelling.fold(key);
    for (String name : around.names()) {
      String start = Spelling.fold(name);
      if (whole.startsWith(start) && whole.length() > start.length()) {
        Place mapping = around.child(name).orElseThrow();
        for (String inner : mapping.names()) {
          Place place = mapping.child(inner).orElseThrow();
          if (whole.equals(start + Spelling.fold(inner)) && fits(place, value)) {
            return Optional.of(new Elsewhere(List.of(place.path())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A mapping in the place of the first words of names: {@code rc_joins: {per_room: {}}} for {@code rc_joins_per_room}. */
  private Optional<Meaning> joined(Place around, String key, Value value) {
    if (around.path().isEmpty() || around.path().endsWith("]")) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>();
    for (Place place : options.named(around.option().name() + "_" + key)) {
      if (fits(place, value)) {
        paths.add(place.path());
      }
    }
    return paths.size() == 1 ? Optional.of(new Elsewhere(paths)) : Optional.empty();
  }

  /** One thing in the place of a list with the name of several: {@code stun_server} for {@code stun_servers}. */
  private static Optional<Meaning> ofOtherNumber(Place around, String key, Value value) {
    return value instanceof Value.ListValue
        ? Optional.empty()
        : around.child(key + "s")
            .map(Place::option)
            .filter(option -> option.types().contains(Type.ARRAY) && option.deprecated().isEmpty())
            .map(Reshaped::new);
  }

  private static String ofOtherNumber(String key) {
    return key.endsWith("s") ? key.substring(0, key.length() - 1) : key + "s";
  }

  /** An option of another place with the name of several, or of one: {@code turn_server} for {@code rtc.turn_servers}. */
  private Optional<Meaning> ofOtherNumberElsewhere(String key) {
    List<String> paths = new ArrayList<>();
    for (Place place : OptionNames.isTelling(key) ? options.named(ofOtherNumber(key)) : List.<Place>of()) {
      Option option = place.option();
      if (!option.isAfter(version) && !option.isGone(version)) {
        paths.add(today(place));
      }
    }
    return paths.size() == 1 ? Optional.of(new Close(paths)) : Optional.empty();
  }

  /** A mapping around options that belong one step further up. */
  private Optional<Meaning> wrapped(Place around, Value value) {
    List<String> paths = new ArrayList<>();
    if (value instanceof Value.MapValue map) {
      for (String inner : map.entries().keySet()) {
        Optional<Place> place =
            around.child(inner).filter(option -> (OptionNames.isTelling(inner) && !YES_OR_NO.contains(inner)) || option.isRequired());
        if (place.isEmpty()) {
          return Optional.empty();
        }
        paths.add(place.get().path());
      }
    }
    return paths.isEmpty() || paths.size() > MOST_PLACES
        ? Optional.empty()
        : Optional.of(new Wrapper(paths));
  }

  /** A mapping in place of names with a dot in them: {@code UIFeature: {voip: false}}. */
  private Optional<Meaning> parted(String key, Value value) {
    List<String> paths = new ArrayList<>();
    if (value instanceof Value.MapValue map) {
      for (Map.Entry<String, Value> inner : map.entries().entrySet()) {
        for (Place place : options.named(key + "." + inner.getKey())) {
          if (fits(place, inner.getValue())) {
            paths.add(place.path());
          }
        }
      }
    }
    return paths.isEmpty() || paths.size() > MOST_PLACES
        ? Optional.empty()
        : Optional.of(new Elsewhere(paths));
  }

  /** An option of this name at the top, or in the section that the key is in; for a key at the top in any one. */
  private Optional<Meaning> elsewhere(Place around, String key, Value value) {
    List<String> paths = named(around, key, value);
    List<String> top = paths.stream().filter(path -> path.indexOf('.') < 0).toList();
    if (!top.isEmpty()) {
      return Optional.of(new Elsewhere(top));
    }
    String section = first(around.path()) + ".";
    List<String> near =
        paths.stream().filter(path -> around.path().isEmpty() || path.startsWith(section)).toList();
    return near.isEmpty() || near.size() > MOST_PLACES
        ? Optional.empty()
        : Optional.of(new Elsewhere(near));
  }

  /** An option of another section, with a name of several words, for one word means something else in each: {@code address}. */
  private Optional<Meaning> ofAnotherSection(Place around, String key, Value value) {
    List<String> paths = OptionNames.words(key).size() > 1 ? named(around, key, value) : List.of();
    int most = around.path().isEmpty() ? FAR : FAR - 1;
    boolean far = paths.stream().anyMatch(path -> options.steps(path).size() > most);
    return paths.isEmpty() || far || paths.size() > MOST_PLACES
        ? Optional.empty()
        : Optional.of(new Elsewhere(paths));
  }

  /** The options of a name that says something, or sections of any name, which could have the value. */
  private List<String> named(Place around, String key, Value value) {
    List<String> paths = new ArrayList<>();
    boolean section = value instanceof Value.MapValue map && !map.entries().isEmpty();
    for (Place place : OptionNames.isTelling(key) || section ? options.named(key) : List.<Place>of()) {
      if (fits(place, value)
          && (OptionNames.isTelling(key) || place.path().equals(key) || around.path().isEmpty())
          && place.option().values().takes(value, version)
          && !place.path().equals(around.path())) {
        paths.add(today(place));
      }
    }
    return paths;
  }

  /** The path of an option, or of the one that took its place. */
  private static String today(Place place) {
    String deprecated = place.option().deprecated();
    String path = deprecated.startsWith(REPLACED) ? deprecated.substring(REPLACED.length()) : "";
    return path.isEmpty() || place.table().at(path).isEmpty() ? place.path() : path;
  }

  /** The one option of this name in the mappings beside it, which it says enough to be meant for. */
  private Optional<Meaning> inside(Place around, String key, Value value) {
    List<String> paths = new ArrayList<>();
    for (Place place : around.path().isEmpty() ? List.<Place>of() : options.named(key)) {
      if (around.leadsTo(place.path()) && key.length() > LEAST_LETTERS && fits(place, value) && (key.length() >= SAYING || !isInOtherList(place, key))) {
        paths.add(place.path());
      }
    }
    boolean telling =
        paths.size() == 1 || (key.length() >= SAYING && paths.size() <= MOST_INSIDE);
    return paths.isEmpty() || !telling ? Optional.empty() : Optional.of(new Elsewhere(paths));
  }

  /** Whether an option is in the items of a list that has another name than several of it. */
  private static boolean isInOtherList(Place place, String key) {
    return place.path().contains("[]") && !place.path().contains(ofOtherNumber(key) + "[]");
  }

  private static String first(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }
}
