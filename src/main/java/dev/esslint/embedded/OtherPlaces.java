package dev.esslint.embedded;

import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.Wrapper;
import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the options of other places that a key may be meant for: by its name, by what is in it or by what it is in. */
record OtherPlaces(Options options, Fit fit) {
  /** A name that so many options have says nothing by itself. */
  static final int MOST = 2;

  /** So many options of one name in the mappings beside it still say where it belongs. */
  private static final int MOST_INSIDE = 3;

  private static final int LEAST_LETTERS = 3;

  /** What every part of a program has, and does not say of which: {@code server_url}. */
  static final Set<String> VAGUE = Set.of("url", "host", "port", "path", "server", "base");

  /** What is more steps down in another section is about something that its name does not say; for a key in a section one less. */
  private static final int FAR = 3;

  /** One that is as long as this says something in the mapping that it belongs into one step further down. */
  private static final int SAYING = 5;

  /** A path in the place of mappings in each other. */
  Optional<Meaning> dotted(Place around, String key) {
    return key.indexOf('.') < 0
        ? Optional.empty()
        : options.at(around.pathOf(key)).map(place -> new Elsewhere(List.of(place.path())));
  }

  /** A name that is that of a mapping and that of an option in it: {@code presence_enabled}. */
  Optional<Meaning> flattened(Place around, String key, Value value) {
    String whole = Spelling.fold(key);
    for (String name : around.names()) {
      String start = Spelling.fold(name);
      if (whole.startsWith(start) && whole.length() > start.length()) {
        Place mapping = around.child(name).orElseThrow();
        for (String inner : mapping.names()) {
          Place place = mapping.child(inner).orElseThrow();
          if (whole.equals(start + Spelling.fold(inner)) && fit.fits(place, value)) {
            return Optional.of(new Elsewhere(List.of(place.path())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What begins as all in a mapping at the top does: {@code feature_pinning} for one of {@code features}. */
  Optional<Meaning> ofKind(Place around, String key) {
    List<String> words = OptionNames.words(key);
    return around.path().isEmpty() && words.size() > 1
        ? around.child(words.getFirst() + "s")
            .filter(place -> place.names().stream().anyMatch(name -> name.startsWith(words.getFirst() + "_")))
            .map(place -> new Close(List.of(place.path())))
        : Optional.empty();
  }

  /** A mapping in the place of the first words of names: {@code rc_joins: {per_room: {}}} for {@code rc_joins_per_room}. */
  Optional<Meaning> joined(Place around, String key, Value value) {
    if (around.path().isEmpty() || around.path().endsWith("]")) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>();
    for (Place place : options.named(around.option().name() + "_" + key)) {
      if (fit.fits(place, value)) {
        paths.add(place.path());
      }
    }
    return paths.size() == 1 ? Optional.of(new Elsewhere(paths)) : Optional.empty();
  }

  /** An option of another place with the name of several, or of one: {@code turn_server} for {@code rtc.turn_servers}. */
  Optional<Meaning> ofOtherNumberElsewhere(String key) {
    List<String> paths = new ArrayList<>();
    for (Place place : OptionNames.isTelling(key) ? options.named(ofOtherNumber(key)) : List.<Place>of()) {
      Option option = place.option();
      if (!option.isAfter(fit.version()) && !option.isGone(fit.version())) {
        paths.add(today(place));
      }
    }
    return paths.size() == 1 ? Optional.of(new Close(paths)) : Optional.empty();
  }

  /** A mapping around options that belong one step further up. */
  Optional<Meaning> wrapped(Place around, Value value) {
    List<String> paths = new ArrayList<>();
    if (value instanceof Value.MapValue map) {
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        String inner = entry.getKey();
        Optional<Place> place =
            around.child(inner)
                .filter(option -> (OptionNames.isTelling(inner) && !Fit.isYesOrNo(inner)) || option.isRequired())
                .filter(option -> fit.fits(option, entry.getValue()));
        if (place.isEmpty()) {
          return Optional.empty();
        }
        paths.add(place.get().path());
      }
    }
    return paths.isEmpty() || paths.size() > MOST
        ? Optional.empty()
        : Optional.of(new Wrapper(paths));
  }

  /** A mapping in place of names with a dot in them: {@code UIFeature: {voip: false}}. */
  Optional<Meaning> parted(String key, Value value) {
    List<String> paths = new ArrayList<>();
    if (value instanceof Value.MapValue map) {
      for (Map.Entry<String, Value> inner : map.entries().entrySet()) {
        for (Place place : options.named(key + "." + inner.getKey())) {
          if (fit.fits(place, inner.getValue())) {
            paths.add(place.path());
          }
        }
      }
    }
    return paths.isEmpty() || paths.size() > MOST
        ? Optional.empty()
        : Optional.of(new Elsewhere(paths));
  }

  /** An option of this name at the top, or in the section that the key is in; for a key at the top in any one. */
  Optional<Meaning> elsewhere(Place around, String key, Value value) {
    List<String> paths = named(around, key, value);
    List<String> top = paths.stream().filter(path -> path.indexOf('.') < 0).toList();
    if (!top.isEmpty()) {
      return Optional.of(new Elsewhere(top));
    }
    String section = first(around.path()) + ".";
    List<String> near =
        paths.stream().filter(path -> around.path().isEmpty() || path.startsWith(section)).toList();
    return near.isEmpty() || near.size() > MOST
        ? Optional.empty()
        : Optional.of(new Elsewhere(near));
  }

  /** An option of another section, with a name of several words, for one word means something else in each: {@code address}. */
  Optional<Meaning> ofAnotherSection(Place around, String key, Value value) {
    List<String> paths = OptionNames.words(key).size() > 1 ? named(around, key, value) : List.of();
    int most = around.path().isEmpty() ? FAR : FAR - 1;
    boolean far = paths.stream().anyMatch(path -> options.steps(path).size() > most);
    return paths.isEmpty() || far || paths.size() > MOST
        ? Optional.empty()
        : Optional.of(new Elsewhere(paths));
  }

  /** The options of a name that says something, or sections of any name, which could have the value. */
  private List<String> named(Place around, String key, Value value) {
    List<String> paths = new ArrayList<>();
    boolean section = value instanceof Value.MapValue map && !map.entries().isEmpty();
    Set<String> meaning = around.path().isEmpty() ? options.words().meaningOf(key) : Set.of();
    boolean vague = !meaning.isEmpty() && VAGUE.containsAll(meaning);
    for (Place place : (OptionNames.isTelling(key) && !vague && !Fit.isYesOrNo(key)) || section ? options.named(key) : List.<Place>of()) {
      if (fit.fits(place, value)
          && (OptionNames.isTelling(key) || place.path().equals(key) || around.path().isEmpty())
          && place.option().values().takes(value, fit.version())
          && !place.path().equals(around.path())) {
        paths.add(today(place));
      }
    }
    return paths;
  }

  /** The path of an option, or of the one that took its place. */
  private static String today(Place place) {
    List<String> paths = place.replacements();
    return paths.size() == 1 ? paths.getFirst() : place.path();
  }

  /** The one option of this name in the mappings beside it, which it says enough to be meant for. */
  Optional<Meaning> inside(Place around, String key, Value value) {
    List<String> paths = new ArrayList<>();
    for (Place place : around.path().isEmpty() ? List.<Place>of() : options.named(key)) {
      if (around.leadsTo(place.path()) && !Fit.isYesOrNo(key) && key.length() > LEAST_LETTERS && fit.fits(place, value) && (key.length() >= SAYING || !isInOtherList(place, key))) {
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

  /** The name of several, or of one. */
  static String ofOtherNumber(String key) {
    return key.endsWith("s") ? key.substring(0, key.length() - 1) : key + "s";
  }
}
