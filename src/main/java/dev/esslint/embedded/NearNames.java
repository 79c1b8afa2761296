package dev.esslint.embedded;

import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the option of the same place that is meant by a key that is nearly its name, or has words of it. */
record NearNames(Fit fit) {
  private static final int LEAST_LETTERS = 3;

  /**
   * A slip for another option of the same place.
   *
   * @param most how many letters may differ
   */
  Optional<Meaning> misspelt(Place around, String key, Value value, int most) {
    List<String> best = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    for (String name : around.names()) {
      int distance = OptionNames.distance(key, name);
      boolean part = distance > 1 && OptionNames.isEndOf(key, name) && isOutdated(around, name);
      if (distance <= most && distance <= least && !part && fits(around, name, value)) {
        if (distance < least) {
          best.clear();
        }
        best.add(name);
        least = distance;
      }
    }
    List<String> taking = best.size() > OtherPlaces.MOST ? best : some(best, name -> fit.takes(around.child(name).orElseThrow().option(), value));
    return meant(around, some(taking, name -> !OptionNames.isEnded(key, name)), least, value);
  }

  /** Those of which something holds, or all if that is so for none. */
  private static List<String> some(List<String> names, Predicate<String> fit) {
    List<String> some = names.stream().filter(fit).toList();
    return some.isEmpty() ? names : some;
  }

  /** What is meant by a name to which others are equally near; a part of two names is no slip for one of them. */
  private Optional<Meaning> meant(Place around, List<String> names, int distance, Value value) {
    for (String name : names) {
      if (isRequired(around, name)) {
        return Optional.of(new Misspelt(name));
      }
    }
    List<String> today = names.stream().filter(name -> !isOutdated(around, name)).toList();
    List<String> paths = today.isEmpty() && !names.isEmpty() ? around.child(names.getFirst()).orElseThrow().replacements() : List.of();
    if (paths.size() == 1 && !OptionNames.areOpposite(names.getFirst(), paths.getFirst(), true) && fit.takes(around.table().at(paths.getFirst()).orElseThrow().option(), value)) {
      return Optional.of(new Elsewhere(paths));
    }
    if (today.isEmpty() && !names.isEmpty() && distance > 1) {
      return Optional.of(
          switch (paths.size()) {
            case 0 -> new Misspelt(names.getFirst());
            case 1 -> new Elsewhere(paths);
            default -> new Close(paths);
          });
    }
    if (!today.isEmpty() && today.size() < names.size()) {
      return meant(around, today, distance, value);
    }
    if (names.size() > 1 && distance > 1) {
      return names.size() > OtherPlaces.MOST
          ? Optional.empty()
          : Optional.of(new Elsewhere(names.stream().map(name -> around.child(name).orElseThrow().path()).toList()));
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new Misspelt(names.getFirst()));
  }

  private static boolean isOutdated(Place around, String name) {
    return around.child(name).filter(place -> !place.option().deprecated().isEmpty()).isPresent();
  }

  /**
   * Words of options in a mapping, the first or last ones or ones that say something, {@code title} of {@code widgetTitle}, or a required option with more words
   * than it has, {@code appId} for {@code id}.
   */
  Optional<Meaning> partOf(Place around, String key, Value value) {
    List<String> names = new ArrayList<>();
    List<String> some = OptionNames.words(key);
    boolean says = !around.path().isEmpty() && !Fit.isYesOrNo(key);
    for (String name : says ? around.names() : List.<String>of()) {
      List<String> all = OptionNames.words(name);
      int more = all.size() - some.size();
      boolean part =
          more > 0
              ? endsOf(all, some) || (OptionNames.isTelling(key) && Collections.indexOfSubList(all, some) >= 0)
              : more < 0 && isRequired(around, name) && endsOf(some, all);
      part &= more <= some.size() + 1 && around.child(name).filter(place -> Fit.isOfAnotherKind(place.option(), value)).isEmpty();
      if (part && key.length() >= LEAST_LETTERS && fits(around, name, value)) {
        names.add(name);
      }
    }
    return meant(around, names, Integer.MAX_VALUE, value);
  }

  /** An option of a mapping with the name of a program, or of its protocol, before it: {@code smtp_host} for {@code hostname}. */
  Optional<Meaning> withoutFirstWord(Place around, String key, Value value) {
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

  /** A slip of a letter for an option of the same place whose value is of another type. */
  static Optional<Meaning> ofAnotherType(Place around, String key, Value value) {
    boolean mapping = value instanceof Value.MapValue map && !map.entries().isEmpty();
    return mapping
        ? Optional.empty()
        : around.names().stream()
            .filter(name -> OptionNames.distance(key, name) <= 1)
            .findFirst()
            .map(name -> new Reshaped(around.child(name).orElseThrow().option()));
  }

  /** An option that the version has no more, in other letters, or at the top where there was only one of that name. */
  static Optional<Option> gone(Place around, String key, Optional<Version> version) {
    List<Place> named = around.path().isEmpty() && OptionNames.isTelling(key) ? around.table().named(key) : List.of();
    String folded = Spelling.fold(key);
    return around.names().stream()
        .filter(name -> Spelling.fold(name).equals(folded))
        .map(name -> around.child(name).orElseThrow())
        .findFirst()
        .or(() -> named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty())
        .map(Place::option)
        .filter(option -> option.isGone(version));
  }

  /** One thing in the place of a list with the name of several: {@code stun_server} for {@code stun_servers}. */
  static Optional<Meaning> ofOtherNumber(Place around, String key, Value value) {
    return value instanceof Value.ListValue
        ? Optional.empty()
        : around.child(key + "s")
            .map(Place::option)
            .filter(option -> option.types().contains(Type.ARRAY) && option.deprecated().isEmpty())
            .map(Reshaped::new);
  }

  private boolean fits(Place around, String name, Value value) {
    return around.child(name).filter(place -> fit.fits(place, value)).isPresent();
  }
}
